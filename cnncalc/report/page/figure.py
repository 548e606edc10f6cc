"""The figures that a network is known by, large at the head of its section; and side by side.

head_figures(tally, panels)
comparison(subjects)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.derivation import Leaf
from cnncalc.notation import number
from cnncalc.quantity import Quantity, bytes_written, scaled
from cnncalc.report.cell import part_text
from cnncalc.report.comparison import ratio_written
from cnncalc.report.element import Html, element, joined
from cnncalc.report.page.layer_table import sortable
from cnncalc.report.table import Column
from cnncalc.report.working import Line, Section
from cnncalc.report.working_html import section_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.tally import Tally
    from cnncalc.report.look import Look
    from cnncalc.report.page.panel import Panels
    from cnncalc.report.page.subject import Subject

__all__ = ["comparison", "head_figures"]


def head_figures(tally: Tally, panels: Panels, look: Look) -> Html:
    """Give the input and output, the totals, and how many layers there are, as a list of terms."""
    analysis, name = tally.analysis, tally.analysis.name
    given = part_text(analysis.input_shape, look)
    results = (part_text(analysis.layers[each].output_shape, look) for each in analysis.outputs)
    entries = [
        element("dt", "input and output"),
        element("dd", f"{given} \N{RIGHTWARDS ARROW} {', '.join(results)}"),
    ]
    for each in _headlines(tally):
        section = Section.of("", [Line((each.title,), each.quantity)])
        working = joined(section_html(section, look))
        button = panels.button(Html(each.short), each.title, name, working)
        exact = (element("small", part) for part in each.exact)
        entries += [element("dt", each.title), element("dd", button, *exact)]
    layers, weighted = analysis.totals.layer_count, analysis.totals.weight_layers
    entries += [
        element("dt", "layers"),
        element("dd", f"{layers:,}", element("small", f"{weighted:,} with weights")),
    ]
    pairs = zip(entries[::2], entries[1::2], strict=True)
    return element("dl", *(element("div", *each) for each in pairs), class_="head")


class _Headline(NamedTuple):
    """A total as people say it, and exactly."""

    title: str
    quantity: Quantity
    short: str
    exact: tuple[str, ...]


def _headlines(tally: Tally) -> Iterator[_Headline]:
    totals, work = tally.totals, tally.convention.operations
    for name, title in (("parameters", "parameters"), (work, _WORK[work])):
        count = int(totals[name])
        yield _Headline(title, totals[name], scaled(count), (number(count),))
    width = Leaf("bytes a value", tally.bytes_per_value, "B")
    held = Leaf("parameters", int(totals.parameters), "N") * width
    weight = Quantity("memory of the parameters", held, "B")
    for title, quantity in (
        ("parameters in memory", weight),
        ("activations in memory", totals.activation_bytes),
    ):
        exact, *others = bytes_written(int(quantity)).split(" = ")
        yield _Headline(title, quantity, others[-1] if others else exact, (exact, *others[:-1]))


_WORK = {"macs": "MACs", "flops": "FLOPs", "connections": "connections"}


def comparison(subjects: Sequence[Subject]) -> Html:
    """Give a row for each network: its totals, and how many times the first one's they are."""
    readable = [each.tally for each in subjects if each.tally]
    first = readable[0] if readable else None
    body = joined((_compared(each, first) for each in subjects), "\n")
    work = _WORK[first.convention.operations] if first else "work"
    headings = ("input", "layers", "with weights", "parameters", work, "activations", "bytes")
    columns = tuple(Column(each, each, numeric=True) for each in headings)
    return sortable("Side by side", (Column("name", "network"), *columns), body)


def _compared(subject: Subject, first: Tally | None) -> Html:
    head = element(
        "th", element("span", element("a", subject.name, href=f"#{subject.key}")), scope="row"
    )
    tally = subject.tally
    if tally is None:
        count = len(subject.examination.problems)
        said = f"{count:,} problem{'s' * (count != 1)}, and so no figures"
        return element("tr", head, element("td", said, colspan=7))
    analysis = tally.analysis
    work = tally.convention.operations
    cells = [
        element(
            "td",
            part_text(analysis.input_shape, subject.look),
            class_="n",
            data_v=analysis.input_shape.values,
        ),
        element("td", f"{analysis.totals.layer_count:,}", class_="n"),
        element("td", f"{analysis.totals.weight_layers:,}", class_="n"),
    ]
    for name in ("parameters", work, "activations", "activation_bytes"):
        count = int(tally.totals[name])
        times = _times(count, int(first.totals[name])) if first and first is not tally else None
        cells.append(
            element(
                "td",
                f"{count:,}",
                element("small", times) if times else None,
                class_="n",
                data_v=count,
            )
        )
    return element("tr", head, *cells)


def _times(count: int, of: int) -> str | None:
    """How many times another number one is, as `compare` has it; nothing for one that is 0."""
    return ratio_written(Fraction(count, of)) if of else None
