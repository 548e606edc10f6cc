"""Pictures of a network: `drawing(analysis, "bars")` is the text of an SVG.

A style makes a `Scene` of a few shapes; one module writes scenes as SVG, one turns SVG into others.
"""

from cnncalc.diagram.picture import STYLES, Style, drawing

__all__ = ["STYLES", "Style", "drawing"]
