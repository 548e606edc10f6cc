"""Networks side by side, as `cnncalc compare` prints them: totals and ratios, then what differs.

                       VGG-16          VGG-19
    parameters    138,357,544     143,667,240  1.04x
    MACs       15,470,264,320  19,632,062,464   1.3x

Each network but the first has a column of ratios to it, and a table of the layers that differ.
Layers that are alike are one row for all that follow one another; a block that only one of the two
has is one row as well. In CSV everything is one table, with exact numbers.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from cnncalc.analysis.comparison import FIGURES, output_of
from cnncalc.report.cell import TIMES
from cnncalc.report.comparison_row import difference_rows
from cnncalc.report.table import Column, Phrase, Table
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cnncalc.analysis.comparison import Comparison, Difference
    from cnncalc.analysis.tally import Tally
    from cnncalc.report.table import Cell, Row

__all__ = ["MOST_ROWS", "comparison_tables", "exact_table", "ratio_written"]

MOST_ROWS = 60
"""The rows of differences that are shown where not all are asked for."""


def comparison_tables(comparison: Comparison, *, everything: bool = False) -> tuple[Table, ...]:
    """Give the table of totals, and one of differences for each network but the first.

    Without `everything` a table of differences has at most MOST_ROWS rows.
    """
    names = _labels(comparison)
    tables = [_totals(comparison, names)]
    for index, each in enumerate(comparison.differences, 1):
        tables.append(_differences(each, (names[0], names[index]), everything=everything))
    return tuple(tables)


def exact_table(comparison: Comparison) -> Table:
    """Give everything as one table: a row says in its first column what it is.

    `total` and `ratio` have a value for each network, `layer` what stands in the place of it.
    """
    names = _labels(comparison)
    rows: list[Row] = [("total", *row) for row in _facts(comparison)]
    rows += [("total", name, *comparison.totals(name)) for name in FIGURES]
    for name in FIGURES:
        ratios = comparison.ratios(name)
        rows.append(
            ("ratio", name, *(None if each is None else Phrase((each,)) for each in ratios))
        )
    others = len(names) - 1
    for index, each in enumerate(comparison.differences):
        for row in difference_rows(each):
            before, behind = (None,) * index, (None,) * (others - index - 1)
            rows.append(("layer", row.name, row.first, *before, row.other, *behind))
    columns = (
        Column("row", "row"),
        Column("name", "name"),
        *(Column(each, each) for each in names),
    )
    return Table("", columns, tuple(rows))


def ratio_written(ratio: Fraction) -> str:
    """Write a ratio in as many digits as say something, and none where nothing differs.

    >>> [ratio_written(Fraction(*each)) for each in ((1, 2), (16, 5), (1000, 999), (3, 3))]
    ['0.50x', '3.2x', '1.00x', '1x']

    (With a times sign in place of the x.)
    """
    if ratio in {0, 1}:
        return f"{ratio}{TIMES}"
    decimals = next(each for least, each in _DECIMALS if ratio >= least)
    while decimals > _USUAL and decimals < _MOST_DECIMALS and ratio * 10**decimals < _TWO_DIGITS:
        decimals += 1
    rounded = round(ratio * 10**decimals)
    whole, rest = divmod(rounded, 10**decimals)
    return f"{whole:,}.{rest:0{decimals}}{TIMES}" if decimals else f"{whole:,}{TIMES}"


_DECIMALS = ((100, 0), (2, 1), (Fraction(1, 10), 2), (0, 3))
"""From which ratio on how many decimals are written."""
_USUAL = 2
_MOST_DECIMALS = 12
_TWO_DIGITS = 10


def _labels(comparison: Comparison) -> list[str]:
    """The names of the networks; one that comes again has a number."""
    seen: Counter[str] = Counter()
    labels = []
    for each in comparison.networks:
        name = each.analysis.name
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return labels


_SHOWN = {
    "layers": "layers",
    "weight_layers": "weight layers",
    "parameters": "parameters",
    "fixed": "fixed",
    "macs": "MACs",
    "flops": "FLOPs",
    "activations": "activations",
    "activation_bytes": "bytes of activations",
}
"""The totals that people are shown."""


def _totals(comparison: Comparison, names: Sequence[str]) -> Table:
    columns = [Column("figure", "")]
    for index, name in enumerate(names):
        columns.append(Column(name, name, numeric=True))
        columns += [Column(f"ratio {index}", "", numeric=True, label="ratio")] * bool(index)
    rows = [_spread(name, values, ()) for name, *values in _facts(comparison)]
    for key, name in _SHOWN.items():
        totals = comparison.totals(key)
        if any(totals):
            rows.insert(-1, _spread(name, totals, comparison.ratios(key)))
    notes = [each.sentence(_COUNTED) for each in comparison.networks]
    return Table(
        title=listed(names, "and"),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(*_explained(comparison, names), *dict.fromkeys(notes)),
    )


_COUNTED = ("parameters", "macs", "activations", "activation_bytes")


def _explained(comparison: Comparison, names: Sequence[str]) -> Iterator[str]:
    yield f"{TIMES}: how many times the figure of {names[0]}"
    if any(comparison.totals("fixed")):
        yield "fixed: values that are stored and not trained, not among the parameters"
    yield "1 MAC is one multiplication and one addition"


def _spread(name: Cell, values: Iterable[Cell], ratios: Sequence[Fraction | None]) -> Row:
    """One row of totals: behind each value but the first stands its ratio to the first."""
    row: list[Cell] = [name]
    for index, value in enumerate(values):
        row.append(value)
        if index:
            ratio = ratios[index] if ratios else None
            row.append(None if ratio is None else ratio_written(ratio))
    return tuple(row)


def _facts(comparison: Comparison) -> list[Row]:
    """The rows that are no counts: input, output, receptive field."""
    networks = comparison.networks
    return [
        ("input", *(each.analysis.input_shape for each in networks)),
        ("output", *(_output(each) for each in networks)),
        ("receptive field", *(_seen(each) for each in networks)),
    ]


def _output(tally: Tally) -> Cell:
    first, *others = output_of(tally)[0]
    return Phrase((first, *(part for each in others for part in ("+", each)))) if others else first


def _seen(tally: Tally) -> Cell:
    field = output_of(tally)[1]
    if field is None:
        return None
    size = (field.height.size.value, field.width.size.value)
    return Phrase((size,) if field.exact else ("up to", size))


def _differences(difference: Difference, names: tuple[str, str], *, everything: bool) -> Table:
    rows = difference_rows(difference)
    kept = rows if everything else rows[:MOST_ROWS]
    columns = [Column("layer", "layer"), *(Column(each, each, least=_LEAST) for each in names)]
    named = any(each.named_there for each in kept)
    if named:
        columns.append(Column("name there", f"its name in {names[1]}", rank=2))
    return Table(
        title=f"Where the layers of {names[1]} differ from those of {names[0]}",
        columns=tuple(columns),
        rows=tuple(
            (each.name, each.first, each.other, *([each.named_there] if named else []))
            for each in kept
        ),
        notes=(*_left_out(len(rows) - len(kept)), *_summary(difference, names)),
    )


_LEAST = 18
"""How narrow a description may be wrapped: the names of layers are long already."""


def _left_out(count: int) -> Iterator[str]:
    if count:
        yield f"and {count:,} rows more, which --all shows"


def _summary(difference: Difference, names: tuple[str, str]) -> Iterator[str]:
    """How many layers are alike, and how many are not in which way."""
    pairs = difference.pairs
    alike = sum(each.alike for each in pairs)
    changed = sum(bool(each.first and each.other) for each in pairs) - alike
    only = [sum(each.other is None for each in pairs), sum(each.first is None for each in pairs)]
    counts = [f"{alike:,} alike"]
    counts += [f"{changed:,} of another form"] * bool(changed)
    counts += [
        f"{count:,} only in {name}" for count, name in zip(only, names, strict=True) if count
    ]
    yield f"layers: {', '.join(counts)}"
