"""Volumes: what the papers' figures write, and boxes in proportion."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.diagram.chain import chain_of
from cnncalc.diagram.procession import Procession, procession_of
from cnncalc.diagram.solid import Kernel, Solid
from cnncalc.diagram.svg import svg_text
from cnncalc.diagram.volumes import volumes
from tests.diagram.reading import parsed, texts_of

TIMES = "\N{MULTIPLICATION SIGN}"

FIGURES = {
    # LeCun et al. 1998, figure 2: C1: 6@28x28, S2: 6@14x14, C3: 16@10x10, S4: 16@5x5, 120, 84, 10
    "lenet5": ["28x28x6", "14x14x6", "10x10x16", "5x5x16", "1x1x120", "84", "10"],
    # Krizhevsky et al. 2012, figure 2, both towers together
    "alexnet": ["55x55x96", "27x27x256", "13x13x384", "13x13x256", "4096", "1000"],
    # Simonyan & Zisserman 2015, table 1, column D
    "vgg16": ["224x224x64", "112x112x128", "56x56x256", "28x28x512", "14x14x512", "4096", "1000"],
    # Ronneberger et al. 2015, figure 1
    "unet": ["568x568x64", "280x280x128", "136x136x256", "64x64x512", "52x52x512", "388x388x2"],
}


def stops(name: str) -> Procession:
    """The boxes of a shipped network."""
    analysis = cnncalc.analyze(name)
    return procession_of(chain_of(analysis), analysis, "hwc")


@pytest.mark.parametrize("name", FIGURES)
def test_the_sizes_of_the_paper_are_written(name: str) -> None:
    texts = texts_of(cnncalc.draw(name))
    assert [each for each in FIGURES[name] if each.replace("x", TIMES) not in texts] == []


def test_shapes_are_written_in_the_order_that_is_asked_for() -> None:
    texts = texts_of(svg_text(volumes(cnncalc.analyze("alexnet"), order="chw")))
    assert f"96{TIMES}55{TIMES}55" in texts


def test_sides_grow_with_the_square_root() -> None:
    """A map of 56 rows is half as high as one of 224, of 64 channels half as thick as of 256."""
    by_shape = {str(each.shape): each for each in stops("vgg16").stops}
    first, third = by_shape["224x224x64"], by_shape["56x56x256"]
    assert third.height == pytest.approx(first.height / 2)
    assert third.thickness == pytest.approx(first.thickness * 2)
    assert first.depth == first.height


def test_a_kernel_is_drawn_by_the_same_rule_as_the_map_it_reads() -> None:
    """Krizhevsky et al. 2012: 11 by 11 on 227 by 227."""
    conv1 = stops("alexnet").stops[1]
    assert conv1.kernel == Kernel((11 / 227) ** 0.5, (11 / 227) ** 0.5)


def test_a_dense_layer_and_a_transposed_convolution_draw_no_kernel() -> None:
    """The one reads everything; the window of the other lies on its output."""
    by_name = {each.caption.lines[0].text: each for each in stops("alexnet").stops}
    assert (by_name["fc6"].kernel, by_name["fc6"].reads_all) == (None, True)
    generator = stops("dcgan-generator").stops
    assert [each.kernel for each in generator] == [None] * len(generator)


def test_what_repeats_is_counted() -> None:
    """Simonyan & Zisserman 2015: two, two, three, three and three convolutions of 3 by 3."""
    titles = [each.caption.lines[0].text for each in stops("vgg16").stops]
    assert [each[-2:] for each in titles if each.startswith("conv")] == [
        f"{TIMES}{count}" for count in (2, 2, 3, 3, 3)
    ]


@pytest.mark.parametrize("name", ["resnet152", "densenet121", "inception-v3", "mobilenet-v2"])
def test_a_deep_network_is_a_few_boxes(name: str) -> None:
    assert len(stops(name).stops) <= 24


def test_several_that_repeat_together_stand_over_a_bracket() -> None:
    """Howard et al. 2017, table 1: five times a depthwise and a pointwise convolution."""
    assert (2, 5) in {each.repeats for each in stops("mobilenet-v1").stops}


def test_a_skip_is_drawn_over_the_boxes_between() -> None:
    """Ronneberger et al. 2015, figure 1: four arrows of copy and crop."""
    svg = cnncalc.draw("unet")
    assert texts_of(svg).count("crop") == 4


def test_thousands_of_layers_that_do_not_repeat_are_left_out_and_counted() -> None:
    layers = "".join(
        f"  - conv: {{filters: 2, kernel: {n % 7 + 1}, padding: same}}\n" for n in range(2000)
    )
    analysis = cnncalc.analyze(cnncalc.load_text(f"name: long\ninput: 9x9x1\nlayers:\n{layers}"))
    scene = volumes(analysis)
    notes = [each for each in texts_of(svg_text(scene)) if "left out" in each]
    assert notes
    assert scene.width < 2600


def test_a_vector_is_a_column() -> None:
    text = "name: v\ninput: 100\nlayers: [{dense: 10}]\n"
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    svg = svg_text(volumes(analysis))
    assert {"input", "100", "10"} <= set(texts_of(svg))
    assert parsed(svg).get("width")


def test_a_point_of_the_right_side_lies_on_it() -> None:
    solid = Solid(0, 50, 10, 40, 30, "dense")
    assert solid.on_side(0, 1) == pytest.approx((10, solid.bottom))
    assert solid.on_side(1, 0) == pytest.approx((solid.right, solid.top))
