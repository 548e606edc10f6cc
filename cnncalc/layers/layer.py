"""What a layer kind is: one frozen class that answers a closed set of questions.

A kind answers for *given* input shapes, with expressions (`cnncalc.derivation`), and knows no file.
The defaults say "one input, changes nothing, learns nothing, costs nothing, looks at one position";
a kind writes only what differs. Totals, tables, explanations and pictures are computed from the
answers, never from the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, Protocol

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.diagnostic import LayerError
from cnncalc.layers.documentation import Documented
from cnncalc.layers.operation import Kept, changed, learned_spaces
from cnncalc.shape import Image, Shape, Vector

if TYPE_CHECKING:
    from cnncalc.layers.field import Pair, Sides

__all__ = [
    "NOTHING",
    "WHOLE",
    "Layer",
    "Learned",
    "Output",
    "Seeing",
    "Seen",
    "Shift",
    "Sort",
    "Spread",
    "Window",
    "Work",
    "image_of",
    "inputs_read",
    "rules_of",
    "values_of",
]

Sort = Literal[
    "multiply_add",
    "bias_add",
    "comparison",
    "addition",
    "multiplication",
    "division",
    "exponential",
    "power",
]
"""What a piece of arithmetic is; a multiply_add is one product and its addition."""

Work = Mapping[Sort, Expression]
"""How often a layer does each sort of arithmetic for one example, all output values together."""

NOTHING = constant("nothing", 0)


class Output(NamedTuple):
    """The shape a layer gives, and how each size that it computed came about."""

    shape: Shape
    sizes: Mapping[str, Expression]
    """By axis: channels, height, width, or length; an axis that is passed on is absent."""


class Learned(NamedTuple):
    """What a layer stores: trained weights and biases, fixed values, and weights + biases."""

    weights: Expression
    biases: Expression
    fixed: Expression
    parameters: Expression


LEARNS_NOTHING = Learned(NOTHING, NOTHING, NOTHING, NOTHING)
DOES_NOTHING: Work = MappingProxyType({})


class Window(NamedTuple):
    """What one output position sees of the input, along both axes."""

    kernel: Pair
    stride: Pair
    padding: Sides
    dilation: Pair


class Shift(NamedTuple):
    """Where the first output position lies in the input, each seeing one position."""

    rows: int
    columns: int


class Seen(Protocol):
    """What the output positions along one axis see, where they do not all see alike."""

    @property
    def period(self) -> int:
        """After how many output positions the pattern repeats."""

    @property
    def advance(self) -> int:
        """By how many input positions it has moved on by then."""

    def inputs(self, position: int) -> tuple[int, int]:
        """Give the first and the last input position that an output position sees."""


class Spread(NamedTuple):
    """What output positions see along both axes, where they do not all see alike."""

    rows: Seen
    columns: Seen
    window: Window | None = None
    """The window that is spread out, of a transposed convolution."""


Seeing = Window | Shift | Spread | Literal["whole"] | None
"""What one output position sees: a window, one position that is shifted, inputs that differ from
position to position, the whole input, or the one position that it stands at (None)."""

WHOLE: Literal["whole"] = "whole"
"""The answer to `window` of a layer whose every output sees the whole input."""


class Layer(Documented):
    """One kind of layer. The questions below are all that the rest of cnncalc asks."""

    kind: ClassVar[str]
    """The word for it in a spec."""
    merges: ClassVar[bool] = False
    """Arity: whether it takes any number of inputs, rather than one."""
    weighted: ClassVar[bool] = False
    """Whether its multiply-adds are MACs and its outputs neurons: conv, dense and relatives."""
    stored: ClassVar[bool] = True
    """Whether its output has memory of its own (an activation's and a view's does not)."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the output shape for some input shapes; LayerError where a rule does not hold."""
        return Output(inputs[0], {})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give the numbers of weights, biases and fixed values."""
        return LEARNS_NOTHING

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the arithmetic of one forward pass over one example, by sort."""
        return DOES_NOTHING

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:  # noqa: ARG002
        """Give the inputs read over all output values, and one for each bias added (LeCun 1998)."""
        return NOTHING

    def window(self, inputs: tuple[Shape, ...]) -> Seeing:  # noqa: ARG002
        """Say what one output position sees of the input; the one it stands at by default."""
        return None

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Say what PyTorch runs, and keeps for the backward pass; nothing by default."""
        return Kept((changed(output),), *learned_spaces(self.learned(inputs, output)))

    def sized_like(self, shape: Shape) -> Layer:  # noqa: ARG002
        """Give the layer with the height and width that its field `like` takes from another."""
        return self


@cache
def rules_of(kind: type[Layer]) -> Mapping[str, str]:
    """Give the fixed lines of a kind's docstring: its output, parameters, work and source."""
    lines = (kind.__doc__ or "").splitlines()[1:]
    parts = (each.strip().partition(": ") for each in lines)
    return MappingProxyType({name: text for name, colon, text in parts if colon})


def image_of(inputs: tuple[Shape, ...], doing: str) -> Image:
    """Give the one input, which is an image; `doing` completes the sentence where it is not."""
    (shape,) = inputs
    if isinstance(shape, Image):
        return shape
    raise LayerError(
        "image-expected",
        f"{doing} an image of height x width x channels, and what arrives is a vector of {shape}",
        helps=("put this layer before the dense or flatten layer that makes the vector",),
    )


@lru_cache(maxsize=4096)
def values_of(shape: Shape) -> Expression:
    """Give the output values of a layer: K*H_out*W_out, or U of a vector."""
    if isinstance(shape, Vector):
        return Leaf("values out", shape.length, "U")
    maps = Leaf("maps out", shape.channels, "K")
    rows = Leaf("output height", shape.height, "H_out")
    return maps * rows * Leaf("output width", shape.width, "W_out")


@lru_cache(maxsize=4096)
def inputs_read(shape: Shape) -> Expression:
    """Give the values of a whole input as a dense layer reads them: H*W*D of an image, or N."""
    if isinstance(shape, Vector):
        return Leaf("inputs", shape.length, "N")
    rows = Leaf("input height", shape.height, "H")
    columns = Leaf("input width", shape.width, "W")
    return rows * columns * Leaf("channels in", shape.channels, "D")
