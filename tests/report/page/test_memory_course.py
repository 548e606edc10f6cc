"""The curve of memory, made by hand: three layers forward and backward, and the optimizer."""

from __future__ import annotations

import re

from cnncalc.analysis.memory.prediction import SORTS, Event, Peak, Place, Prediction
from cnncalc.analysis.memory.setup import Setup
from cnncalc.report.page.memory_course import memory_course
from tests.report.page.read import read

COURSE = (
    Event("a", "forward", 512),
    Event("b", "forward", 1024),
    Event("b", "backward", 2048),
    Event("a", "backward", 1024),
    Event("optimizer", "optimizer", 512),
)
BY_SORT = dict.fromkeys(SORTS, 0) | {"parameters": 2000, "activations": 48}
STEP = Peak(2048, 2000, Place("b", "backward"), BY_SORT, COURSE)
INFERENCE = Peak(1024, 1000, Place("b", "forward"), BY_SORT, COURSE[:2])
PREDICTION = Prediction(Setup(batch=32), 512, 500, INFERENCE, STEP, STEP)


def test_the_curve_has_an_area_for_each_pass_as_high_as_its_memory() -> None:
    text = memory_course(PREDICTION)
    areas = re.findall(r'<path d="([^"]+)" class="area ([a-z]+)">', text)
    assert [phase for _, phase in areas] == ["forward", "backward", "optimizer"]
    # 260 high, of which 36 above and 24 below are margin: 512 of 2048 is a quarter of 200.
    assert areas[0][0] == "M0.0 236V186.0H200.0V136.0H400.0V236Z"
    assert areas[1][0].startswith("M400.0 236V36.0H600.0")


def test_the_peak_is_said_and_marked() -> None:
    text = memory_course(PREDICTION)
    assert "Its peak is 2,048 B = 2.05 kB = 2.00 KiB, at b (backward)." in read(text).text
    assert 'd="M500.0 20V36"' in text
    assert 'role="img"' in text


def test_the_curve_has_a_scale_and_a_legend() -> None:
    curve = memory_course(PREDICTION).partition("<svg")[2].partition("</svg>")[0]
    for said in ("0", "2.00 KiB", "peak 2.00 KiB", "forward", "backward", "optimizer"):
        assert f">{said}</text>" in curve


def test_the_setup_is_said() -> None:
    said = read(memory_course(PREDICTION)).text
    assert "on a GPU: a batch of 32 examples, float32, optimizer sgd." in said


def test_the_peaks_have_a_column_for_each_pass_and_a_row_for_each_sort_there_is() -> None:
    seen = read(memory_course(PREDICTION))
    assert seen.elements["tr"] == 1 + 3 + 2
    assert "activations" in seen.text
    assert "gradients" not in seen.text


def test_a_name_of_a_layer_is_text() -> None:
    peak = STEP.__class__(1, 1, Place("<b>", "forward"), BY_SORT, (Event("<b>", "forward", 1),))
    assert "<b>" not in memory_course(Prediction(Setup(), 1, 1, peak, peak, peak))
