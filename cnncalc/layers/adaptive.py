"""Poolings whose windows follow from the size that is asked for: adaptive and global ones."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.layers.field import PairOfCounts
from cnncalc.layers.layer import WHOLE, Layer, Output, Work, image_of, values_of
from cnncalc.layers.operation import Kept, Operation, Space, changed
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["AdaptiveAvgPool", "AdaptiveMaxPool", "GlobalAvgPool", "GlobalMaxPool"]

ONCE = constant("one for each output value", 1)
ONE_POSITION = constant("one position for each map", 1)


class Covering(Layer):
    """What adaptive and global poolings share; not a kind by itself."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give as many maps, of the height and width that are asked for."""
        image = image_of(inputs, _DOING)
        rows, columns = self._positions()
        shape = Image(image.channels, int(rows), int(columns))
        return Output(shape, {"height": rows, "width": columns})

    def window(self, inputs: tuple[Shape, ...]) -> Literal["whole"]:  # noqa: ARG002
        """See the whole input."""
        return WHOLE

    def _positions(self) -> tuple[Expression, Expression]:
        return ONE_POSITION, ONE_POSITION

    def _read(self, inputs: tuple[Shape, ...]) -> Expression:
        """The values in all windows of all maps together."""
        image = image_of(inputs, _DOING)
        rows, columns = (int(each) for each in self._positions())
        height = Leaf("rows in all windows", _covered(image.height, rows), "R_h")
        width = Leaf("columns in all windows", _covered(image.width, columns), "R_w")
        return height * width * Leaf("maps", image.channels, "K")


class Mean(Covering):
    """What those that take means share; not a kind by itself."""

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give an addition for each value read but the first of a window, and a division each."""
        values = values_of(output)
        return {"addition": self._read(inputs) - values, "division": ONCE * values}

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Keep the input, although only its size is needed; the mean of a map keeps nothing."""
        one = output.axes[1:] == (1, 1)
        return Kept((changed(output, keeps="" if one else "input"),))


class Largest(Covering):
    """What those that take the largest value share; not a kind by itself."""

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give a comparison for each value read but the first of a window."""
        return {"comparison": self._read(inputs) - values_of(output)}

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Keep the input, and where each largest value stood."""
        return Kept((_largest(changed(output, keeps="input"), output),))


class AdaptiveAvgPool(Mean):
    """The mean of windows that are laid so that an output of a given size comes out.

    output: the height and width asked for, as many maps as came in
    parameters: none
    work: an addition for each value read but the first of a window, and 1 division an output value
    source: PyTorch, torch.nn.AdaptiveAvgPool2d (windows from floor(i*W/n) to ceil((i + 1)*W/n))
    """

    kind: ClassVar[str] = "adaptive_avgpool"

    output_: PairOfCounts = Field(alias="output")
    """The size that is asked for: a number, or [height, width]."""

    def _positions(self) -> tuple[Expression, Expression]:
        return _asked(self.output_)


class AdaptiveMaxPool(Largest):
    """The largest value of windows that are laid so that an output of a given size comes out.

    output: the height and width asked for, as many maps as came in
    parameters: none
    work: a comparison for each value read but the first of a window
    source: PyTorch, torch.nn.AdaptiveMaxPool2d (windows from floor(i*W/n) to ceil((i + 1)*W/n))
    """

    kind: ClassVar[str] = "adaptive_maxpool"

    output_: PairOfCounts = Field(alias="output")
    """The size that is asked for: a number, or [height, width]."""

    def _positions(self) -> tuple[Expression, Expression]:
        return _asked(self.output_)


class GlobalAvgPool(Mean):
    """The mean of each map.

    output: 1 high and wide, as many maps as came in
    parameters: none
    work: H*W - 1 additions and 1 division an output value
    source: Lin, Chen & Yan 2013 (Network in Network), section 3.2
    """

    kind: ClassVar[str] = "global_avgpool"


class GlobalMaxPool(Largest):
    """The largest value of each map.

    output: 1 high and wide, as many maps as came in
    parameters: none
    work: H*W - 1 comparisons an output value
    source: Oquab et al. 2015; Keras, GlobalMaxPooling2D
    """

    kind: ClassVar[str] = "global_maxpool"


_DOING = "pooling goes over"


def _largest(operation: Operation, output: Shape) -> Operation:
    return operation._replace(extra=(Space(output.values, "index"),))


def _asked(size: PairOfCounts) -> tuple[Expression, Expression]:
    if size[0] == size[1]:
        both = Leaf("size asked for", size[0], "W_out")
        return both, both
    return Leaf("height asked for", size[0], "H_out"), Leaf("width asked for", size[1], "W_out")


def _covered(size: int, positions: int) -> int:
    """Add up the windows' sizes along an axis: each from floor(i*W/n) to ceil((i + 1)*W/n).

    Neighbours share one value at each of the n - gcd(W, n) borders that fall inside a value.
    """
    return size + positions - gcd(size, positions)
