r"""Working as LaTeX to paste into an article: `amsmath` is all that it needs.

    \paragraph{Parameters}
    \begin{align*}
    \text{parameters} &= (F \cdot F \cdot D + 1) \cdot K\\
    &= (11 \cdot 11 \cdot 3 + 1) \cdot 96\\
    &= 34{,}944
    \end{align*}
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cnncalc.derivation import Leaf, Operation
from cnncalc.notation import escape_latex, formula, number
from cnncalc.plain import inert
from cnncalc.report.format import write_table
from cnncalc.report.letter import remark, typeset
from cnncalc.report.table import Table
from cnncalc.report.working import steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.report.look import Look
    from cnncalc.report.table import Row
    from cnncalc.report.working import Explanation, Line, Section

__all__ = ["working_latex"]


def working_latex(explanation: Explanation, look: Look) -> str:
    """Write an explanation as a piece of a document that loads amsmath; names are escaped."""
    lines = [
        r"% in the preamble: \usepackage{amsmath}",
        r"\begingroup\sloppy\allowdisplaybreaks",
        rf"\subsection*{{{_plain(explanation.title)}}}",
        *(_plain(each) for each in explanation.about),
        *_given(explanation.given),
    ]
    for section in explanation.sections:
        lines += _section(section, look)
    if explanation.zero:
        lines += ["", f"Zero: {_plain(', '.join(explanation.zero))}."]
    lines.append(r"\par\endgroup")
    written = "\n".join(lines).split("\n")
    letters = remark("".join(each for each in written if not each.startswith("%")))
    typed = [each if each.startswith("%") else typeset(each, anywhere=True) for each in written]
    return "\n".join([*([letters] if letters else []), *typed]) + "\n"


def _given(given: Sequence[Leaf]) -> Iterator[str]:
    if given:
        yield r"\paragraph{Given}"
        yield from _itemized([_size(leaf) for leaf in given])


def _section(section: Section, look: Look) -> Iterator[str]:
    yield rf"\paragraph{{{_plain(section.title)}}}"
    if section.table is not None:
        for table in _parts(section.table):
            yield write_table(table, "latex", look).rstrip()
    labels = [label for line in section.lines if len(label := _label(line)) <= LONGEST_LABEL]
    room = PAGE - POINTS * max(map(len, labels), default=0)
    rows = [row for line in section.lines for row in _aligned(line, room)]
    if rows:
        yield r"\begin{align*}"
        yield "\\\\\n".join(rows)
        yield r"\end{align*}"
    notes = [_plain(each) for each in section.table.notes] if section.table else []
    notes += [note for line in section.lines for note in _notes(line)]
    notes += [
        f"Source{_holding_for(labels)}: {_plain(source)}." for source, labels in section.sources
    ]
    yield from _itemized(notes)


def _parts(table: Table) -> Iterator[Table]:
    """A table as narrow ones: up to each column that says what a figure comes from, a part."""
    ends = [i for i, each in enumerate(table.columns, 1) if each.key.endswith(WORKING)]
    last = len(table.columns)
    for start, end in pairwise(sorted({1, *ends, last})):
        kept = (0, *range(start, end))

        def part(row: Row, kept: Sequence[int] = kept) -> Row:
            return tuple(row[each] for each in kept)

        rows = [part(each) for each in table.rows]
        yield Table(
            "",
            tuple(table.columns[each] for each in kept),
            tuple(each for each in rows if any(cell is not None for cell in each[1:])),
            table.totals and part(table.totals),
        )


WORKING = "_working"
"""How the key of a column of numbers that a figure comes from ends."""


def _itemized(items: Sequence[str]) -> Iterator[str]:
    if items:
        yield r"\begin{itemize}"
        yield from (rf"\item {each}" for each in items)
        yield r"\end{itemize}"


def _label(line: Line) -> str:
    return _plain(", ".join(line.labels))


def _aligned(line: Line, room: float) -> Iterator[str]:
    """The steps of a figure, one below the other at their equals signs; `room` is in points."""
    label = _label(line)
    beside = rf"\text{{{label}}} "
    if len(label) > LONGEST_LABEL:
        yield f"& {beside}"
        beside = ""
    derivation = line.quantity.derivation
    *before, last = steps(derivation, "latex")
    last += r"~\text{B}" if line.quantity.unit == "B" else ""
    if isinstance(derivation, Leaf):
        yield f"{beside}&= {' = '.join([*before, last])}"
        return
    added = isinstance(derivation, Operation) and derivation.operator == "sum"
    for index, step in enumerate([*before, last]):
        first, *others = _broken(step, room) if added else [step]
        yield f"{'' if index else beside}&= {first}"
        yield from (rf"&\quad {{}}+ {each}" for each in others)


LONGEST_LABEL = 33
PAGE = 310
"""The points of a line of an article, 345, less an equals sign and a second line's indentation."""
POINTS = 5.2
"""How wide a letter or digit is in Computer Modern at 10 pt, rather more than less."""
PLUS = 12.5
"""How wide a plus is, with the space around it."""


def _broken(sum_of_many: str, room: float) -> list[str]:
    """The terms of a sum in as many lines as the width of a page needs."""
    lines, left = [""], room
    for term in sum_of_many.split(" + "):
        width = POINTS * len(re.sub(r"\\[a-z]+|[{}]", "", term)) + PLUS
        if lines[-1] and width > left:
            lines.append(term)
            left = room
        else:
            lines[-1] += f" + {term}" if lines[-1] else term
        left -= width
    return lines


def _notes(line: Line) -> Iterator[str]:
    """What the letters and constants of one figure are, and what else there is to say of it."""
    of = _plain(", ".join(line.labels))
    for leaf in line.given:
        yield f"{of}: {_size(leaf)}"
    for leaf in line.constants:
        yield f"{of}: {leaf.symbol} is {_plain(leaf.name)}"
    for each in line.remarks:
        yield f"{of}: {_plain(each)}"


def _size(leaf: Leaf) -> str:
    return f"${formula(leaf, 'latex')} = {number(leaf.value, 'latex')}$ ({_plain(leaf.name)})"


def _holding_for(labels: Sequence[str]) -> str:
    """The figures that a source is of, where it is not that of a whole section."""
    return f" of {_plain(', '.join(labels))}" if labels else ""


def _plain(text: str) -> str:
    """Text with everything escaped that LaTeX would run."""
    return escape_latex(inert(text).replace("\n", " ")).replace(TIMES, r"$\times$")


TIMES = "\N{MULTIPLICATION SIGN}"
