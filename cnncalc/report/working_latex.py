r"""Working as LaTeX to paste into an article: `amsmath` is all that it needs.

    \paragraph{Parameters}
    \begin{align*}
    \text{parameters} &= (F \cdot F \cdot D + 1) \cdot K\\
    &= (11 \cdot 11 \cdot 3 + 1) \cdot 96\\
    &= 34{,}944
    \end{align*}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.derivation import Leaf
from cnncalc.notation import escape_latex, formula, number
from cnncalc.plain import inert
from cnncalc.report.working import steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.report.working import Explanation, Line, Section

__all__ = ["working_latex"]


def working_latex(explanation: Explanation) -> str:
    """Write an explanation as a piece of a document that loads amsmath; text from a spec is escaped."""
    lines = [
        r"% in the preamble: \usepackage{amsmath}",
        rf"\subsection*{{{_plain(explanation.title)}}}",
        *(_plain(each) for each in explanation.about),
        *_given(explanation.given),
        *_rows(explanation.rows),
    ]
    for section in explanation.sections:
        lines += _section(section)
    if explanation.zero:
        lines += ["", f"Nothing to count (0): {_plain(', '.join(explanation.zero))}."]
    return "\n".join(lines) + "\n"


def _given(given: Sequence[Leaf]) -> Iterator[str]:
    if given:
        yield r"\paragraph{Given}"
        yield r"\begin{itemize}"
        for leaf in given:
            yield rf"\item {_size(leaf)}"
        yield r"\end{itemize}"


def _section(section: Section) -> Iterator[str]:
    yield rf"\paragraph{{{_plain(section.title)}}}"
    yield r"\begin{align*}"
    rows = [row for line in section.lines for row in _aligned(line)]
    yield from (rf"{row}\\" for row in rows[:-1])
    yield rows[-1]
    yield r"\end{align*}"
    notes = [note for line in section.lines for note in _notes(line)]
    notes += [
        f"Source{_holding_for(labels)}: {_plain(source)}."
        for source, labels in section.sources
    ]
    yield r"\begin{itemize}"
    yield from (rf"\item {note}" for note in notes)
    yield r"\end{itemize}"


def _aligned(line: Line) -> Iterator[str]:
    """The steps of a figure, one below the other at their equals signs."""
    label = rf"\text{{{_plain(', '.join(line.labels))}}} "
    *before, last = steps(line.quantity.derivation, "latex")
    last += r"~\text{B}" if line.quantity.unit == "B" else ""
    if isinstance(line.quantity.derivation, Leaf):
        yield f"{label}&= {' = '.join([*before, last])}"
        return
    for index, step in enumerate([*before, last]):
        yield f"{'' if index else label}&= {step}"


def _notes(line: Line) -> Iterator[str]:
    """What the letters and constants of one figure are, and what else there is to say of it."""
    of = _plain(", ".join(line.labels))
    for leaf in line.given:
        yield f"{of}: {_size(leaf)}"
    for leaf in line.constants:
        yield f"{of}: {leaf.symbol} is {_plain(leaf.name)}"
    for remark in line.remarks:
        yield f"{of}: {_plain(remark)}"


def _size(leaf: Leaf) -> str:
    return f"${formula(leaf, 'latex')} = {number(leaf.value, 'latex')}$ ({_plain(leaf.name)})"


def _holding_for(labels: Sequence[str]) -> str:
    """The figures that a source is of, where it is not that of a whole section."""
    return f" of {_plain(', '.join(labels))}" if labels else ""


def _plain(text: str) -> str:
    """Text with everything escaped that LaTeX would run, or has no letter for by itself."""
    known = "".join(
        each if each.isascii() or each in LETTERS else f"\\u{ord(each):04x}" for each in inert(text)
    )
    return escape_latex(known.replace("\n", " "))


LETTERS = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ")
"""Letters that every LaTeX prints without a package."""
