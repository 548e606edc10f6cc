"""The convolution: sizes, parameters, work and connections."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.diagnostic import LayerError
from cnncalc.layers.convolution import Conv
from cnncalc.layers.field import Pair, Sides
from cnncalc.layers.layer import Window
from cnncalc.notation import equation
from cnncalc.shape import Image, Vector
from tests.layers.case import Answers, answers
from tests.layers.golden_row import Row, rows_of, shape

LENET_TABLE = next(row["table"] for row in rows_of("conv_table"))


def asked(image: Image, **fields: Any) -> Answers:  # noqa: ANN401  fields of every type
    found = answers(Conv(**fields), (image,))
    assert found is not None
    return found


def refusal(image: Image | Vector, **fields: Any) -> LayerError:  # noqa: ANN401  as above
    with pytest.raises(LayerError) as caught:
        Conv(**{"filters": 4, "kernel": 1} | fields).output((image,))
    return caught.value


def test_the_first_layer_of_alexnet_is_the_lectures() -> None:
    """CS231n: 55x55x96; (11*11*3 + 1)*96 = 34,944 parameters; 290,400*364 = 105,705,600."""
    found = asked(Image(3, 227, 227), filters=96, kernel=11, stride=4)
    assert found.output.shape == Image(96, 55, 55)
    assert equation(found.output.sizes["channels"]) == "K = 96"
    assert equation(found.learned.parameters) == "(F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944"
    assert equation(found.learned.weights) == "F*F*D*K = 11*11*3*96 = 34,848"
    assert equation(found.learned.biases) == "K = 96"
    assert equation(found.work["multiply_add"]) == (
        "F*F*D*K*H_out*W_out = 11*11*3*96*55*55 = 105,415,200"
    )
    assert equation(found.work["bias_add"]) == "K*H_out*W_out = 96*55*55 = 290,400"
    assert equation(found.connections) == (
        "(F*F*D + 1)*K*H_out*W_out = (11*11*3 + 1)*96*55*55 = 105,705,600"
    )


def test_groups_divide_the_maps_that_a_filter_reads() -> None:
    """Krizhevsky et al. 2012, two towers: conv2 has 307,456 parameters (golden table, Caffe)."""
    found = asked(Image(96, 27, 27), filters=256, kernel=5, padding=2, groups=2)
    assert equation(found.learned.parameters) == "(F*F*D/g + 1)*K = (5*5*96/2 + 1)*256 = 307,456"
    assert found.work["multiply_add"].value == 223_948_800


def test_a_layer_without_a_bias_adds_none() -> None:
    """CS231n: ten 5x5x3 filters have 750 weights, and 760 parameters with their biases."""
    found = asked(Image(3, 32, 32), filters=10, kernel=5, bias=False)
    assert equation(found.learned.parameters) == "F*F*D*K = 5*5*3*10 = 750"
    assert found.learned.biases.value == 0
    assert [*found.work] == ["multiply_add"]
    assert equation(found.connections) == "F*F*D*K*H_out*W_out = 5*5*3*10*28*28 = 588,000"


def test_untied_biases_are_one_for_each_output_value() -> None:
    """Silver et al. 2016: AlphaGo's last layer has 192 weights and a bias at each of 19x19."""
    found = asked(Image(192, 19, 19), filters=1, kernel=1, bias="untied")
    assert equation(found.learned.parameters) == (
        "F*F*D*K + K*H_out*W_out = 1*1*192*1 + 1*19*19 = 553"
    )
    assert found.learned.biases.value == 361
    assert found.connections.value == 193 * 361


def test_a_kernel_that_is_not_square_has_two_letters() -> None:
    """Szegedy et al. 2015 (Inception v3): 1x7 over 17x17x128 with 128 filters."""
    found = asked(Image(128, 17, 17), filters=128, kernel=[1, 7], padding=[0, 3], bias=False)
    assert found.output.shape == Image(128, 17, 17)
    assert equation(found.learned.weights) == "F_h*F_w*D*K = 1*7*128*128 = 114,688"


def test_a_connection_table_counts_a_kernel_for_each_cross() -> None:
    """LeCun et al. 1998: C3 has 1,516 parameters and 151,600 connections, of 60 crosses."""
    found = asked(Image(6, 14, 14), filters=16, kernel=5, connections=LENET_TABLE)
    assert found.output.shape == Image(16, 10, 10)
    assert equation(found.learned.parameters) == "F*F*n + K = 5*5*60 + 16 = 1,516"
    assert equation(found.learned.weights) == "F*F*n = 5*5*60 = 1,500"
    assert equation(found.connections) == (
        "(F*F*n + K)*H_out*W_out = (5*5*60 + 16)*10*10 = 151,600"
    )
    assert equation(found.work["multiply_add"]) == "F*F*n*H_out*W_out = 5*5*60*10*10 = 150,000"


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 3), st.booleans())
def test_a_table_that_connects_everything_is_an_ordinary_convolution(
    maps: int,
    filters: int,
    kernel: int,
    bias: bool,  # noqa: FBT001  hypothesis gives it by name
) -> None:
    image = Image(maps, 7, 7)
    fields = {"filters": filters, "kernel": kernel, "bias": bias}
    table = asked(image, **fields, connections=[[*range(maps)]] * filters)
    ordinary = asked(image, **fields)
    assert [each.value for each in table.derivations()] == [
        each.value for each in ordinary.derivations()
    ]


def test_the_window_is_the_filters_with_its_padding_in_numbers() -> None:
    window = Conv(filters=1, kernel=3, stride=2, padding="same").window((Image(3, 224, 224),))
    assert window == Window(Pair(3, 3), Pair(2, 2), Sides(0, 1, 0, 1), Pair(1, 1))


@pytest.mark.parametrize("row", rows_of("conv"), ids=lambda row: row["id"])
def test_a_layer_that_pytorch_ran_has_its_numbers(row: Row) -> None:
    """tests/data/layers: shapes and parameters read from the run, products counted."""
    found = asked(
        Image(*row["inputs"][0]),
        filters=row["output"][0],
        kernel=row["kernel"],
        stride=row["stride"],
        padding=row["padding"],
        dilation=row.get("dilation", 1),
        groups=row.get("groups", 1),
        bias=row["bias"],
        rounding="floor",
    )
    assert found.output.shape == shape(row["output"])
    assert found.learned.weights.value == row["weights"]
    assert found.learned.biases.value == row["biases"]
    assert found.learned.parameters.value == row["params"]
    assert found.work["multiply_add"].value == row["macs"]
    assert found.connections.value == row["connections"]


def test_groups_that_do_not_divide_name_the_nearest_that_do() -> None:
    error = refusal(Image(6, 5, 5), groups=4)
    assert (error.code, error.field) == ("groups-do-not-divide", "groups")
    assert error.message == "6 maps in do not divide into 4 groups"
    assert error.helps == ("1 or 2 divides both 6 maps in and 4 filters",)
    assert refusal(Image(6, 5, 5), groups=3).message == "4 filters do not divide into 3 groups"
    assert refusal(Image(5, 5, 5), groups=5).helps == ("1 divides both 5 maps in and 4 filters",)
    large = refusal(Image(10_000, 5, 5), filters=30_000, groups=4_990)
    assert large.helps == ("2000, 2500 or 5000 divides both 10000 maps in and 30000 filters",)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"filters": 2, "connections": [[0]]},
            "the table has 1 row and the layer 2 filters: one row a filter",
        ),
        (
            {"filters": 1, "connections": [[0], [1]]},
            "the table has 2 rows and the layer 1 filters: one row a filter",
        ),
        ({"filters": 2, "connections": [[0], []]}, "filter 1 reads no map"),
        (
            {"filters": 2, "connections": [[0, 6], [0]]},
            "filter 0 reads map 6, and the maps in are 0 to 5",
        ),
        ({"filters": 1, "connections": [[2, 2]]}, "filter 0 reads a map twice"),
        (
            {"filters": 2, "connections": [[0], [1]], "groups": 2},
            "a connection table already says what each filter reads, and groups say it too",
        ),
    ],
)
def test_a_connection_table_that_does_not_hold_is_refused(
    fields: dict[str, Any], message: str
) -> None:
    error = refusal(Image(6, 5, 5), **fields)
    assert (error.code, error.field) == ("connection-table", "connections")
    assert error.message == message


def test_a_convolution_slides_over_an_image() -> None:
    error = refusal(Vector(10))
    assert (error.code, error.field) == ("image-expected", None)
    assert error.message.startswith("a convolution slides over an image")
