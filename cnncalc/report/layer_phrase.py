"""One layer in a few words, to stand beside another: `conv 96 filters 11x11 stride 4`.

    >>> cell_text(layer_phrase(alexnet.layers["conv1"]), Look(ascii=True))
    'conv 96 filters 11x11 stride 4'

What is ordinary is left out; of two layers that are shown together, every field in which they
differ is named, ordinary or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers.field import shown
from cnncalc.report.layer_column import described
from cnncalc.report.table import Phrase
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.report.table import Part

__all__ = ["layer_phrase"]


def layer_phrase(figures: LayerFigures, differing: Sequence[str] = ()) -> Phrase:
    """Say what a layer is: its kind, filters or units, window, and the fields named beside."""
    layer, window = figures.layer, described(figures)
    parts: list[Part] = [figures.kind]
    for name in ("filters", "units"):
        if hasattr(layer, name):
            parts += [getattr(layer, name), name]
    parts += window.parts if window else ()
    for name in differing:
        if name not in _SAID:
            parts += _field(name, getattr(layer, name, None))
    return Phrase(tuple(parts))


_SAID = frozenset(
    ("filters", "units", "kernel", "stride", "padding", "dilation", "groups", "connections_")
)
"""The fields that are said anyway, of layers with a window."""


def _field(name: str, value: object) -> Iterator[Part]:
    """A field and its value, as a spec has them."""
    yield name.removesuffix("_").replace("_", " ")
    if isinstance(value, (Image, Vector)):
        yield value
    elif isinstance(value, tuple) and all(isinstance(each, int) for each in value):
        yield tuple(value)
    else:
        yield shown(value)
