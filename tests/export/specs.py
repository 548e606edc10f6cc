"""The networks of the tests of exports: the shipped ones, and those in `spec/` beside this file.

>>> loaded("resnet18", settings={"classes": 10})
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc import load
from cnncalc.spec.catalog import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.spec.graph import Network

__all__ = ["EVERY", "SPECS", "loaded"]

SPECS = {
    each.name.removesuffix(".cnn.yaml"): each
    for each in sorted(Path(__file__).parent.glob("spec/*.yaml"))
}
"""Networks that use the language in every way, and need all that PyTorch lacks."""

EVERY = (*shipped(), *SPECS)


def loaded(name: str, settings: Mapping[str, object] | None = None) -> Network:
    """A network by its name."""
    return load(SPECS.get(name, name), settings=settings)
