r"""Text from a file or an argument made harmless: `inert("a\x1b[2J")` is `a\x1b[2J`, visibly."""

from __future__ import annotations

__all__ = ["inert", "one_line"]


def inert(text: str) -> str:
    """Text with every control, direction and invisible character written as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        each if each.isprintable() or each == "\n" else each.encode("unicode_escape").decode()
        for each in text
    )


def one_line(text: str) -> str:
    r"""Text made harmless, and on a single line: a line break is written as `\n`."""
    return inert(text).replace("\n", r"\n")
