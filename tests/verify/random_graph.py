"""Random networks in which any value is read by any later layer, and any is a result.

All values are images of one size, so that each fits everywhere: the first layers are drawn, and a
convolution brings a view or a concatenation back to that size.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[st.SearchStrategy[Any]], Any]

__all__ = ["branching"]


@st.composite
def branching(draw: Draw) -> str:
    """Give the text of a spec of up to six layers, each of any value before it, and its results."""
    names, layers = ["input"], list[Any]()
    read = set[str]()
    for index in range(draw(st.integers(2, 6))):
        name = f"l{index}"
        kind = draw(st.sampled_from([*_KINDS, *_MERGES, *_VIEWS]))
        trainable = {"trainable": False} if kind in _TRAINED and not draw(st.integers(0, 2)) else {}
        if kind in _MERGES:
            inputs = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3))
            read.update(inputs)
            layers.append({kind: {"name": name, "inputs": inputs}})
        else:
            source = draw(st.sampled_from(names))
            read.add(source)
            fields = {**_KINDS, **_VIEWS}[kind]
            layers.append({kind: {"name": name, "from": source, **fields, **trainable}})
        if kind == "concat" or kind in _VIEWS:
            between, name = name, f"{name}_back"
            read.add(between)
            normalized = draw(st.sampled_from([*_BETWEEN, None]))
            layers.extend([normalized] if normalized else [])
            padding = 2 if kind == "crop" else 1
            layers.append({"conv": {"name": name, "filters": 4, "kernel": 3, "padding": padding}})
        names.append(name)
    results = [name for name in names[1:] if name not in read or not draw(st.integers(0, 3))]
    spec = {"name": "random", "input": "6x6x4", "layers": layers, "outputs": results}
    return json.dumps(spec)


_TRAINED: dict[str, dict[str, Any]] = {
    "conv": {"filters": 4, "kernel": 3, "padding": 1},
    "batchnorm": {},
    "prelu": {},
    "scale": {},
    "groupnorm": {"groups": 2},
}
_KINDS: dict[str, dict[str, Any]] = {
    **_TRAINED,
    "relu": {},
    "sigmoid": {},
    "dropout": {},
    "maxpool": {"kernel": 3, "stride": 1, "padding": 1},
    "lrn": {},
}
_VIEWS: dict[str, dict[str, Any]] = {"split": {"parts": 2}, "crop": {"size": 4}}
_MERGES = ["add", "multiply", "concat"]
_BETWEEN: list[Any] = ["relu", "instancenorm", {"groupnorm": {"groups": 2}}, "dropout"]
