"""What a sheet may ask for, and the other words for it that people write.

>>> quantity_named("params"), quantity_named("operations", "flops"), quantity_named("colour")
('parameters', 'flops', None)
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["QUANTITIES", "SYNONYMS", "nearest_quantity", "quantity_named"]

QUANTITIES: Mapping[str, str] = MappingProxyType(
    {
        "output": "the shape of the output",
        "parameters": "weights and biases, as the conventions count them",
        "weights": "weights alone",
        "biases": "biases alone",
        "macs": "multiply-accumulates of one forward pass",
        "flops": "two for each MAC",
        "connections": "inputs read over all output values",
        "neurons": "output values of layers with weights",
        "activations": "output values with memory of their own",
        "memory": "bytes of the activations, four for each value",
        "values": "output values, which is what flattening gives",
        "receptive_field": "pixels of the input that one output value sees, along one side",
    }
)
"""What can be asked of a layer, by the word of a sheet, with what it means."""

SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("shape", "size", "out", "output_shape", "output_size"), "output"),
        **dict.fromkeys(("volume", "output_volume", "activation_size"), "output"),
        **dict.fromkeys(("params", "param", "parameter", "learnable_parameters"), "parameters"),
        "weight": "weights",
        "bias": "biases",
        **dict.fromkeys(("mac", "mults", "madds", "multiplications", "multiply_adds"), "macs"),
        "flop": "flops",
        "connection": "connections",
        "neuron": "neurons",
        "activation": "activations",
        **dict.fromkeys(("bytes", "activation_bytes", "activation_memory"), "memory"),
        **dict.fromkeys(("flatten", "flattened", "in_features", "output_values"), "values"),
        **dict.fromkeys(("rf", "field", "receptive_field_size"), "receptive_field"),
    }
)
"""Other words for a quantity, in lower case."""


def quantity_named(word: str, operations: Literal["macs", "flops"] = "macs") -> str | None:
    """Give the quantity that a word means, or None; `operations` says what an operation is."""
    key = _key(word)
    if key in {"operations", "operation", "ops", "work"}:
        return operations
    return key if key in QUANTITIES else SYNONYMS.get(key)


def nearest_quantity(word: str) -> str | None:
    """Give the quantity that was most likely meant by a word that is none."""
    meant = nearest(_key(word), [*QUANTITIES, *SYNONYMS, "operations"])
    return None if meant is None else SYNONYMS.get(meant, meant)


def _key(word: str) -> str:
    return "_".join(word.strip().lower().replace("-", " ").replace("_", " ").split())
