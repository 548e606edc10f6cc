"""Work in a process of its own, so that what ends that process ends in a sentence here.

    found = isolated(lambda tell: verify(network, analysis, conditions))

PyTorch computes in C++: a kernel that writes where it may not, or a system that is out of memory,
ends the whole process without a word, and Ctrl-C is heard only when a kernel is done. The process
that waits hears it at once, and knows what was being done: the work tells it.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn, TypeVar

from cnncalc.cli import stream
from cnncalc.cli.failure import text_and_code
from cnncalc.cli.progress import Progress
from cnncalc.verify.stop import InterruptedRunError, ended_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Tell", "isolated"]

Tell = Callable[[str], None]
"""Takes the name of what is being done: `conv5`."""

Result = TypeVar("Result")


def isolated(
    work: Callable[[Tell], Result], environment: Mapping[str, str] = MappingProxyType({})
) -> Result:
    """Give what some work gives: a plain value, which travels between the processes.

    The other process has some variables in its environment, where they are not set already.
    An error that the work raises is told here, and is a SystemExit with its code. Raises
    InterruptedRunError on Ctrl-C, CannotRunError where the system ends the process, CrashedRunError
    where a kernel does. Where there is no second process, it is work like any.
    """
    if not _divisible():
        return work(_told_to_nobody)
    place, answer, lifeline = _Place(), os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        os.environ.update({**environment, **os.environ})
        os.close(answer[0])
        os.close(lifeline[1])
        _serve(work, place, answer[1], lifeline[0])
    os.close(answer[1])
    os.close(lifeline[0])
    try:
        with _heard():
            content = _received(answer[0], place)
    except KeyboardInterrupt:
        os.kill(child, signal.SIGKILL)
        message = f"interrupted at {place.name}; nothing was kept"
        raise InterruptedRunError(message) from None
    finally:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(lifeline[1])
        os.close(answer[0])
    if code < 0:
        raise ended_by(signal.Signals(-code), place.name)
    code, result = pickle.loads(content)  # noqa: S301  it comes from this program
    if code:
        stream.write(f"{result}\n" if result else "", sys.stderr)
        raise SystemExit(code)
    found: Result = result
    return found


class _Place:
    """The name of what is being done, in memory that two processes share."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, mmap.PAGESIZE)
        self.tell("the loading of PyTorch")

    def tell(self, name: str) -> None:
        """Say what is being done now."""
        content = name.encode()[: mmap.PAGESIZE - 1]
        self._memory[: len(content) + 1] = content + b"\0"

    @property
    def name(self) -> str:
        """What was told last."""
        return self._memory[:].partition(b"\0")[0].decode(errors="replace")


def _divisible() -> bool:
    """Whether a process can be made of this one: neither OpenMP nor a thread outlives a fork."""
    return hasattr(os, "fork") and "torch" not in sys.modules and threading.active_count() == 1


def _told_to_nobody(_: str) -> None:
    """Take a name where nobody waits for it."""


def _serve(work: Callable[[Tell], object], place: _Place, answer: int, lifeline: int) -> NoReturn:
    """Do the work in the new process, and end it."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that waits hears it
        threading.Thread(target=_follow, args=(lifeline,), daemon=True).start()
        gc.enable()  # a network in PyTorch is full of circles, and holds memory
        with os.fdopen(answer, "wb") as pipe:
            pipe.write(_done(work, place))
    finally:
        os._exit(0)


def _done(work: Callable[[Tell], object], place: _Place) -> bytes:
    """Do the work: give 0 and its result, or an exit code and the text of what is wrong."""
    try:
        with _silenced():
            return pickle.dumps((0, work(place.tell)))
    except BaseException as error:  # noqa: BLE001  whatever it is, it ends in a sentence
        text, code = text_and_code(error)
        return pickle.dumps((code, text))


def _follow(lifeline: int) -> None:
    """End with the process that waits, however it ends: its side of the pipe closes then."""
    os.read(lifeline, 1)
    os._exit(1)


@contextmanager
def _silenced() -> Iterator[None]:
    """Lead standard error nowhere: a library that crashes says there what helps no user."""
    if sys.stderr is None:
        yield
        return
    sys.stderr.flush()
    number, kept = sys.stderr.fileno(), os.dup(sys.stderr.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, number)
        os.close(kept)


@contextmanager
def _heard() -> Iterator[None]:
    """Have Ctrl-C raise KeyboardInterrupt, unless it is ignored."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        with suppress(TypeError):  # a handler that Python did not set
            signal.signal(signal.SIGINT, before)


def _received(answer: int, place: _Place) -> bytes:
    """Read until the other process has no more to say, and show a person what it does."""
    pieces, progress = [], Progress(sys.stderr)
    try:
        while True:
            while not select.select([answer], [], [], progress.interval)[0]:
                progress.show(place.name)
            pieces.append(os.read(answer, 1 << 16))
            if not pieces[-1]:
                return b"".join(pieces)
    finally:
        progress.clear()
