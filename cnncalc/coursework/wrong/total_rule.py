"""Rules of the catalogue for totals: what a slip makes of a sum over all layers.

>>> totals = cnncalc.analyze("alexnet").totals.parameters.derivation
>>> next(TOTAL_RULES["a layer left out"](analysis, totals))
('conv1', <-(60965224, conv1) = 60930280>)
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.derivation import Leaf, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.derivation import Expression

__all__ = ["TOTAL_RULES"]


def _twice(analysis: Analysis, right: Expression) -> Iterator[tuple[str, Expression]]:
    for layer in _summed(analysis, right):
        yield layer.symbol, right + layer


def _left_out(analysis: Analysis, right: Expression) -> Iterator[tuple[str, Expression]]:
    for layer in _summed(analysis, right):
        yield layer.symbol, right - layer


def _pointwise_left_out(analysis: Analysis, right: Expression) -> Iterator[tuple[str, Expression]]:
    for layer in _summed(analysis, right):
        if _pointwise(analysis.layers[layer.symbol]):
            yield layer.symbol, right - layer


def _separable_left_out(analysis: Analysis, right: Expression) -> Iterator[tuple[str, Expression]]:
    if any(each.kind == "depthwise_conv" for each in analysis.layers.values()):
        for layer in _summed(analysis, right):
            figures = analysis.layers[layer.symbol]
            if figures.kind == "depthwise_conv" or _pointwise(figures):
                yield layer.symbol, right - layer


def _summed(analysis: Analysis, right: Expression) -> list[Leaf]:
    """The layers that a total has; a network of one layer is no sum."""
    terms = [each for each in leaves(right) if each.symbol in analysis.layers]
    return terms if len(terms) > 1 else []


def _pointwise(figures: LayerFigures) -> bool:
    """Whether it is a convolution with windows of 1x1."""
    window = figures.window
    return figures.layer.weighted and window is not None and window.kernel == (1, 1)


TOTAL_RULES: Mapping[str, Callable[[Analysis, Expression], Iterator[tuple[str, Expression]]]] = (
    MappingProxyType(
        {
            "a layer twice": _twice,
            "a layer left out": _left_out,
            "a 1x1 step left out": _pointwise_left_out,
            "a step of a separable convolution left out": _separable_left_out,
        }
    )
)
"""By the name that a row of the catalogue calls it."""
