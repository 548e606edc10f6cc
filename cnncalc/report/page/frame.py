"""A frame that scrolls by itself, with the keyboard too, where what it holds is wider than it.

    frame(table, "Layers of AlexNet")

It is as high as what it holds, so that nothing hides behind its edge: only of what is long is a
part shown at a time, and then so little of it that anyone sees that there is more.
"""

from __future__ import annotations

from cnncalc.report.element import Html, element

__all__ = ["frame"]

MOST_ROWS = 60
"""Rows, or lines, that a frame shows whole; more than twice what most windows are high."""


def frame(content: Html, title: str, rows: int = 0) -> Html:
    """Give a frame of that title; `rows` is how many rows or lines it holds."""
    return element(
        "div",
        content,
        class_="scroll long" if rows > MOST_ROWS else "scroll",
        role="group",
        aria_label=title,
        tabindex=0,
    )
