"""What `fit` says of a window: whether it fits, what would, and every size that fits what is given.

>>> verdict_explanation(Placement(input=10, kernel=3, stride=2), None, ()).title
'Does not fit: a window of 3 moving by 2 over 10 leaves 1 over'
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.analysis.placement import SIZES, nearest_fits
from cnncalc.quantity import Quantity
from cnncalc.report.table import Column, Table
from cnncalc.report.working import Explanation, Line, Section, arranged
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cnncalc.analysis.placement import Fitting, Given, Placement, Size
    from cnncalc.report.table import Cell

__all__ = [
    "fitting_data",
    "fitting_explanation",
    "holds",
    "placements_table",
    "verdict_data",
    "verdict_explanation",
]

SOURCE = "CS231n, Convolutional Networks; Dumoulin & Visin 2016"
LETTERS = {"input": "W", "kernel": "F", "stride": "S", "padding": "P"}


def holds(placement: Placement, output: int | None) -> bool:
    """Whether a window fits, and gives the output that is asked for, if one is."""
    return placement.fits and output in {None, placement.output}


def verdict_explanation(
    placement: Placement, output: int | None, assumed: Sequence[str]
) -> Explanation:
    """Explain whether a window fits, and if it does not, what would."""
    sections = [_worked(placement)]
    if not holds(placement, output):
        sections.append(Section("What would fit", (), table=_changes(placement, output)))
    return replace(
        arranged(sections),
        title=_verdict(placement, output),
        about=(*assumed, *_padding_in_numbers(placement)),
    )


def verdict_data(placement: Placement, given: Given) -> dict[str, Any]:
    """Give the same as plain data; `given` is what was given of the placement."""
    output = given.output
    fits = holds(placement, output)
    changes = {} if fits else nearest_fits(placement, output)
    return _headed(
        {
            "given": asdict(given),
            "placement": asdict(placement),
            "fits": fits,
            "message": _verdict(placement, output),
            "sides": list(placement.sides),
            "output": derivation_data(_output(placement)),
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
        table = _matrix(found) if len(found.tried) == len(("rows", "columns")) else _list(found)
        sections.append(Section(HEADINGS[found.follows], (), table=table))
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


def _verdict(placement: Placement, output: int | None) -> str:
    if placement.fault:
        return f"Does not fit: {placement.fault.message}"
    if output not in {None, placement.output}:
        return f"Does not fit: the output is {placement.output:,}, not {output:,}"
    window = (
        f"a window of {placement.span:,} moving by {placement.stride:,} over {placement.input:,}"
    )
    return f"Fits: {window} has {placement.output:,} position{'s' if placement.output > 1 else ''}"


def _output(placement: Placement) -> Quantity:
    return Quantity("output", placement.positions, "", SOURCE)


def _output_if_whole(placement: Placement) -> int | None:
    return placement.output if placement.fits else None


def _worked(placement: Placement) -> Section:
    remarks = () if placement.positions.whole else ("not a whole number",)
    if placement.positions.value < 1:
        remarks = ("less than one position",)
    return Section.of("Output size", [Line(("output",), _output(placement), remarks)])


def _padding_in_numbers(placement: Placement) -> tuple[str, ...]:
    if not isinstance(placement.padding, str):
        return ()
    before, after = placement.sides
    sides = (
        f"{before:,} on each side" if before == after else f"{before:,} before and {after:,} after"
    )
    return (f"padding {placement.padding}: {sides}",)


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


def _list(found: Fitting) -> Table:
    sizes = (*found.tried, found.follows)
    rows = tuple(tuple(_cell(each, size) for size in sizes) for each in found.placements)
    return Table("", tuple(Column(each, each, numeric=True) for each in sizes), rows)


def _matrix(found: Fitting) -> Table:
    """One size down, another across, in the cells what follows; `-` where nothing fits."""
    (down, rows), (across, columns) = found.tried.items()
    cells: dict[tuple[object, object], list[str]] = {}
    for each in found.placements:
        place = (getattr(each, down), getattr(each, across))
        cells.setdefault(place, []).append(f"{_cell(each, found.follows)}")
    sparse = down in {"input", "kernel"}
    shown = [row for row in rows if not sparse or any((row, column) in cells for column in columns)]
    left_out = f"; {down}s that never fit are left out" if len(shown) < len(rows) else ""
    legend = f"down: {down}; across: {across} ({LETTERS[across]}); in the cells: {found.follows}"
    return Table(
        "",
        (
            Column(down, down, numeric=True),
            *(
                Column(f"{across}_{each}", f"{LETTERS[across]}={each}", numeric=True, rank=rank)
                for rank, each in enumerate(columns, 1)
            ),
        ),
        tuple(
            (row, *(" ".join(cells.get((row, column), ["-"])) for column in columns))
            for row in shown
        ),
        notes=(f"{legend}; -: does not fit{left_out}",),
    )


def _cell(placement: Placement, size: Size) -> Cell:
    return placement.output if size == "output" else getattr(placement, size)
