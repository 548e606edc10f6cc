"""Layers that join branches: `add`, `multiply`, `concat`."""

from __future__ import annotations

from typing import ClassVar

from cnncalc.derivation import Leaf, constant, total
from cnncalc.diagnostic import LayerError
from cnncalc.layers.agreement import concat_helps, product_helps, sum_helps
from cnncalc.layers.layer import Layer, Output, Work, values_of
from cnncalc.layers.operation import Keep, Kept, Operation, Temporary, space
from cnncalc.shape import Image, Shape, Vector

__all__ = ["Add", "Concat", "Multiply"]


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
                helps=sum_helps(inputs),
            )
        return Output(inputs[0], {})

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give one addition less than there are inputs, an output value."""
        if len(inputs) == 1:
            return {}
        first = constant("the first input, which needs no addition", 1)
        return {"addition": (Leaf("inputs", len(inputs), "n") - first) * values_of(output)}

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep nothing: each input gets the very gradient that comes in."""
        pairs = _pairs(len(inputs))
        return Kept(tuple(Operation(pair, space(output), passes="same") for pair in pairs))


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
        images = [each for each in inputs if isinstance(each, Image)]
        written = ", ".join(str(each) for each in inputs)
        if images and len(images) < len(inputs):
            raise LayerError(
                "shapes-differ",
                f"an image and a vector do not concatenate: {written}",
                helps=("`flatten` makes a vector of the image",),
            )
        if len({(each.height, each.width) for each in images}) > 1:
            raise LayerError(
                "shapes-differ",
                f"only images of equal height and width concatenate: {written}",
                helps=concat_helps(images),
            )
        channels = total(
            Leaf(f"channels of input {index}", each.channels, f"D_{index}")
            for index, each in enumerate(inputs, 1)
        )
        if not images:
            return Output(Vector(int(channels)), {"length": channels})
        return Output(images[0]._replace(channels=int(channels)), {"channels": channels})

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep nothing: each input gets a part of the gradient that comes in."""
        reads = tuple(range(len(inputs)))
        return Kept((Operation(reads, space(output), passes="narrow"),))


class Multiply(Layer):
    """The product of its inputs, value by value; one of 1 x 1 stands for a whole map.

    output: the shape of the largest input; the others are equal to it, or 1 high and wide
    parameters: none
    work: n - 1 multiplications an output value, for n inputs
    source: Hu, Shen & Sun 2017 (squeeze and excitation)
    """

    kind: ClassVar[str] = "multiply"
    merges: ClassVar[bool] = True

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the shape of the largest input; LayerError where another does not stretch to it."""
        largest = max(inputs, key=lambda each: each.values)
        if not all(_stretches(each, largest) for each in inputs):
            raise LayerError(
                "shapes-differ",
                "only equal shapes multiply, or one of 1 x 1 with a map for each: "
                + ", ".join(str(each) for each in inputs),
                helps=product_helps(inputs, largest),
            )
        return Output(largest, {})

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give one multiplication less than there are inputs, an output value."""
        if len(inputs) == 1:
            return {}
        first = constant("the first input, which needs no multiplication", 1)
        return {"multiplication": (Leaf("inputs", len(inputs), "n") - first) * values_of(output)}

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Keep both factors, each for the gradient of the other."""
        operations: list[Operation] = []
        shapes = list(inputs)
        for left, right in _pairs(len(inputs)):
            product = max(shapes[left], shapes[right], key=lambda each: each.values)
            operations.append(
                Operation(
                    (left, right),
                    space(product),
                    (Keep(left, right), Keep(right, left)),
                    # A factor of 1 x 1 has a gradient at each position first.
                    temporaries=tuple(
                        Temporary(space(product), each)
                        for each in (left, right)
                        if shapes[each].values < product.values
                    ),
                )
            )
            shapes.append(product)
        return Kept(tuple(operations))


def _pairs(count: int) -> list[tuple[int, int]]:
    """What is put together with what, from the left: of values 0, 1, 2 first 0 and 1, then 3 and 2.

    The result of the first is the value 3. One input alone is handed on.
    """
    return [(each - 1 if each == 1 else count + each - 2, each) for each in range(1, count)]


def _stretches(shape: Shape, largest: Shape) -> bool:
    return shape == largest or (
        isinstance(shape, Image)
        and isinstance(largest, Image)
        and shape == Image(largest.channels, 1, 1)
    )
