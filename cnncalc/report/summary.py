"""The sentences below a table of layers: who holds the parameters, and what they weigh.

    conv layers: 2,334,080 parameters (3.8 %), 665,784,864 MACs (91.9 %)
    dense layers: 58,631,144 parameters (96.2 %), 58,621,952 MACs (8.1 %)

Exact amounts stand beside rounded ones, and MB beside MiB, so that neither is taken for the other.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cnncalc.layers import FAMILIES
from cnncalc.quantity import bytes_written, scaled
from cnncalc.report.layer_column import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.report.view import WorkShown

__all__ = ["percent", "summary"]


def summary(analysis: Analysis, work: WorkShown) -> tuple[str, ...]:
    """Give what there is to say below the table, a line each; the work is the one in the table."""
    return (
        *_shares(analysis, "macs" if work == "all" else work),
        *_sizes(analysis, "macs" if work == "all" else work),
        *_untrained(analysis),
        *(_arithmetic(analysis) if work == "all" else ()),
        _MEANINGS[work],
        *(f"warning: {each}" for each in analysis.warnings),
    )


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
    "macs": "1 MAC is one multiplication and one addition; bias adds are not counted",
    "flops": "2 FLOPs for each MAC: a multiplication and an addition; bias adds are not counted",
    "connections": "connections are the inputs read for all output values, and one for each bias",
    "all": "1 MAC is one multiplication and one addition, of a convolution or a dense layer",
}


def _shares(analysis: Analysis, work: str) -> Iterator[str]:
    """A line for convolutions, for dense layers, and for all others that have any."""
    wholes = {each: int(getattr(analysis.totals, each)) for each in ("parameters", work)}
    for group in ("conv", "dense", "other"):
        layers = [each for each in analysis.layers.values() if _group(each) == group]
        shares = []
        for figure, whole in wholes.items():
            part = sum(int(getattr(each, figure)) for each in layers)
            shares += [f"{part:,} {_WORDS[figure]} ({percent(part, whole)})"] * bool(part)
        if shares:
            yield f"{group} layers: {', '.join(shares)}"


_CONVOLUTIONS = frozenset(each.kind for each in FAMILIES["convolution"])


def _group(figures: LayerFigures) -> str:
    if figures.kind in _CONVOLUTIONS:
        return "conv"
    return "dense" if figures.kind == "dense" else "other"


def _sizes(analysis: Analysis, work: str) -> Iterator[str]:
    """The totals as people say them, and what parameters and activations take in memory."""
    totals = analysis.totals
    parameters, amount = int(totals.parameters), int(getattr(totals, work))
    yield (
        f"in all: {scaled(parameters)} parameters, {scaled(amount)} {_WORDS[work]}; "
        f"weight layers: {totals.weight_layers:,} of {totals.layer_count:,}"
    )
    each = max((figures.bytes_per_value for figures in analysis.layers.values()), default=1)
    yield f"parameters in memory: {bytes_written(parameters * each)}, at {each} B a value"
    yield (
        f"activations in memory: {bytes_written(int(totals.activation_bytes))} for one example, "
        f"and {analysis.input_shape.values * each:,} B for the input"
    )


def _untrained(analysis: Analysis) -> Iterator[str]:
    """What is stored and not trained, and what is frozen, where there is any."""
    fixed = int(analysis.totals.fixed)
    if fixed:
        yield f"fixed: {fixed:,} values that are stored and not trained, not among the parameters"
    frozen = [
        each for each in analysis.layers.values() if not each.trainable and int(each.parameters)
    ]
    if frozen:
        count = sum(int(each.parameters) for each in frozen)
        layers = f"{len(frozen):,} layer{'s' * (len(frozen) > 1)}"
        yield f"frozen: {count:,} of the parameters, in {layers} with `trainable: false`"


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
