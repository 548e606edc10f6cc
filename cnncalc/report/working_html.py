"""Working as HTML: headings, a list of what is given, formulas as they are set.

    <dt>parameters</dt> <dd>(F*F*D + 1)*K = (11*11*3 + 1)*96 = <strong>34,944</strong></dd>

As a table in HTML, it is a fragment in ASCII, to be pasted into a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.notation import formula, number
from cnncalc.report.element import Html, element, joined
from cnncalc.report.working import result, steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.derivation import Leaf
    from cnncalc.report.look import Look
    from cnncalc.report.working import Explanation, Line, Section

__all__ = ["given_html", "section_html", "working_html"]


def working_html(explanation: Explanation, look: Look) -> str:
    """Write an explanation as an element `section`."""
    parts = [element("h2", _flat(explanation.title))] if explanation.title else []
    parts += [element("p", _flat(each)) for each in explanation.about]
    if explanation.given:
        parts += [element("h3", "Given"), given_html(explanation.given)]
    for section in explanation.sections:
        parts += [element("h3", _flat(section.title)), *section_html(section, look)]
    if explanation.zero:
        parts.append(element("p", f"Zero: {_flat(', '.join(explanation.zero))}"))
    whole = element("section", Html("\n"), joined(parts, "\n"), Html("\n"))
    return whole.encode("ascii", "xmlcharrefreplace").decode() + "\n"


def given_html(leaves: Sequence[Leaf]) -> Html:
    """Write sizes as a list: the letter, the number, and what it is."""
    return element("ul", *(_leaf(each, constant=False) for each in leaves))


def section_html(section: Section, look: Look) -> Iterator[Html]:
    """Write the figures of a section and their sources, without its title."""
    if section.table is not None:
        from cnncalc.report.html import write

        yield Html(write(section.table, look).rstrip())
    if section.lines:
        yield element("dl", *(part for line in section.lines for part in _line(line)))
    for source, labels in section.sources:
        of = f" of {_flat(', '.join(labels))}" if labels else ""
        yield element("p", element("small", f"Source{of}: {_flat(source)}"))


def _line(line: Line) -> Iterator[Html]:
    *before, _ = (Html(each) for each in steps(line.quantity.derivation, "html"))
    reached = element("strong", result(line.quantity))
    more = [_leaf(each, constant=False) for each in line.given]
    more += [_leaf(each, constant=True) for each in line.constants]
    more += [element("li", _flat(each)) for each in line.remarks]
    yield element("dt", _flat(", ".join(line.labels)))
    yield element("dd", joined([*before, reached], " = "), element("ul", *more) if more else None)


def _leaf(leaf: Leaf, *, constant: bool) -> Html:
    symbol = Html(formula(leaf, "html"))
    value = "" if constant else f" = {number(leaf.value)}"
    return element("li", symbol, f"{value}: {_flat(leaf.name)}")


def _flat(text: str) -> str:
    """Text on one line."""
    return text.replace("\n", " ")
