"""Random networks without problems, as a person might write them, with the shapes they must have.

The strategies keep track of shapes by the formula of CS231n, rounded down, so that they are an
oracle as well: `drawn.output` is the shape of what the last layer gives.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

__all__ = ["Drawn", "Spec", "networks"]

Spec = dict[str, Any]


class Axes(NamedTuple):
    """The shape of an image."""

    height: int
    width: int
    channels: int


class Drawn(NamedTuple):
    """A spec as plain data, and the shape of what its last layer gives, as a spec writes it."""

    spec: Spec
    output: str


class Written(NamedTuple):
    """Some layers, and the shape after them."""

    layers: list[Any]
    axes: Axes


BLOCKS: Spec = {
    "same": {
        "settings": {"act": "relu", "tail": []},
        "layers": [
            {"add": [[{"conv": {"filters": "$channels", "kernel": 3, "padding": 1}}, "$act"], []]},
            "$tail",
        ],
    },
    "wider": {
        "settings": {"by": None, "kernel": [1, 1]},
        "layers": [
            {
                "conv": {
                    "name": "grow",
                    "filters": "$(channels*by)",
                    "kernel": "$kernel",
                    "padding": "same",
                    "bias": "$biased",
                }
            }
        ],
    },
}
"""Blocks that work on any image: the first keeps its shape, the second multiplies its channels."""

PLAIN = ("relu", "sigmoid", "tanh", "scaled_tanh", "softmax", "batchnorm")


@st.composite
def networks(draw: st.DrawFn) -> Drawn:
    """Draw a network that has no problem."""
    axes = Axes(draw(st.integers(8, 20)), draw(st.integers(8, 20)), draw(st.integers(5, 8)))
    layers, after = draw(_lists(axes, depth=3))
    layers = ["relu", *layers]
    output = f"{after.height}x{after.width}x{after.channels}"
    if draw(st.booleans()):
        units = draw(st.integers(1, 20))
        layers += draw(st.sampled_from([[], ["flatten"]]))
        layers += [{"dense": draw(st.sampled_from([units, {"units": units, "bias": False}]))}]
        output = str(units)
    spec = {
        "name": draw(st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=20)),
        "input": f"{axes.height}x{axes.width}x{axes.channels}",
        "rounding": "floor",
        "settings": {"biased": draw(st.booleans()), "wide": [3, 1]},
        "blocks": BLOCKS,
        "layers": layers,
    }
    return Drawn(spec, output)


@st.composite
def _lists(draw: st.DrawFn, axes: Axes, depth: int) -> Written:
    layers: list[Any] = []
    for _ in range(draw(st.integers(0, 3))):
        some, axes = draw(_pieces(axes, depth))
        layers += some
    return Written(layers, axes)


def _pieces(axes: Axes, depth: int) -> st.SearchStrategy[Written]:
    flat = _convolutions(axes) | _poolings(axes) | _keeping(axes)
    return flat | _uses(axes) | _branches(axes, depth) if depth else flat


def _keeping(axes: Axes) -> st.SearchStrategy[Written]:
    """Layers that change no shape."""
    layers = (
        st.sampled_from(PLAIN)
        | st.just({"dropout": 0.5})
        | st.just({"lrn": {"size": 5}})
        | st.just({"relu": {"when": True, "trainable": False}})
        | st.just({"tanh": {"when": "$biased"}})
        | st.just({"same": {"tail": [{"conv": {"filters": axes.channels, "kernel": 1}}, "relu"]}})
        | st.builds(
            lambda times, act: {"same": {"act": act, "repeat": times}},
            st.integers(0, 3),
            st.sampled_from(PLAIN),
        )
        | st.builds(
            lambda times, kinds: {"repeat": {"times": times, "layers": kinds}},
            st.integers(0, 3),
            st.lists(st.sampled_from([*PLAIN, "same"]), min_size=1, max_size=3),
        )
    )
    return layers.map(lambda layer: Written([layer], axes))


@st.composite
def _convolutions(draw: st.DrawFn, axes: Axes) -> Written:
    kernel = draw(
        st.tuples(st.integers(1, min(5, axes.height)), st.integers(1, min(5, axes.width)))
    )
    stride = draw(st.integers(1, 3))
    padding = draw(st.integers(0, 2))
    groups = draw(st.sampled_from([each for each in (1, 2, 3) if axes.channels % each == 0]))
    filters = groups * draw(st.integers(1, 5))
    fields = {
        "filters": filters,
        "kernel": list(kernel),
        "stride": stride,
        "padding": padding,
        "groups": groups,
        "bias": draw(st.sampled_from([True, False, "untied"])),
    }
    height, width = (
        (size - window + 2 * padding) // stride + 1
        for size, window in zip(axes[:2], kernel, strict=True)
    )
    return Written([{"conv": fields}], Axes(height, width, filters))


@st.composite
def _poolings(draw: st.DrawFn, axes: Axes) -> Written:
    kernel = draw(st.integers(1, min(3, axes.height, axes.width)))
    kind = draw(st.sampled_from(["maxpool", "avgpool", "l2pool", "subsample"]))
    height, width = ((size - kernel) // kernel + 1 for size in axes[:2])
    fields = draw(st.sampled_from([kernel, {"kernel": kernel}, {"kernel": kernel, "padding": 0}]))
    return Written([{kind: fields}], Axes(height, width, axes.channels))


@st.composite
def _uses(draw: st.DrawFn, axes: Axes) -> Written:
    by, times = draw(st.integers(1, 2)), draw(st.integers(0, 2))
    fields = {"by": by, "repeat": times, "kernel": draw(st.sampled_from([[3, 3], "$wide"]))}
    channels = axes.channels * by**times
    use = {"wider": by} if times == 1 else {"wider": fields}
    return Written([use], axes._replace(channels=channels))


@st.composite
def _branches(draw: st.DrawFn, axes: Axes, depth: int) -> Written:
    """A concatenation of branches that end at the same size, and a sum of those of equal shape."""
    ends = draw(_lists(axes, depth - 1))
    branches: list[Any] = [ends.layers]
    channels = ends.axes.channels
    if ends.axes[:2] == axes[:2]:
        branches.append([])
        channels += axes.channels
    if draw(st.booleans()):
        branches.append("none")
    alike = draw(st.sampled_from(PLAIN))
    total = ends.axes._replace(channels=channels)
    return Written([{"concat": branches}, {"add": [[alike], [], ["relu", alike]]}], total)
