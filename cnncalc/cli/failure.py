"""The one place where an error becomes text on standard error and an exit code.

    error[stride-does-not-fit]: conv1: a window of 11 moving by 4 over 224 leaves 1 over
      --> mynet.yaml:4:58

0 fine; 1 the spec, the sheet or the budget says no; 2 it cannot run; 70 a bug; 130 interrupted. On
a terminal a problem is drawn with its piece of the file; in a pipe it is a line that editors read.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from cnncalc.cli import stream
from cnncalc.diagnostic import CnncalcError, SpecError
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.diagnostic import Diagnostic

__all__ = [
    "BUG",
    "CANNOT_RUN",
    "COLOR",
    "INTERRUPTED",
    "PROBLEMS",
    "REFUSED",
    "text_and_code",
    "told",
    "written",
]

REFUSED, CANNOT_RUN, BUG, INTERRUPTED = 1, 2, 70, 130
"""The exit codes of failures."""

COLOR, PROBLEMS, DEBUG = "cnncalc.color", "cnncalc.problems", "cnncalc.debug"
"""Where the options of a command leave, for here, how failures are to be told."""


def told(error: BaseException) -> int:
    """Tell an error on standard error, and give the exit code that it means."""
    text, code = text_and_code(error)
    if text:
        with suppress(OSError):  # where nothing can be said any more, the exit code still is
            stream.write(text + "\n", sys.stderr)
    return code


def written(
    problems: Sequence[Diagnostic],
    *,
    drawn: bool,
    color: bool,
    severity: str = "error",
    width: int | None = None,
) -> str:
    """Write problems: drawn with their piece of the file, or one on a line.

    Where they are drawn, no sentence is wider than a terminal of `width`.
    """
    if drawn:
        texts = [_wrapped(each.drawn(severity, width), width) for each in problems]
        return "\n\n".join(_colored_drawing(each, severity) if color else each for each in texts)
    lines = [_colored_line(each) if color else each.concise() for each in problems]
    return "\n".join(lines)


def text_and_code(error: BaseException) -> tuple[str, int]:  # noqa: PLR0911  a row for each error
    """The text of an error without its last line end, empty for silence, and its exit code."""
    match error:
        case SystemExit():
            return "", error.code if isinstance(error.code, int) else 0
        case KeyboardInterrupt() | click.Abort():
            return "", INTERRUPTED
        case BrokenPipeError():
            stream.discard(sys.stdout)
            return "", 0
        case SpecError():
            return _problems(error.diagnostics), error.exit_code
        case CnncalcError():
            return _sentence(str(error)), error.exit_code
        case click.ClickException():
            return _usage(error), CANNOT_RUN
        case OSError():
            return _sentence(_refused_by_system(error)) + _traceback(error), CANNOT_RUN
        case MemoryError():
            return _sentence("there is not enough memory for this network"), CANNOT_RUN
        case RecursionError():
            text = "this nests deeper than Python can follow; nest less deeply"
            return _sentence(text) + _traceback(error), CANNOT_RUN
    return _bug(error), BUG


def _problems(problems: Sequence[Diagnostic]) -> str:
    asked = _asked(PROBLEMS)
    most = asked if isinstance(asked, int) else DEFAULT_LIMITS.problems
    drawn = stream.is_terminal(sys.stderr)
    width = stream.width(sys.stderr) if drawn else None
    text = written(problems[:most], drawn=drawn, color=_color(), width=width)
    left = len(problems) - most
    if left <= 0:
        return text
    return f"{text}\nand {left:,} more; `cnncalc validate` shows all"


def _usage(error: click.ClickException) -> str:
    """A line that cannot be understood: what is wrong with it, and where its help is."""
    text = _sentence(" ".join(error.format_message().split()))
    context = getattr(error, "ctx", None)
    if isinstance(error, click.UsageError) and context is not None:
        text += f"\n  help: {inert(context.command_path)} --help"
    return text


def _refused_by_system(error: OSError) -> str:
    """What the operating system says no to; only streams have no name."""
    reason = error.strerror or type(error).__name__
    if error.filename is None:
        stream.discard(sys.stdout)
        return f"cannot write to standard output: {reason}"
    return f"{os.fsdecode(error.filename)}: {reason}"


def _bug(error: BaseException) -> str:
    """One line for a fault of ours. The error's own text is left out: it may be endless."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    text = _sentence(
        f"this is a bug in cnncalc ({type(error).__name__}{place}); "
        "please report it with the command, the spec and what `--debug` adds"
    )
    return text + _traceback(error)


def _traceback(error: BaseException) -> str:
    """The frames of an error where they are asked for; empty otherwise."""
    if not (_asked(DEBUG) or os.environ.get("CNNCALC_DEBUG") == "1"):
        return ""
    from traceback import format_tb

    frames = "".join(format_tb(error.__traceback__))
    message = inert(str(error)) if type(error).__module__ == "builtins" else ""
    return f"\nTraceback (most recent call last):\n{frames}{type(error).__name__}: {message}"


def _sentence(text: str) -> str:
    head = click.style("error", fg="red", bold=True) if _color() else "error"
    return f"{head}: {inert(text)}"


def _asked(name: str) -> object:
    """What the options of the running command left under a name; None for nothing."""
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(name)


def _color() -> bool:
    match _asked(COLOR):
        case "always":
            return True
        case "never":
            return False
    return stream.takes_color(sys.stderr)


def _colored_line(problem: Diagnostic) -> str:
    before, code, after = problem.concise().partition(f"{problem.code} ")
    return click.style(before, bold=True) + click.style(code, fg="red") + after


def _wrapped(drawing: str, width: int | None) -> str:
    """Break the sentences of a drawing between words; excerpts and places stay as they are."""
    if width is None:
        return drawing
    first, *others = drawing.split("\n")
    return "\n".join([_broken(first, 2, width), *(_wrapped_part(each, width) for each in others)])


def _wrapped_part(line: str, width: int) -> str:
    bare = line.lstrip()
    margin = len(line) - len(bare)
    for start in ("= ", "help: ", "note: "):
        if bare.startswith(start):
            return _broken(line, margin + len(start), width)
    return line


def _broken(line: str, indent: int, width: int) -> str:
    """Break a line between words, so that 27x27x32 stays whole, with the rest indented."""
    return "\n".join(
        wrap(
            line,
            max(width, NARROWEST),
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


NARROWEST = 30
"""Columns below which sentences are left to the terminal to break."""


def _colored_drawing(text: str, severity: str) -> str:
    """Colour a drawing; its title goes on up to the line of the place."""
    lines = text.split("\n")
    length = next((at for at, line in enumerate(lines) if at and not _continues(line)), len(lines))
    head, colon, message = "\n".join(lines[:length]).partition(": ")
    hue = "red" if severity == "error" else "yellow"
    title = click.style(head, fg=hue, bold=True) + click.style(colon + message, bold=True)
    return "\n".join([title, *(_colored_part(line, hue) for line in lines[length:])])


def _continues(line: str) -> bool:
    """Whether a line below the title is more of it."""
    return not line.lstrip().startswith(("-->", "used at", "= ", "help:", "note:"))


def _colored_part(line: str, hue: str) -> str:
    """Colour one line of a drawing by what it starts with: a place, a gutter, a remedy."""
    bare = line.lstrip()
    margin = line[: len(line) - len(bare)]
    for word in ("-->", "used at"):
        if bare.startswith(word):
            return margin + click.style(word, fg="blue") + bare.removeprefix(word)
    for word in ("help:", "note:"):
        if bare.startswith(word):
            return margin + click.style(word, fg="cyan") + bare.removeprefix(word)
    gutter, bar, excerpt = line.partition(" |")
    if bar and (not gutter.strip() or gutter.strip().isdecimal()):
        if excerpt.strip() and not excerpt.strip().strip("^"):
            excerpt = click.style(excerpt, fg=hue, bold=True)
        return click.style(gutter + bar, fg="blue") + excerpt
    return line
