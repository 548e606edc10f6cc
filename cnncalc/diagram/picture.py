"""The pictures there are, by name: what `cnncalc draw --style` takes.

    >>> drawing(cnncalc.analyze("alexnet"), "bars")[:4]
    '<svg'

Adding a style is one module that gives a scene, and one row of `STYLES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from cnncalc.diagram.bars import bars
from cnncalc.diagram.canvas.svg import svg_text
from cnncalc.diagram.fields import fields
from cnncalc.diagram.volumes.volumes import volumes

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.canvas.scene import Scene
    from cnncalc.shape import Order

__all__ = ["STYLES", "Style", "drawing", "scene_of"]

Style = Literal["volumes", "graph", "bars", "receptive-field"]
"""What a picture shows."""

STYLES: tuple[Style, ...] = get_args(Style)


def drawing(  # noqa: PLR0913  what may be said of a picture
    analysis: Analysis,
    style: Style = "volumes",
    *,
    identity: str = "cnncalc",
    depth: int | None = None,
    log: bool = False,
    order: Order = "hwc",
) -> str:
    """Draw a network as the text of one `<svg>` element, which may stand in a page or a file.

    `identity` begins every id and class in it: give each picture of a page its own (letters,
    digits, hyphens). `depth` draws blocks inside so many blocks as one; `log` draws bars on a
    logarithmic scale; `order` is how shapes are written. Raises ValueError for a style that there
    is not, CannotRunError where what draws it is not installed.
    """
    return svg_text(scene_of(analysis, style, depth=depth, log=log, order=order), identity)


def scene_of(
    analysis: Analysis,
    style: Style,
    *,
    depth: int | None = None,
    log: bool = False,
    order: Order = "hwc",
) -> Scene:
    """Give the shapes of a picture; as `drawing`."""
    match style:
        case "receptive-field":
            return fields(analysis)
        case "bars":
            return bars(analysis, depth=depth, log=log)
        case "volumes":
            return volumes(analysis, order=order)
        case "graph":
            from cnncalc.diagram.graph.graph import graph  # with it come the ways to run Graphviz

            return graph(analysis, depth=depth, order=order)
        case _:
            raise ValueError(f"there is no style {style!r}; there are {', '.join(STYLES)}")
