"""Layers over all values at once: `dense`, `rbf`, and `flatten`, and `reshape`."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Count
from cnncalc.layers.layer import (
    NOTHING,
    WHOLE,
    Layer,
    Learned,
    Output,
    Work,
    inputs_read,
    values_of,
)
from cnncalc.layers.operation import (
    TO_THE_END,
    TRAINED,
    Keep,
    Kept,
    Operation,
    Space,
    learned_spaces,
    powers,
    seen_as,
    space,
)
from cnncalc.layers.word import Switch
from cnncalc.layers.written_shape import WrittenShape
from cnncalc.shape import Image, Shape, Vector

__all__ = ["Dense", "Flatten", "Rbf", "Reshape"]

BIAS = constant("the bias of each unit", 1)
ONE_LESS = constant("the first square, which needs no addition", 1)


class Dense(Layer):
    """A fully connected layer; an image is flattened on the way in.

    output: a vector of U
    parameters: N weights and 1 bias a unit: (N + 1)*U, where an image gives N = H*W*D
    work: N multiply-adds a unit, and one bias added
    source: CS231n, Neural Networks
    """

    kind: ClassVar[str] = "dense"
    weighted: ClassVar[bool] = True

    units: Count
    """U, the number of units, and so of values out."""
    bias: Switch = True
    """Whether each unit has a bias."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:  # noqa: ARG002
        """Give a vector of U."""
        return Output(Vector(self.units), {"length": Leaf("units", self.units, "U")})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:
        """Give N*U weights and U biases."""
        units, read = values_of(output), inputs_read(inputs[0])
        weights = read * units
        if not self.bias:
            return Learned(weights, NOTHING, NOTHING, weights)
        return Learned(weights, units, NOTHING, (read + BIAS) * units)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give N multiply-adds a unit, and the biases added."""
        units = values_of(output)
        multiply_adds = inputs_read(inputs[0]) * units
        if not self.bias:
            return {"multiply_add": multiply_adds}
        return {"multiply_add": multiply_adds, "bias_add": units}

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:
        """Give (N + 1)*U, without the 1 where there is no bias."""
        read = inputs_read(inputs[0])
        return (read + BIAS if self.bias else read) * values_of(output)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, for the gradient of the weights."""
        first = _as_vector(inputs[0])
        read, learned = len(first), learned_spaces(self.learned(inputs, output))[0]
        trains = tuple(range(len(learned)))
        product = Operation((read,), space(output), (Keep(read, TRAINED),), trains=trains)
        return Kept((*first, product), learned)

    def window(self, inputs: tuple[Shape, ...]) -> Literal["whole"]:  # noqa: ARG002
        """See the whole input."""
        return WHOLE


class Rbf(Layer):
    """LeNet's output: each unit the squared distance of its input to a fixed centre.

    output: a vector of U
    parameters: none that is trained; N values of a centre a unit are fixed
    work: N subtractions, N multiplications (the squares) and N - 1 additions a unit; no MACs
    source: LeCun et al. 1998, section II.B (layer OUTPUT)
    """

    kind: ClassVar[str] = "rbf"

    units: Count
    """U, the number of units, and so of values out."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:  # noqa: ARG002
        """Give a vector of U."""
        return Output(Vector(self.units), {"length": Leaf("units", self.units, "U")})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:
        """Give N*U fixed values, and nothing trained."""
        return Learned(NOTHING, NOTHING, inputs_read(inputs[0]) * values_of(output), NOTHING)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give the differences and the additions of their squares, and the squares."""
        read, units = inputs_read(inputs[0]), values_of(output)
        return {"addition": (read + (read - ONE_LESS)) * units, "multiplication": read * units}

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:
        """Give N*U."""
        return inputs_read(inputs[0]) * values_of(output)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the difference of each value to each centre."""
        first = _as_vector(inputs[0])
        read, differences = len(first), Space(inputs[0].values * self.units)
        operations = (
            Operation((read,), differences, held=TO_THE_END),
            Operation((read + 1,), differences, (Keep(read + 1),), temporaries=powers(differences)),
            Operation((read + 2,), space(output), passes="same"),
        )
        fixed = learned_spaces(self.learned(inputs, output))[1]
        return Kept((*first, *operations), fixed=fixed)

    def window(self, inputs: tuple[Shape, ...]) -> Literal["whole"]:  # noqa: ARG002
        """See the whole input."""
        return WHOLE


class Flatten(Layer):
    """The same values as a vector.

    output: a vector of H*W*D
    parameters: none
    work: none
    source: PyTorch, torch.nn.Flatten
    """

    kind: ClassVar[str] = "flatten"
    stored: ClassVar[bool] = False

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give a vector of all values."""
        (shape,) = inputs
        return Output(Vector(shape.values), {"length": inputs_read(shape)})

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Keep nothing: it is a view."""
        return Kept((seen_as(output),))


class Reshape(Layer):
    """The same values in another shape: channels first, row by row, as PyTorch's view.

    output: the shape that is asked for, of as many values as come in
    parameters: none
    work: none
    source: PyTorch, torch.Tensor.view
    """

    kind: ClassVar[str] = "reshape"
    stored: ClassVar[bool] = False

    output_: WrittenShape = Field(alias="output")
    """The shape that is asked for: height x width x channels, as 4x4x1024, or a length."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the shape asked for; LayerError where it holds more or fewer values."""
        (shape,) = inputs
        if shape.values != self.output_.values:
            raise LayerError(
                "values-differ",
                f"{shape} holds {shape.values:,} values, "
                f"and {self.output_} would hold {self.output_.values:,}",
                field="output",
                helps=_fitting(shape.values, self.output_),
            )
        return Output(self.output_, _sizes(self.output_))

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Keep nothing: it is a view."""
        return Kept((seen_as(output),))

    def window(self, inputs: tuple[Shape, ...]) -> Literal["whole"]:  # noqa: ARG002
        """See the whole input: what was near is so no longer."""
        return WHOLE


def _as_vector(shape: Shape) -> tuple[Operation, ...]:
    """The view that an image is read by."""
    return (seen_as(shape),) if isinstance(shape, Image) else ()


def _sizes(shape: Shape) -> dict[str, Expression]:
    """The sizes asked for, as they are given."""
    if isinstance(shape, Vector):
        return {"length": Leaf("length asked for", shape.length, "N_out")}
    return {
        "channels": Leaf("channels asked for", shape.channels, "K"),
        "height": Leaf("height asked for", shape.height, "H_out"),
        "width": Leaf("width asked for", shape.width, "W_out"),
    }


def _fitting(values: int, asked: Shape) -> tuple[str, ...]:
    """The shape of the same height and width, or the length, that would hold the values."""
    if isinstance(asked, Vector):
        return (f"a length of {values} fits",)
    pixels = asked.height * asked.width
    if values % pixels:
        return ()
    return (f"{Image(values // pixels, asked.height, asked.width)} fits",)
