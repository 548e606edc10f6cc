"""What is said of a window that does not fit: the arithmetic, and what would fit.

    stride-does-not-fit: a window of 11 moving by 4 over 224 leaves 1 over
    (W - F + 2*P)/S + 1 = (224 - 11 + 2*0)/4 + 1 = 54.25, not a whole number
    help: input 223 or 227 fits, and so does stride 3 or 1
    help: `rounding: floor` (as PyTorch does) gives 54

Every remedy was found by putting it into the derivation; the nearest comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.layers.axis import positions
from cnncalc.notation import equation
from cnncalc.suggestion import fitting, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.derivation import Expression
    from cnncalc.layers.axis import Axis

__all__ = ["misfit"]

NEAREST = 64
"""How far from the number that was written a remedy is looked for."""


def misfit(axis: Axis, size: Expression) -> LayerError:
    """Give the error for a number of positions that is below 1 or not whole."""
    return _too_large(axis) if size.value < 1 else _does_not_fit(axis, size)


def _too_large(axis: Axis) -> LayerError:
    span, padded = _span(axis), _padded(axis)
    exact = positions(axis._replace(rounding="exact"))
    widest = (padded - 1) // axis.dilation + 1
    narrower = range(widest, max(widest - NEAREST, 2 * max(axis.before, axis.after) - 1, 0), -1)
    remedies = {
        "kernel": fitting(exact, axis.letter("F"), narrower, 1),
        "input": (axis.size + span - padded,),
        "padding": _paddings(axis, exact),
    }
    taps = "" if axis.dilation == 1 else f" ({axis.kernel} values, {axis.dilation} apart)"
    return LayerError(
        "window-too-large",
        f"a window of {span}{taps} is larger than the {_ground(axis)} that it slides over",
        field="kernel",
        helps=_written(axis, remedies),
    )


def _does_not_fit(axis: Axis, size: Expression) -> LayerError:
    over = (_padded(axis) - _span(axis)) % axis.stride
    rounded = positions(axis._replace(rounding="floor")).value
    most = max(axis.kernel, axis.stride)
    article = "a " if axis.name else ""
    below, above = range(axis.size - 1, 0, -1), range(axis.size + 1, axis.size + NEAREST)
    remedies = {
        "input": (
            *fitting(size, axis.input.symbol, below[:NEAREST], 1),
            *fitting(size, axis.input.symbol, above, 1),
        ),
        "stride": fitting(size, axis.letter("S"), _around(axis.stride, 1, most), 2),
        "padding": _paddings(axis, size),
    }
    return LayerError(
        "stride-does-not-fit",
        f"a window of {_span(axis)} moving by {axis.stride} over {article}{_ground(axis)} "
        f"leaves {over} over",
        field="stride",
        working=f"{equation(size)}, not a whole number",
        helps=(
            *_written(axis, remedies),
            f"`rounding: floor` (as PyTorch does) gives {rounded}",
        ),
    )


def _paddings(axis: Axis, size: Expression) -> tuple[int, ...]:
    """The nearest padding that fits, of those that leave a part of the image in every window."""
    if axis.before != axis.after:
        return ()
    return fitting(size, axis.letter("P"), _around(axis.before, 0, axis.kernel // 2), 1)


def _around(written: int, least: int, most: int) -> Iterable[int]:
    """The numbers within some bounds, those nearest to what was written first."""
    within = range(max(least, written - NEAREST), min(most, written + NEAREST) + 1)
    return sorted(within, key=lambda each: (abs(each - written), each))


def _written(axis: Axis, remedies: dict[str, tuple[int, ...]]) -> tuple[str, ...]:
    """Write remedies as one sentence: input 9 or 11 fits, and so does stride 1, or padding 1."""
    along = f"along the {axis.name}, " if axis.name else ""
    offers = [f"{name} {listed(values)}" for name, values in remedies.items() if values]
    others = f", and so does {', or '.join(offers[1:])}" if offers[1:] else ""
    return (f"{along}{offers[0]} fits{others}",) if offers else ()


def _span(axis: Axis) -> int:
    return axis.dilation * (axis.kernel - 1) + 1


def _padded(axis: Axis) -> int:
    return axis.before + axis.size + axis.after


def _ground(axis: Axis) -> str:
    """What the window slides over: 224, or a height of 226 (224 and padding 1 + 1)."""
    name = f"{axis.name} of " if axis.name else ""
    if _padded(axis) == axis.size:
        return f"{name}{axis.size}"
    return f"{name}{_padded(axis)} ({axis.size} and padding {axis.before} + {axis.after})"
