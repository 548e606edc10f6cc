"""Random fields of a layer of any kind, drawn for the shape that arrives at it.

fields = drawn_fields(draw, "conv", Image(6, 24, 24))

Kinds that have no strategy of their own here get fields from their JSON Schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from cnncalc.shape import Image, Shape
from tests.layers.case import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[st.SearchStrategy[Any]], Any]
    Fields = dict[str, Any]

__all__ = ["drawn_fields", "pairs"]


def drawn_fields(draw: Draw, kind: str, shape: Shape) -> Fields:
    """Draw fields of a kind; without `like`, which names another layer."""
    if kind in _FIELDS:
        return _FIELDS[kind](draw, shape)
    fields = {key: each for key, each in draw(fields_of(kind)).items() if key != "like"}
    # A person writes 0.25, and a spec knows no 2e-05.
    return {
        key: round(each, 2) if isinstance(each, float) else each for key, each in fields.items()
    }


def pairs(most: int, least: int = 1) -> st.SearchStrategy[Any]:
    """Give numbers, and pairs of numbers."""
    number = st.integers(least, most)
    return number | st.tuples(number, number).map(list)


_ROUNDINGS = st.sampled_from(["exact", "floor", "floor", "ceil"])
_SIDES = st.lists(st.integers(0, 3), min_size=4, max_size=4)
_PADDINGS = st.sampled_from(["valid", "half", "same"]) | st.integers(0, 3) | pairs(2, 0) | _SIDES


def _conv(draw: Draw, shape: Shape) -> Fields:
    channels = shape.channels
    groups = draw(_divisors(channels))
    fields: Fields = {
        "filters": groups * draw(st.integers(1, 3)),
        "kernel": draw(pairs(5)),
        "stride": draw(pairs(3)),
        "padding": draw(_PADDINGS),
        "dilation": draw(st.just(1) | pairs(3)),
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
        **draw(st.just({}) | st.fixed_dictionaries({"stride": pairs(3)})),
        "padding": draw(st.sampled_from(["valid", "half", "same"]) | sides),
        "rounding": draw(_ROUNDINGS),
    }


def _maxpool(draw: Draw, shape: Shape) -> Fields:
    return {**_pool(draw, shape), "dilation": draw(st.just(1) | pairs(3))}


def _avgpool(draw: Draw, shape: Shape) -> Fields:
    return {**_pool(draw, shape), "count_include_pad": draw(st.booleans())}


def _lrn(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {"size": draw(st.integers(1, 5))}


def _dense(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {"units": draw(st.integers(1, 9)), "bias": draw(st.booleans())}


def _rbf(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {"units": draw(st.integers(1, 9))}


def _sliding(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {
        "kernel": draw(pairs(4)),
        "stride": draw(pairs(3)),
        "padding": draw(_PADDINGS),
        "dilation": draw(st.just(1) | pairs(3)),
        "bias": draw(st.booleans()),
    }


def _depthwise_conv(draw: Draw, shape: Shape) -> Fields:
    fields = {"multiplier": draw(st.integers(1, 3)), "rounding": draw(_ROUNDINGS)}
    return {**_sliding(draw, shape), **fields}


def _locally_connected(draw: Draw, shape: Shape) -> Fields:
    fields = {"filters": draw(st.integers(1, 4)), "rounding": draw(_ROUNDINGS)}
    return {**_sliding(draw, shape), **fields}


def _conv_transpose(draw: Draw, shape: Shape) -> Fields:
    groups = draw(_divisors(shape.channels))
    fields = {"filters": groups * draw(st.integers(1, 3)), "groups": groups}
    return {**_sliding(draw, shape), **fields, "output_padding": draw(pairs(1, 0))}


def _upsample(draw: Draw, shape: Shape) -> Fields:
    assert isinstance(shape, Image)
    height = st.integers(shape.height, 2 * shape.height)
    width = st.integers(shape.width, 2 * shape.width)
    size = st.tuples(height, width).map(list)
    return {
        "mode": draw(st.sampled_from(["nearest", "bilinear"])),
        **draw(st.fixed_dictionaries({"scale": pairs(3)}) | st.fixed_dictionaries({"size": size})),
    }


def _pad(draw: Draw, shape: Shape) -> Fields:  # noqa: ARG001  as for every kind
    return {"amounts": draw(pairs(2, 0) | _SIDES)}


def _crop(draw: Draw, shape: Shape) -> Fields:
    assert isinstance(shape, Image)
    height, width = draw(st.integers(1, shape.height)), draw(st.integers(1, shape.width))
    top, left = st.integers(0, shape.height - height), st.integers(0, shape.width - width)
    offset = st.fixed_dictionaries({"offset": st.tuples(top, left).map(list)})
    return {"size": [height, width], **draw(st.just({}) | offset)}


def _reshape(draw: Draw, shape: Shape) -> Fields:
    channels = draw(_divisors(shape.values))
    height = draw(_divisors(shape.values // channels))
    width = shape.values // channels // height
    image = {"height": height, "width": width, "channels": channels}
    return {"output": draw(st.sampled_from([image, shape.values]))}


def _split(draw: Draw, shape: Shape) -> Fields:
    parts = draw(_divisors(shape.channels))
    return {"parts": parts, "take": draw(st.integers(0, parts - 1))}


def _groups(draw: Draw, shape: Shape) -> Fields:
    return {"groups": draw(_divisors(shape.channels))}


def _pixel_shuffle(draw: Draw, shape: Shape) -> Fields:
    fitting = [each for each in range(1, 4) if not shape.channels % each**2]
    return {"factor": draw(st.sampled_from(fitting))}


def _divisors(number: int) -> st.SearchStrategy[int]:
    return st.sampled_from([each for each in range(1, number + 1) if not number % each])


_FIELDS: dict[str, Callable[[Draw, Shape], Fields]] = {
    "conv": _conv,
    "depthwise_conv": _depthwise_conv,
    "locally_connected": _locally_connected,
    "conv_transpose": _conv_transpose,
    "maxpool": _maxpool,
    "avgpool": _avgpool,
    "l2pool": _pool,
    "subsample": _pool,
    "lrn": _lrn,
    "groupnorm": _groups,
    "channel_shuffle": _groups,
    "split": _split,
    "pixel_shuffle": _pixel_shuffle,
    "upsample": _upsample,
    "pad": _pad,
    "crop": _crop,
    "reshape": _reshape,
    "dense": _dense,
    "rbf": _rbf,
}
