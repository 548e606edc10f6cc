"""The working of the lecture's estimate, to be written as text, Markdown or LaTeX.

>>> explanation = textbook_explanation(cnncalc.memory("vgg16"))
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.analysis.memory.textbook import SOURCES
from cnncalc.report.memory.overview import heading
from cnncalc.report.working import Line, Section, arranged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.textbook import Source
    from cnncalc.report.working import Explanation

__all__ = ["textbook_explanation"]


def textbook_explanation(account: Account) -> Explanation:
    """Explain each term: its values, its bytes, and how they add up."""
    found = account.textbook
    sections = []
    for source in SOURCES:
        terms = [each for each in found.terms.values() if each.source == source]
        for meaning, term in {each.meaning: each for each in terms}.items():
            lines = [Line(("values",), term.values), Line(("bytes",), term.bytes)]
            title = f"{TITLES[source]}: {meaning}" if len(terms) > 1 else TITLES[source]
            sections.append(Section(title, tuple(lines)))
    total = Section.of("All together", [Line(("total",), found.total)])
    explanation = arranged(sections)
    shown = (*explanation.sections, total)
    return replace(explanation, title=heading(account), about=(ABOUT,), sections=shown)


TITLES: Mapping[Source, str] = {
    "activations": "Activations",
    "parameters": "Parameters",
    "input": "The input",
}
ABOUT = "What a program holds, as CS231n tells to keep track of it: values, then bytes."
