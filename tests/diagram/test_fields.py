"""Receptive fields over the input."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.diagnostic import CannotRunError
from cnncalc.diagram.canvas.scene import Rectangle, marks
from cnncalc.diagram.canvas.svg import svg_text
from cnncalc.diagram.fields import fields
from tests.diagram.reading import texts_of

TIMES = "\N{MULTIPLICATION SIGN}"


def boxes(name: str, look: str) -> list[Rectangle]:
    """The frames of a look."""
    shapes = marks(fields(cnncalc.analyze(name)).shapes)
    return [each for each in shapes if isinstance(each, Rectangle) and each.look == look]


def test_fields_of_alexnet_are_those_of_the_literature() -> None:
    """Araujo, Norris & Sim 2019 (Distill), table 1: AlexNet sees 195 pixels, at a stride of 32."""
    texts = texts_of(cnncalc.draw("alexnet", style="receptive-field"))
    row = texts.index("pool5")
    assert texts[row : row + 3] == ["pool5", f"195{TIMES}195", "32"]


def test_a_field_is_drawn_in_proportion_to_the_input() -> None:
    """LeCun et al. 1998: 5 by 5 of 32 by 32."""
    (image,) = boxes("lenet5", "image")
    smallest = min(boxes("lenet5", "field"), key=lambda each: each.width)
    assert smallest.width / image.width == pytest.approx(5 / 32)
    assert smallest.x - image.x == pytest.approx((image.width - smallest.width) / 2)


def test_a_field_larger_than_the_image_is_clipped_and_its_size_is_written() -> None:
    """By the formula of Araujo, Norris & Sim 2019: r += (F - 1)*j, then j *= S.

    Of ResNet-152 (He et al. 2015, table 1) only 7x7, the pooling and each block's 3x3 count.
    """
    stem = 7 + 2 * 2
    stages = 3 * 2 * 4 + (2 * 4 + 7 * 2 * 8) + (2 * 8 + 35 * 2 * 16) + (2 * 16 + 2 * 2 * 32)
    (image,) = boxes("resnet152", "image")
    clipped = boxes("resnet152", "clipped")
    assert clipped
    assert {(each.width, each.height) for each in clipped} == {(image.width, image.height)}
    texts = texts_of(cnncalc.draw("resnet152", style="receptive-field"))
    assert f"{stem + stages:,}{TIMES}{stem + stages:,}" in texts


def test_what_sees_everything_is_the_last() -> None:
    texts = texts_of(cnncalc.draw("vgg16", style="receptive-field"))
    assert texts.count("the whole input") == 1
    row = texts.index("the whole input")
    assert texts[row + 1] == "\N{EN DASH}"  # no neighbour, so no jump


@pytest.mark.parametrize(
    ("size", "kernel", "note"),
    [
        ("1x16000x1", "[1, 80]", "height not to scale"),
        ("2000x3x1", "[80, 3]", "width not to scale"),
    ],
)
def test_a_very_long_input_can_be_seen_and_says_that_it_is_not_to_scale(
    size: str, kernel: str, note: str
) -> None:
    text = f"name: long\ninput: {size}\nlayers: [{{conv: {{filters: 2, kernel: {kernel}}}}}]\n"
    scene = fields(cnncalc.analyze(cnncalc.load_text(text)))
    drawn = [each for each in marks(scene.shapes) if isinstance(each, Rectangle)]
    assert {each.look for each in drawn} == {"image", "field"}
    image, field = sorted(drawn, key=lambda each: each.look, reverse=True)
    assert min(image.width, image.height) >= 20
    assert (field.width == image.width) != (field.height == image.height)
    assert note in texts_of(svg_text(scene))


def test_an_input_that_is_no_image_has_no_field() -> None:
    analysis = cnncalc.analyze(cnncalc.load_text("name: v\ninput: 9\nlayers: [{dense: 3}]\n"))
    with pytest.raises(CannotRunError, match=r"v reads a vector.*--style volumes"):
        fields(analysis)


def test_a_network_that_sees_one_pixel_says_so() -> None:
    analysis = cnncalc.analyze(cnncalc.load_text("name: n\ninput: 9x9x1\nlayers: [relu]\n"))
    texts = texts_of(svg_text(fields(analysis)))
    assert texts == ["n", f"input 9{TIMES}9", "no layer sees more than one pixel"]
