"""What stops a run: memory that runs out, the user, a crash; each ends in a sentence.

    with at("conv5"):
        output = module(values)

Nothing here needs PyTorch, so that a process which has not loaded it can say what happened.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError, CnncalcError
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tell = Callable[[str], None]

__all__ = [
    "CrashedRunError",
    "InterruptedRunError",
    "at",
    "ended_by",
    "out_of_memory",
    "reason",
    "watched",
]


class InterruptedRunError(CnncalcError):
    """The user stopped the run (Ctrl-C)."""

    exit_code = 130


class CrashedRunError(CnncalcError):
    """A kernel of PyTorch ended its process."""

    exit_code = 70


@contextmanager
def at(place: str) -> Iterator[None]:
    """Name the place of a stop: CannotRunError for memory, InterruptedRunError by the user.

    Whoever watches (`watched`) is told the place.
    """
    _watcher.get()(place)
    try:
        yield
    except KeyboardInterrupt:
        message = f"interrupted at {place}; nothing was kept"
        raise InterruptedRunError(message) from None
    except (MemoryError, RuntimeError) as error:
        if not out_of_memory(error):
            raise
        message = f"the memory ran out at {place}; {_REMEDY}"
        raise CannotRunError(message) from error


@contextmanager
def watched(tell: Tell) -> Iterator[None]:
    """Have each place told as the run comes to it."""
    before = _watcher.set(tell)
    try:
        yield
    finally:
        _watcher.reset(before)


def ended_by(cause: signal.Signals, place: str) -> CnncalcError:
    """Give the error for a process that a signal ended: the system's, for memory, or a crash."""
    if cause == signal.SIGKILL:
        return CannotRunError(
            f"the system ended PyTorch at {place}, as it does when memory runs out; {_REMEDY}"
        )
    if cause in _CRASHES:
        return CrashedRunError(
            f"PyTorch crashed at {place} ({cause.name}); this is a bug in PyTorch, or in how "
            "cnncalc calls it: please report it with the command and the spec; "
            "`--device meta` checks shapes and counts without computing"
        )
    return CannotRunError(f"PyTorch was ended by {cause.name} at {place}")


def out_of_memory(error: Exception) -> bool:
    """Whether it is for want of memory, which PyTorch says in words alone."""
    return isinstance(error, MemoryError) or any(each in str(error) for each in _WANTING)


def reason(error: Exception) -> str:
    """Give the first sentence of PyTorch's own message, inert."""
    text = str(error).strip().partition("\n")[0] or type(error).__name__
    return inert(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")


def _nobody(_: str) -> None:
    """Watch nothing."""


_watcher: ContextVar[Tell] = ContextVar("watcher", default=_nobody)

_REMEDY = (
    "a smaller --batch or --input needs less, "
    "and `--device meta` checks shapes and counts without any"
)
_CRASHES = {getattr(signal, f"SIG{each}", None) for each in ("ABRT", "BUS", "FPE", "ILL", "SEGV")}
_WANTING = ("DefaultCPUAllocator", "out of memory", "ALLOC_FAILED")
"""Of the processor's memory, of a GPU's, and of what cuDNN and cuBLAS want of it."""
_LONGEST = 200
