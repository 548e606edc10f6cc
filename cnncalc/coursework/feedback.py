"""What is said to a student about an answer, at the level of disclosure that a teacher chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cnncalc.coursework.verdict import Checked

__all__ = ["LEVELS", "Level", "feedback"]

Level = Literal["mark", "hint", "explain", "solution"]
LEVELS: tuple[Level, ...] = ("mark", "hint", "explain", "solution")
"""How much is told: whether it is right; a question that helps; what happened; the answer."""


def feedback(checked: Checked, level: Level = "hint") -> str:
    """Say what is to be said about one row; at mark and hint the right number is in none of it."""
    raise NotImplementedError(checked, level)
