"""Checking the figures that a spec says were published, against the network as it is.

A figure is compared to the digits it was printed with. One that is marked `disputed` is reported,
and is never a problem. None is checked under `--input` or the like, which make another network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CannotRunError, Diagnostic, SpecError
from cnncalc.spec.published import FIGURES
from cnncalc.spec.read import read_network
from cnncalc.spec.source import Fields
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.spec.graph import Network, Reading
    from cnncalc.spec.published import Published
    from cnncalc.spec.source import Node

__all__ = ["disputed_figures", "published_problems"]


def published_problems(reading: Reading, analysis: Analysis) -> tuple[Diagnostic, ...]:
    """Give each published figure that does not hold, in the order of the file."""
    return tuple(found for found, disputed in _findings(reading, analysis) if not disputed)


def disputed_figures(reading: Reading, analysis: Analysis) -> tuple[Diagnostic, ...]:
    """Give each published figure that is disputed, with the reason as its note."""
    return tuple(found for found, disputed in _findings(reading, analysis) if disputed)


class _Variant(NamedTuple):
    """The network under the settings of a figure."""

    network: Network
    analysis: Analysis


def _findings(reading: Reading, analysis: Analysis) -> Iterator[tuple[Diagnostic, bool]]:
    """What was found, in the order of the file, and whether it is disputed."""
    network = reading.network
    if network.overridden:
        return
    as_written = _Variant(network, analysis)
    variants: dict[str, _Variant | str] = {"": as_written}
    left = network.limits.layers
    for published, node in network.published:
        settings = repr(published.with_ or "")
        if settings not in variants:
            variants[settings] = _variant(reading, published) if left > 0 else _TOO_MANY
            left -= max(1, len(network.nodes))
        variant = variants.get(settings, as_written)
        if isinstance(variant, str):
            yield _diagnostic(variant, network, node), False
            continue
        for problem in _unlike(published, variant, node):
            yield problem, published.disputed is not None


_TOO_MANY = "this figure was not checked: there are too many other settings to analyse under"
"""All variants together may have as many layers as a network."""


def _variant(reading: Reading, published: Published) -> _Variant | str:
    """The network under the settings of one figure, or why there is none."""
    network = reading.network
    try:
        other = read_network(network.source, settings=published.with_, limits=network.limits)
        return _Variant(other.network, walk(other))
    except SpecError as error:
        return f"under these settings, {error.diagnostics[0].message}"
    except CannotRunError as error:
        return str(error)


def _unlike(published: Published, variant: _Variant, node: Node) -> Iterator[Diagnostic]:
    """The figures of one entry that are not those of the network."""
    network, analysis = variant
    figures: LayerFigures | None = None
    if published.layer is not None:
        name = network.named(published.layer)
        if name is None:
            meant = nearest(published.layer, analysis.layers)
            helps = (f"did you mean `{meant}`?",) if meant else ()
            message = f"a figure is given for `{published.layer}`, and there is no such layer"
            yield _diagnostic(message, network, _value(node, "layer"), helps)
            return
        figures = analysis.layers[name]
    holds = True
    for figure, printed, exact in _pairs(published, figures, analysis):
        if printed == exact:
            continue
        holds = False
        whose = published.layer or network.name
        message = f"{whose}: {published.source} says {figure} {printed}, and it is {exact}"
        helps = () if published.disputed else ("mend the spec, or say why: `disputed: ...`",)
        note = published.disputed or ""
        yield _diagnostic(message, network, _value(node, figure), helps, note)
    if holds and published.disputed:
        message = "this figure is marked as disputed, and it holds"
        yield _diagnostic(message, network, node, (), published.disputed)


def _pairs(
    published: Published, figures: LayerFigures | None, analysis: Analysis
) -> Iterator[tuple[str, str, str]]:
    """Each figure of an entry: its name, how it was printed, and that again or the exact value."""
    if published.output is not None:
        giving = figures or analysis.layers[analysis.outputs[-1]]
        yield "output", published.output, giving.output_shape.written()
    for name in FIGURES:
        figure = getattr(published, name)
        if figure is not None:
            exact = int(getattr(figures or analysis.totals, name))
            yield name, figure.text, figure.text if figure.holds_for(exact) else f"{exact:,}"


def _value(node: Node, field: str) -> Node:
    """Where a field of an entry stands."""
    entries = node.entries if isinstance(node, Fields) else {}
    return entries[field].value if field in entries else node


def _diagnostic(
    message: str, network: Network, node: Node, helps: tuple[str, ...] = (), note: str = ""
) -> Diagnostic:
    place = network.source.place(node)
    return Diagnostic("published-figure", message, place, helps=helps, note=note)
