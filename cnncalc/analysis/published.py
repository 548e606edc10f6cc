"""Checking the figures that a spec says were published: do they hold for the network as written?

A figure is compared to the digits it was printed with. One that is marked `disputed` is reported and is
never a problem; figures are not checked under `--input` or `--set`, which make another network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import Diagnostic, SpecError
from cnncalc.spec.published import FIGURES
from cnncalc.spec.read import read_network
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.spec.graph import Reading
    from cnncalc.spec.published import Published
    from cnncalc.spec.source import Node

__all__ = ["disputed_figures", "published_problems"]


def published_problems(reading: Reading, analysis: Analysis) -> tuple[Diagnostic, ...]:
    """Give each published figure that does not hold, in the order of the file."""
    return tuple(found for found, disputed in _findings(reading, analysis) if not disputed)


def disputed_figures(reading: Reading, analysis: Analysis) -> tuple[Diagnostic, ...]:
    """Give each published figure that is disputed, with the reason as its note."""
    return tuple(found for found, disputed in _findings(reading, analysis) if disputed)


def _findings(reading: Reading, analysis: Analysis) -> Iterator[tuple[Diagnostic, bool]]:
    network = reading.network
    if network.overridden:
        return
    for published, node in network.published:
        figures: Analysis | Diagnostic = analysis
        if published.with_:
            figures = _under_settings(reading, published, node)
        if isinstance(figures, Diagnostic):
            yield figures, False
            continue
        for problem in _unlike(published, figures, reading, node):
            yield problem, published.disputed is not None


def _under_settings(
    reading: Reading, published: Published, node: Node | None
) -> Analysis | Diagnostic:
    """The analysis under the settings of one figure, or why there is none."""
    source = reading.network.source
    try:
        return walk(read_network(source, settings=published.with_))
    except SpecError as error:
        message = f"under these settings the network has a problem: {error.diagnostics[0].message}"
    except Exception as error:
        if not hasattr(error, "exit_code"):
            raise
        message = str(error)
    return Diagnostic("published-figure", message, source.place(node) if node else None)


def _unlike(
    published: Published, analysis: Analysis, reading: Reading, node: Node | None
) -> Iterator[Diagnostic]:
    place = reading.network.source.place(node) if node else None
    subject: Analysis | LayerFigures = analysis
    if published.layer is not None:
        if published.layer not in analysis.layers:
            meant = nearest(published.layer, analysis.layers)
            helps = (f"did you mean `{meant}`?",) if meant else ()
            message = f"a figure is given for `{published.layer}`, and there is no such layer"
            yield Diagnostic("published-figure", message, place, helps=helps)
            return
        subject = analysis.layers[published.layer]
    name = published.layer or reading.network.name
    for figure, printed, exact in _pairs(published, subject, analysis):
        if printed == exact:
            continue
        message = f"{name}: {published.source} says {figure} {printed}, and it is {exact}"
        helps = () if published.disputed else ("mend the spec, or say why: `disputed: ...`",)
        yield Diagnostic(
            "published-figure", message, place, helps=helps, note=published.disputed or ""
        )


def _pairs(
    published: Published, subject: Analysis | LayerFigures, analysis: Analysis
) -> Iterator[tuple[str, str, str]]:
    """Each figure of an entry: its name, as it was printed, and the exact value where it differs."""
    counted = analysis.totals if subject is analysis else subject
    if published.output is not None:
        shape = (
            [analysis.layers[each].output_shape for each in analysis.outputs][-1]
            if subject is analysis
            else subject.output_shape  # type: ignore[union-attr]
        )
        yield "output", published.output, shape.written()
    for name in FIGURES:
        figure = getattr(published, name)
        if figure is None:
            continue
        exact = int(getattr(counted, name))
        yield name, figure.text, figure.text if figure.holds_for(exact) else f"{exact:,}"
