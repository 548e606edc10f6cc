"""The text of a spec on a page, its lines numbered, each problem marked where it stands.

    listing(subject.key, examination)

A problem is a note below its line, with its arithmetic and what would fit, and the piece that it
is about is marked. Of a very long file the beginning is shown, and the lines around its problems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.report.element import Html, element, joined, prose
from cnncalc.report.page.frame import frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.examination import Examination
    from cnncalc.diagnostic import Diagnostic, Place

__all__ = ["MOST_PROBLEMS", "listing", "problem_list"]

MOST_LINES = 1_000
"""Lines of a file that are shown from its beginning."""
MOST_CHARACTERS = 300
"""Characters of a line that are shown."""
AROUND = 3
"""Lines shown above and below a problem, where the file is longer than that."""
MOST_PROBLEMS = 200
"""Problems of a spec that are shown."""


def problem_list(key: str, examination: Examination) -> Html:
    """Give the problems of a spec as a list, each with a link to its line."""
    shown = examination.problems[:MOST_PROBLEMS]
    items = [element("li", *_named(key, each)) for each in shown]
    left = len(examination.problems) - len(shown)
    if left:
        items.append(element("li", prose(f"and {left:,} more; `cnncalc validate` shows all")))
    return element("ul", *items, class_="problems")


def listing(key: str, examination: Examination) -> Html:
    """Give the text of a spec with its problems, and notes on disputed figures, in their places."""
    lines = examination.text.splitlines()
    found: dict[int, list[tuple[Diagnostic, str]]] = {}
    for severity, those in (("error", examination.problems), ("note", examination.notes)):
        for each in those[:MOST_PROBLEMS]:
            if each.place is not None:
                found.setdefault(each.place.line, []).append((each, severity))
    rows = joined(_rows(key, lines, found), "\n")
    name = f"Text of {examination.name}"
    return frame(element("ol", rows, class_="spec"), name, len(lines))


def _named(key: str, problem: Diagnostic) -> Iterator[Html | str]:
    if problem.place is not None:
        line = problem.place.line
        yield element("a", f"line {line:,}", href=f"#{key}-l{line}")
        yield ": "
    yield prose(problem.message)


def _rows(
    key: str, lines: Sequence[str], found: dict[int, list[tuple[Diagnostic, str]]]
) -> Iterator[Html]:
    near = {line + step for line in found for step in range(-AROUND, AROUND + 1)}
    kept = [each for each in range(1, len(lines) + 1) if each <= MOST_LINES or each in near]
    before = 0
    for number in kept:
        if number != before + 1:
            yield _gap(number - before - 1)
        before = number
        notes = found.get(number, [])
        text = _marked(lines[number - 1], [each.place for each, _ in notes if each.place])
        yield element(
            "li",
            element("code", text),
            *(_note(each, severity) for each, severity in notes),
            id=f"{key}-l{number}",
            value=number,
            class_="faulty" if any(severity == "error" for _, severity in notes) else None,
        )
    if before < len(lines):
        yield _gap(len(lines) - before)


def _gap(count: int) -> Html:
    lines = "line" if count == 1 else "lines"
    return element("li", f"{count:,} more {lines}", class_="gap")


def _marked(line: str, places: Sequence[Place]) -> Html:
    """The text of a line, cut where it is very long, with the pieces marked that problems name."""
    end = min(len(line), MOST_CHARACTERS)
    parts: list[Html | str] = []
    reached = 0
    for start, length in sorted({(each.column - 1, each.length) for each in places}):
        stop = min(start + max(length, 1), end)
        if start < reached or start >= end:
            continue
        parts += [line[reached:start], element("mark", line[start:stop])]
        reached = stop
    parts.append(line[reached:end])
    if end < len(line):
        parts.append(f"... ({len(line) - end:,} more characters)")
    return joined(parts)


def _note(problem: Diagnostic, severity: str) -> Html:
    """What is wrong, the arithmetic that shows it, and what would fit."""
    word = "error" if severity == "error" else "note"
    return element(
        "div",
        element("p", element("strong", f"{word}[{problem.code}]: "), prose(problem.message)),
        element("p", "= ", problem.working) if problem.working else None,
        *(element("p", element("b", "help: "), prose(each)) for each in problem.helps),
        *(element("p", element("b", "used at: "), str(each)) for each in problem.uses),
        element("p", element("b", "note: "), prose(problem.note)) if problem.note else None,
        class_=f"remark {severity}",
    )
