"""Layers that join branches."""

from __future__ import annotations

import pytest

from cnncalc.diagnostic import LayerError
from cnncalc.layers.merge import Add, Concat
from cnncalc.notation import equation
from cnncalc.shape import Image, Shape, Vector
from tests.layers.case import answers

MAP = Image(64, 56, 56)


def refusal(layer: Add | Concat, *inputs: Shape) -> str:
    with pytest.raises(LayerError) as caught:
        layer.output(inputs)
    assert (caught.value.code, caught.value.field) == ("shapes-differ", None)
    return caught.value.message


def test_a_sum_of_n_inputs_adds_n_less_one_times() -> None:
    """He et al. 2015: a residual block adds its input to its output, value by value."""
    found = answers(Add(), (MAP, MAP, MAP))
    assert found is not None
    assert found.output.shape == MAP
    assert equation(found.work["addition"]) == (
        "(n - 1)*K*H_out*W_out = (3 - 1)*64*56*56 = 401,408"
    )


def test_one_input_passes_through() -> None:
    for layer in (Add(), Concat()):
        found = answers(layer, (MAP,))
        assert found is not None
        assert (found.output.shape, found.work) == (MAP, {})


def test_maps_are_put_one_after_another() -> None:
    """Szegedy et al. 2014, table 1: inception 3a joins 64 + 128 + 32 + 32 maps to 256."""
    found = answers(Concat(), tuple(Image(maps, 28, 28) for maps in (64, 128, 32, 32)))
    assert found is not None
    assert found.output.shape == Image(256, 28, 28)
    assert equation(found.output.sizes["channels"]) == (
        "D_1 + D_2 + D_3 + D_4 = 64 + 128 + 32 + 32 = 256"
    )
    assert found.work == {}


def test_vectors_are_put_one_after_another() -> None:
    found = answers(Concat(), (Vector(4096), Vector(10)))
    assert found is not None
    assert found.output.shape == Vector(4106)
    assert [*found.output.sizes] == ["length"]


def test_shapes_that_do_not_match_are_shown() -> None:
    assert refusal(Add(), MAP, MAP._replace(channels=32)) == (
        "only equal shapes add up: 56x56x64, 56x56x32"
    )
    assert refusal(Add(), Vector(2), Vector(3)) == "only equal shapes add up: 2, 3"
    assert refusal(Concat(), MAP, MAP._replace(width=28)) == (
        "only images of equal height and width concatenate: 56x56x64, 56x28x64"
    )
    assert refusal(Concat(), MAP, Vector(3)) == (
        "an image and a vector do not concatenate: 56x56x64, 3"
    )
    assert refusal(Concat(), Vector(3), MAP) == (
        "an image and a vector do not concatenate: 3, 56x56x64"
    )


def test_a_merge_takes_any_number_of_inputs_and_stores_its_output() -> None:
    assert Add.merges
    assert Concat.merges
    assert Add.stored
    assert Concat.stored
