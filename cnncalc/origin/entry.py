"""The input of an imported network: which one it is, its shape, and where its channels stand.

    entry = entry_of(model, operations, "64x64x3")
    entry.shape             # Image(channels=3, height=64, width=64)

What the file leaves open is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import CannotRunError, Diagnostic, SpecError
from cnncalc.layers.written_shape import written_shape
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.origin.layout import Layout, straight
from cnncalc.plain import one_line
from cnncalc.shape import Image, Shape, Vector
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from cnncalc.origin.model import Model, Operation, Port

__all__ = ["Entry", "entry_of"]


class Entry(NamedTuple):
    """What goes into a network."""

    name: str
    shape: Shape
    layout: Layout
    """The axes as the file has them: N, C, H, W, or with channels last."""
    notes: tuple[str, ...]


def entry_of(model: Model, operations: tuple[Operation, ...], written: str | None) -> Entry | None:
    """Give the input that operators read, of another shape where one is written; None for none.

    Raises SpecError for several inputs and those of no image, CannotRunError for an open shape.
    """
    read = {name for each in operations for name in each.inputs}
    ports = [each for each in model.inputs if each.name in read]
    if not ports:
        return None
    if len(ports) > 1:
        names = listed((f"`{one_line(each.name[:_LONGEST])}`" for each in ports[:6]), "and")
        message = f"the file has {len(ports)} inputs, {names}, and a spec has one"
        helps = ("export the network with one image as its input",)
        raise SpecError((Diagnostic("inputs", message, helps=helps),))
    (port,) = ports
    last = _channels_last(port, operations)
    if port.dims is not None and len(port.dims) not in {2, 4}:
        axes = "x".join(str(each or "?") for each in port.dims) or "one value"
        message = (
            f"the input `{one_line(port.name[:_LONGEST])}` has the shape {axes}; "
            "a spec reads images (batch, channels, height, width) or vectors (batch, length)"
        )
        raise SpecError((Diagnostic("inputs", message),))
    batch = (port.dims[0] if port.dims else None) or 1
    shape = _shape(port, last=last) if written is None else _written(written)
    if shape is None:
        raise _open(port, last=last)
    if max(shape.axes) > DEFAULT_LIMITS.size:
        message = f"an input of {shape} is beyond {DEFAULT_LIMITS.size:,}, the bound of a spec"
        helps = ("another size can be said with `--input`",)
        raise SpecError((Diagnostic("number-too-large", message, helps=helps),))
    layout = straight(shape, batch)
    layout = layout.permuted((0, 2, 3, 1)) if last and isinstance(shape, Image) else layout
    notes = (f"The file reads {batch:,} examples at once; a spec is of one.",) if batch > 1 else ()
    return Entry(port.name, shape, layout, notes)


_LONGEST = 80


def _written(text: str) -> Shape:
    try:
        return written_shape(int(text) if text.isdecimal() else text)
    except ValueError as error:
        raise CannotRunError(f"--input: {error}") from None


def _open(port: Port, *, last: bool) -> CannotRunError:
    """What to say where a file leaves a part of the shape open."""
    sizes = [
        str(size) if size else one_line(word or "?")[:_LONGEST]
        for size, word in zip(port.dims or (), (*port.words, "", "", "", ""), strict=False)
    ]
    known = f": its shape is {' x '.join(sizes)}" if sizes else ""
    message = f"the file leaves the size of its input open{known}"
    channels = 3
    if port.dims is not None and len(port.dims) == _IMAGE_AXES:
        channels = port.dims[-1 if last else 1] or channels
    example = f"224x224x{channels}" if len(sizes) != _VECTOR_AXES else "1000"
    return CannotRunError(f"{message}; say it, as in --input {example}")


_IMAGE_AXES, _VECTOR_AXES = 4, 2


def _shape(port: Port, *, last: bool) -> Shape | None:
    """The shape that a file says; None where it leaves a part of it open."""
    if port.dims is None or any(each is None for each in port.dims[1:]):
        return None
    sizes = [each or 1 for each in port.dims[1:]]
    if len(sizes) == 1:
        return Vector(sizes[0])
    return Image(sizes[2], sizes[0], sizes[1]) if last else Image(*sizes)


def _channels_last(port: Port, operations: tuple[Operation, ...]) -> bool:
    """Whether an input is an image with its channels last, as TensorFlow has them."""
    readers = [each for each in operations if port.name in each.inputs]
    turned = [each for each in readers if each.attributes.get("perm") == (0, 3, 1, 2)]
    return bool(turned) and len(turned) == len(readers)
