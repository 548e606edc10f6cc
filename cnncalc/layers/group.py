"""Groups that maps are divided into: whether they divide, and what would.

>>> check_groups(96, 256, 2)
"""

from __future__ import annotations

from cnncalc.diagnostic import LayerError
from cnncalc.suggestion import dividing, listed

__all__ = ["check_groups", "check_parts"]


def check_groups(maps: int, filters: int, groups: int) -> None:
    """Raise a LayerError where groups do not divide both the maps in and the filters."""
    for name, count in (("maps in", maps), ("filters", filters)):
        if count % groups:
            fitting = listed(dividing(groups, maps, filters))
            raise LayerError(
                "groups-do-not-divide",
                f"{count} {name} do not divide into {groups} groups",
                field="groups",
                helps=(f"{fitting} divides both {maps} maps in and {filters} filters",),
            )


def check_parts(maps: int, parts: int, field: str) -> None:
    """Raise a LayerError where a number of groups or parts does not divide the maps."""
    if maps % parts:
        raise LayerError(
            "groups-do-not-divide",
            f"{maps} maps do not divide into {parts} {field}",
            field=field,
            helps=(f"{listed(dividing(parts, maps))} divides {maps} maps",),
        )
