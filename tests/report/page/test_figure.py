"""The figures at the head, and side by side.

AlexNet's are those of Caffe's bvlc_alexnet, ResNet-18's of torchvision.
"""

from __future__ import annotations

from cnncalc.report.page.figure import comparison, head_figures
from cnncalc.report.page.panel import Panels
from tests.report.page.read import PROBLEMS, read, subject


def test_the_head_has_each_total_as_people_say_it_and_exactly() -> None:
    alexnet, panels = subject("alexnet"), Panels("n")
    assert alexnet.tally
    text = head_figures(alexnet.tally, panels, alexnet.look)
    assert ">61.0 M</button><small>60,965,224</small>" in text
    assert "23<small>8 with weights</small>" in text
    seen = read(text)
    assert seen.elements["dt"] == seen.elements["dd"] == 6
    assert "243,860,896 B" in seen.text


def test_the_head_follows_the_convention() -> None:
    alexnet = subject("alexnet")
    assert alexnet.tally
    counted = alexnet.tally.analysis.counted(biases="not_counted", operations="flops")
    text = read(head_figures(counted, Panels("n"), alexnet.look)).text
    assert "FLOPs" in text
    assert "60,954,656" in text  # 60,965,224 less its 10,568 biases


def test_a_comparison_says_how_many_times_the_first_each_is() -> None:
    """11,689,512 / 60,965,224 = 0.19."""
    rows = comparison([subject("alexnet"), subject("resnet18", "network2")])
    assert 'data-v="11689512">11,689,512<small>0.19\N{MULTIPLICATION SIGN}</small>' in rows
    assert 'data-v="60965224">60,965,224</td>' in rows
    assert '<a href="#network2">' in rows


def test_the_first_that_can_be_read_is_what_others_are_compared_with() -> None:
    rows = comparison([subject(PROBLEMS), subject("alexnet", "n2"), subject("alexnet", "n3")])
    assert "2 problems, and so no figures" in rows
    assert rows.count("<small>1\N{MULTIPLICATION SIGN}<") == 4


def test_networks_without_any_figures_are_compared_all_the_same() -> None:
    assert comparison([subject(PROBLEMS), subject(PROBLEMS, "n2")]).count("2 problems") == 2


def test_what_is_a_multiple_of_nothing_has_none() -> None:
    nothing = "name: n\ninput: 8x8x1\nlayers: [relu]\n"
    assert "<small>" not in comparison([subject(nothing), subject("lenet5", "n2")])
