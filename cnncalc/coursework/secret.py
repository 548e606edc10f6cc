"""Whether a text gives a right answer away: the number in any writing, or a size of the shape.

    >>> holds("in a row of 3?", receptive_field_of_3)
    True
    >>> holds("does each filter have anything besides its weights?", conv1_parameters)
    False

Hints hold no results, but they have examples with numbers, and a small right answer may be one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.coursework.question import Question

__all__ = ["holds"]


def holds(text: str, question: Question) -> bool:
    """Say whether the right answer to a question, or one of its sizes, stands in a text."""
    right = question.right
    sizes = right if isinstance(right, tuple) else (right,)
    secret = {str(each.value) for each in sizes}
    return any(_plain(each) in secret for each in _NUMBER.findall(text))


_NUMBER = re.compile(r"[0-9]+(?:[,_' .][0-9]{3})+|[0-9]+")
"""A number, with or without marks between its thousands."""


def _plain(number: str) -> str:
    return re.sub("[^0-9]", "", number).lstrip("0") or "0"
