"""What PyTorch runs for a layer, operation by operation, and what each keeps for the backward pass.

    >>> changed(Image(64, 55, 55), keeps="output").keeps    # as ReLU does
    (Keep(value=1, gradient=None),)

A layer's values are numbered: first its inputs, then the result of each operation.
docs/memory-model.md explains the rules; they are PyTorch's (tools/autograd/derivatives.yaml), seen
with its `saved_tensors_hooks` on the modules that `cnncalc.verify` builds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cnncalc.layers.layout import Contiguous, Reshaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.layers.layer import Learned
    from cnncalc.layers.layout import View
    from cnncalc.shape import Shape

__all__ = [
    "TO_THE_END",
    "TRAINED",
    "Each",
    "Keep",
    "Kept",
    "Operation",
    "Space",
    "Temporary",
    "changed",
    "contiguous",
    "filtered",
    "learned_spaces",
    "powers",
    "scaled",
    "seen_as",
    "shifted_by",
    "space",
]

Each = Literal["value", "mask", "statistic", "index"]
"""How large one item is: a value of the network's type; a mask's (a byte on a GPU, a value on the
CPU); a statistic (single precision on a GPU, a value on the CPU); an index of 8 bytes."""

TO_THE_END = -1
"""A result that the layer's code holds in a variable until the layer returns."""

TRAINED = -1
"""Stands for the parameters among those whose gradient something is needed for."""


class Space(NamedTuple):
    """The room that a tensor takes."""

    items: int
    each: Each = "value"
    per_example: bool = True
    """Whether each example of a batch has as many."""


class Keep(NamedTuple):
    """A value that an operation keeps for its backward pass."""

    value: int
    gradient: int | None = None
    """The value (or TRAINED) whose gradient needs it: not kept where that gets none."""


class Temporary(NamedTuple):
    """What a backward pass holds beside the gradients that it gives, at the worst moment."""

    space: Space
    gradient: int | None = None
    """The value (or TRAINED) whose gradient needs it."""
    copied: bool = False
    """Only where a dispatch mode watches: PyTorch by itself writes in place."""


class Operation(NamedTuple):
    """One operation as PyTorch runs it and differentiates it."""

    reads: tuple[int, ...]
    gives: Space
    """The size of its result."""
    keeps: tuple[Keep, ...] = ()
    extra: tuple[Space, ...] = ()
    """New tensors that it makes beside its result, and keeps: indices, masks, statistics."""
    trains: tuple[int, ...] = ()
    """The parameters, by number, that it uses."""
    view: View | None = None
    """How the result is seen in what it reads first, and takes no room; a copy where it cannot."""
    passes: Literal["new", "same", "narrow"] = "new"
    """Its gradients: new tensors; the very tensor that came in, or a view of all of it; or narrow
    views, each of a part."""
    temporaries: tuple[Temporary, ...] = ()
    held: int | None = None
    """The operation through which a variable holds the result; its last use where None."""
    overwrites: bool = False
    """Whether it can be done in place, as `nn.ReLU(inplace=True)`, and then keeps its output."""
    training: Literal["always", "only", "extra"] = "always"
    """only: outside of training it hands on what it reads; extra: what is extra is made in training
    alone."""
    copies: Literal["", "gradient", "gradient on a GPU"] = ""
    """Whether it first copies a gradient that comes in and does not lie without gaps."""
    unwanted: Literal["", "always", "in cuDNN"] = ""
    """Whether its backward pass makes the gradient of what it reads even where none is wanted."""
    sums_after: bool = False
    """Whether its parameters' gradients are summed up once those that nothing wants are gone."""


class Kept(NamedTuple):
    """What a layer holds and does."""

    operations: tuple[Operation, ...]
    """In order; the last gives the layer's output. None: the input is handed on."""
    parameters: tuple[Space, ...] = ()
    """The trained tensors."""
    fixed: tuple[Space, ...] = ()
    """The tensors that are not trained."""


def space(shape: Shape) -> Space:
    """Give the room of values of a shape, for each example."""
    return Space(shape.values)


def changed(output: Shape, *, keeps: Literal["", "input", "output"] = "") -> Operation:
    """Give an operation that makes its output of one input, and keeps one of both."""
    kept = {"": (), "input": (Keep(0),), "output": (Keep(1),)}[keeps]
    return Operation((0,), space(output), kept)


def filtered(read: int, output: Shape, parameters: int) -> Operation:
    """Give what a convolution is: it keeps its input; the first parameters are its own."""
    return Operation((read,), space(output), (Keep(read),), trains=tuple(range(parameters)))


def powers(room: Space) -> tuple[Temporary, ...]:
    """Give what the derivative of a power holds: a power, and its product with the exponent."""
    return (Temporary(room), Temporary(room))


def scaled(read: int, output: Shape, parameter: int, *, held: int | None = None) -> Operation:
    """Give the product of a value with a parameter of each map, whose gradient is summed up."""
    room = space(output)
    return Operation(
        (read,),
        room,
        (Keep(read, TRAINED),),
        trains=(parameter,),
        temporaries=(Temporary(room, TRAINED),),
        held=held,
    )


def seen_as(output: Shape) -> Operation:
    """Give a view of all values in another shape; of what has gaps PyTorch makes a copy."""
    return Operation((0,), space(output), view=Reshaped(output.axes), passes="same")


def contiguous(output: Shape) -> Operation:
    """Give what a kernel reads that wants its input without gaps: a copy where there are any."""
    return Operation((0,), space(output), view=Contiguous(output.axes), passes="same")


def shifted_by(read: int, output: Shape, parameter: int) -> Operation:
    """Give the sum of a value and a parameter: the gradient is passed on, and summed up."""
    return Operation((read,), space(output), trains=(parameter,), passes="same")


def learned_spaces(learned: Learned) -> tuple[tuple[Space, ...], tuple[Space, ...]]:
    """Give the trained and the fixed tensors of a layer that has one of weights, one of biases."""
    return _spaces((int(learned.weights), int(learned.biases))), _spaces((int(learned.fixed),))


def _spaces(sizes: Sequence[int]) -> tuple[Space, ...]:
    return tuple(Space(each, per_example=False) for each in sizes if each)
