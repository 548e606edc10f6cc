"""Working as plain text, for a terminal of 80 columns or any other width.

Parameters
  parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944
               1 the bias of each filter
  weights    = F*F*D*K = 11*11*3*96 = 34,848
"""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING

from cnncalc.notation import number
from cnncalc.plain import inert
from cnncalc.report.format import write_table
from cnncalc.report.working import result, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cnncalc.derivation import Leaf
    from cnncalc.report.look import Look
    from cnncalc.report.working import Explanation, Line, Section

__all__ = ["working_text"]

WIDTH = 80
NARROWEST = 30
LONGEST_LABEL = 24
INDENT = "  "


def working_text(explanation: Explanation, look: Look) -> str:
    """Write an explanation in lines that are broken between steps, and never within a number."""
    room = max(look.width or WIDTH, NARROWEST)
    blocks = [
        [*_bold(_wrapped(explanation.title, room), look), *_paragraphs(explanation.about, room)],
        _given(explanation.given, look),
        *(_section(each, room, look) for each in explanation.sections),
        _paragraphs(
            [f"Zero: {', '.join(explanation.zero)}"] if explanation.zero else [],
            room,
        ),
    ]
    return "\n\n".join("\n".join(each) for each in blocks if each) + "\n"


def _given(given: Sequence[Leaf], look: Look) -> list[str]:
    if not given:
        return []
    values = [number(each.value) for each in given]
    letters = max(len(each.symbol) for each in given)
    digits = max(len(each) for each in values)
    return [
        *_bold(["Given"], look),
        *(
            f"{INDENT}{leaf.symbol:<{letters}} = {value:>{digits}}  {leaf.name}"
            for leaf, value in zip(given, values, strict=True)
        ),
    ]


def _section(section: Section, room: int, look: Look) -> list[str]:
    labels = [", ".join(line.labels) for line in section.lines]
    column = max((len(each) for each in labels if len(each) <= LONGEST_LABEL), default=8)
    lines = _bold([section.title], look)
    if section.table is not None:
        lines += write_table(replace(section.table, notes=()), "table", look).splitlines()
        lines += _paragraphs(["", *section.table.notes] if section.table.notes else [], room)
    for label, line in zip(labels, section.lines, strict=True):
        lines += _line(label, line, column, room)
    for source, holds_for in section.sources:
        of = f" of {', '.join(holds_for)}" if holds_for else ""
        lines += _wrapped(f"source{of}: {source}", room, INDENT, INDENT * 2)
    return lines


def _line(label: str, line: Line, column: int, room: int) -> Iterator[str]:
    """A figure: its steps on one line where they fit, else one below the other."""
    start = f"{INDENT}{label:<{column}} "
    margin = " " * (len(INDENT) + column + 1)
    if len(label) > column:
        yield INDENT + label
        start = margin
    parts = [*steps(line.quantity.derivation)[:-1], result(line.quantity)]
    whole = f"{start}= {' = '.join(parts)}"
    if len(whole) <= room:
        yield inert(whole)
    else:
        for index, part in enumerate(parts):
            yield from _wrapped(f"= {part}", room, margin if index else start, margin + INDENT)
    for text in (*_where(line.given), *_where(line.constants), *line.remarks):
        yield from _wrapped(text, room, margin + INDENT, margin + INDENT)


def _where(given: Iterable[Leaf]) -> Iterator[str]:
    """What the letters or constants of one line are, on one line of their own."""
    known = [f"{each.symbol}: {each.name}" for each in given if each.symbol.isdigit()]
    known += [
        f"{each.symbol} = {number(each.value)}: {each.name}"
        for each in given
        if not each.symbol.isdigit()
    ]
    if known:
        yield "; ".join(known)


def _bold(lines: Iterable[str], look: Look) -> list[str]:
    return [f"\x1b[1m{each}\x1b[0m" if look.color else each for each in lines]


def _paragraphs(texts: Iterable[str], room: int) -> list[str]:
    return [line for text in texts for line in _wrapped(text, room) or [""]]


def _wrapped(text: str, room: int, first: str = "", others: str = "") -> list[str]:
    """Break text between words; a word or a number that is too long stays whole."""
    return wrap(
        inert(text),
        room,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
