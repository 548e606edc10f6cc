"""Memory over a step of training on a page: how it rises and falls, and the peaks of each pass.

    memory_course(predicted(analysis, Setup(batch=32)))

The curve is that of a second step, when the optimizer has its state: each layer forward, each
backward, then the optimizer. The bytes are those that PyTorch allocates.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cnncalc.quantity import bytes_written
from cnncalc.report.element import Html, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.memory.prediction import Event, Peak, Place, Prediction, Sort
    from cnncalc.analysis.memory.setup import Setup

__all__ = ["memory_course"]


def memory_course(prediction: Prediction) -> Html:
    """Give a sentence on the setup, the curve, and a table of the peaks."""
    peak = prediction.second_step
    said = f"Its peak is {bytes_written(peak.bytes)}, at {_place(peak.at)}."
    return joined(
        [
            element("p", f"{_setup_said(prediction.setup)} {said}", class_="faint"),
            _curve(prediction.second_step, said),
            _peaks(prediction),
        ],
        "\n",
    )


def _setup_said(setup: Setup) -> str:
    examples = "1 example" if setup.batch == 1 else f"{setup.batch:,} examples"
    where = "on a GPU" if setup.rules == "cuda" else "on the CPU"
    return (
        f"A step of training in PyTorch {where}: a batch of {examples}, {setup.dtype}, "
        f"optimizer {setup.optimizer}. The curve is that of a second step."
    )


WIDTH, HEIGHT, TOP, BOTTOM = 1000, 260, 36, 24
"""Of the curve's picture, and its margins."""


def _curve(peak: Peak, said: str) -> Html:
    """The curve as a picture, with a word for each pass below it, and the peak marked."""
    picture = element(
        "svg",
        *_areas(peak),
        *_mark(peak),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"Memory over a step of training. {said}",
        class_="course",
    )
    return element(
        "div",
        picture,
        class_="scroll",
        role="group",
        aria_label="Memory over a step of training",
        tabindex=0,
    )


def _areas(peak: Peak) -> Iterator[Html]:
    """An area under the curve for each pass."""
    step = WIDTH / max(len(peak.course), 1)
    highest = max((each.bytes for each in peak.course), default=1) or 1
    floor = HEIGHT - BOTTOM
    start = 0
    for phase, group in groupby(peak.course, key=lambda each: each.phase):
        events = list(group)
        path = [f"M{start * step:.1f} {floor}"]
        for index, event in enumerate(events, start):
            height = floor - (floor - TOP) * event.bytes / highest
            path.append(f"V{height:.1f}H{(index + 1) * step:.1f}")
        middle = (start + len(events) / 2) * step
        start += len(events)
        yield element("path", d="".join([*path, f"V{floor}Z"]), class_=f"area {phase}")
        if len(events) * step >= _ROOM:
            yield element("text", phase, x=f"{middle:.1f}", y=HEIGHT - 7, text_anchor="middle")


_ROOM = 70
"""The width that the word for a pass takes."""


def _mark(peak: Peak) -> Iterator[Html]:
    """A line down to the peak, and a word at it."""
    index = next((at for at, each in enumerate(peak.course) if _is_at(each, peak)), None)
    if index is not None:
        x = f"{(index + 0.5) * WIDTH / len(peak.course):.1f}"
        yield element("path", d=f"M{x} 20V{TOP}", class_="peak")
        yield element("text", "peak", x=x, y=14, text_anchor="middle", class_="strong")


def _is_at(event: Event, peak: Peak) -> bool:
    return (event.layer, event.phase) == tuple(peak.at)


def _peaks(prediction: Prediction) -> Html:
    """A row for each pass: its peak, where it is, and what it consists of."""
    passes = {
        "inference": prediction.inference,
        "first step": prediction.first_step,
        "each step after it": prediction.second_step,
    }
    sorts = [
        sort
        for sort in prediction.second_step.by_sort
        if any(each.by_sort.get(sort, 0) for each in passes.values())
    ]
    headings = ["pass", "peak", "in bytes", "reached at", *map(_sort_said, sorts)]
    numeric = {1, 2, *range(4, len(headings))}
    head = (
        element("th", each, scope="col", class_="n" if index in numeric else None)
        for index, each in enumerate(headings)
    )
    rows = (_peak_row(name, each, sorts) for name, each in passes.items())
    title = "Peaks of memory, and what they consist of, in bytes"
    table = element(
        "table",
        element("caption", title),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
    )
    return element("div", table, class_="scroll", role="group", aria_label=title, tabindex=0)


def _peak_row(name: str, peak: Peak, sorts: list[Sort]) -> Html:
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", bytes_written(peak.bytes).rpartition(" = ")[2], class_="n"),
        element("td", f"{peak.bytes:,}", class_="n"),
        element("td", _place(peak.at)),
        *(element("td", f"{peak.by_sort.get(each, 0):,}", class_="n") for each in sorts),
    )


def _sort_said(sort: Sort) -> str:
    return sort.replace("_", " ")


def _place(place: Place) -> str:
    """Where a peak is: a layer and the pass, or the optimizer."""
    return place.phase if place.layer == place.phase else f"{place.layer} ({place.phase})"
