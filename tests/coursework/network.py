"""Small networks for tests of coursework, and questions about them.

>>> asked("32x32x3", "conv: {name: c, filters: 8, kernel: 5}", "c", "output").right
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.question import question

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.coursework.question import Question

__all__ = ["asked", "network"]


def network(shape: str, layers: str) -> Analysis:
    """Analyse the layers of a spec as they stand in one line; sizes are rounded down."""
    text = f"{{name: small, rounding: floor, input: {shape}, layers: [{layers}]}}"
    return cnncalc.analyze(cnncalc.load_text(text))


def asked(shape: str, layers: str, layer: str, quantity: str, **choices: str | int) -> Question:
    """Put a question about a small network."""
    convention = Convention(**choices)  # type: ignore[arg-type]  # each is one of its choices
    return question(network(shape, layers), layer, quantity, convention)
