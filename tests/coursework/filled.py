"""Sheets as students fill them in, without a file.

>>> sheet = filled("alexnet-single", {"conv1": {"parameters": "34,848"}}, biases="counted")
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cnncalc.coursework.sheet import sheet_of
from cnncalc.spec.source import parse_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.coursework.sheet import Sheet

__all__ = ["filled", "sheet_text"]


def filled(
    model: str, answers: Mapping[str, Mapping[str, str | None]], *, more: str = "", **choices: str
) -> Sheet:
    """Read the sheet of a network with answers by layer and quantity; None is an open one.

    `model` is a shipped name, or the lines of a spec; `more` is whole lines of the sheet.
    """
    return sheet_of(parse_source(sheet_text(model, answers, more=more, **choices), "sheet.yaml"))


def sheet_text(
    model: str, answers: Mapping[str, Mapping[str, str | None]], *, more: str = "", **choices: str
) -> str:
    """Write such a sheet, with every text in quotes."""
    about = f"model: {model}\n" if "\n" not in model else model
    chosen = "".join(f"  {name}: {value}\n" for name, value in choices.items())
    lines = [
        line
        for layer, of_layer in answers.items()
        for line in (
            f"  {json.dumps(layer)}:\n",
            *(f"    {name}: {_quoted(text)}\n" for name, text in of_layer.items()),
        )
    ]
    conventions = f"conventions:\n{chosen}" if chosen else ""
    return f"worksheet: by-hand\n{about}{conventions}{more}answers:\n{''.join(lines)}"


def _quoted(text: str | None) -> str:
    return "" if text is None else json.dumps(text)
