"""Single rows of the golden tables in tests/data/layers: layers that PyTorch ran by themselves."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from cnncalc.shape import Image, Vector
from tests.golden.golden_table import FOLDER

if TYPE_CHECKING:
    from cnncalc.shape import Shape

Row = dict[str, Any]


def rows_of(kind: str) -> list[Row]:
    """Give every different row of a kind, each with an `id` that says where it stands."""
    found: dict[str, Row] = {}
    for row in _rows():
        if row["kind"] == kind:
            found.setdefault(str({key: row[key] for key in row if key not in _NAMES}), row)
    return list(found.values())


def shape(sizes: list[int]) -> Shape:
    """Give [channels, height, width] or [length] as a shape."""
    return Image(*sizes) if len(sizes) == 3 else Vector(*sizes)


_NAMES = {"id", "name", "from", "rf", "rf_jump", "rf_start"}


@cache
def _rows() -> list[Row]:
    return [
        {**row, "id": f"{path.stem} {row['name']}"}
        for path in sorted(FOLDER.glob("*.yaml"))
        for row in yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)["layers"]
    ]
