"""The sentences below a table of layers: who holds the parameters, and what they weigh.

    conv layers: 2,334,080 parameters (3.8 %), 665,784,864 MACs (91.9 %)
    dense layers: 58,631,144 parameters (96.2 %), 58,621,952 MACs (8.1 %)

Exact amounts stand beside rounded ones, and MB beside MiB, so that neither is taken for the other.
The last line says what the convention chooses, as far as it makes a difference here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cnncalc.analysis.tally import tally_of
from cnncalc.layers import FAMILIES
from cnncalc.quantity import bytes_written, scaled
from cnncalc.report.layer_column import SORTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.analysis.tally import Tally
    from cnncalc.report.view import WorkShown

__all__ = ["NOTES_OF", "percent", "summary"]

UP_TO = "receptive field `up to`: positions of the layer see fields of different sizes"
NOTES_OF = {UP_TO: "receptive_field"}
"""The sentences about what stands in one column, and its key."""


def summary(
    found: Analysis | Tally, work: WorkShown, columns: Collection[str] | None = None
) -> tuple[str, ...]:
    """Give what there is to say below the table, a line each; the work is the one in the table.

    Of a table that has only some `columns`, by their keys, nothing is said of others.
    """
    tally = tally_of(found)
    shown = "macs" if work == "all" else work
    notes = (
        *_shares(tally, shown),
        *_sizes(tally, shown),
        *_untrained(tally),
        *(_arithmetic(tally.analysis) if work == "all" else ()),
        _MEANINGS[work],
        *_fields(tally.analysis),
        _convention(tally, shown),
        *(f"warning: {each}" for each in tally.analysis.warnings),
    )
    if columns is None:
        return notes
    return tuple(each for each in notes if NOTES_OF.get(each, "") in {"", *columns})


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal; what is not all or nothing is not written as such.

    >>> percent(2_334_080, 60_965_224), percent(1, 60_965_224)
    ('3.8 %', 'under 0.1 %')
    """
    tenths = round(Fraction(1000 * part, whole)) if whole else 0
    if part and not tenths:
        return "under 0.1 %"
    if part < whole and tenths == _ALL_TENTHS:
        return "over 99.9 %"
    return f"{tenths // 10}.{tenths % 10} %"


_ALL_TENTHS = 1000

_WORDS = {
    "parameters": "parameters",
    "macs": "MACs",
    "flops": "FLOPs",
    "connections": "connections",
}

_MEANINGS: dict[WorkShown, str] = {
    "macs": "1 MAC is one multiplication and one addition",
    "flops": "2 FLOPs for each MAC: a multiplication and an addition",
    "connections": "connections are the inputs read for all output values",
    "all": "1 MAC is one multiplication and one addition, of a convolution or a dense layer",
}


def _convention(tally: Tally, work: str) -> str:
    """What is counted and what is not, where another choice would give another number above."""
    return tally.sentence(("parameters", work, "activations", "activation_bytes"))


def _shares(tally: Tally, work: str) -> Iterator[str]:
    """A line for convolutions, for dense layers, and for all others that have any."""
    wholes = {each: int(tally.totals[each]) for each in ("parameters", work)}
    for group in ("conv", "dense", "other"):
        layers = [name for name, each in tally.analysis.layers.items() if _group(each) == group]
        shares = []
        for figure, whole in wholes.items():
            part = sum(int(tally.layers[each][figure]) for each in layers)
            shares += [f"{part:,} {_WORDS[figure]} ({percent(part, whole)})"] * bool(part)
        if shares:
            yield f"{group} layers: {', '.join(shares)}"


_CONVOLUTIONS = frozenset(each.kind for each in FAMILIES["convolution"])


def _group(figures: LayerFigures) -> str:
    if figures.kind in _CONVOLUTIONS:
        return "conv"
    return "dense" if figures.kind == "dense" else "other"


def _sizes(tally: Tally, work: str) -> Iterator[str]:
    """The totals as people say them, and what parameters and activations take in memory."""
    analysis, totals = tally.analysis, tally.totals
    parameters, amount = int(totals.parameters), int(totals[work])
    yield (
        f"in all: {scaled(parameters)} parameters, {scaled(amount)} {_WORDS[work]}; "
        f"weight layers: {analysis.totals.weight_layers:,} of {analysis.totals.layer_count:,}"
    )
    each = tally.bytes_per_value
    yield f"parameters in memory: {bytes_written(parameters * each)}, at {each} B a value"
    held = "activations" if tally.convention.memory == "forward" else "activations and gradients"
    size = bytes_written(int(totals.activation_bytes))
    apart = f", and {analysis.input_shape.values * each:,} B for the input"
    among = tally.convention.input == "counted"
    yield f"{held} in memory: {size} for one example{', the input counted' if among else apart}"


def _untrained(tally: Tally) -> Iterator[str]:
    """What is stored and not trained, and what is frozen, where there is any."""
    layers, fixed = tally.layers, int(tally.totals.fixed)
    if fixed:
        statistics = tally.convention.batchnorm == "all" and "batchnorm" in tally.choices(_TRAINED)
        counted = "; batchnorm's are among" if statistics else ", not among"
        yield f"fixed: {fixed:,} values that are stored and not trained{counted} the parameters"
    frozen = [
        layers[name]
        for name, each in tally.analysis.layers.items()
        if not each.trainable and int(layers[name].parameters)
    ]
    if frozen:
        count = sum(int(each.parameters) for each in frozen)
        where = f"{len(frozen):,} layer{'s' * (len(frozen) > 1)}"
        yield f"frozen: {count:,} of the parameters, in {where} with `trainable: false`"


_TRAINED = ("parameters",)


def _fields(analysis: Analysis) -> Iterator[str]:
    """What a receptive field means that is not that of every position."""
    fields = (each.receptive_field for each in analysis.layers.values())
    if any(field and not field.exact for field in fields):
        yield UP_TO


def _arithmetic(analysis: Analysis) -> Iterator[str]:
    """All arithmetic by sort, and which multiply-adds are not MACs."""
    counts = analysis.totals.work
    yield "all arithmetic: " + ", ".join(
        f"{counts[sort]:,} {plural}" for sort, plural in SORTS.items() if counts.get(sort)
    )
    others = {
        each.kind: None
        for each in analysis.layers.values()
        if not each.layer.weighted and each.work_by_sort.get("multiply_add")
    }
    if others:
        yield f"the {SORTS['multiply_add']} of {', '.join(others)} are not MACs"
