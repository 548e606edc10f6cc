"""Whole numbers on the command line, within bounds that a refusal states.

>>> Whole(1, 100).convert("12", None, None)
12
"""

from __future__ import annotations

import re

import click

from cnncalc.plain import inert

__all__ = ["Whole"]


class Whole(click.IntRange):
    """A whole number from `min` to `max`, in digits: Python's other ways to write one are none."""

    name = "number"
    min: int
    max: int

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Give the number; click's usage error for what is none, and for one out of bounds."""
        text = str(value).strip()
        number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else None
        if number is None or not self.min <= number <= self.max:
            bounds = f"a whole number from {self.min:,} to {self.max:,}"
            self.fail(f"'{inert(text[:_SHOWN])}' is not {bounds}.", param, ctx)
        return number


_SHOWN = 40
"""Characters of a wrong value that are echoed."""
