"""Random networks of every kind, for laws that hold of all of them.

Each layer is drawn for the shape that arrives at it; one that cnncalc refuses there is left out. A
network is a spec, as a person would write it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from cnncalc.diagnostic import LayerError
from cnncalc.layers import KINDS
from cnncalc.shape import Image, Shape

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[st.SearchStrategy[Any]], Any]
    Fields = dict[str, Any]

__all__ = ["LARGEST", "networks"]

LARGEST = 24
"""Rows and columns of an image, at most: a CPU runs it in no time."""


@st.composite
def networks(draw: Draw, *, most: int = 8, modest: bool = False) -> str:
    """Give the text of a spec with up to so many layers, branches not counted.

    `modest` pads by less than a window, so that every position sees something: two values that
    lie apart may both be padding.
    """
    image = Image(
        draw(st.integers(1, 6)), draw(st.integers(1, LARGEST)), draw(st.integers(1, LARGEST))
    )
    layers: list[Any] = []
    shape: Shape = image
    for _ in range(draw(st.integers(1, most))):
        if isinstance(shape, Image) and draw(st.integers(0, 9)) == 0:
            merge, shape = _merge(draw, shape, dilated=not modest)
            layers.append(merge)
            continue
        kind = draw(st.sampled_from(_ON_IMAGES if isinstance(shape, Image) else _ON_VECTORS))
        fields = _FIELDS.get(kind, _none)(draw, shape)
        if modest and _pads_much(fields):
            fields["padding"] = "half"
        after = _after(kind, fields, shape)
        if after is not None:
            trainable = {} if draw(st.integers(0, 4)) else {"trainable": False}
            layers.append({kind: {**fields, **trainable}})
            shape = after
    size = {"height": image.height, "width": image.width, "channels": image.channels}
    return json.dumps({"name": "random", "input": size, "layers": layers or ["relu"]})


def _pads_much(fields: Fields) -> bool:
    """Whether a window may lie in the padding alone."""
    padding, kernel = fields.get("padding"), fields.get("kernel", 1)
    sides = padding if isinstance(padding, list) else [padding]
    least = min(kernel) if isinstance(kernel, list) else kernel
    return any(isinstance(each, int) and each >= least for each in sides)


def _after(kind: str, fields: Fields, shape: Shape) -> Shape | None:
    """Give what a layer makes of a shape; None where it does not fit."""
    try:
        return KINDS[kind](**fields).output((shape,)).shape
    except LayerError:
        return None


def _merge(draw: Draw, image: Image, *, dilated: bool) -> tuple[Any, Image]:
    """Draw maps beside each other, or their sum: of branches that all move by the same stride."""
    rows, columns = draw(st.sampled_from([(1, 1), (1, 1), (2, 2), (1, 2)]))
    added = draw(st.booleans())
    width = st.just(image.channels) if added else st.integers(1, 5)
    filters = draw(st.lists(width, min_size=1, max_size=3))
    branches = [_branch(draw, image, each, [rows, columns], dilated=dilated) for each in filters]
    if rows == columns == 1:
        branches.insert(draw(st.integers(0, len(branches))), [])
        filters.append(image.channels)
    channels = image.channels if added else sum(filters)
    shape = Image(channels, -(-image.height // rows), -(-image.width // columns))
    return {"add" if added else "concat": branches}, shape


def _branch(
    draw: Draw, image: Image, filters: int, stride: list[int], *, dilated: bool
) -> list[Any]:
    """Draw a few layers that give so many maps; the first moves by the stride, to ceil(W/S)."""
    pool = draw(st.sampled_from(["maxpool", "avgpool", "l2pool", "subsample"]))
    branch: list[Any] = [{pool: {"kernel": draw(_pairs(3)), "stride": stride, "padding": "same"}}]
    kinds = draw(st.lists(st.sampled_from(_ANYWHERE), max_size=2))
    branch += [{each: _FIELDS.get(each, _none)(draw, image)} for each in kinds]
    keeping = {"kernel": draw(_pairs(3)), "padding": "same"}
    keeping |= {"dilation": draw(_pairs(2))} if dilated else {}
    if draw(st.booleans()):
        return [*branch, {"conv": {"filters": filters, **keeping}}]
    return [{"conv": {"filters": filters, "stride": stride, **keeping}}, *branch[1:]]


def _pairs(most: int, least: int = 1) -> st.SearchStrategy[Any]:
    number = st.integers(least, most)
    return number | st.tuples(number, number).map(list)


_ROUNDINGS = st.sampled_from(["exact", "floor", "floor", "ceil"])
_SIDES = st.lists(st.integers(0, 3), min_size=4, max_size=4)


def _conv(draw: Draw, shape: Shape) -> Fields:
    channels = shape.channels
    groups = draw(st.sampled_from([each for each in range(1, channels + 1) if not channels % each]))
    fields: Fields = {
        "filters": groups * draw(st.integers(1, 3)),
        "kernel": draw(_pairs(5)),
        "stride": draw(_pairs(3)),
        "padding": draw(
            st.sampled_from(["valid", "half", "same"]) | st.integers(0, 3) | _pairs(2, 0) | _SIDES
        ),
        "dilation": draw(st.just(1) | _pairs(3)),
        "bias": draw(st.sampled_from([True, False, "untied"])),
        "rounding": draw(_ROUNDINGS),
    }
    if draw(st.integers(0, 4)) == 0:
        maps = st.lists(st.integers(0, channels - 1), min_size=1, unique=True)
        table = draw(st.lists(maps, min_size=1, max_size=4))
        return {**fields, "filters": len(table), "connections": table}
    return {**fields, "groups": groups}


def _pool(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    up, across = st.integers(0, height // 2), st.integers(0, width // 2)
    sides = st.tuples(up, up, across, across).map(list)
    return {
        "kernel": [height, width],
        **draw(st.just({}) | st.fixed_dictionaries({"stride": _pairs(3)})),
        "padding": draw(st.sampled_from(["valid", "half", "same"]) | sides),
        "rounding": draw(_ROUNDINGS),
    }


def _maxpool(draw: Draw, shape: Shape) -> Fields:
    return {**_pool(draw, shape), "dilation": draw(st.just(1) | _pairs(3))}


def _avgpool(draw: Draw, shape: Shape) -> Fields:
    return {**_pool(draw, shape), "count_include_pad": draw(st.booleans())}


def _lrn(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {"size": draw(st.integers(1, 5))}


def _batchnorm(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {"scale": draw(st.booleans()), "center": draw(st.booleans())}


def _dense(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {"units": draw(st.integers(1, 9)), "bias": draw(st.booleans())}


def _rbf(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {"units": draw(st.integers(1, 9))}


def _none(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {}


_FIELDS: dict[str, Callable[[Draw, Shape], Fields]] = {
    "conv": _conv,
    "maxpool": _maxpool,
    "avgpool": _avgpool,
    "l2pool": _pool,
    "subsample": _pool,
    "lrn": _lrn,
    "batchnorm": _batchnorm,
    "dense": _dense,
    "rbf": _rbf,
}
_ANYWHERE = ["batchnorm", "lrn", *["relu", "sigmoid", "tanh", "scaled_tanh", "softmax", "dropout"]]
_ON_VECTORS = ["dense", "dense", "rbf", *_ANYWHERE]
_ON_IMAGES = [
    *(["conv"] * 8),
    *(["maxpool", "avgpool", "l2pool", "subsample"] * 2),
    *_ANYWHERE,
    "flatten",
    "dense",
]
