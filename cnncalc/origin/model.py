"""An ONNX model as plain values: its operators, its constants, what goes in and what comes out.

    Operation("Conv", "/conv1/Conv", ("input", "conv1.weight"), ("x",), {"strides": (4, 4)})

Weights are known by their dimensions; small tensors, such as shapes, by their values too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Attribute", "Constant", "Model", "Operation", "Port", "whole_number"]

Attribute = int | float | str | tuple[int, ...] | tuple[float, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A tensor that does not depend on the input: a weight, or a part of a shape."""

    dims: tuple[int, ...]
    values: tuple[int | float, ...] | None = None
    """All values in order, of a small tensor; None of one known by its dimensions alone."""
    names: tuple[str, ...] = ()
    """The stored tensors that it comes from."""

    @property
    def size(self) -> int:
        """How many values it holds."""
        return prod(self.dims)

    @property
    def scalar(self) -> float | None:
        """Its one value; None where it has more, or where it is not known."""
        return self.values[0] if self.values is not None and len(self.values) == 1 else None

    def filled(self, value: float) -> bool:
        """Say whether one value is known to fill it."""
        return self.values is not None and all(each == value for each in self.values)

    def whole(self) -> tuple[int, ...] | None:
        """Its values as whole numbers, None where they are not known; LayerError for no numbers."""
        return None if self.values is None else tuple(whole_number(each) for each in self.values)


def whole_number(value: float) -> int:
    """Give a number as ONNX casts it, the fraction cut off; LayerError for inf, nan and beyond.

    ONNX's whole numbers have 64 bits.
    """
    if not -MOST_WHOLE - 1 <= value <= MOST_WHOLE:  # nor is nan
        shown = f"one beyond {MOST_WHOLE:,}"
        if isinstance(value, float):
            shown = str(value)
        raise LayerError("unsupported-input", f"whole numbers are read there, and not {shown}")
    return int(value)


MOST_WHOLE = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Operation:
    """One node of the graph."""

    kind: str
    """Its operator: Conv, Relu, Reshape."""
    name: str
    inputs: tuple[str, ...]
    """The values it reads by their names; empty for one that is left out."""
    outputs: tuple[str, ...]
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    constant: Constant | None = None
    """The tensor among its attributes, of an operator that gives one."""
    domain: str = ""
    """Whose operator it is; empty for ONNX itself."""

    @property
    def written(self) -> str:
        """The node as messages call it: by its name, or by what it gives."""
        given = next((each for each in self.outputs if each), "")
        return f"node `{self.name}`" if self.name else f"the node that gives `{given}`"


@dataclass(frozen=True, slots=True)
class Port:
    """A value that goes in or comes out: its name and dimensions, None for one left open."""

    name: str
    dims: tuple[int | None, ...] | None
    """None where nothing is said of them."""
    words: tuple[str, ...] = ()
    """What open dimensions are called."""


@dataclass(frozen=True, slots=True)
class Model:
    """A whole file."""

    name: str
    """What the graph is called; often nothing that says much."""
    producer: str
    version: int
    """Of ONNX's own operators."""
    operations: tuple[Operation, ...]
    constants: Mapping[str, Constant]
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    shapes: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)
    """What the file says of the dimensions of values, its outputs among them."""
