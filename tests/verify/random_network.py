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
from tests.verify.random_layer import drawn_fields, pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[st.SearchStrategy[Any]], Any]
    Fields = dict[str, Any]

__all__ = ["LARGEST", "networks"]

LARGEST = 24
"""Rows and columns of an image, at most: a CPU runs it in no time."""
MOST = 20_000
"""Values of a layer, at most: some kinds make an image larger."""


@st.composite
def networks(draw: Draw, *, most: int = 8, modest: bool = False) -> str:
    """Give the text of a spec with up to so many layers, branches not counted.

    `modest` has every position see something: it pads by less than a window, has a value in the
    middle of what is dilated, adds no border by itself, and centres no value alone (it is 0 then,
    whatever it was).
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
        if modest and (kind == "pad" or (kind in _CENTRED and 1 in _sizes(shape))):
            continue
        fields = drawn_fields(draw, kind, shape)
        if modest:
            fields = _modest(fields)
        after = _after(kind, fields, shape)
        if after is not None:
            trainable = {} if draw(st.integers(0, 4)) else {"trainable": False}
            layers.append({kind: {**fields, **trainable}})
            shape = after
    size = {"height": image.height, "width": image.width, "channels": image.channels}
    return json.dumps({"name": "random", "input": size, "layers": layers or ["relu"]})


def _sizes(shape: Shape) -> tuple[int, int]:
    """The channels, and the positions of each."""
    return shape.channels, shape.values // shape.channels if isinstance(shape, Image) else 2


def _modest(fields: Fields) -> Fields:
    """Give the same fields without what lets a window lie in the padding alone."""
    padding, kernel = fields.get("padding"), fields.get("kernel", 1)
    sides = padding if isinstance(padding, list) else [padding]
    shortest, *_, longest = sorted(kernel * 2 if isinstance(kernel, list) else [kernel] * 2)
    changed = dict(fields)
    if any(isinstance(each, int) and each >= shortest for each in sides):
        changed["padding"] = "half"
    if not shortest % 2 or not longest % 2:
        changed.pop("dilation", None)
    if "output_padding" in fields:  # what is laid out further apart than it is long leaves gaps
        changed |= {"output_padding": 0, "stride": 1 if shortest < 3 else fields["stride"]}
    return changed


def _after(kind: str, fields: Fields, shape: Shape) -> Shape | None:
    """Give what a layer makes of a shape; None where it does not fit."""
    try:
        after = KINDS[kind](**fields).output((shape,)).shape
    except LayerError:
        return None
    return after if after.values <= MOST else None


def _merge(draw: Draw, image: Image, *, dilated: bool) -> tuple[Any, Image]:
    """Draw maps beside each other, their sum or their product.

    All branches move by the same stride; one that gates others gives a value a map.
    """
    rows, columns = draw(st.sampled_from([(1, 1), (1, 1), (2, 2), (1, 2)]))
    kind = draw(st.sampled_from(["add", "multiply", "concat", "concat"]))
    width = st.integers(1, 5) if kind == "concat" else st.just(image.channels)
    filters = draw(st.lists(width, min_size=1, max_size=3))
    branches = [_branch(draw, image, each, [rows, columns], dilated=dilated) for each in filters]
    if rows == columns == 1:
        branches.insert(draw(st.integers(0, len(branches))), [])
        filters.append(image.channels)
    if kind == "multiply":
        branches.append(["global_avgpool", {"conv": {"filters": image.channels, "kernel": 1}}])
    channels = sum(filters) if kind == "concat" else image.channels
    shape = Image(channels, -(-image.height // rows), -(-image.width // columns))
    return {kind: branches}, shape


def _branch(
    draw: Draw, image: Image, filters: int, stride: list[int], *, dilated: bool
) -> list[Any]:
    """Draw a few layers that give so many maps; the first moves by the stride, to ceil(W/S)."""
    pool = draw(st.sampled_from(["maxpool", "avgpool", "l2pool", "subsample"]))
    branch: list[Any] = [{pool: {"kernel": draw(pairs(3)), "stride": stride, "padding": "same"}}]
    kinds = draw(st.lists(st.sampled_from(_ANYWHERE), max_size=2))
    branch += [{each: drawn_fields(draw, each, image)} for each in kinds]
    keeping = {"kernel": draw(pairs(3)), "padding": "same"}
    keeping |= {"dilation": draw(pairs(2))} if dilated else {}
    if draw(st.booleans()):
        return [*branch, {"conv": {"filters": filters, **keeping}}]
    return [{"conv": {"filters": filters, "stride": stride, **keeping}}, *branch[1:]]


_ANYWHERE = [
    *("batchnorm", "layernorm", "scale", "lrn", "dropout", "relu", "sigmoid", "tanh", "prelu"),
    *("softmax", "scaled_tanh", "elu", "gelu", "hardswish", "leaky_relu", "relu6", "silu"),
]
_ON_VECTORS = [*(["dense"] * 6), "rbf", "split", "reshape", *_ANYWHERE]
_ON_IMAGES = [
    *(["conv"] * 12),
    *(["maxpool", "avgpool", "l2pool", "subsample"] * 3),
    *sorted(name for name, each in KINDS.items() if not each.merges),
]
_CENTRED = {"groupnorm", "instancenorm", "layernorm"}
