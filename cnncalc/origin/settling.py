"""Making layers of what has happened to data and is none yet: activations, borders, new layouts.

    data = settled(plan, data)          # its function is a layer of the plan now
    step = image_step(plan, data)       # and so is what leads to N, C, H, W

Raises LayerError where no kind of layer does that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Pair
from cnncalc.origin.curve import STARTING, affine, kind_of
from cnncalc.origin.layout import Digit, Layout, straight
from cnncalc.origin.plan import INPUT, Plan
from cnncalc.shape import Image, Shape, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.origin.value import Border, Curve, Data

__all__ = ["any_step", "batch_of", "bordered", "image_step", "rearranged", "settled", "vector_step"]

_IMAGE_AXES, _VECTOR_AXES = 4, 2
LONGEST = 64
"""Functions of each value in a row that may together be one activation."""


def batch_of(data: Data) -> int:
    """Give the examples of a batch."""
    return data.dims[0] if data.dims else 1


def settled(plan: Plan, data: Data) -> Data:
    """Give the data with its function as layers of the plan; a border stays."""
    if data.moment:
        message = "means are taken over maps, and what comes of them is no normalization of a spec"
        raise LayerError("no-such-layer", message)
    if data.curve is None:
        return data
    step = data.step
    for kind, fields in _activations(plan, data.step, data.curve):
        if kind:
            step = plan.once(kind, fields, step)
    return replace(data, step=step, curve=None)


def bordered(plan: Plan, data: Data) -> Data:
    """Give the data with its border as a layer of the plan too."""
    data = settled(plan, data)
    if data.border is None:
        return data
    image = plan.shape(data.step)
    if not isinstance(image, Image):
        raise LayerError("image-expected", "a border goes around an image, and a vector arrives")
    kind, fields = _bordering(image, data.border)
    if data.border.fill is None:
        plan.note("A border is copied from the image; `pad` writes zeros, at the same figures.")
    step = plan.once(kind, fields, data.step)
    return replace(data, step=step, border=None, layout=_resized(data, plan.shape(step)))


def image_step(plan: Plan, data: Data) -> int:
    """Give the step whose output is the tensor as N, C, H, W."""
    data = bordered(plan, data)
    shape, layout, dims = plan.shape(data.step), data.layout, data.dims
    if len(dims) != _IMAGE_AXES:
        axes = "x".join(str(each) for each in dims)
        message = f"images of two axes are what a spec has, and a tensor of {axes} arrives"
        raise LayerError("image-expected", message)
    target = Image(*dims[1:])
    if isinstance(shape, Image) and layout == straight(shape, batch_of(data)):
        return data.step
    if isinstance(shape, Image) and _is_image(target):
        for kind, fields in _rearrangements(shape, layout):
            return plan.once(kind, fields, data.step)
    if layout.reshaped((dims[0], target.values)) == _flat(shape, dims[0]):
        return plan.once("reshape", {"output": target}, data.step)
    raise _other_order(layout)


def vector_step(plan: Plan, data: Data) -> int:
    """Give the step whose output is the tensor as N, L."""
    data = bordered(plan, data)
    shape = plan.shape(data.step)
    if len(data.dims) != _VECTOR_AXES:
        return image_step(plan, data)
    if isinstance(shape, Vector) and data.layout == straight(shape, data.dims[0]):
        return data.step
    if data.dims[1] != shape.values:
        raise _other_order(data.layout)
    return plan.once("flatten", {}, data.step)


def any_step(plan: Plan, data: Data) -> int:
    """Give the step whose output is the tensor, as a vector or as an image."""
    return (vector_step if len(data.dims) == _VECTOR_AXES else image_step)(plan, data)


def rearranged(plan: Plan, data: Data, layout: Layout) -> bool:
    """Say whether a layout that data have now is a layer by itself."""
    shape = plan.shape(data.step)
    if len(layout.axes) != _IMAGE_AXES or not isinstance(shape, Image) or data.moment:
        return False
    return any(True for _ in _rearrangements(shape, layout))


def _activations(plan: Plan, step: int, last: Curve) -> Iterator[tuple[str, dict[str, float]]]:
    """The fewest activations that lead through a row of curves to its last one."""
    row: list[Curve] = []
    curve: Curve | None = last
    while curve is not None:
        row.insert(0, curve)
        curve = curve.before
    positive = step != INPUT and plan.steps[step].kind in _NEVER_NEGATIVE
    best: list[tuple[int, list[tuple[str, dict[str, float]]]]] = [(0, [])]
    for at, each in enumerate(row, 1):
        ways = [
            (best[before][0] + cost, [*best[before][1], found])
            for before in range(at)
            for cost, found in _ways(row[before - 1] if before else None, each, positive=positive)
        ]
        best.append(min(ways, key=lambda way: (way[0], -len(way[1])), default=(_IMPOSSIBLE, [])))
    cost, found = best[-1]
    if cost >= _IMPOSSIBLE:
        message = "the values are changed one by one in a way that is no activation of a spec"
        raise LayerError("no-such-layer", message)
    if any(kind in {"", _LEFT_OUT} for kind, _ in found):
        for name in (name for each in row for name in each.numbers):
            plan.numbers[name] = None
    for kind, fields in found:
        if kind == _LEFT_OUT:
            text = f"each value times {fields['factor']:.6g}"
            text += f", plus {fields['added']:.6g}" if fields["added"] else ""
            plan.leave_out(text)
    yield from ((kind, fields) for kind, fields in found if kind != _LEFT_OUT)


_NEVER_NEGATIVE = frozenset({"l2pool"})
_IMPOSSIBLE, _COSTLY = 10**6, 100
_LEFT_OUT = "left out"


def _ways(
    before: Curve | None, after: Curve, *, positive: bool
) -> Iterator[tuple[int, tuple[str, dict[str, float]]]]:
    """What leads from one curve to another, with what it costs to say so."""
    start, end, cost = (before.samples if before else STARTING), after.samples, 1
    if after.before is before and after.own is not None and not positive:
        start, end, cost = STARTING, after.own, 0  # one operator, wherever its values lie
    found = kind_of(start, end, positive=positive)
    if found is not None:
        yield (cost if found[0] else 0), found
        return
    line = affine(start, end)
    if line is not None:
        yield _COSTLY, (_LEFT_OUT, {"factor": line[0], "added": line[1]})


def _bordering(image: Image, border: Border) -> tuple[str, dict[str, object]]:
    """The layer that a border is: one that pads, or one that crops."""
    top, bottom, left, right = border.sides
    if min(border.sides) >= 0:
        return "pad", {"amounts": border.sides}
    if max(border.sides) > 0:
        message = "an image is cut on one side and padded on another at once"
        raise LayerError("no-such-layer", message)
    size = Pair(image.height + top + bottom, image.width + left + right)
    if min(size) < 1:
        raise LayerError("nothing-left", "all of the image is cut away")
    central = (image.height - size.height) // 2, (image.width - size.width) // 2
    offset = None if (-top, -left) == central else Pair(-top, -left)
    return "crop", {"size": size, "offset": offset}


def _resized(data: Data, shape: Shape) -> Layout:
    """The layout after rows and columns were added or cut off: its axes hold other sizes."""
    sizes = dict(zip("chw", shape.axes, strict=False))
    before = straight(Image(*data.dims[1:]), batch_of(data))
    if data.layout != before:  # rows and columns whole, in another order
        axes = tuple(
            tuple(Digit(each.axis, sizes.get(each.axis, each.size), 1) for each in axis)
            for axis in data.layout.axes
        )
        return Layout(axes)
    return straight(shape, batch_of(data))


def _rearrangements(shape: Image, layout: Layout) -> Iterator[tuple[str, dict[str, object]]]:
    """The layer that a layout with four axes is, if one is."""
    _, channels, height, width = shape.channels, *layout.axes[1:]
    one, rows, columns = (straight(shape).axes[at] for at in (1, 2, 3))
    match channels:
        case (Digit("c", few, 1), Digit("c", groups, step)) if step == few and (height, width) == (
            rows,
            columns,
        ):
            yield "channel_shuffle", {"groups": groups}
            return
    if len(height) > 1 and len(width) > 1 and all(each.axis == "c" for each in channels):
        factor = height[-1].size
        inside = [each for each in (*height, *width) if each.axis == "c"]
        if [each.size for each in inside] == [factor, factor] == [width[-1].size] * 2:
            yield "pixel_shuffle", {"factor": factor}
            return
    moved = [each for each in channels if each.axis != "c"]
    if sorted(each.axis for each in moved) == ["h", "w"] and len({e.size for e in moved}) == 1:
        kept = tuple(each for each in channels if each.axis == "c")
        if kept == one and all(each.stride == 1 for each in moved):
            yield "space_to_depth", {"factor": moved[0].size}


def _is_image(shape: Image) -> bool:
    return min(shape.axes) >= 1


def _flat(shape: Shape, batch: int) -> Layout | None:
    return straight(shape, batch).reshaped((batch, shape.values))


def _other_order(layout: Layout) -> LayerError:
    written = " ".join("".join(digit.axis for digit in axis) or "1" for axis in layout.axes)
    message = f"the axes arrive in an order that no layer of a spec makes ({written})"
    return LayerError("no-such-layer", message)
