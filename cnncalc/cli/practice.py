"""`cnncalc practice`: one question at a time, with hints; at a terminal or through a pipe."""

from __future__ import annotations

import secrets
import signal
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from cnncalc.cli import stream
from cnncalc.cli.failure import INTERRUPTED
from cnncalc.cli.option import Reader, reads_spec
from cnncalc.cli.preset import preset_option
from cnncalc.cli.whole import Whole
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.practice import Problem

__all__ = ["command"]

PROMPT = "> "
LONGEST_LINE = 10_000
"""Characters of a line; no answer is so long."""


@click.command(name="practice")
@click.argument("source", metavar="[SPEC|TEMPLATE]", required=False)
@click.option(
    "--layers",
    metavar="KINDS",
    help="Practise on these kinds of layers, such as conv,maxpool,dense. There are conv, "
    "depthwise_conv, maxpool, avgpool and dense.",
)
@click.option(
    "--count",
    metavar="N",
    type=Whole(1, 1000),
    default=5,
    help="How many questions; 5 by default.",
)
@click.option(
    "--ask",
    metavar="QUANTITIES",
    help="Of a SPEC: what is asked, such as output,parameters; by default all that it has.",
)
@click.option(
    "--seed", metavar="WORD", help="What is drawn from: the same seed asks the same questions."
)
@reads_spec
@preset_option
def command(  # noqa: PLR0913  one for each option
    *,
    source: str | None,
    layers: str | None,
    count: int,
    ask: str | None,
    seed: str | None,
    reader: Reader,
    convention: Convention | None,
) -> int:
    """Practise: one question at a time, with a hint after a wrong answer.

    \b
    Examples:
      cnncalc practice
      cnncalc practice --layers conv,maxpool --count 10
      cnncalc practice alexnet --ask output,parameters
      cnncalc practice template.yaml

    After a first and a second wrong answer there is a hint, after a third the working. An empty
    line skips a question; Ctrl-D or `quit` ends with a summary, and so does Ctrl-C.
    """
    from cnncalc.coursework.practice import COMMANDS

    drawn_from = seed or str(secrets.randbelow(1_000_000))
    drill = _Drill(count, drawn_from, convention)
    if source is None:
        problems = drill.of_layers(layers or "conv,maxpool,dense")
    elif layers is not None:
        raise click.UsageError("a SPEC or TEMPLATE and --layers exclude each other")
    else:
        problems = drill.of_file(source, ask, reader)
    _say(f"{COMMANDS[0].upper()}{COMMANDS[1:]}.\n")
    _say(f"`--seed {inert(drawn_from)}` asks the same again.\n\n")
    return _talk(problems)


@dataclass(frozen=True)
class _Drill:
    """What is to be practised: so many questions, drawn from a seed, counted in some way."""

    count: int
    seed: str
    convention: Convention | None

    def of_layers(self, layers: str) -> Sequence[Problem]:
        from cnncalc.coursework.drill import exercise_drill

        kinds = [each.strip() for each in layers.split(",") if each.strip()]
        kinds = kinds or ["conv"]
        return exercise_drill(kinds, count=self.count, seed=self.seed, convention=self.convention)

    def of_file(self, source: str, ask: str | None, reader: Reader) -> Sequence[Problem]:
        from cnncalc.coursework.drill import QUANTITIES, drill, template_drill
        from cnncalc.coursework.selection import chosen_quantities
        from cnncalc.coursework.template import read_if_template

        template = read_if_template(source)
        if template is not None:
            if ask is not None:
                raise click.UsageError("--ask goes with a SPEC; a template says what it asks")
            if self.convention is not None:
                raise click.UsageError("--convention goes with a SPEC; a template has its own")
            return template_drill(template, count=self.count, seed=self.seed)
        rounding = (self.convention and self.convention.rounding) or "exact"
        network, analysis = replace(reader, usual_rounding=rounding).read(source)
        quantities = QUANTITIES if ask is None else chosen_quantities(ask)
        return drill(
            network,
            analysis,
            count=self.count,
            seed=self.seed,
            quantities=quantities,
            convention=self.convention,
        )


def _talk(problems: Sequence[Problem]) -> int:
    """Ask and listen until the questions or the lines end; give the exit code."""
    from cnncalc.coursework.practice import Score, practice

    score = Score()
    session = practice(problems, score)
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")  # a byte that is no text is no answer
    try:
        with _interruptible():
            said = next(session)
            while True:
                _say(f"{inert(said)}\n")
                said = session.send(_line())
    except StopIteration as end:
        _say(f"{inert(end.value)}\n")
        return 0
    except KeyboardInterrupt:
        _say(f"\n{inert(score.summary)}\n")
        return INTERRUPTED


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt for a while: there is a summary to be given."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _line() -> str | None:
    """The next line; None at the end of all lines."""
    if stream.is_terminal(sys.stdin) and stream.is_terminal(sys.stdout):
        with suppress(ImportError):
            import readline  # noqa: F401  makes `input` a line that can be edited
        try:
            return input(PROMPT)[:LONGEST_LINE]
        except EOFError:
            _say("\n")
            return None
    line = _read_line()
    # The answer is repeated, so that what comes out of a pipe can be read by itself.
    _say(f"{PROMPT}{inert(line.strip())}\n" if line else "\n")
    return line or None


def _read_line() -> str:
    try:
        return "" if sys.stdin is None else sys.stdin.readline(LONGEST_LINE)
    except (OSError, ValueError):  # closed, or a folder
        return ""


def _say(text: str) -> None:
    stream.write(_wrapped(text), sys.stdout)


def _wrapped(text: str) -> str:
    """Break lines between words, as wide as the terminal; a pipe gets them as they are."""
    width = stream.width(sys.stdout) if stream.is_terminal(sys.stdout) else None
    if width is None:
        return text
    width = max(NARROWEST, min(width, WIDEST))
    lines = (
        wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
        for line in text.split("\n")
    )
    return "\n".join(part for parts in lines for part in parts)


NARROWEST, WIDEST = 30, 100
"""Columns between which lines are broken."""
