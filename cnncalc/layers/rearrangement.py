"""Layers that move values between channels and positions, or pick some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.derivation import Leaf
from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Amount, Count, Pair, Sides
from cnncalc.layers.group import check_parts
from cnncalc.layers.layer import Layer, Output, Spread, Window, image_of
from cnncalc.layers.layout import Cut
from cnncalc.layers.operation import Kept, Operation, changed, seen_as, space
from cnncalc.layers.resize import Stretched
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from cnncalc.derivation import Expression
    from cnncalc.shape import Shape

__all__ = ["ChannelShuffle", "PixelShuffle", "SpaceToDepth", "Split"]


class PixelShuffle(Layer):
    """Groups of r*r maps laid out as one map, r times as high and wide (depth to space).

    output: H*r high and W*r wide, D/(r*r) maps deep
    parameters: none
    work: none
    source: Shi et al. 2016; PyTorch, torch.nn.PixelShuffle
    """

    kind: ClassVar[str] = "pixel_shuffle"

    factor: Count
    """r, how many times as high and wide."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the larger maps; LayerError where r*r does not divide the maps in."""
        image = image_of(inputs, "pixels are shuffled in")
        square = self.factor * self.factor
        if image.channels % square:
            message = f"{image.channels} maps do not divide into groups of {square}, "
            message += f"which become {self.factor}x{self.factor} pixels each"
            raise LayerError("groups-do-not-divide", message, field="factor")
        factor = Leaf("factor", self.factor, "r")
        maps = Leaf("channels in", image.channels, "D") / (factor * factor)
        height = Leaf("input height", image.height, "H") * factor
        width = Leaf("input width", image.width, "W") * factor
        shape = Image(int(maps), int(height), int(width))
        return Output(shape, {"channels": maps, "height": height, "width": width})

    def window(self, inputs: tuple[Shape, ...]) -> Spread:
        """See the position that each group of r x r outputs comes from."""
        (image,) = inputs
        _, height, width = image.axes
        return Spread(
            Stretched(height, height * self.factor, between=False),
            Stretched(width, width * self.factor, between=False),
        )


class SpaceToDepth(Layer):
    """Each r x r values of a map laid out as r*r maps (the passthrough of YOLO v2).

    output: H/r high and W/r wide, D*r*r maps deep
    parameters: none
    work: none
    source: Redmon & Farhadi 2016 (reorg); PyTorch, torch.nn.PixelUnshuffle
    """

    kind: ClassVar[str] = "space_to_depth"

    factor: Count
    """r, how many times smaller in height and width."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the smaller maps; LayerError where r does not divide height and width."""
        image = image_of(inputs, "values are laid out from")
        if image.height % self.factor or image.width % self.factor:
            raise LayerError(
                "groups-do-not-divide",
                f"an image of {image.height}x{image.width} does not divide "
                f"into squares of {self.factor}x{self.factor}",
                field="factor",
            )
        factor = Leaf("factor", self.factor, "r")
        maps = Leaf("channels in", image.channels, "D") * factor * factor
        height = Leaf("input height", image.height, "H") / factor
        width = Leaf("input width", image.width, "W") / factor
        shape = Image(int(maps), int(height), int(width))
        return Output(shape, {"channels": maps, "height": height, "width": width})

    def window(self, inputs: tuple[Shape, ...]) -> Window:  # noqa: ARG002
        """See the r x r values that become channels."""
        square = Pair(self.factor, self.factor)
        return Window(square, square, Sides(0, 0, 0, 0), Pair(1, 1))


class ChannelShuffle(Layer):
    """The maps of g groups dealt out in turn: the first of each group, the second of each, ...

    output: the input's shape
    parameters: none
    work: none
    source: Zhang et al. 2017 (ShuffleNet)
    """

    kind: ClassVar[str] = "channel_shuffle"

    groups: Count
    """g, the number of groups that the maps are divided into."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the input's shape; LayerError where the groups do not divide the maps."""
        image = image_of(inputs, "channels are shuffled in")
        check_parts(image.channels, self.groups, "groups")
        return Output(image, {})

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Keep nothing; where each map is a group, or all are one, nothing is moved."""
        moved = 1 < self.groups < output.channels
        return Kept((changed(output) if moved else seen_as(output),))


class Split(Layer):
    """One of several equal parts of the channels; another `split` takes another.

    output: D/n maps of the height and width that come in, or N/n values of a vector
    parameters: none
    work: none
    source: PyTorch, torch.chunk; Ma et al. 2018 (ShuffleNet v2)
    """

    kind: ClassVar[str] = "split"
    stored: ClassVar[bool] = False

    parts: Count
    """n, how many parts of equal size there are."""
    take: Amount = 0
    """Which part goes on, counted from 0."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give one part; LayerError where the parts are not equal or there is no such part."""
        (shape,) = inputs
        check_parts(shape.channels, self.parts, "parts")
        if self.take >= self.parts:
            last = self.parts - 1
            raise LayerError(
                "no-such-part",
                f"part {self.take} is taken of {self.parts}, which are counted from 0 to {last}",
                field="take" if self.take else "parts",
            )
        parts = Leaf("parts", self.parts, "n")
        if isinstance(shape, Vector):
            length = Leaf("inputs", shape.length, "N") / parts
            return Output(Vector(int(length)), {"length": length})
        maps: Expression = Leaf("channels in", shape.channels, "D") / parts
        return Output(shape._replace(channels=int(maps)), {"channels": maps})

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep nothing: it is a view; backwards it is laid into zeros."""
        part = Cut(inputs[0].axes, 1, output.channels)
        return Kept((Operation((0,), space(output), view=part),))
