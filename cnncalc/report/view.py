"""What of an analysis is shown: the table that `cnncalc analyze` prints.

    >>> table = analysis_table(cnncalc.analyze("alexnet"), work="connections")
    >>> [each.heading for each in table.columns][-5:]
    ['parameters', 'connections', 'activations', 'bytes', 'receptive field']

What is counted is counted as a convention does (`cnncalc.analysis.tally`). The input is the first
row, as in lectures, though it is no layer; it has figures where the convention counts it. The
totals are the last row. The columns themselves are in `cnncalc.report.layer_column`, the sentences
below the table in `cnncalc.report.summary`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from cnncalc.analysis.figure import COUNTED
from cnncalc.analysis.tally import tally_of
from cnncalc.diagnostic import CannotRunError
from cnncalc.notation import numbers
from cnncalc.plain import inert
from cnncalc.report.layer_column import COLUMNS, SORTS
from cnncalc.report.name import SYNONYMS, as_key
from cnncalc.report.summary import NOTES_OF, summary
from cnncalc.report.table import Table
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cnncalc.analysis.result import Analysis, LayerFigures, Totals
    from cnncalc.analysis.tally import Tally
    from cnncalc.derivation import Expression
    from cnncalc.layers.layer import Sort
    from cnncalc.report.layer_column import LayerColumn
    from cnncalc.report.table import Cell

__all__ = ["ALL", "WorkShown", "analysis_table", "sorts_of", "titled"]

WorkShown = Literal["macs", "flops", "connections", "all"]
"""Which work is shown; `all` is the MACs and then every sort of arithmetic there is."""

ALL = "all"
"""The name that stands for every column."""


def analysis_table(
    analysis: Analysis | Tally,
    *,
    columns: Sequence[str] | None = None,
    work: WorkShown = "macs",
    working: bool = False,
) -> Table:
    """Give the table of a network's layers; with `columns`, the name and these, all of equal rank.

    An analysis is counted as cnncalc does, a tally as its convention does. `working` says that the
    look will show how numbers come about: then the sizes of outputs have columns too, and memory
    and receptive field have none. Raises CannotRunError for a column that there is not.
    """
    tally = tally_of(analysis)
    analysis = tally.analysis
    chosen = list(_usual(analysis, work, working=working) if columns is None else _named(columns))
    return Table(
        title=titled(analysis),
        columns=tuple(each.column for each in chosen),
        rows=(
            tuple(_of_input(each, tally) for each in chosen),
            *(
                tuple(_of_layer(each, figures, tally) for each in chosen)
                for figures in analysis.layers.values()
            ),
        ),
        totals=tuple(_of_totals(each, tally) for each in chosen),
        notes=summary(tally, work, [each.column.key for each in chosen]),
        notes_of=NOTES_OF,
    )


def _named(names: Sequence[str]) -> Iterator[LayerColumn]:
    """The columns that were asked for, of which none makes room; or all, each with its rank."""
    if ALL in names:
        yield from COLUMNS.values()
        return
    for name in dict.fromkeys(["name", *map(_key, names)]):
        if name not in COLUMNS:
            meant = nearest(name, COLUMNS)
            known = f"there are {listed([*COLUMNS, ALL], 'and')}"
            hint = f"did you mean `{meant}`?" if meant else known
            raise CannotRunError(f"there is no column `{inert(name[:64])}`; {hint}")
        yield _ranked(name, 0)


def _key(word: str) -> str:
    """The name of the column that a word means, as people say `params`; else the word itself."""
    key = as_key(word)
    meant = {"layer": "name", **SYNONYMS}.get(key, key)
    return next((each for each in (key, meant) if each in COLUMNS), word)


def _usual(analysis: Analysis, work: WorkShown, *, working: bool) -> Iterator[LayerColumn]:
    """The columns that are shown where none are asked for, and what makes room first."""
    yield from (COLUMNS[name] for name in ("name", "kind", "filters"))
    yield _ranked("window", 2 if working else 1)
    yield _ranked("output", 1 if working else 0)
    if working:
        alike = all(_square(each.sizes) for each in analysis.layers.values())
        yield from (_ranked(f"output.{axis}", 2) for axis in ("height", "width")[alike:])
    yield COLUMNS["parameters"]
    yield _ranked("macs" if work == "all" else work, 0)
    if work == "all":
        yield from (_ranked(f"work.{each}", 1) for each in sorts_of(analysis.totals))
    if not working:
        yield from (
            COLUMNS[each] for each in ("activations", "activation_bytes", "receptive_field")
        )


def sorts_of(totals: Totals) -> Iterator[Sort]:
    """Give the sorts of arithmetic there are, but multiply-adds where the MACs are all of them."""
    for sort in SORTS:
        count = totals.work.get(sort, 0)
        if count and (sort != "multiply_add" or count != int(totals.macs)):
            yield sort


def _square(sizes: Mapping[str, Expression]) -> bool:
    """Whether height and width come about in the same way, so that one of them says it."""
    height, width = sizes.get("height"), sizes.get("width")
    return height is width or (
        height is not None and width is not None and numbers(height) == numbers(width)
    )


def _ranked(name: str, rank: int) -> LayerColumn:
    column = COLUMNS[name]
    return column._replace(column=replace(column.column, rank=rank))


def titled(analysis: Analysis) -> str:
    """Give the name and the title, of which the one often begins with the other."""
    name, title = analysis.name, analysis.title
    return f"{name}: {title}" if title and not title.startswith(name) else title or name


def _of_input(column: LayerColumn, tally: Tally) -> Cell:
    """What the input's row holds: its shape, and the figures that count it."""
    key = column.column.key
    if key in COUNTED:
        count = tally.input[key]
        return count if count.value else None
    return {"name": "input", "output": tally.analysis.input_shape}.get(key)


def _of_layer(column: LayerColumn, figures: LayerFigures, tally: Tally) -> Cell:
    key = column.column.key
    return tally.layers[figures.name][key] if key in COUNTED else column.of(figures)


def _of_totals(column: LayerColumn, tally: Tally) -> Cell:
    key = column.column.key
    return int(tally.totals[key]) if key in COUNTED else column.of_totals(tally.analysis.totals)
