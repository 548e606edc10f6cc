"""A network as a student's own answers make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cnncalc
from cnncalc.coursework.carryover import Answered, carryover
from cnncalc.coursework.sheet import Cell
from cnncalc.diagnostic import Place
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.shape import Shape

ALEXNET = cnncalc.analyze("alexnet-single")


def cell(layer: str, quantity: str = "output") -> Cell:
    """A question of a sheet; what is written there does not matter here."""
    return Cell(layer, quantity, "", Place("sheet.yaml", 1, 1), quantity)


def outputs(**shapes: Shape) -> Mapping[str, tuple[Cell, Shape]]:
    """Answers that give layers a shape."""
    return {layer: (cell(layer), shape) for layer, shape in shapes.items()}


def test_nothing_follows_from_right_answers() -> None:
    """Krizhevsky et al. 2012: 55x55x96."""
    found = carryover(ALEXNET, Answered(outputs(conv1=Image(96, 55, 55))))
    assert (found.arriving, found.leaving) == ({}, {})


def test_a_wrong_size_goes_on_to_the_layers_below() -> None:
    """By CS231n's formula: 26 stays 26 under padding 2 and kernel 5, and (26 - 3)/2 + 1 is 12.5."""
    found = carryover(ALEXNET, Answered(outputs(pool1=Image(96, 26, 26))))
    assert "pool1" not in found.arriving
    assert found.arriving["conv2"].figures.output_shape == Image(256, 26, 26)
    assert found.arriving["conv2"].shaped_by == (cell("pool1"),)
    assert found.arriving["pool2"].figures.output_shape == Image(256, 12, 12)
    assert found.leaving["pool1"].figures.output_shape == Image(96, 26, 26)


def test_a_size_that_is_right_again_ends_it() -> None:
    """What comes after has nothing to do with the wrong answer any more."""
    answered = Answered(outputs(pool1=Image(96, 26, 26), conv2=Image(256, 27, 27)))
    found = carryover(ALEXNET, answered)
    assert found.arriving["conv2"].figures.output_shape == Image(256, 26, 26)
    assert "pool2" not in found.arriving


def test_the_nearest_answer_is_where_a_size_comes_from() -> None:
    """What conv2 was worked out from says nothing about pool2 any more."""
    answered = Answered(outputs(pool1=Image(96, 26, 26), conv2=Image(256, 25, 25)))
    found = carryover(ALEXNET, answered)
    assert found.arriving["pool2"].figures.output_shape == Image(256, 12, 12)
    assert found.arriving["pool2"].shaped_by == (cell("conv2"),)
    assert found.leaving["conv2"].shaped_by == (cell("conv2"),)


def test_a_wrong_depth_changes_the_parameters_of_the_next_layer() -> None:
    """LeCun et al. 1998, counted by hand: 5*5*3 weights and a bias for each of 256 filters."""
    found = carryover(ALEXNET, Answered(outputs(pool1=Image(3, 27, 27))))
    assert int(found.arriving["conv2"].figures.parameters) == (5 * 5 * 3 + 1) * 256


def test_a_dense_layer_reads_what_was_written_before_it() -> None:
    """6*6*256 = 9,216 inputs are right; 5*5*256 = 6,400 follow from a pooling to 5."""
    found = carryover(ALEXNET, Answered(outputs(pool3=Image(256, 5, 5))))
    assert int(found.arriving["fc6"].figures.weights) == 6_400 * 4_096
    assert found.arriving["fc6"].figures.output_shape == Vector(4096)
    assert "fc7" not in found.arriving


def test_counts_of_a_layer_follow_from_the_output_that_is_written_for_it() -> None:
    """MACs are products for each output value: 54*54*96 of them, each of 11*11*3."""
    found = carryover(ALEXNET, Answered(outputs(conv1=Image(96, 54, 54))))
    assert int(found.leaving["conv1"].figures.macs) == 54 * 54 * 96 * 11 * 11 * 3


def test_a_wrong_receptive_field_grows_by_the_right_steps() -> None:
    """Araujo et al. 2019: r + (F - 1)*j, so 10 + 2*4 = 18 and 18 + 4*8 = 50."""
    conv1 = cell("conv1", "receptive_field")
    found = carryover(ALEXNET, Answered(fields={"conv1": (conv1, (10, 10))}))
    field = found.arriving["conv2"].figures.receptive_field
    assert field is not None
    assert (field.height.size.value, field.width.size.value) == (50, 50)
    assert found.arriving["conv2"].seen_by == (conv1,)
    assert found.arriving["conv2"].shaped_by == ()


def test_what_cannot_follow_is_left_out_until_a_size_stands_there_again() -> None:
    """A kernel of 11 finds no place in a row of 5; the next answer is a new beginning."""
    network = cnncalc.load_text(
        "{name: Two, input: 30x30x1, layers: ["
        "conv: {filters: 2, kernel: 3}, conv: {filters: 2, kernel: 11},"
        " conv: {filters: 2, kernel: 3}, conv: {filters: 2, kernel: 3}]}"
    )
    answered = Answered(outputs(conv1=Image(2, 5, 5), conv3=Image(2, 9, 9)))
    found = carryover(cnncalc.analyze(network), answered)
    assert "conv2" not in found.arriving
    assert "conv3" not in found.arriving
    assert found.arriving["conv4"].figures.output_shape == Image(2, 7, 7)
    assert found.arriving["conv4"].shaped_by == (cell("conv3"),)


def test_both_branches_lead_into_a_merge() -> None:
    """A concatenation adds its channels up, and needs equal heights and widths."""
    network = cnncalc.load_text(
        "{name: Fork, input: 8x8x3, layers: [concat: {inputs: ["
        "[conv: {name: left, filters: 4, kernel: 1}], [conv: {name: right, filters: 6, kernel: 1}]"
        "]}, conv: {name: after, filters: 2, kernel: 1}]}"
    )
    answered = Answered(outputs(left=Image(5, 8, 8), right=Image(7, 8, 8)))
    found = carryover(cnncalc.analyze(network), answered)
    assert int(found.arriving["after"].figures.parameters) == (5 + 7 + 1) * 2
    assert found.arriving["after"].shaped_by == (cell("left"), cell("right"))
