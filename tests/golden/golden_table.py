"""The golden tables of tests/data/layers: one network each, run row by row in PyTorch.

Every file names its source and how its numbers were computed. The rows read here are those of
the file but for one thing: AlphaGo's tables keep the last convolution apart from its one bias
per board point, and here the two are the one layer that the paper speaks of.
"""

from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any, Self

import yaml

FOLDER = Path(__file__).parents[1] / "data" / "layers"


@dataclass(frozen=True)
class GoldenRow:
    """One layer; shapes are [channels, height, width] or [length], sizes [height, width]."""

    name: str
    kind: str
    output: list[int]
    parameters: int
    weights: int
    biases: int
    fixed: int
    macs: int
    connections: int
    window: dict[str, list[int]]
    receptive_field: dict[str, object] | None

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        """Read the row as a table writes it, where a count that is 0 may be left out."""
        return cls(
            name=row["name"],
            kind="scaled_tanh" if row.get("op") == "ScaledTanh" else row["kind"],
            output=row["output"],
            parameters=row["params"],
            weights=row.get("weights", 0),
            biases=row.get("biases", 0),
            fixed=row.get("buffers", 0),
            macs=row["macs"],
            connections=row.get("connections", 0),
            window=_window(row),
            receptive_field=_receptive_field(row),
        )

    def with_biases(self, biases: Self) -> Self:
        """Join the biases of the row after it, one for each output value, to a convolution."""
        return replace(
            self,
            parameters=self.parameters + biases.parameters,
            biases=self.biases + biases.biases,
            connections=self.connections + prod(self.output),
        )


@dataclass(frozen=True)
class GoldenTable:
    """A network: its rows in order, and its totals under the names of cnncalc's own."""

    rows: list[GoldenRow]
    totals: dict[str, int]
    bias_adds: int

    @classmethod
    def load(cls, name: str) -> Self:
        """Read the table of the file NAME.yaml."""
        table = yaml.load((FOLDER / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
        rows: list[GoldenRow] = []
        biased_later = 0
        for row in map(GoldenRow.read, table["layers"]):
            if row.kind == "bias_per_position":
                rows[-1] = rows[-1].with_biases(row)
                biased_later += prod(row.output)
            else:
                rows.append(row)
        totals = table["totals"]
        return cls(
            rows=rows,
            totals={
                "parameters": totals["params"],
                "macs": totals["macs"],
                "connections": totals["connections"] + biased_later,
                "neurons": totals["activations_conv_linear"],
                "weight_layers": totals["weight_layers"],
                "fixed": totals["buffers"],
            },
            bias_adds=totals["bias_adds"] + biased_later,
        )


def _window(row: dict[str, Any]) -> dict[str, list[int]]:
    """Give kernel and stride as they stand, padding as [top, bottom, left, right]."""
    window: dict[str, list[int]] = {key: row[key] for key in ("kernel", "stride") if key in row}
    if "padding" in row:
        height, width = row["padding"]
        window["padding"] = [height, height, width, width]
    return window


def _receptive_field(row: dict[str, Any]) -> dict[str, object] | None:
    """Give the field that back-propagation measured, where it was measured."""
    if "rf" not in row:
        return None
    return {"size": row["rf"], "jump": row["rf_jump"], "start": row["rf_start"], "exact": True}
