"""What of a verification is shown: the table that `cnncalc verify` prints.

    >>> table = verification_table(verify(network, analysis))
    >>> [each.heading for each in table.columns][:3]
    ['layer', 'kind', 'output predicted']

Every figure stands twice, predicted and measured. A narrow terminal leaves the predicted ones out
first: where the two differ, a sentence below the table says both; the last one says how it ended.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cnncalc.quantity import bytes_written
from cnncalc.report.table import Column, Phrase, Table
from cnncalc.shape import Image, Vector
from cnncalc.verify.extent import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.report.table import Cell, Row
    from cnncalc.shape import Order
    from cnncalc.verify.result import Measurable, Verification
    from cnncalc.verify.result import Row as LayerRow

__all__ = ["verification_table"]

FIGURES = {
    "output_shape": "output",
    "parameters": "parameters",
    "flops": "FLOPs",
    "backward_flops": "backward FLOPs",
    "receptive_field": "receptive field",
}
"""The figures that have columns, in their order; `weights`, `biases` and `fixed` have none."""

MOST_NAMED = 3
"""Layers with a known fault that are named; their rows say it too."""
MOST_TOLD = 20
"""How many rows that do not agree are told of below the table."""


def verification_table(verification: Verification, order: Order = "hwc") -> Table:
    """Give the table of a verification; `order` is how sentences write shapes."""
    figures = [each for each in FIGURES if verification.checked(each)]
    timed = any(each.milliseconds is not None for each in verification.rows)
    columns = [Column("name", "layer"), Column("kind", "kind", rank=4)]
    for index, figure in enumerate(figures):
        for side, rank in (("predicted", 5), ("measured", 2)):
            heading = f"{FIGURES[figure]} {side}"
            columns.append(
                Column(f"{figure}.{side}", heading, numeric=True, rank=rank - (index < _FIRST))
            )
    columns += [Column("milliseconds", "ms", numeric=True, rank=6)] * timed
    columns.append(Column("verdict", "verdict"))
    return Table(
        title=f"{verification.title or verification.name}, run in PyTorch",
        columns=tuple(columns),
        rows=tuple(_row(each, figures, timed=timed) for each in verification.rows),
        totals=_totals(verification, figures, timed=timed),
        notes=tuple(_notes(verification, order)),
    )


_FIRST = 3
"""The output, the parameters and the FLOPs, which are left out after the others."""


def _row(row: LayerRow, figures: list[str], *, timed: bool) -> Row:
    cells: list[Cell] = [row.name, row.kind]
    for figure in figures:
        check = row.checks.get(figure)
        cells += [None, None] if check is None else [_cell(check.predicted), _cell(check.measured)]
    return (*cells, *[_milliseconds(row.milliseconds)] * timed, row.verdict)


def _totals(verification: Verification, figures: list[str], *, timed: bool) -> Row:
    cells: list[Cell] = ["total", None]
    for figure in figures:
        if figure in {"output_shape", "receptive_field"}:
            cells += [None, None]
        else:
            total = verification.total(figure)
            cells += [_cell(total.predicted), _cell(total.measured)]
    times = [each.milliseconds for each in verification.rows if each.milliseconds is not None]
    return (*cells, *[_milliseconds(sum(times))] * timed, verification.verdict)


def _cell(value: Measurable | None) -> Cell:
    match value:
        case None:
            return "-"
        case Extent():
            return _field(value)
        case tuple():
            return _shape(value)
        case _:
            return value


def _shape(sizes: tuple[int, ...]) -> Cell:
    """A shape; of a number of axes that no shape has, the numbers."""
    match sizes:
        case (channels, height, width):
            return Image(channels, height, width)
        case (length,):
            return Vector(length)
        case _:
            return Phrase((sizes,))


def _field(extent: Extent) -> Phrase:
    """What the position in the middle of the map sees of the image."""
    middle = [axis[len(axis) // 2] for axis in (extent.rows, extent.columns)]
    return Phrase((tuple(0 if each is None else each[1] - each[0] + 1 for each in middle),))


def _milliseconds(time: float | None) -> str | None:
    return None if time is None else f"{time:.2f}"


def _notes(verification: Verification, order: Order) -> Iterator[str]:
    """The sentences below the table, the conclusion last."""
    here = verification.surroundings
    computing = f" with {_counted(here.threads, 'thread')}" if here.threads else ""
    release = here.torch.partition("+")[0]  # behind the sign stands how it was built
    examples = _counted(here.batch, "example")
    yield f"PyTorch {release} on {here.device}{computing}: {here.dtype}, batch of {examples}"
    if here.device == "meta":
        yield "on the meta device shapes and counts are found without computing anything"
    if here.batch > 1:
        yield "FLOPs and times are those of the whole batch"
    if any(each.milliseconds is not None for each in verification.rows):
        yield "times are of one forward pass, for information"
    if verification.checked("receptive_field"):
        yield "receptive fields are those of the position in the middle, as far as the image goes"
    yield from _memory(verification)
    yield from _faults(verification)
    told = [each for each in verification.rows if each.verdict not in {"agrees", "known fault"}]
    for each in told[:MOST_TOLD]:
        yield _told(each, order)
    if len(told) > MOST_TOLD:
        yield f"and {len(told) - MOST_TOLD:,} more layers"
    yield _conclusion(verification)


def _memory(verification: Verification) -> Iterator[str]:
    """The peaks on a GPU, beside what is counted, which is less than PyTorch needs."""
    if verification.peaks:
        yield (
            f"counted: parameters {bytes_written(verification.parameter_bytes)}; activations of "
            f"the batch with its input {bytes_written(verification.activation_bytes)}"
        )
    for name, peak in verification.peaks.items():
        words = name.replace("_", " ")
        predicted = "" if peak.predicted is None else f"predicted {bytes_written(peak.predicted)}; "
        yield (
            f"most memory, {words}: {predicted}requested {bytes_written(peak.requested)}, of which "
            f"{bytes_written(peak.held)} were held before; allocated "
            f"{bytes_written(peak.allocated)}; reserved {bytes_written(peak.reserved)}"
        )
        if peak.predicted and verification.workspace_bytes is not None:
            tensors = peak.requested - verification.workspace_bytes
            yield f"{words}: {_compared(tensors, peak.predicted)}"
        if peak.retries:
            yield f"{words} had to ask {peak.retries} times for memory, so its peaks mean nothing"
    if verification.workspace_bytes:
        yield (
            f"held all the while beside parameters, input and classes, and not predicted: "
            f"{bytes_written(verification.workspace_bytes)}, workspaces of libraries"
        )
    if verification.untrained:
        yield f"no step of training was measured: {verification.untrained}"
    if verification.context_bytes is not None:
        yield f"beside PyTorch the GPU holds {bytes_written(verification.context_bytes)}"


def _compared(measured: int, predicted: int) -> str:
    """Say by how much what was requested, without what was held besides, is off."""
    what = "requested without the workspaces held before"
    if measured == predicted:
        return f"what was {what} is what was predicted, to the byte"
    side = "more" if measured > predicted else "less"
    share = f"{abs(measured - predicted) / predicted:.2%}"
    return f"{share} {side} was {what} than predicted"


def _faults(verification: Verification) -> Iterator[str]:
    names = [each.name for each in verification.rows if each.verdict == "known fault"]
    if names:
        more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
        named = ", ".join(names[:MOST_NAMED]) + more
        yield (
            f"known fault ({named}): PyTorch counts the gradient of the weights of a grouped "
            "convolution once for each group (pytorch/pytorch#183405); the figure measured is "
            "exactly that, and too large"
        )


def _told(row: LayerRow, order: Order) -> str:
    """One layer that does not agree, and in what."""
    if row.refusal:
        return f"{row.name}: PyTorch refuses it: {row.refusal}"
    parts = []
    for name, check in row.checks.items():
        words = FIGURES.get(name, name)
        if check.verdict == "differs":
            predicted, measured = (_said(each, order) for each in (check.predicted, check.measured))
            parts.append(f"{words} predicted {predicted}, measured {measured}")
    if not parts:
        unknown = [FIGURES.get(n, n) for n, c in row.checks.items() if c.verdict == "not checked"]
        every = len(unknown) == len(row.checks)
        return f"{row.name}: not checked" + (
            f", for want of a builder of {row.kind}" if every else f" ({', '.join(unknown)})"
        )
    return f"{row.name}: {'; '.join(parts)}"


def _said(value: Measurable | None, order: Order) -> str:
    match value:
        case None:
            return "nothing"
        case Extent():
            return f"rows {_spans(value.rows)} and columns {_spans(value.columns)}"
        case tuple():
            shape = _shape(value)
            return shape.written(order) if isinstance(shape, Image | Vector) else str(value)
        case _:
            return f"{value:,}"


def _spans(spans: tuple[tuple[int, int] | None, ...]) -> str:
    return " | ".join("none" if each is None else f"{each[0]} to {each[1]}" for each in spans)


def _conclusion(verification: Verification) -> str:
    """How it ended: how many rows agree, and in what; then how many do not."""
    rows = verification.rows
    counted = Counter(each.verdict for each in rows)
    right, faulty = counted.pop("agrees", 0), counted.pop("known fault", 0)
    checked = ", ".join(words for name, words in FIGURES.items() if verification.checked(name))
    share = f"all {right:,}" if right == len(rows) > 1 else f"{right:,} of {len(rows):,}"
    fault = f", {faulty:,} more but for the known fault" if faulty else ""
    others = "".join(f"; {counted[each]:,} {each}" for each in sorted(counted))
    return f"{share} rows agree ({checked}){fault}{others}"


def _counted(number: int, noun: str) -> str:
    """Give a number with its noun: `1 example`, `2 examples`."""
    return f"{number:,} {noun}" + "s" * (number != 1)
