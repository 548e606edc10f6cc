"""What other tools printed, as tests/data/peers has it: `NETWORKS`, `KINDS`, `KERAS`, `MODULES`."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

import yaml

__all__ = ["KERAS", "KINDS", "MODULES", "NETWORKS", "Layer"]

FOLDER = Path(__file__).parents[2] / "data" / "peers"


class Layer(NamedTuple):
    """A layer in a small network."""

    input: str
    layer: str

    @property
    def spec(self) -> str:
        """The network around it."""
        return f"name: Net\ninput: {self.input}\nlayers: [tanh, {self.layer}, tanh]\n"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _networks() -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in _rows("networks.csv"):
        tools = found.setdefault(row["network"], {})
        tools.setdefault(row["tool"], {})[row["figure"]] = int(row["value"])
    return found


def _kinds() -> dict[Layer, dict[str, dict[str, int]]]:
    found: dict[Layer, dict[str, dict[str, int]]] = {}
    for row in _rows("kinds.csv"):
        tools = found.setdefault(Layer(row["input"], row["layer"]), {})
        tools.setdefault(row["tool"], {})[row["figure"]] = int(row["value"])
    return found


def _modules() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(
        (FOLDER / "modules.yaml").read_text(encoding="utf-8")
    )
    return found


NETWORKS = _networks()
"""By network, tool and figure: the tool run on the module that cnncalc exports."""
KINDS = _kinds()
"""By layer, tool and figure, likewise."""
KERAS = _rows("keras.csv")
"""What Keras's own applications are said to have."""
MODULES = _modules()
"""By network and tool: the tool run on a module that was written by hand."""
