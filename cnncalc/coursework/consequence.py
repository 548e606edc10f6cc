"""What an answer would be if it were rightly worked out from the wrong answers before it.

    >>> own = Consequences.of(sheet, written)
    >>> [(each.right.value, each.cells) for each in own.of_cell(conv2_parameters)]
    [(614400, (weights_cell,))]

A size and a receptive field follow from the rows above, a count also from the sizes and counts of
its own row, a total from the rows that it adds up: always from what stands before it on the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.carryover import Answered, Carryover, carryover
from cnncalc.coursework.question import TOTAL, question
from cnncalc.coursework.wrong.path import path_to
from cnncalc.derivation import Expression, Leaf, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.sheet import Cell, Sheet
    from cnncalc.coursework.written import Written

__all__ = ["Consequence", "Consequences"]


class Consequence(NamedTuple):
    """What follows from some answers."""

    right: Expression | tuple[Expression, ...]
    """What would be the right answer then."""
    cells: tuple[Cell, ...]
    """The wrong answers that it follows from, the nearest first."""
    question: Question | None = None
    """The question put to the network that those answers make; None where there is no such one."""


@dataclass(frozen=True)
class Consequences:
    """What follows from the wrong answers of a sheet."""

    sheet: Sheet
    own: Carryover
    written: Mapping[tuple[str, str], Written]

    @classmethod
    def of(cls, sheet: Sheet, written: Iterable[Written]) -> Consequences:
        """Follow all answers of a sheet through its network."""
        by_place = {each.place: each.going_on for each in written}
        return cls(sheet, carryover(sheet.analysis, _answered(by_place.values())), by_place)

    def of_cell(self, row: Written) -> Iterator[Consequence]:
        """Give what a row would be, by each way from earlier rows to it, the likeliest first."""
        own = self._order[row.place]
        for each in self._of_all(row):
            if all(self._order[cell.layer, cell.quantity] < own for cell in each.cells):
                yield each

    def right_before(self, row: Written) -> bool:
        """Say whether an output on the way to a row's layer stands on the sheet, and is right."""
        if row.question.figures is None:
            return False
        before = path_to(self.sheet.analysis, row.question.figures)[:-1]
        outputs = [self.written.get((each.name, "output")) for each in before]
        given = [each for each in outputs if each is not None and each.answer is not None]
        return bool(given) and not given[-1].wrong

    def _of_all(self, row: Written) -> Iterator[Consequence]:
        """What a row would be by each way from any other rows."""
        if row.cell.layer == TOTAL:
            yield from self._summed(row)
        else:
            yield from self._recomputed(row)
        yield from self._multiplied(row)
        yield from self._added(row)

    @cached_property
    def _order(self) -> Mapping[tuple[str, str], int]:
        """Where each row stands on the sheet, so that no two rows follow from one another."""
        return {place: index for index, place in enumerate(self.written)}

    def _recomputed(self, row: Written) -> Iterator[Consequence]:
        """The layer asked again, for what the student's own rows hand to it."""
        layer, quantity = row.cell.layer, row.cell.quantity
        leads = [self.own.arriving] if quantity in _OF_ARRIVING else []
        told: list[LayerFigures] = []
        for lead in leads or [self.own.leaving, self.own.arriving]:
            carried = lead.get(layer)
            if carried is None or any(each is carried.figures for each in told):
                continue
            cells = carried.seen_by if quantity == "receptive_field" else carried.shaped_by
            if not cells:
                continue
            told.append(carried.figures)
            network = self.own.with_layer(carried.figures)
            put = question(network, layer, quantity, row.question.convention)
            yield Consequence(put.right, cells, put)

    def _multiplied(self, row: Written) -> Iterator[Consequence]:
        """A count that is one above it in the same layer, so many times: FLOPs of MACs."""
        for quantity in _MULTIPLES.get(row.cell.quantity, ()):
            source = self.written.get((row.cell.layer, quantity))
            if source is None or not source.wrong or not source.right_amount:
                continue
            times = Fraction(row.right_amount or 0) / source.right_amount
            yield Consequence(_said(source) * Leaf("times", times, "n"), (source.cell,))

    def _added(self, row: Written) -> Iterator[Consequence]:
        """Parameters as the sum of the weights and the biases of the same row."""
        parts = [self.written.get((row.cell.layer, each)) for each in ("weights", "biases")]
        known = [each for each in parts if each is not None and each.answer is not None]
        wrong = tuple(each.cell for each in known if each.wrong)
        if row.cell.quantity == "parameters" and len(known) == len(parts) and wrong:
            yield Consequence(total(_said(each) for each in known), wrong)

    def _summed(self, row: Written) -> Iterator[Consequence]:
        """The sum of the student's own rows; where there is none, of what follows or is right."""
        terms: list[Expression] = []
        own: list[Expression] = []
        cells: list[Cell] = []
        for layer in self.sheet.analysis.layers:
            written = self.written.get((layer, row.cell.quantity))
            if written is not None and written.answer is not None:
                own.append(_said(written))
                terms.append(own[-1])
                cells += [written.cell] * written.wrong
                continue
            carried = self.own.leaving.get(layer)
            count = _count(self.own.analysis if carried else self.sheet.analysis, layer, row)
            terms.append(count)
            if carried and count.value != _count(self.sheet.analysis, layer, row).value:
                cells += carried.shaped_by
        if cells:
            last_first = tuple({id(each): each for each in reversed(cells)}.values())
            yield Consequence(total(terms), last_first)
            yield Consequence(total(own), last_first)


_OF_ARRIVING = ("output", "receptive_field")
"""What a layer's own output says nothing about."""

_MULTIPLES = {
    "flops": ("macs",),
    "macs": ("flops", "weights"),
    "connections": ("parameters", "macs"),
    "memory": ("activations", "values"),
    "activations": ("values", "neurons"),
    "neurons": ("values", "activations"),
    "values": ("activations", "neurons"),
}
"""Counts that people get by multiplying another one of the same layer."""


def _count(analysis: Analysis, layer: str, row: Written) -> Expression:
    """What one layer adds to the total that a row asks for."""
    right = question(analysis, layer, row.cell.quantity, row.question.convention).right
    return right if isinstance(right, Expression) else total(right)


def _said(row: Written) -> Leaf:
    """What a row says, as a term of a sum."""
    if row.amount is None:
        raise ValueError(row.place)
    return Leaf(row.cell.layer, row.amount, row.cell.layer)


def _answered(rows: Iterable[Written]) -> Answered:
    """The shapes and receptive fields among the answers of a sheet."""
    rows = tuple(rows)
    return Answered(
        {row.cell.layer: (row.cell, row.shape) for row in rows if row.shape is not None},
        {row.cell.layer: (row.cell, row.field) for row in rows if row.field is not None},
    )
