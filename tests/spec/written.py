"""Specs in few words, and what is read from them: what the tests of the language share.

`rows("[relu, relu]")` is the network with these layers: `{"relu1": ["input"], "relu2": ["relu1"]}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

import cnncalc
from cnncalc.spec.graph import INPUT
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc import Analysis, Limits, Network
    from cnncalc.spec.graph import Reading


class Overrides(TypedDict, total=False):
    """What may be said beside a spec."""

    input: str
    settings: Mapping[str, object]
    rounding: Literal["exact", "floor", "ceil"]
    limits: Limits


def spec(layers: str, frame: str = "", shape: str = "8x8x4") -> str:
    """The text of a spec: its frame in a few lines, its layers from line 3 or after the frame."""
    lines = ("name: test", f"input: {shape}", *frame.strip().splitlines(), f"layers: {layers}", "")
    return "\n".join(lines)


def network(layers: str, frame: str = "", **overrides: Unpack[Overrides]) -> Network:
    """A network without problems."""
    return cnncalc.load_text(spec(layers, frame), **overrides)


def analysis(layers: str, frame: str = "", **overrides: Unpack[Overrides]) -> Analysis:
    """The analysis of a network without problems."""
    return cnncalc.analyze(network(layers, frame, **overrides))


def rows(layers: str, frame: str = "", **overrides: Unpack[Overrides]) -> dict[str, list[str]]:
    """Each layer's name, in order, and the names of what it reads."""
    nodes = network(layers, frame, **overrides).nodes
    return {
        node.name: ["input" if each == INPUT else nodes[each].name for each in node.inputs]
        for node in nodes
    }


def names(layers: str, frame: str = "", **overrides: Unpack[Overrides]) -> list[str]:
    """The names of the layers, in order."""
    return list(rows(layers, frame, **overrides))


def fields(layers: str, frame: str = "", **overrides: Unpack[Overrides]) -> list[dict[str, Any]]:
    """The fields of each layer as its class has them, those at their defaults left out."""
    nodes = network(layers, frame, **overrides).nodes
    return [each.layer.model_dump(exclude_defaults=True) for each in nodes if each.layer]


def shapes(layers: str, frame: str = "", **overrides: Unpack[Overrides]) -> list[str]:
    """The output shape of each layer, in order."""
    return [str(each.output_shape) for each in analysis(layers, frame, **overrides).layers.values()]


def reading(text: str, **overrides: Unpack[Overrides]) -> Reading:
    """What comes of reading a whole spec, problems or none."""
    return read_network(parse_source(text, "net.yaml"), **overrides)


def problems(layers: str, frame: str = "") -> list[str]:
    """Every problem of a spec, each on its line: `line:column code message; help: ...`."""
    return problems_of(spec(layers, frame))


def problems_of(text: str) -> list[str]:
    """The same of a whole spec."""
    try:
        cnncalc.analyze(cnncalc.load_text(text, "net.yaml"))
    except cnncalc.SpecError as error:
        return [each.concise().removeprefix("net.yaml:") for each in error.diagnostics]
    return []


def codes(layers: str, frame: str = "") -> list[str]:
    """The code of every problem of a spec, in the order of the file."""
    return [each.split()[1] for each in problems(layers, frame)]
