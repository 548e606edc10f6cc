"""How an analysis shows itself in a notebook, though what writes pages and draws stands above it.

    Analysis.display = Display(html=..., drawing=...)

`cnncalc.api` says so when it is imported; where nobody did, a notebook shows the usual line.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.analysis.result import Analysis

__all__ = ["Display", "Drawing", "Svg"]


class Svg(str):
    """The text of an SVG, which a notebook shows as the picture that it is."""

    __slots__ = ()

    def as_image(self, alternative: str = "") -> str:
        """Give an `<img>` that holds it: nothing in it reaches the page that it stands in.

        It is as on paper, since a notebook may be light where the screen is dark; `alternative`, as
        HTML has it in an attribute, is for who cannot see it.
        """
        source = f"data:image/svg+xml;base64,{b64encode(self.encode()).decode()}"
        style = "color-scheme:light;background:#fff;max-width:none"
        return f'<img src="{source}" alt="{alternative}" style="{style}">'

    def _repr_html_(self) -> str:
        return self.as_image()


class Drawing(Protocol):
    """What draws an analysis."""

    def __call__(self, analysis: Analysis, style: str, *, depth: int | None, log: bool) -> str:
        """Give the text of an SVG; as `cnncalc.draw`."""


@dataclass(frozen=True, slots=True)
class Display:
    """What writes an analysis as a fragment of HTML, and what draws it."""

    html: Callable[[Analysis], str]
    drawing: Drawing
