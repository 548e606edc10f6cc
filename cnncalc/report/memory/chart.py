"""Memory over a step as a small chart for a terminal, in eighths of a character or in ASCII.

    1.14 GiB |                 ▂▄▆█
             |           ▁▃▅▇██████
           0 |▁▃▅▇█████████████████
              forward   backward  optimizer

A step of many layers shows the most of several in one column; the highest is never left out.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cnncalc.report.cell import line
from cnncalc.report.element import element
from cnncalc.report.memory.overview import amounts, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.prediction import Event, Peak
    from cnncalc.report.look import Look

__all__ = ["chart", "drawn"]

ROWS = 8
WIDEST = 100
"""Columns of a chart where the terminal is wider, or where there is none."""
PAGE = 78
"""Characters of typewriting on a line of an article, at footnote size."""
NARROWEST = 20
BROADEST = 6
"""Columns of one layer in a network of few."""
EIGHTHS = " ▁▂▃▄▅▆▇█"


def drawn(account: Account, format: str, look: Look) -> str:  # noqa: A002  the word that users say
    """Write the chart of an account as a format has what is not to be touched."""
    title = "Memory over a forward pass"
    if account.training:
        later = account.needed is account.prediction.second_step
        title = "Memory over a step after the first" if later else "Memory over the first step"
    if format == "markdown":
        return "\n".join(
            ["```text", *chart(account.needed, title, replace(look, color=False)), "```"]
        )
    if format == "latex":
        # A font of typewriting lacks the blocks, and `verbatim` takes every character but its end.
        plain = replace(look, width=PAGE, ascii=True, color=False)
        lines = [
            each.replace("{verbatim}", "{verbatim }")
            for each in chart(account.needed, title, plain)
        ]
        small = r"\begingroup\footnotesize"
        return "\n".join([small, r"\begin{verbatim}", *lines, r"\end{verbatim}", r"\endgroup"])
    if format == "html":
        lines = chart(account.needed, title, replace(look, color=False))
        # Without space between the lines, so that the blocks of a column touch.
        written = element("pre", "\n".join(lines), style="line-height:1;overflow-x:auto")
        return written.encode("ascii", "xmlcharrefreplace").decode()
    return "\n".join(chart(account.needed, title, look))


def chart(peak: Peak, title: str, look: Look) -> list[str]:
    """Give the lines of a chart of the course of a pass; the highest column is the peak."""
    top, _ = amounts(peak.bytes)[::-1]
    margin = len(top) + 1
    room = max(min(look.width or WIDEST, WIDEST) - margin - 2, NARROWEST)
    columns = _columns(peak.course, room)
    heights = [max(each.bytes for each in column) for column in columns]
    body = _body(heights, peak.bytes, look)
    bar = "|" if look.ascii else "│"
    labels = [top, *[""] * (ROWS - 2), "0"]
    lines = [
        f"{label:>{margin - 1}} {bar}{row.rstrip()}"
        for label, row in zip(labels, body, strict=True)
    ]
    indent = " " * (margin + 1)
    lines.append(f"{indent}{_phases(columns, room)}".rstrip())
    most = heights.index(max(heights))
    words = f"the peak, {place(peak.at)}"
    lines += [indent + each for each in _pointed(most, words, room)]
    head = line(title, look)
    if look.color:
        head = f"\x1b[1m{head}\x1b[0m"
    return [head, "", *(line(each, look) for each in lines)]


def _columns(course: Sequence[Event], room: int) -> list[Sequence[Event]]:
    """Share out the course among columns: several events in one, or one over several.

    A column never holds two phases.
    """
    found: list[Sequence[Event]] = []
    if len(course) <= room:
        wide = min(room // len(course), BROADEST)
        return [(each,) for each in course for _ in range(wide)]
    for _, group in groupby(course, lambda each: each.phase):
        events = list(group)
        many = max(len(events) * room // len(course), 1)
        edges = [len(events) * each // many for each in range(many + 1)]
        found += [events[start:end] for start, end in pairwise(edges)]
    return found


def _body(heights: Sequence[int], most: int, look: Look) -> list[str]:
    """The rows of the chart from above."""
    steps = len(EIGHTHS) - 1
    # Rounded up: what holds any memory at all is seen.
    filled = [-(-each * ROWS * steps // max(most, 1)) for each in heights]
    rows = []
    for row in reversed(range(ROWS)):
        parts = [min(max(each - row * steps, 0), steps) for each in filled]
        if look.ascii:
            rows.append("".join("#" if each * 2 >= steps else " " for each in parts))
        else:
            rows.append("".join(EIGHTHS[each] for each in parts))
    return rows


def _phases(columns: Sequence[Sequence[Event]], room: int) -> str:
    """The names of the phases below where they begin, or as near as there is room."""
    text = ""
    start = 0
    for phase, group in groupby(columns, lambda each: each[0].phase):
        at = max(min(start, room - len(phase)), 0)
        if len(text) < at or not text:
            text = f"{text:<{at}}{phase}"
        start += sum(1 for _ in group)
    return text


def _pointed(at: int, words: str, room: int) -> list[str]:
    """An arrow below a column, with words beside it, or below where there is no room."""
    if at + 2 + len(words) <= room:
        return [f"{'':{at}}^ {words}"]
    if len(words) + 1 <= at:
        return [f"{words:>{at - 1}} ^"]
    return [f"{'':{at}}^", f"{'':{max(min(at, room - len(words)), 0)}}{words}"]
