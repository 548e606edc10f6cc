"""The columns of a table of layers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

import cnncalc
from cnncalc.analysis.receptive import AxisField, ReceptiveField
from cnncalc.analysis.result import COUNTED, LayerFigures
from cnncalc.derivation import Leaf
from cnncalc.layers.convolution import Conv
from cnncalc.layers.dense import Dense
from cnncalc.layers.field import Pair, Sides
from cnncalc.layers.pooling import MaxPool
from cnncalc.report.cell import cell_text
from cnncalc.report.layer_column import COLUMNS, SORTS
from cnncalc.report.look import Look
from cnncalc.shape import Image, Vector
from tests.report.specimen import network


def figures(layer: Conv | MaxPool | Dense, given: Image | Vector) -> LayerFigures:
    return next(iter(network(layer, given=given).layers.values()))


def shown(column: str, layer: LayerFigures) -> str:
    return cell_text(COLUMNS[column].of(layer), Look(ascii=True))


CONV1 = figures(Conv(filters=96, kernel=11, stride=4), Image(3, 227, 227))
"""AlexNet's, as a lecture's table has it."""


def test_every_figure_that_is_counted_has_a_column_with_its_total() -> None:
    totals = network(Conv(filters=96, kernel=11, stride=4), given=Image(3, 227, 227)).totals
    for name in COUNTED:
        assert COLUMNS[name].column.numeric
        assert COLUMNS[name].of_totals(totals) == int(getattr(totals, name))


def test_every_sort_of_arithmetic_has_a_column() -> None:
    assert {f"work.{each}" for each in SORTS} <= set(COLUMNS)
    assert SORTS["bias_add"] == "bias adds"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("name", "conv1"),
        ("kind", "conv"),
        ("path", ""),
        ("inputs", "input"),
        ("input", "227x227x3"),
        ("filters", "96"),
        ("window", "11x11 stride 4"),
        ("kernel", "11x11"),
        ("stride", "4"),
        ("padding", "0"),
        ("dilation", "1"),
        ("groups", "1"),
        ("output", "55x55x96"),
        ("output.height", "55"),
        ("output.width", "55"),
        ("parameters", "34,944"),  # (11*11*3 + 1)*96
        ("weights", "34,848"),
        ("biases", "96"),
        ("fixed", "0"),
        ("macs", "105,415,200"),  # 11*11*3*96*55*55
        ("connections", "105,705,600"),  # (11*11*3 + 1)*96*55*55, the lecture's forward computation
        ("work.bias_add", "290,400"),  # one for each of the 55*55*96 neurons
        ("work.comparison", "0"),
        ("neurons", "290,400"),
        ("activation_bytes", "1,161,600"),
        ("receptive_field", "11x11"),
        ("receptive_field.jump", "4"),
        ("receptive_field.start", "0"),
        ("trainable", "yes"),
        ("stored", "yes"),
    ],
)
def test_a_column_shows_alexnets_first_layer(column: str, text: str) -> None:
    assert shown(column, CONV1) == text


@pytest.mark.parametrize(
    ("layer", "text"),
    [
        (Conv(filters=1, kernel=3), "3x3"),
        (Conv(filters=1, kernel=3, padding=1), "3x3 pad 1"),
        (Conv(filters=1, kernel=Pair(1, 7), padding=[0, 3]), "1x7 pad [0, 3]"),
        (Conv(filters=1, kernel=2, padding=Sides(0, 1, 0, 1)), "2x2 pad [0, 1, 0, 1]"),
        (Conv(filters=1, kernel=3, stride=Pair(2, 1)), "3x3 stride [2, 1]"),
        (Conv(filters=2, kernel=5, padding=2, groups=2), "5x5 pad 2 groups 2"),
        (Conv(filters=1, kernel=3, dilation=2), "3x3 dilation 2"),
        (Conv(filters=1, kernel=3, connections=[[0, 1]]), "3x3 by table"),
        (MaxPool(kernel=3, stride=2), "3x3 stride 2"),
        (MaxPool(kernel=3, stride=1), "3x3 stride 1"),  # a pooling has no ordinary stride
    ],
    ids=str,
)
def test_a_window_is_described_as_a_spec_would_write_it(layer: Conv | MaxPool, text: str) -> None:
    assert shown("window", figures(layer, Image(2, 15, 15))) == text


@pytest.mark.parametrize(
    "column", ["filters", "window", "kernel", "stride", "groups", "output.width", "receptive_field"]
)
def test_a_layer_without_such_a_thing_has_an_empty_cell(column: str) -> None:
    assert shown(column, figures(Dense(units=10), Vector(84))) == ""


def test_a_merge_shows_all_its_inputs() -> None:
    merge = replace(CONV1, inputs=("a", "b"), input_shapes=(Image(64, 28, 28), Image(96, 28, 28)))
    assert shown("inputs", merge) == "a, b"
    assert shown("input", merge) == "28x28x64 + 28x28x96"


def test_a_field_may_differ_by_axis_vary_and_have_no_jump() -> None:
    size, half = Leaf("size", 5, "r"), Leaf("jump", Fraction(1, 2), "j")
    rows = AxisField(size, half, Leaf("start", -2, "s"))
    columns = AxisField(Leaf("size", 7, "r"), half, Leaf("start", -3, "s"))
    varying = replace(CONV1, receptive_field=ReceptiveField(rows, columns, exact=False))
    assert shown("receptive_field", varying) == "up to 5x7"
    assert shown("receptive_field.jump", varying) == "0.5"
    assert shown("receptive_field.start", varying) == "[-2, -3]"
    everything = ReceptiveField(rows._replace(jump=None), columns._replace(jump=None))
    assert shown("receptive_field.jump", replace(CONV1, receptive_field=everything)) == ""


def test_the_blocks_that_a_layer_stands_in_are_its_path() -> None:
    assert shown("path", replace(CONV1, path=("conv2", "bottleneck1"))) == "conv2/bottleneck1"


def test_a_frozen_layer_is_not_trainable() -> None:
    assert shown("trainable", replace(CONV1, trainable=False)) == "no"


def test_every_column_of_a_shipped_network_can_be_written() -> None:
    for layer in cnncalc.analyze("lenet5").layers.values():
        for each in COLUMNS.values():
            assert "None" not in cell_text(each.of(layer), Look())
