"""What another tool prints for a network: our figure, each difference by name, and its total.

    >>> account = peer_account(cnncalc.analyze("resnet50"), PEERS["torchinfo"])
    >>> counts = account.counts["Total mult-adds"]
    >>> [int(counts.ours), *[int(each.amount) for each in counts.differences], int(counts.total)]
    [4089184256, 1000, 53120, 4089238376]

A layer whose rule is not known is left out of the total, which is then the least that the tool
prints, and stands among the `unknown`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cnncalc.analysis.figure import BYTES_PER_VALUE, COUNTED
from cnncalc.derivation import Leaf, total
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.peer.rule import Figure, Peer, Rule
    from cnncalc.analysis.result import Analysis

__all__ = ["Account", "Counts", "Difference", "peer_account"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a tool adds to our figure, or leaves out of it, and for which layers."""

    words: str
    amount: Quantity
    layers: tuple[str, ...]
    source: str
    """Where the tool's own source shows it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """One number that a tool prints, and how it comes about."""

    label: str
    """What the tool calls it."""
    ours: Quantity
    """Our figure; 0 where there is none to start from."""
    differences: tuple[Difference, ...]
    total: Quantity
    printed: str
    """The number as the tool writes it."""
    unknown: Mapping[str, tuple[str, ...]]
    """Kinds whose rule is not known, each with its layers: the total is without them."""


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that a tool prints for one network."""

    analysis: Analysis
    peer: Peer
    counts: Mapping[str, Counts]
    """By the tool's own words."""

    @property
    def unknown(self) -> Mapping[str, tuple[str, ...]]:
        """The kinds whose rule is not known for one of the figures."""
        return {
            kind: layers for each in self.counts.values() for kind, layers in each.unknown.items()
        }


def peer_account(analysis: Analysis, peer: Peer) -> Account:
    """Give what a tool prints for a network, written as `cnncalc export` writes it."""
    counts: dict[str, Counts] = {}
    for figure in peer.figures:
        counts[figure.label] = (
            _together(figure, counts) if figure.parts else _counted(figure, analysis)
        )
    return Account(analysis, peer, counts)


def _counted(figure: Figure, analysis: Analysis) -> Counts:
    layers = analysis.layers.values()
    unknown = [each for each in layers if figure.unknown(each)]
    left_out = {each.name for each in unknown}
    terms = _terms(figure.ours, analysis)
    missing = [(name, -value) for name, value in terms if name in left_out]
    differences = [
        difference
        for rule in figure.rules
        if (difference := _difference(rule, layers, left_out)) is not None
    ]
    if missing:
        words = "layers whose rule is not known"
        names = tuple(name for name, _ in missing)
        differences.append(Difference(words, _quantity(words, missing), names, ""))
    kinds: dict[str, list[str]] = {}
    for each in unknown:
        kinds.setdefault(each.kind, []).append(each.name)
    ours = _quantity(figure.ours, terms)
    named = {kind: tuple(names) for kind, names in kinds.items()}
    return _finished(figure, ours, differences, named)


def _difference(
    rule: Rule, layers: Iterable[LayerFigures], left_out: Collection[str]
) -> Difference | None:
    """What a rule comes to; None where no layer makes a difference."""
    found = [
        (each, amount)
        for each in layers
        if each.kind in rule.kinds and each.name not in left_out and (amount := rule.amount(each))
    ]
    if not found:
        return None
    kinds = dict.fromkeys(each.kind for each, _ in found)
    words = f"{', '.join(kinds)}: {rule.words}"
    whole = _quantity(words, [(each.name, value) for each, value in found])
    return Difference(words, whole, tuple(each.name for each, _ in found), rule.source)


def _together(figure: Figure, counts: Mapping[str, Counts]) -> Counts:
    """The sum of other figures of the tool, the first of which stands for ours."""
    first, *others = (counts[each] for each in figure.parts)
    differences = [
        Difference(each.label, replace(each.total, name=each.label), (), "") for each in others
    ]
    unknown = {kind: layers for each in (first, *others) for kind, layers in each.unknown.items()}
    return _finished(figure, replace(first.total, name=first.label), differences, unknown)


def _finished(
    figure: Figure,
    ours: Quantity,
    differences: Sequence[Difference],
    unknown: Mapping[str, tuple[str, ...]],
) -> Counts:
    """A figure with its total, the sum of ours and of every difference."""
    terms = [
        Leaf(each.name, each.value, each.name)
        for each in (ours, *(each.amount for each in differences))
    ]
    sum_of_all = Quantity(figure.label, total(terms), source="our figure and the differences")
    printed = figure.spelled(int(sum_of_all))
    return Counts(figure.label, ours, tuple(differences), sum_of_all, printed, unknown)


def _terms(name: str, analysis: Analysis) -> list[tuple[str, int]]:
    """Our own figure, layer by layer."""
    layers = analysis.layers.items()
    width = next((each.bytes_per_value for _, each in layers), BYTES_PER_VALUE)
    if name == "input_bytes":
        return [("input", analysis.input_shape.values * width)]
    if name == "parameter_bytes":
        found = [(layer, int(each.parameters) * width) for layer, each in layers]
    else:
        found = [(layer, int(COUNTED[name].of(each))) for layer, each in layers if name]
    return [(layer, value) for layer, value in found if value]


def _quantity(name: str, terms: Iterable[tuple[str, int]]) -> Quantity:
    """A sum over layers."""
    return Quantity(name, total(Leaf(layer, value, layer) for layer, value in terms))
