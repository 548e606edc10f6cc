"""The chart of a step, drawn from courses made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.analysis.memory.prediction import SORTS, Event, Peak, Place
from cnncalc.report.look import Look
from cnncalc.report.memory.chart import chart
from tests.law import untimed

if TYPE_CHECKING:
    from cnncalc.analysis.memory.prediction import Phase

RAMP = [Event(f"conv{each}", "forward", each * 1000) for each in range(1, 9)]


def peak(course: list[Event]) -> Peak:
    """The peak of a course."""
    most = max(course, key=lambda each: each.bytes)
    by_sort = dict.fromkeys(SORTS, 0) | {"activations": most.bytes}
    return Peak(most.bytes, most.bytes, Place(most.layer, most.phase), by_sort, tuple(course))


def test_each_layer_of_a_few_is_a_block_as_high_as_what_is_held() -> None:
    """From 1,000 bytes to 8,000: an eighth of the height more each time."""
    title, empty, *lines = chart(peak(RAMP), "A step", Look(width=40))
    assert (title, empty) == ("A step", "")
    assert lines == [
        "7.81 KiB │                     ███",
        "         │                  ██████",
        "         │               █████████",
        "         │            ████████████",
        "         │         ███████████████",
        "         │      ██████████████████",
        "         │   █████████████████████",
        "       0 │████████████████████████",
        "          forward",
        "                               ^",
        "            the peak, at conv8, forward",
    ]


def test_ascii_has_no_blocks() -> None:
    text = "\n".join(chart(peak(RAMP), "A step", Look(width=40, ascii=True)))
    assert text.isascii()
    assert "#" in text


def test_phases_are_named_where_they_begin() -> None:
    course = [
        *RAMP,
        *(Event(each.layer, "backward", each.bytes) for each in reversed(RAMP)),
        Event("optimizer", "optimizer", 500),
    ]
    lines = chart(peak(course), "A step", Look(width=80))
    (names,) = [each for each in lines if "forward" in each and "backward" in each][:1]
    assert names.split() == ["forward", "backward", "optimizer"]
    assert names.index("backward") - names.index("forward") == 8 * (70 // 17)


def test_the_arrow_points_at_the_peak_where_many_layers_share_a_column() -> None:
    course = [Event(f"layer{each}", "forward", 10) for each in range(500)]
    course[321] = Event("layer321", "forward", 1000)
    *_, names, arrow = chart(peak(course), "A pass", Look(width=80))
    assert names.strip() == "forward"
    (column,) = [at for at, each in enumerate(arrow) if each == "^"]
    body = [each for each in chart(peak(course), "", Look(width=80)) if "│" in each]
    assert [row[column] for row in body if len(row) > column] == ["█"] * 8


events = st.builds(
    Event,
    st.text(max_size=20),
    st.sampled_from(["forward", "backward", "optimizer"]),
    st.integers(0, 10**15),
)


@untimed
@given(st.lists(events, min_size=1, max_size=300), st.integers(40, 220), st.booleans())
def test_a_chart_is_never_wider_than_the_terminal(
    course: list[Event],
    width: int,
    plain: bool,  # noqa: FBT001  drawn, not called
) -> None:
    """Its phases in order, as a step has them; a name may be anything."""
    order: list[Phase] = ["forward", "backward", "optimizer"]
    course = sorted(course, key=lambda each: order.index(each.phase))
    lines = chart(peak(course), "", Look(width=width, ascii=plain))
    rows = [each for each in lines if ("|" if plain else "│") in each][:8]
    assert len(rows) == 8
    assert all(len(each) <= width for each in rows)
    assert "\x1b" not in "\n".join(lines)
    assert not plain or "\n".join(lines).isascii()


@pytest.mark.parametrize("width", [None, 200, 1])
def test_a_chart_has_a_width_of_its_own_where_the_terminal_says_nothing_of_use(
    width: int | None,
) -> None:
    course = RAMP * 100
    rows = [each for each in chart(peak(course), "", Look(width=width)) if "│" in each]
    assert 20 <= max(map(len, rows)) <= 100
