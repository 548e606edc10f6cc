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
from cnncalc.report.page.frame import frame

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
"""Of the curve's place, and its margins."""
LEFT = 90
"""The width of the axis beside it."""


def _curve(peak: Peak, said: str) -> Html:
    """The curve as a picture, with a word for each pass below it, and the peak marked."""
    picture = element(
        "svg",
        *_axis(peak),
        *_areas(peak),
        *_legend(peak),
        *_mark(peak),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-LEFT} 0 {LEFT + WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"Memory over a step of training. {said}",
        class_="course",
    )
    return element("figure", frame(picture, "Memory over a step of training"))


def _highest(peak: Peak) -> int:
    return max((each.bytes for each in peak.course), default=1) or 1


def _axis(peak: Peak) -> Iterator[Html]:
    """Give the scale: nothing at all, and the most bytes that the curve reaches."""
    for said, y in (("0", HEIGHT - BOTTOM), (_short(_highest(peak)), TOP)):
        yield element("path", d=f"M-6 {y}H{WIDTH}", class_="scale")
        yield element("text", said, x=-12, y=y + 5, text_anchor="end")


def _legend(peak: Peak) -> Iterator[Html]:
    """Give a square and a word for each pass, below the curve."""
    for index, phase in enumerate(dict.fromkeys(each.phase for each in peak.course)):
        x, y = 120 * index, HEIGHT - 16
        yield element("path", d=f"M{x} {y}h12v12h-12Z", class_=phase)
        yield element("text", phase, x=x + 18, y=y + 11)
    meaning = "layers, in the order in which they run"
    yield element("text", meaning, x=WIDTH, y=HEIGHT - 5, text_anchor="end")


def _short(count: int) -> str:
    """Give bytes in the unit that says most, as the table of the peaks has them."""
    return bytes_written(count).rpartition(" = ")[2]


def _areas(peak: Peak) -> Iterator[Html]:
    """An area under the curve for each pass."""
    step = WIDTH / max(len(peak.course), 1)
    highest = _highest(peak)
    floor = HEIGHT - BOTTOM
    start = 0
    for phase, group in groupby(peak.course, key=lambda each: each.phase):
        events = list(group)
        path = [f"M{start * step:.1f} {floor}"]
        for index, event in enumerate(events, start):
            height = floor - (floor - TOP) * event.bytes / highest
            path.append(f"V{height:.1f}H{(index + 1) * step:.1f}")
        start += len(events)
        yield element("path", d="".join([*path, f"V{floor}Z"]), class_=f"area {phase}")


def _mark(peak: Peak) -> Iterator[Html]:
    """A line down to the peak, and a word at it."""
    index = next((at for at, each in enumerate(peak.course) if _is_at(each, peak)), None)
    if index is not None:
        at = (index + 0.5) * WIDTH / len(peak.course)
        x, share = f"{at:.1f}", at / WIDTH
        side = "start" if share < _SIDE else "end" if share > 1 - _SIDE else "middle"
        said = f"peak {_short(peak.bytes)}"
        yield element("path", d=f"M{x} 20V{TOP}", class_="peak")
        yield element("text", said, x=x, y=14, text_anchor=side, class_="strong")


_SIDE = 0.1
"""How near to an end, as a share of the width, the word at the peak stands beside it."""


def _is_at(event: Event, peak: Peak) -> bool:
    return (event.layer, event.phase) == tuple(peak.at)


def _peaks(prediction: Prediction) -> Html:
    """A column for each pass: its peak, where it is, and what it consists of."""
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
    head = (element("th", each, scope="col", class_="n") for each in passes)
    peaks = list(passes.values())
    rows = [
        _row("peak", [_short(each.bytes) for each in peaks]),
        _row("in bytes", [f"{each.bytes:,}" for each in peaks]),
        _row("reached at", [_place(each.at) for each in peaks]),
    ]
    rows += [
        _row(_sort_said(sort), [f"{each.by_sort.get(sort, 0):,}" for each in peaks])
        for sort in sorts
    ]
    title = "Peaks of memory, and what they consist of, in bytes"
    table = element(
        "table",
        element("caption", title),
        element("thead", element("tr", element("td"), *head)),
        element("tbody", *rows),
    )
    return frame(table, title)


def _row(name: str, values: list[str]) -> Html:
    cells = (element("td", each, class_="n") for each in values)
    return element("tr", element("th", name, scope="row"), *cells)


def _sort_said(sort: Sort) -> str:
    return sort.replace("_", " ")


def _place(place: Place) -> str:
    """Where a peak is: a layer and the pass, or the optimizer."""
    return place.phase if place.layer == place.phase else f"{place.layer} ({place.phase})"
