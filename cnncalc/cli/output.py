"""Where a result goes and how it looks there: standard output, or a file that is replaced whole.

    with Output.of(None, "table.md") as output:
        output.table(table)

The format follows the suffix of the file. Nothing reaches the file before the command has ended
well; until then the old one stands.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cnncalc.cli import stream
from cnncalc.cli.interruption import unfinished
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert
from cnncalc.report.format import FORMATS
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from cnncalc.cli.stream import When
    from cnncalc.report.look import Look
    from cnncalc.report.table import Table
    from cnncalc.shape import Order

__all__ = ["Output"]


SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".tex": "latex",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
    ".txt": "table",
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
}


@dataclass
class Output:
    """A place to write a result to, and the manner of writing there."""

    format: str
    look: Look
    destination: Path | None = None
    """The file to replace; None for standard output."""
    _pieces: list[bytes] = field(default_factory=list)

    @classmethod
    def of(  # noqa: PLR0913  one for each option
        cls,
        format: str | None,  # noqa: A002  the name of the option
        destination: str | None = None,
        *,
        offered: Sequence[str] = FORMATS,
        order: Order = "hwc",
        width: int | None = None,
        color: When = "auto",
        inputs: Sequence[str] = (),
    ) -> Self:
        """Make an output from options.

        Raises CannotRunError where it would overwrite an input, where no file is named, or where
        nothing says what to write: neither a format nor the suffix of the file.
        """
        if destination == "":
            message = "`-o` is followed by nothing: name a file, or - for standard output"
            raise CannotRunError(message)
        if destination is not None and destination.endswith(_SEPARATORS):
            message = f"{inert(destination)} is a folder's name: name a file in it"
            raise CannotRunError(message)
        path = None if destination in {None, "-"} else Path(str(destination))
        usual = offered[0]
        if path is not None:
            _refuse_input(path, inputs)
            usual = format or _format_of(path, offered)
        return cls(format or usual, _look(path, order, width, color), path)

    def table(self, table: Table) -> None:
        """Write a table in the chosen format."""
        from cnncalc.report.format import write_table

        self.write(write_table(table, self.format, self.look))

    def data(self, data: object) -> None:
        """Write plain data as JSON."""
        from cnncalc.report.json import write_json

        self.write(write_json(data))

    def write(self, text: str) -> None:
        """Write text, ending its last line; to a file only once all is well."""
        text = text if text.endswith("\n") else text + "\n"
        if self.destination is not None:
            self._pieces.append(text.encode("utf-8", "backslashreplace"))
        else:
            _print(text)

    def binary(self, content: bytes) -> None:
        """Write what is no text, as it is; to a file only once all is well."""
        if self.destination is not None:
            self._pieces.append(content)
        else:
            _print(content)

    @property
    def is_seen(self) -> bool:
        """Whether what is written appears on a terminal."""
        return self.destination is None and stream.is_terminal(sys.stdout)

    def wearing(self, **changes: Any) -> Output:  # noqa: ANN401  the fields of a Look
        """Give the same place with another look: `output.wearing(working=True)`."""
        return replace(self, look=replace(self.look, **changes))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.destination is not None and self._pieces and error is None:
            _replace(self.destination, b"".join(self._pieces))


def _print(content: str | bytes) -> None:
    try:
        stream.write(content, sys.stdout)
    except OSError as error:
        message = f"cannot write to standard output: {error.strerror}"
        raise CannotRunError(message) from error


def _look(path: Path | None, order: Order, width: int | None, color: When) -> Look:
    """See what a table may use: a file takes everything, a terminal what it shows."""
    from cnncalc.report.look import Look

    if path is not None:
        return Look(width=width, color=color == "always", ascii=False, order=order, working=False)
    if width is None and stream.is_terminal(sys.stdout):
        width = max(1, min(shutil.get_terminal_size().columns, 100_000))
    return Look(
        width=width,
        color=stream.takes_color(sys.stdout, color),
        ascii=not stream.takes_boxes(sys.stdout),
        order=order,
        working=False,
    )


_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def _format_of(path: Path, offered: Sequence[str]) -> str:
    """Give the format that the suffix of a file stands for; without a suffix, the usual one."""
    if not path.suffix:
        return offered[0]
    meant = SUFFIXES.get(path.suffix.lower())
    if meant is None or meant not in offered:
        known = listed((each for each, name in SUFFIXES.items() if name in offered), "and")
        more = ", and --format says it for any file" if len(offered) > 1 else ""
        message = (
            f"no format goes with the suffix of {inert(str(path))}; those with one are {known}"
        )
        raise CannotRunError(message + more)
    return meant


def _refuse_input(path: Path, inputs: Sequence[str]) -> None:
    if any(each != "-" and _is_spec(path, each) for each in inputs):
        message = f"{inert(str(path))} is what is read here; write to another file"
        raise CannotRunError(message)


def _is_spec(path: Path, spec: str) -> bool:
    from cnncalc.spec.catalog import spec_path

    try:
        return path.samefile(spec_path(spec))
    except (
        CannotRunError,
        OSError,
        ValueError,
    ):  # one of the two does not exist, or has no such name
        return False


def _replace(path: Path, content: bytes) -> None:
    """Put something in the place of a file in one step, or leave everything as it was."""
    try:
        path = path.resolve()  # a link stays a link; what it leads to is replaced
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            _write_device(path, content)
        else:
            _write_file(path, content, mode)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, FileNotFoundError) and not path.parent.exists():
            reason = f"there is no folder {inert(str(path.parent))}; make it first"
        message = f"cannot write {inert(str(path))}: {reason}"
        raise CannotRunError(message) from error


def _write_device(path: Path, content: bytes) -> None:
    """Write to what is no ordinary file, such as /dev/null; it cannot be replaced."""
    with path.open("wb") as device:
        device.write(content)


def _write_file(path: Path, content: bytes, mode: int | None) -> None:
    """Write beside the file and move over it; the file keeps its permissions."""
    beside = path.with_name(f".cnncalc-{os.urandom(8).hex()}")
    with unfinished(str(beside)):
        new = beside.open("xb")
        try:
            with new as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                if mode is not None:
                    os.fchmod(file.fileno(), stat.S_IMODE(mode))
            beside.replace(path)
        except BaseException:  # whatever it is
            beside.unlink(missing_ok=True)
            raise
