"""Volumes: what the papers' figures write, and boxes in proportion."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.diagram.canvas.svg import svg_text
from cnncalc.diagram.volumes.chain import chain_of
from cnncalc.diagram.volumes.procession import Procession, procession_of
from cnncalc.diagram.volumes.solid import Kernel, Solid
from cnncalc.diagram.volumes.volumes import volumes
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


def test_a_skip_is_drawn_over_the_boxes_between_or_says_in_which_row_it_goes_on() -> None:
    """Ronneberger et al. 2015, figure 1: four arrows of copy and crop."""
    texts = texts_of(cnncalc.draw("unet"))
    assert [each for each in texts if "crop" in each] == [
        *("crop", "from enc3, crop", "from enc2, crop", "from enc1, crop")
    ]
    assert {"to up2", "to up3", "to up4"} <= set(texts)


def test_a_long_network_with_skips_is_broken_into_rows() -> None:
    assert volumes(cnncalc.analyze("unet")).width < 1400


def test_boxes_are_called_what_the_spec_calls_them() -> None:
    """The shipped U-Net: enc1 to enc4 down, up1 to up4 with an `up` in each."""
    names = [each.name for each in stops("unet").stops]
    assert len(set(names)) == len(names)
    assert {f"enc{n}" for n in range(1, 5)} <= set(names)
    assert {f"up{n}/up" for n in range(1, 5)} <= set(names)


HEADS = """
name: heads
input: 28x28x1
outputs: [a, b]
layers:
  - conv: {name: t, filters: 4, kernel: 3, padding: same}
  - dense: {name: a, units: 10}
  - conv: {name: c, from: t, filters: 8, kernel: 3, padding: same}
  - dense: {name: b, units: 4}
"""


def test_every_output_is_drawn_with_its_own_parameters() -> None:
    """By hand: 28*28*4*10 + 10 in a, 28*28*8*4 + 4 in b, (9*4 + 1)*8 in c."""
    analysis = cnncalc.analyze(cnncalc.load_text(HEADS))
    found = procession_of(chain_of(analysis), analysis, "hwc")
    lines = [[words.text for words in each.caption.lines] for each in found.stops]
    assert [each[0] for each in lines] == ["input", "t", "c", "b"]
    assert lines[2:] == [
        ["c", f"conv 3{TIMES}3", f"28{TIMES}28{TIMES}8", "296", "parameters"],
        ["b", "dense", "4", "25,092", "parameters", "an output"],
    ]
    (head,) = found.heads
    assert [each.name for each in head.stops] == ["from t", "a"]
    texts = texts_of(svg_text(volumes(analysis)))
    assert texts.count("an output") == 2
    assert "31,370" in texts


def test_what_is_read_by_a_later_layer_is_a_box_of_its_own() -> None:
    """Eight convolutions, each of which a concatenation of its own reads later."""
    down = "".join(
        f"  - conv: {{name: e{n}, filters: {8 * n + 8}, kernel: 3, padding: same}}\n"
        for n in range(8)
    )
    up = "".join(
        f"  - conv: {{name: d{n}, filters: 8, kernel: 3, padding: same}}\n"
        f"  - concat: {{name: j{n}, inputs: [d{n}, e{n}]}}\n"
        for n in reversed(range(8))
    )
    text = f"name: ladder\ninput: 64x64x3\nlayers:\n{down}{up}"
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    found = procession_of(chain_of(analysis), analysis, "hwc")
    names = [each.name for each in found.stops]
    assert [(names[each.start], names[each.end]) for each in found.skips] == [
        (f"e{n}", f"j{n}") for n in reversed(range(8))
    ]


def test_an_output_on_the_way_is_a_box_of_its_own() -> None:
    layers = "".join(
        f"  - conv: {{name: c{n}, filters: 8, kernel: 3, padding: same}}\n" for n in range(30)
    )
    text = f"name: deep\ninput: 8x8x8\noutputs: [c14, c29]\nlayers:\n{layers}"
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    found = procession_of(chain_of(analysis), analysis, "hwc")
    assert [each.name for each in found.stops] == [
        *("input", f"conv 3{TIMES}3 {TIMES}14", "c14", f"conv 3{TIMES}3 {TIMES}14", "c29")
    ]


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
