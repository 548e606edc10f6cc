"""What `fit` says of a window: whether it fits, what would, and every size that fits what is given.

>>> verdict_explanation(Placement(input=10, kernel=3, stride=2), None, ()).title
'Does not fit: a window of 3 moving by 2 over 10 leaves 1 over'
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.analysis.placement import SIZES, nearest_fits
from cnncalc.diagnostic import LayerError
from cnncalc.layers.window import Axis, axis_size
from cnncalc.quantity import Quantity
from cnncalc.report.fitting_table import fitting_table
from cnncalc.report.table import Column, Table
from cnncalc.report.working import Explanation, Line, Section, arranged
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cnncalc.analysis.placement import Fitting, Given, Placement, Size
    from cnncalc.derivation import Expression
    from cnncalc.layers.field import Rounding

__all__ = [
    "fitting_data",
    "fitting_explanation",
    "holds",
    "placements_table",
    "verdict_data",
    "verdict_explanation",
]

SOURCE = "CS231n, Convolutional Networks; Dumoulin & Visin 2016"


def holds(placement: Placement, output: int | None, rounding: Rounding = "exact") -> bool:
    """Whether a window fits, rounded or not, and gives the output that is asked for, if one is."""
    positions = _positions(placement, rounding)
    return positions.whole and positions.value >= 1 and output in {None, positions.value}


def verdict_explanation(
    placement: Placement,
    output: int | None,
    assumed: Sequence[str],
    rounding: Rounding = "exact",
) -> Explanation:
    """Explain whether a window fits, and if it does not, what would."""
    sections = [_worked(placement, rounding)]
    if not holds(placement, output, rounding):
        sections.append(Section("What would fit", (), table=_changes(placement, output)))
    return replace(
        arranged(sections),
        title=_verdict(placement, output, rounding),
        about=(*assumed, *_padding_in_numbers(placement)),
    )


def verdict_data(
    placement: Placement, given: Given, rounding: Rounding = "exact"
) -> dict[str, Any]:
    """Give the same as plain data; `given` is what was given of the placement."""
    output = given.output
    fits = holds(placement, output, rounding)
    changes = {} if fits else nearest_fits(placement, output)
    return _headed(
        {
            "given": asdict(given),
            "placement": asdict(placement),
            "rounding": rounding,
            "fits": fits,
            "message": _verdict(placement, output, rounding),
            "sides": list(placement.sides),
            "output": derivation_data(_output(placement, rounding)),
            "changes": {
                size: [{"value": getattr(each, size), "output": each.output} for each in found]
                for size, found in changes.items()
            },
        }
    )


def fitting_explanation(found: Fitting) -> Explanation:
    """Explain what fits: a working, a list, or, where two sizes are tried, a table of both."""
    sections = []
    if len(found.placements) == 1 and not found.tried:
        sections.append(_worked(found.placements[0]))
    elif found.placements:
        sections.append(Section(HEADINGS[found.follows], (), table=fitting_table(found)))
    return replace(
        arranged(sections),
        title=f"{'What' if found.placements else 'Nothing'} fits: {_named(found.given)}",
        about=tuple(_tried(found)),
    )


def fitting_data(found: Fitting) -> dict[str, Any]:
    """Give the same as plain data."""
    return _headed(
        {
            "given": asdict(found.given),
            "follows": found.follows,
            "tried": {size: [values[0], values[-1]] for size, values in found.tried.items()},
            "placements": [{**asdict(each), "output": each.output} for each in found.placements],
            "more": found.more,
        }
    )


def placements_table(placements: Iterable[Placement]) -> Table:
    """Give a row for each placement, all its sizes in columns; what does not fit has no output."""
    columns = tuple(
        Column(each, each, numeric=True) for each in (*SIZES[:-1], "dilation", "output")
    )
    rows = tuple(
        (each.input, each.kernel, each.stride, each.padding, each.dilation, _output_if_whole(each))
        for each in placements
    )
    return Table("", columns, rows)


def _headed(fit: dict[str, Any]) -> dict[str, Any]:
    return {"schema": SCHEMA, "cnncalc": __version__, "fit": fit}


def _verdict(placement: Placement, output: int | None, rounding: Rounding) -> str:
    positions = _positions(placement, rounding)
    if placement.fault and not (positions.whole and positions.value >= 1):
        return f"Does not fit: {placement.fault.message}"
    found = int(positions)
    if output not in {None, found}:
        return f"Does not fit: the output is {found:,}, not {output:,}"
    window = (
        f"a window of {placement.span:,} moving by {placement.stride:,} over {placement.input:,}"
    )
    rounded = "" if placement.fits else f", rounded {ROUNDED[rounding]}"
    return f"Fits: {window} has {found:,} position{'s' if found > 1 else ''}{rounded}"


ROUNDED: Mapping[Rounding, str] = {"floor": "down", "ceil": "up"}


def _positions(placement: Placement, rounding: Rounding) -> Expression:
    """How often the window fits, rounded; exactly, where there is nothing to round."""
    if rounding == "exact" or placement.positions.value < 1:
        return placement.positions
    sizes = (placement.input, placement.kernel, placement.stride, *placement.sides)
    same = placement.padding == "same"
    try:
        return axis_size(Axis(*sizes, placement.dilation, rounding, same, ""))
    except LayerError:
        return placement.positions


def _output(placement: Placement, rounding: Rounding = "exact") -> Quantity:
    return Quantity("output", _positions(placement, rounding), "", SOURCE)


def _output_if_whole(placement: Placement) -> int | None:
    return placement.output if placement.fits else None


def _worked(placement: Placement, rounding: Rounding = "exact") -> Section:
    output = _output(placement, rounding)
    remarks = () if output.derivation.whole else ("not a whole number",)
    if output.value < 1:
        remarks = ("less than one position",)
    return Section.of("Output size", [Line(("output",), output, remarks)])


def _padding_in_numbers(placement: Placement) -> tuple[str, ...]:
    if not isinstance(placement.padding, str):
        return ()
    before, after = placement.sides
    sides = (
        f"{before:,} on each side" if before == after else f"{before:,} before and {after:,} after"
    )
    amount = before + after
    if placement.padding == "half" or not amount:
        return (f"padding {placement.padding}: {sides}",)
    window = "F" if placement.dilation == 1 else "(d*(F - 1) + 1)"
    count, span = placement.output, placement.span
    worked = f"({count} - 1)*{placement.stride} + {span} - {placement.input}"
    return (f"padding same: (output - 1)*S + {window} - W = {worked} = {amount}: {sides}",)


def _changes(placement: Placement, output: int | None) -> Table:
    """Each size that would fit in place of the one that is given, and the output it would give."""
    changes = nearest_fits(placement, output)
    columns = (
        Column("size", "size"),
        Column("given", "given", numeric=True),
        Column("fits", "fits", numeric=True),
        Column("output", "output", numeric=True),
    )
    rows = tuple(
        (size, getattr(placement, size), getattr(each, size), each.output)
        for size, found in changes.items()
        for each in found
    )
    notes = []
    none = [
        size
        for size in SIZES[:-1]
        if size not in changes and isinstance(getattr(placement, size), int)
    ]
    if none:
        notes.append(f"no other {' or '.join(none)} near it fits, all else as it is")
    if placement.positions.value >= 1 and output is None:
        down, up = placement.rounded("floor"), placement.rounded("ceil")
        notes.append(
            f"rounding down (floor, as PyTorch does) gives {down:,}, rounding up (ceil) {up:,}"
        )
    return Table("", columns, rows, notes=tuple(notes))


def _named(given: Given) -> str:
    sizes = [f"{each} {getattr(given, each)}" for each in SIZES if each not in given.sought]
    if given.dilation > 1:
        sizes.append(f"dilation {given.dilation}")
    return ", ".join(sizes)


HEADINGS: Mapping[Size, str] = {
    "output": "Output sizes",
    "input": "Inputs that fit",
    "kernel": "Kernels that fit",
    "stride": "Strides that fit",
    "padding": "Paddings that fit",
}


def _tried(found: Fitting) -> Iterable[str]:
    if found.tried:
        ranges = (f"{size} {values[0]:,} to {values[-1]:,}" for size, values in found.tried.items())
        yield f"tried: {', '.join(ranges)}; the {found.follows} follows"
    if found.searched and not found.placements:
        searched = f"{found.searched[0]:,} to {found.searched[-1]:,}"
        yield f"no {found.follows} from {searched} gives an output of {found.given.output:,}"
    if found.more:
        yield f"and {found.more:,} more"
