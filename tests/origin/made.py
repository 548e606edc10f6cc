"""ONNX files made for a test: `spec_of(model([node("Relu", "x", "y")]))`.

The input is `x`, the output `y`; a weight is known by its dimensions, and holds halves.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from onnx import TensorProto, helper

from cnncalc import analyze, load_text
from cnncalc.origin.onnx_file import parsed_model
from cnncalc.origin.onnx_spec import model_spec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.analysis.result import Analysis

__all__ = ["FLOAT", "INT64", "analysis_of", "layers_of", "model", "node", "spec_of"]

FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64


def node(kind: str, inputs: str, outputs: str = "y", **attributes: Any) -> Any:
    """Make a node; its inputs and outputs are words, `-` for one left out."""
    read = ["" if each == "-" else each for each in inputs.split()]
    return helper.make_node(kind, read, outputs.split(), f"/{kind}", **attributes)


def model(
    nodes: Sequence[Any],
    weights: Mapping[str, Sequence[int]] | None = None,
    numbers: Mapping[str, Sequence[int] | Sequence[float]] | None = None,
    input: Sequence[int | str] = (1, 3, 8, 8),  # noqa: A002  the word of the language
    outputs: Sequence[str] = ("y",),
    version: int = 20,
) -> bytes:
    """Make a file of nodes, weights by their sizes, and numbers that stand in it."""
    initializers = [
        helper.make_tensor(name, FLOAT, dims, _HALF * prod(dims), raw=True)
        for name, dims in (weights or {}).items()
    ]
    for name, values in (numbers or {}).items():
        kind = INT64 if all(isinstance(each, int) for each in values) else FLOAT
        initializers.append(helper.make_tensor(name, kind, [len(values)], list(values)))
    graph = helper.make_graph(
        list(nodes),
        "made",
        [helper.make_tensor_value_info("x", FLOAT, list(input))],
        [helper.make_tensor_value_info(each, FLOAT, None) for each in outputs],
        initializers,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", version)])
    content: bytes = made.SerializeToString()
    return content


_HALF = b"\x00\x00\x00?"
"""0.5 as four bytes."""


def spec_of(content: bytes, input: str | None = None) -> str:  # noqa: A002  the word of the language
    """Give the spec of a file."""
    return model_spec(parsed_model(content, "made.onnx"), "made.onnx", input)


def layers_of(content: bytes, input: str | None = None) -> list[str]:  # noqa: A002  as above
    """Give the lines of the layers of a file's spec, without the dashes of the list."""
    lines = spec_of(content, input).split("layers:\n")[1].splitlines()
    return [line.removeprefix("  - ") for line in lines]


def analysis_of(content: bytes) -> Analysis:
    """Analyse the spec of a file."""
    return analyze(load_text(spec_of(content)))
