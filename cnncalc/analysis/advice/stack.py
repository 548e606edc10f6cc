"""Several small filters in place of one large: 27*C^2 weights against 49*C^2.

Computed for the layer at hand, with the channels that it really has; nothing else changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.advice.finding import Finding, Kept
from cnncalc.analysis.advice.subject import NOTES, counted, few
from cnncalc.derivation import Leaf, constant
from cnncalc.layers.convolution import Conv
from cnncalc.layers.field import Pair, Sides
from cnncalc.notation import equation
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.subject import Subject
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.derivation import Expression

__all__ = ["Stack", "stack_of", "stacks_of_small_filters"]

CODE = "stack-of-small-filters"
SOURCE = f"{NOTES}, Layer Patterns: prefer a stack of small filter CONV to one large"
SMALL = 3
LARGEST = 31


class Stack(NamedTuple):
    """Layers of 3x3 that together see what one layer sees."""

    layers: int
    side: int
    """The side of the one filter."""
    weights: Expression
    one: Expression
    """The weights of the one layer."""
    parameters: int
    macs: int


def stacks_of_small_filters(subject: Subject) -> Iterator[Finding | Kept]:
    """Give a finding for convolutions that a stack could replace with fewer weights.

    Equal ones over equal maps share a finding.
    """
    alike: dict[object, list[LayerFigures]] = {}
    dearer: list[str] = []
    for each in subject.convolutions:
        stack = stack_of(each)
        if stack is not None and stack.weights.value < stack.one.value:
            alike.setdefault((each.layer, each.input_shapes), []).append(each)
        elif stack is not None:
            dearer.append(each.name)
    for group in alike.values():
        stack = stack_of(group[0])
        if stack is not None:
            yield _finding(subject, group, stack)
    if dearer:
        verb = "has" if len(dearer) == 1 else "have"
        yield Kept(
            CODE,
            f"{few(tuple(dearer))} {verb} so few maps in, against those out, that a stack of 3x3 "
            "would have more weights",
        )


def stack_of(figures: LayerFigures) -> Stack | None:
    """Give the stack that sees as much as a convolution; None where none would do the same.

    The filters are square and odd, larger than 3x3, of stride 1, and pad so that the size is kept
    or not at all; then the stack does so too, and its output has the same shape.
    """
    layer = figures.layer
    if not isinstance(layer, Conv) or layer.connections_ is not None or layer.bias == "untied":
        return None
    side, window = layer.kernel.height, figures.window
    if window is None or window.stride != (1, 1) or window.dilation != (1, 1):
        return None
    if layer.kernel.width != side or side % 2 == 0 or not SMALL < side <= LARGEST:
        return None
    if window.padding not in {(0, 0, 0, 0), ((side - 1) // 2,) * 4}:
        return None
    count = (side - 1) // (SMALL - 1)
    return _stack(figures, layer, count, padded=any(window.padding))


def _stack(figures: LayerFigures, layer: Conv, count: int, *, padded: bool) -> Stack:
    shape, parameters, macs = figures.input_shapes[0], 0, 0
    pads = Sides(1, 1, 1, 1) if padded else Sides(0, 0, 0, 0)
    small = layer.model_copy(update={"kernel": Pair(SMALL, SMALL), "padding": pads})
    for _ in range(count):
        output = small.output((shape,)).shape
        parameters += int(small.learned((shape,), output).parameters)
        macs += int(small.work((shape,), output)["multiply_add"])
        shape = output
    maps = Leaf("channels in", figures.input_shapes[0].channels, "D")
    filters, large = Leaf("filters", layer.filters, "K"), Leaf("kernel size", layer.kernel[0], "F")
    three = constant("side of a small filter", SMALL)
    one = large * large * maps * filters
    weights: Expression = three * three * maps * filters
    others: Expression = three * three * filters * filters
    if count > 2:  # noqa: PLR2004  a factor of 1 would say nothing
        others = constant("the other layers of the stack", count - 1) * others
    weights = weights + others
    if layer.groups > 1:
        groups = Leaf("groups", layer.groups, "g")
        one, weights = one / groups, weights / groups
    return Stack(count, layer.kernel[0], weights, one, parameters, macs)


def _finding(subject: Subject, group: list[LayerFigures], stack: Stack) -> Finding:
    first, number, totals = group[0], len(group), subject.analysis.totals
    shape, side = first.input_shapes[0], stack.side
    parameters = int(totals.parameters) + number * (stack.parameters - int(first.parameters))
    macs = int(totals.macs) + number * (stack.macs - int(first.macs))
    words = {2: "two", 3: "three", 4: "four", 5: "five"}.get(stack.layers, str(stack.layers))
    what = (
        f"{counted(number, 'convolution')} of {side}x{side}, each"
        if number > 1
        else (f"one {side}x{side} convolution")
    )
    return Finding(
        CODE,
        tuple(each.name for each in group),
        subject.place(first.name, "kernel"),
        f"{what} of {shape.channels} to {first.output_shape.channels} maps: {words} of 3x3 see as "
        "much",
        f"{equation(stack.weights)} weights in place of {equation(stack.one)}; parameters of the "
        f"network {int(totals.parameters):,} -> {parameters:,}, "
        f"MACs {int(totals.macs):,} -> {macs:,}; and more non-linearities",
        SOURCE,
        (
            Quantity("weights of the stack", stack.weights),
            Quantity("weights of the layer", stack.one),
            Quantity("parameters with the stack", Leaf("parameters", parameters, "P")),
            Quantity("macs with the stack", Leaf("macs", macs, "M")),
        ),
    )
