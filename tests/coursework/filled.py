"""Sheets as students fill them in, without a file.

>>> sheet = filled("alexnet-single", {"conv1": {"parameters": "34,848"}}, biases="counted")
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.sheet import Cell, Sheet
from cnncalc.diagnostic import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["filled"]


def filled(
    model: str | cnncalc.Network,
    answers: Mapping[str, Mapping[str, object]],
    *,
    tolerance: int | Literal["exact"] = "exact",
    **choices: Any,  # noqa: ANN401  the choices of a convention
) -> Sheet:
    """Give the sheet of a network with answers by layer and quantity; None is an open one."""
    network = cnncalc.load(model) if isinstance(model, str) else model
    place = Place("sheet.yaml", 1, 1)
    cells = tuple(
        Cell(layer, quantity, None if text is None else str(text), place)
        for layer, of_layer in answers.items()
        for quantity, text in of_layer.items()
    )
    return Sheet(
        worksheet="by-hand",
        title="By hand",
        student="",
        model=model if isinstance(model, str) else "",
        network=network,
        analysis=cnncalc.analyze(network),
        convention=Convention(**choices),
        cells=cells,
        points={(each.layer, each.quantity): Fraction(1) for each in cells},
        tolerance=tolerance,
        path="sheet.yaml",
    )
