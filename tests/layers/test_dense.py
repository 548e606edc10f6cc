"""Layers over all values at once."""

from __future__ import annotations

import pytest

from cnncalc.layers.dense import Dense, Flatten, Rbf
from cnncalc.layers.layer import WHOLE
from cnncalc.notation import equation
from cnncalc.shape import Image, Vector
from tests.layers.case import answers
from tests.layers.golden_row import Row, rows_of, shape


def test_a_dense_layer_flattens_an_image_on_the_way_in() -> None:
    """CS231n: AlexNet's fc6 reads 6*6*256 values: (9,216 + 1)*4,096 = 37,752,832 parameters."""
    found = answers(Dense(units=4096), (Image(256, 6, 6),))
    assert found is not None
    assert found.output.shape == Vector(4096)
    assert equation(found.learned.parameters) == ("(H*W*D + 1)*U = (6*6*256 + 1)*4096 = 37,752,832")
    assert equation(found.learned.weights) == "H*W*D*U = 6*6*256*4096 = 37,748,736"
    assert equation(found.work["multiply_add"]) == "H*W*D*U = 6*6*256*4096 = 37,748,736"
    assert equation(found.output.sizes["length"]) == "U = 4,096"


def test_a_dense_layer_of_a_vector_reads_n_values() -> None:
    """CS231n: VGG-16's fc7 has 4096*4096 weights, and 4,096 biases."""
    found = answers(Dense(units=4096), (Vector(4096),))
    assert found is not None
    assert equation(found.learned.parameters) == "(N + 1)*U = (4096 + 1)*4096 = 16,781,312"
    assert equation(found.connections) == "(N + 1)*U = (4096 + 1)*4096 = 16,781,312"


def test_a_dense_layer_without_biases_has_none() -> None:
    found = answers(Dense(units=10, bias=False), (Vector(84),))
    assert found is not None
    assert equation(found.learned.parameters) == "N*U = 84*10 = 840"
    assert [*found.work] == ["multiply_add"]
    assert found.connections.value == 840


def test_rbf_centres_are_fixed() -> None:
    """LeCun et al. 1998: the output layer compares 84 values with 10 fixed centres."""
    found = answers(Rbf(units=10), (Vector(84),))
    assert found is not None
    assert found.output.shape == Vector(10)
    assert [each.value for each in found.learned] == [0, 0, 840, 0]
    assert found.connections.value == 840
    assert equation(found.work["addition"]) == ("(N + (N - 1))*U = (84 + (84 - 1))*10 = 1,670")
    assert found.work["multiplication"].value == 840
    assert not Rbf.weighted


def test_flattening_keeps_every_value() -> None:
    """CS231n: the 7x7x512 volume of VGG-16 has 25,088 values."""
    found = answers(Flatten(), (Image(512, 7, 7),))
    assert found is not None
    assert found.output.shape == Vector(25_088)
    assert equation(found.output.sizes["length"]) == "H*W*D = 7*7*512 = 25,088"
    assert (found.work, Flatten.stored) == ({}, False)


def test_dense_layers_see_the_whole_input_and_flattening_one_position() -> None:
    inputs = (Image(512, 7, 7),)
    assert Dense(units=1).window(inputs) == Rbf(units=1).window(inputs) == WHOLE
    assert Flatten().window(inputs) is None


@pytest.mark.parametrize("row", rows_of("linear"), ids=lambda row: row["id"])
def test_a_linear_layer_that_pytorch_ran_has_its_numbers(row: Row) -> None:
    found = answers(
        Dense(units=row["output"][0], bias=row["bias"]), tuple(map(shape, row["inputs"]))
    )
    assert found is not None
    assert found.learned.weights.value == row["weights"]
    assert found.learned.biases.value == row["biases"]
    assert found.learned.parameters.value == row["params"]
    assert found.work["multiply_add"].value == row["macs"]
    assert found.connections.value == row["connections"]
