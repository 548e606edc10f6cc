"""Layers that join branches: `add`, `concat`."""

from __future__ import annotations

from typing import ClassVar

from cnncalc.derivation import Leaf, constant, total
from cnncalc.diagnostic import LayerError
from cnncalc.layers.layer import Layer, Output, Work, values_of
from cnncalc.shape import Image, Shape, Vector

__all__ = ["Add", "Concat"]


class Add(Layer):
    """The sum of its inputs, value by value.

    output: the shape of each input, which are all equal
    parameters: none
    work: n - 1 additions an output value, for n inputs
    source: He et al. 2015
    """

    kind: ClassVar[str] = "add"
    merges: ClassVar[bool] = True

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the shape that all inputs have; LayerError where they differ."""
        if len(set(inputs)) > 1:
            raise LayerError(
                "shapes-differ",
                "only equal shapes add up: " + ", ".join(str(each) for each in inputs),
            )
        return Output(inputs[0], {})

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give one addition less than there are inputs, an output value."""
        if len(inputs) == 1:
            return {}
        first = constant("the first input, which needs no addition", 1)
        return {"addition": (Leaf("inputs", len(inputs), "n") - first) * values_of(output)}


class Concat(Layer):
    """Its inputs' maps one after another.

    output: the height and width that all inputs have; their channels together
    parameters: none
    work: none
    source: Szegedy et al. 2014
    """

    kind: ClassVar[str] = "concat"
    merges: ClassVar[bool] = True

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the channels together; LayerError where heights or widths differ."""
        channels = total(
            Leaf(f"channels of input {index}", each.channels, f"D_{index}")
            for index, each in enumerate(inputs, 1)
        )
        first = inputs[0]
        if all(isinstance(each, Vector) for each in inputs):
            return Output(Vector(int(channels)), {"length": channels})
        for each in inputs:
            if not isinstance(first, Image) or not isinstance(each, Image):
                message = "an image and a vector do not concatenate: "
            elif (each.height, each.width) != (first.height, first.width):
                message = "only images of equal height and width concatenate: "
            else:
                continue
            raise LayerError("shapes-differ", message + ", ".join(str(shape) for shape in inputs))
        if not isinstance(first, Image):
            return Output(first, {})
        return Output(Image(int(channels), first.height, first.width), {"channels": channels})
