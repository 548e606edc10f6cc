"""Bars: in proportion, divided by family."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.diagram.bars import bars
from cnncalc.diagram.canvas.scene import Rectangle, Text, marks
from cnncalc.diagram.canvas.svg import svg_text
from tests.diagram.reading import texts_of


def lengths(name: str, heading: str, *, log: bool = False) -> dict[str, float]:
    """How long the bar of each layer is in the panel with a heading."""
    found: dict[str, float] = {}
    for each in marks(bars(cnncalc.analyze(name), log=log).shapes):
        if isinstance(each, Rectangle) and f" {heading} of " in each.tip:
            layer = each.tip.partition(": ")[0]
            found[layer] = found.get(layer, 0) + each.width
    return found


def test_a_bar_is_as_long_as_its_count_is_large() -> None:
    """Caffe's bvlc_alexnet: 37,752,832 parameters in fc6, 16,781,312 in fc7."""
    found = lengths("alexnet", "parameters")
    assert found["fc7"] / found["fc6"] == pytest.approx(16_781_312 / 37_752_832)
    assert max(found, key=lambda each: found[each]) == "fc6"


def test_what_is_there_at_all_is_seen() -> None:
    assert lengths("alexnet", "parameters")["conv1"] >= 1


def test_a_logarithmic_bar_grows_by_the_same_for_each_ten() -> None:
    """LeNet-5's C5 has 48,120 parameters, S2 has 12 (LeCun et al. 1998, section II.B).

    The scale begins at 10.
    """
    found = lengths("lenet5", "parameters", log=True)
    assert found["S2"] / found["C5"] == pytest.approx((1.07918 - 1) / (4.68233 - 1), rel=1e-3)


def test_a_row_of_a_block_is_divided_by_family() -> None:
    """A bottleneck's memory is that of convolutions, normalizations and one addition."""
    shapes = marks(bars(cnncalc.analyze("resnet152")).shapes)
    looks = {
        each.look
        for each in shapes
        if isinstance(each, Rectangle) and each.tip.startswith("conv2_x/bottleneck1: ")
    }
    assert looks == {"convolution", "normalization", "merge"}


def test_counts_and_totals_are_written() -> None:
    """Caffe's bvlc_alexnet: 60,965,224 parameters; 34,944 in conv1 (CS231n)."""
    texts = texts_of(svg_text(bars(cnncalc.analyze("alexnet"))))
    assert {"34,944", "60,965,224 in all"} <= set(texts)


def labels(analysis: cnncalc.Analysis) -> list[str]:
    """The names of the rows, which end at their bars."""
    shapes = marks(bars(analysis).shapes)
    return [each.text for each in shapes if isinstance(each, Text) and each.anchor == "end"]


@pytest.mark.parametrize("name", ["resnet18", "densenet121", "googlenet"])
def test_no_two_rows_have_the_same_label(name: str) -> None:
    found = labels(cnncalc.analyze(name))
    assert len(set(found)) == len(found)


def test_long_names_that_differ_in_their_middle_stay_apart() -> None:
    layers = "".join(
        f"  - conv: {{name: {'a' * 30}{n}{'b' * 30}, filters: 2, kernel: 1}}\n" for n in range(9)
    )
    text = f"name: long\ninput: 4x4x1\nlayers:\n{layers}"
    found = labels(cnncalc.analyze(cnncalc.load_text(text)))
    assert len(set(found)) == 9


def test_without_anything_to_show_there_is_a_sentence_and_no_heading() -> None:
    analysis = cnncalc.analyze(cnncalc.load_text("name: n\ninput: 9x9x1\nlayers: [relu, relu]\n"))
    texts = texts_of(svg_text(bars(analysis)))
    sentence = "nothing to draw: no layer has parameters, MACs or activation memory of its own"
    assert texts == ["n", sentence]


def test_the_counts_of_a_column_are_written_in_one_form() -> None:
    """By hand: 4096*4096 values times 1*1*64*64 and 3*3*64*1 MACs; one needs 14 characters."""
    text = """
name: n
input: 4096x4096x64
layers:
  - conv: {filters: 64, kernel: 1}
  - conv: {filters: 1, kernel: 3, padding: same}
"""
    texts = texts_of(svg_text(bars(cnncalc.analyze(cnncalc.load_text(text)))))
    assert {"68.7 G", "9.66 G"} <= set(texts)
    assert "9,663,676,416" not in texts
