"""One cell as plain text, for the formats that people read.

    >>> cell_text(Image(96, 55, 55), Look(ascii=True))
    '55x55x96'
    >>> cell_text(analysis.layers["conv1"].parameters, Look(working=True))
    '(11*11*3 + 1)*96 = 34,944'

Text from a file comes out on one line, and inert; a number whole, with thousands separators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.derivation import Expression
from cnncalc.notation import number, numbers
from cnncalc.plain import inert
from cnncalc.quantity import Quantity
from cnncalc.report.table import Bar, Phrase
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from cnncalc.report.look import Look
    from cnncalc.report.table import Cell, Part

__all__ = ["TIMES", "cell_text", "line", "part_text", "working"]


EIGHTHS = "\N{LEFT ONE EIGHTH BLOCK}\N{LEFT ONE QUARTER BLOCK}\N{LEFT THREE EIGHTHS BLOCK}"
EIGHTHS += "\N{LEFT HALF BLOCK}\N{LEFT FIVE EIGHTHS BLOCK}\N{LEFT THREE QUARTERS BLOCK}"
EIGHTHS += "\N{LEFT SEVEN EIGHTHS BLOCK}\N{FULL BLOCK}"
"""A character filled from its left side, from one eighth to all of it."""
TIMES = "\N{MULTIPLICATION SIGN}"
"""What stands between the sizes of a shape, where it can be shown."""


def cell_text(cell: Cell, look: Look) -> str:
    """Write a cell; nothing for None."""
    match cell:
        case None:
            return ""
        case Quantity():
            return (look.working and working(cell)) or number(cell.value)
        case Expression():
            return numbers(cell)
        case Phrase():
            return " ".join(part_text(each, look) for each in cell.parts)
        case Bar():
            return _blocks(cell, look)
        case _:
            return part_text(cell, look)


def part_text(part: Part, look: Look) -> str:
    """Write a word, a number, sizes or a shape."""
    match part:
        case str():
            return line(part, look)
        case Image() | Vector():
            sizes = part.written(look.order)
            return sizes if look.ascii else sizes.replace("x", TIMES)
        case tuple():
            axes = part[::-1] if look.order == "whc" else part
            return ("x" if look.ascii else TIMES).join(number(each) for each in axes)
        case _:
            return number(part)


def _blocks(bar: Bar, look: Look) -> str:
    """A bar to an eighth of a character, or of number signs; what is there at all is seen."""
    if bar.part <= 0:
        return ""
    if look.ascii:
        return "#" * max(1, round(bar.part * bar.width))
    whole, eighths = divmod(max(1, round(bar.part * bar.width * 8)), 8)
    return EIGHTHS[-1] * whole + EIGHTHS[eighths - 1 : eighths]


def working(quantity: Quantity) -> str:
    """Write a figure as numbers = result, or nothing where it was not computed from any."""
    written, result = numbers(quantity.derivation), number(quantity.value)
    return "" if written in {result, str(quantity.value)} else f"{written} = {result}"


def line(text: str, look: Look) -> str:
    """Write text on one line, harmless; in ASCII where nothing else can be shown."""
    harmless = inert(text).replace("\n", r"\n")
    if not look.ascii:
        return harmless
    return harmless.replace(TIMES, "x").encode("ascii", "backslashreplace").decode()
