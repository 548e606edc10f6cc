"""Which slips an answer is evidence of: those that a teacher may count and give points for.

    >>> slips_in(checked)
    ('P-NO-BIAS',)

Two slips that explain a number equally well are evidence of neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.coursework.verdict import Checked

__all__ = ["slips_in"]


def slips_in(row: Checked) -> tuple[str, ...]:
    """Give the ids of the slips that an answer shows; none where two would explain it alike."""
    if row.verdict != "slip" or row.diagnosis is None:
        return ()
    first, *others = row.diagnosis.candidates
    if others and row.diagnosis.confidence != "sure":
        return ()
    return tuple(each.id for each in first.misconceptions)
