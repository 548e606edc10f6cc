"""Bars: in proportion, divided by family."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.diagram.bars import bars
from cnncalc.diagram.scene import Rectangle, marks
from cnncalc.diagram.svg import svg_text
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
