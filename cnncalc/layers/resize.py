"""Layers that change the height and width of maps: `upsample`, `pad`, `crop`.

- upsample: 2                       # twice as high and wide
- upsample: {size: [64, 48]}
- crop: {from: enc4, like: up1}     # the height and width of another layer
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Amounts, FourSides, Pair, PairOfCounts, Sides
from cnncalc.layers.layer import Layer, Output, Shift, Spread, Work, image_of, values_of
from cnncalc.layers.layout import Cut
from cnncalc.layers.operation import Kept, Operation, space
from cnncalc.layers.word import Interpolation, Name
from cnncalc.shape import Image
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from typing import Self

    from cnncalc.shape import Shape

__all__ = ["Crop", "Pad", "Upsample"]


class Upsample(Layer):
    """Each map made larger, between its values or by repeating them.

    output: s times as high and wide, or the size that is asked for; as many maps as came in
    parameters: none
    work: bilinear 4 multiplications and 3 additions an output value; nearest none
    source: PyTorch, torch.nn.Upsample (align_corners is false); counted from its definition
    """

    kind: ClassVar[str] = "upsample"

    scale: PairOfCounts | None = None
    """s, how many times as high and wide: a number, or [height, width]."""
    size: PairOfCounts | None = None
    """The size that is asked for, instead: a number, or [height, width]."""
    like: Name | None = None
    """The layer whose height and width are taken, instead."""
    mode: Interpolation = "nearest"
    """Whether values are repeated (nearest) or found between four neighbours (bilinear)."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the larger size; LayerError where none is given, or more than one."""
        image = image_of(inputs, "upsampling starts from")
        _one_of(scale=self.scale, size=self.size, like=self.like)
        if self.scale is None:
            return _asked(image, self.size or Pair(image.height, image.width))
        names = ("", "") if image.height == image.width and _even(self.scale) else _AXES
        height = _times(image.height, self.scale.height, names[0])
        width = _times(image.width, self.scale.width, names[1])
        shape = Image(image.channels, int(height), int(width))
        return Output(shape, {"height": height, "width": width})

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the products with four neighbours and their sum, where there are any."""
        if self.mode == "nearest":
            return {}
        values = values_of(output)
        return {"multiplication": FOUR * values, "addition": THREE * values}

    def window(self, inputs: tuple[Shape, ...]) -> Spread:
        """Say which values each output value is found from."""
        (image,) = inputs
        output = self.output(inputs).shape
        _, height, width = image.axes
        _, rows, columns = output.axes
        between = self.mode == "bilinear"
        return Spread(Stretched(height, rows, between), Stretched(width, columns, between))

    def sized_like(self, shape: Shape) -> Self:
        """Give the layer with another's height and width as its size."""
        return self.model_copy(update={"size": _size_of(shape, self.like), "like": None})


class Pad(Layer):
    """Rows and columns of zeros around each map.

    output: H + P_top + P_bottom high and W + P_left + P_right wide, as many maps as came in
    parameters: none
    work: none
    source: Keras, ZeroPadding2D; PyTorch, torch.nn.ZeroPad2d
    """

    kind: ClassVar[str] = "pad"

    amounts: FourSides | None = None
    """P: for each side, [height, width], or [top, bottom, left, right]."""
    like: Name | None = None
    """The layer whose height and width come out, the odd row and column last, instead."""
    size: PairOfCounts | None = None
    """The height and width that come out, instead."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the size with its borders; LayerError where a size asked for is smaller."""
        image = image_of(inputs, "padding goes around")
        top, bottom, left, right = self._sides(image)
        alike = (image.height, top, bottom) == (image.width, left, right)
        names = ("", "") if alike else _AXES
        height = _bordered(image.height, top, bottom, names[0])
        width = height if alike else _bordered(image.width, left, right, names[1])
        shape = Image(image.channels, int(height), int(width))
        return Output(shape, {"height": height, "width": width})

    def window(self, inputs: tuple[Shape, ...]) -> Shift:
        """See one position; the first lies before the image."""
        sides = self._sides(image_of(inputs, "padding goes around"))
        return Shift(-sides.top, -sides.left)

    def sized_like(self, shape: Shape) -> Self:
        """Give the layer with another's height and width as its size."""
        return self.model_copy(update={"size": _size_of(shape, self.like), "like": None})

    def _sides(self, image: Image) -> Sides:
        _one_of(amounts=self.amounts, size=self.size, like=self.like)
        if self.amounts is not None or self.size is None:
            return self.amounts or Sides(0, 0, 0, 0)
        rows, columns = self.size.height - image.height, self.size.width - image.width
        if min(rows, columns) < 0:
            raise LayerError(
                "size-does-not-fit",
                f"{self.size.height}x{self.size.width} is asked for, "
                f"and the image is {image.height}x{image.width} already: `crop` makes it smaller",
                field="size",
            )
        return Sides(rows // 2, rows - rows // 2, columns // 2, columns - columns // 2)


class Crop(Layer):
    """A part cut out of each map.

    output: the height and width asked for, as many maps as came in
    parameters: none
    work: none
    source: Long, Shelhamer & Darrell 2015 (FCN); Ronneberger et al. 2015 (U-Net)
    """

    kind: ClassVar[str] = "crop"
    stored: ClassVar[bool] = False

    size: PairOfCounts | None = None
    """The height and width that are left."""
    like: Name | None = None
    """The layer whose height and width are taken, instead."""
    offset: Amounts | None = None
    """The first row and column that are kept; from the middle where nothing is said."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the part; LayerError where it reaches over the edge of the image."""
        image = image_of(inputs, _DOING)
        _one_of(size=self.size, like=self.like)
        size = self.size or Pair(image.height, image.width)
        rows, columns = self._offset(image)
        if rows + size.height > image.height or columns + size.width > image.width:
            raise LayerError(
                "size-does-not-fit",
                f"{size.height}x{size.width} from row {rows} and column {columns} on "
                f"is more than the image of {image.height}x{image.width} has",
                field="offset" if self.offset else "size",
            )
        return _asked(image, size)

    def window(self, inputs: tuple[Shape, ...]) -> Shift:
        """See one position; the first lies inside the image."""
        return Shift(*self._offset(image_of(inputs, _DOING)))

    def sized_like(self, shape: Shape) -> Self:
        """Give the layer with another's height and width as its size."""
        return self.model_copy(update={"size": _size_of(shape, self.like), "like": None})

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep nothing: it is a view of some rows, and of some columns of that.

        Backwards each is laid into zeros of the size that it was cut from.
        """
        image, part = image_of(inputs, _DOING), image_of((output,), _DOING)
        cut: list[Operation] = []
        if part.height < image.height:
            rows = image._replace(height=part.height)
            cut.append(Operation((0,), space(rows), view=Cut(image.axes, 2, part.height)))
        if part.width < image.width:
            columns = Cut(image._replace(height=part.height).axes, 3, part.width)
            cut.append(Operation((len(cut),), space(part), view=columns))
        return Kept(tuple(cut))

    def _offset(self, image: Image) -> Pair:
        if self.offset is not None or self.size is None:
            return self.offset or Pair(0, 0)
        rows, columns = image.height - self.size.height, image.width - self.size.width
        return Pair(max(rows, 0) // 2, max(columns, 0) // 2)


_DOING = "a part is cut out of"
FOUR = constant("the four neighbours", 4)
THREE = constant("the first neighbour, which needs no addition, left out", 3)
_AXES = ("height", "width")


class Stretched(NamedTuple):
    """One axis of maps made larger: which inputs each output value is found from."""

    input: int
    output: int
    between: bool
    """Whether values are found between two neighbours, rather than repeated."""

    @property
    def period(self) -> int:
        """After so many outputs the pattern repeats."""
        return self.output // gcd(self.input, self.output)

    @property
    def advance(self) -> int:
        """So many inputs have been gone through by then."""
        return self.input // gcd(self.input, self.output)

    def inputs(self, position: int) -> tuple[int, int]:
        """Give the neighbours of an output position; both the same where it falls on an input."""
        if not self.between:
            near = position * self.input // self.output
            return near, near
        # The middle of a pixel falls on (position + 1/2)*input/output - 1/2.
        place, rest = divmod((2 * position + 1) * self.input - self.output, 2 * self.output)
        return place, place + (rest > 0)


def _one_of(**given: object) -> None:
    """Raise a LayerError unless exactly one of some fields is given."""
    found = [name for name, value in given.items() if value is not None]
    if len(found) == 1:
        return
    names = listed(f"`{each}`" for each in given)
    if found:
        message = f"{listed((f'`{each}`' for each in found), 'and')} are given, and one is enough"
        raise LayerError("too-many-sizes", message, field=found[-1])
    raise LayerError("no-size", f"no size is given: write {names}")


def _size_of(shape: Shape, name: str | None) -> Pair:
    if isinstance(shape, Image):
        return Pair(shape.height, shape.width)
    message = f"{name} gives a vector of {shape}, which has no height and width"
    raise LayerError("image-expected", message, field="like")


def _asked(image: Image, size: Pair) -> Output:
    """The height and width that are asked for, as they are given."""
    if size.height == size.width:
        height = width = Leaf("size asked for", size.height, "W_out")
    else:
        height = Leaf("height asked for", size.height, "H_out")
        width = Leaf("width asked for", size.width, "W_out")
    shape = Image(image.channels, size.height, size.width)
    return Output(shape, {"height": height, "width": width})


def _even(pair: Pair) -> bool:
    return pair.height == pair.width


def _source(size: int, axis: str) -> Leaf:
    return Leaf(f"input {axis or 'size'}", size, "H" if axis == "height" else "W")


def _times(size: int, scale: int, axis: str) -> Expression:
    name = f"scale of the {axis}" if axis else "scale"
    return _source(size, axis) * Leaf(name, scale, f"s_{axis[0]}" if axis else "s")


def _bordered(size: int, before: int, after: int, axis: str) -> Expression:
    source = _source(size, axis)
    if before == after:
        name = f"padding along the {axis}" if axis else "padding"
        return source + BOTH_SIDES * Leaf(name, before, f"P_{axis[0]}" if axis else "P")
    first, last = ("left", "right") if axis == "width" else ("top", "bottom")
    return (
        source
        + Leaf(f"padding at the {first}", before, f"P_{first}")
        + Leaf(f"padding at the {last}", after, f"P_{last}")
    )


BOTH_SIDES = constant("the two padded sides", 2)
