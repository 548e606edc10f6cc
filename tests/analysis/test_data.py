"""An analysis as plain data."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import cnncalc
from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.derivation import Leaf
from cnncalc.quantity import Quantity
from cnncalc.version import __version__

SPEC = """
name: The first layer of AlexNet
input: 227x227x3
layers:
  - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}
  - dense: {name: fc, units: 10}
"""


def data(*, derivations: bool = False) -> dict[str, Any]:
    return cnncalc.analyze(cnncalc.load_text(SPEC)).as_json(derivations=derivations)


def test_a_layer_has_the_fields_of_the_contract_in_their_order() -> None:
    """The example of the contract: CS231n's first layer, 34,944 parameters."""
    (conv, _) = data()["layers"]
    assert list(conv.items()) == [
        ("name", "conv1"),
        ("kind", "conv"),
        ("inputs", ["input"]),
        ("path", []),
        ("input_shapes", [[3, 227, 227]]),
        ("output_shape", [96, 55, 55]),
        ("kernel", [11, 11]),
        ("stride", [4, 4]),
        ("padding", [0, 0, 0, 0]),
        ("dilation", [1, 1]),
        ("groups", 1),
        ("trainable", True),
        ("parameters", 34_944),
        ("weights", 34_848),
        ("biases", 96),
        ("fixed", 0),
        ("macs", 105_415_200),
        ("flops", 210_830_400),
        ("bias_adds", 290_400),
        ("connections", 105_705_600),
        ("work", {"multiply_add": 105_415_200, "bias_add": 290_400}),
        ("neurons", 290_400),
        ("outputs", 290_400),
        ("stored", True),
        ("activations", 290_400),
        ("activation_bytes", 1_161_600),
        (
            "receptive_field",
            {"size": [11, 11], "jump": [4, 4], "start": [0, 0], "exact": True},
        ),
    ]


def test_a_layer_without_a_window_has_no_fields_of_one() -> None:
    (_, dense) = data()["layers"]
    assert dense["output_shape"] == [10]
    assert {"kernel", "stride", "padding", "dilation", "groups"}.isdisjoint(dense)
    assert dense["receptive_field"] == {
        "size": [227, 227],
        "jump": None,
        "start": [0, 0],
        "exact": True,
    }


def test_the_frame_says_what_it_is() -> None:
    found = data()
    assert (found["schema"], found["cnncalc"]) == (SCHEMA, __version__) == (1, __version__)
    assert found["network"] == {"name": "The first layer of AlexNet", "input": [3, 227, 227]}
    assert (found["outputs"], found["warnings"]) == (["fc"], [])


def test_totals_are_there_by_name() -> None:
    dense = 55 * 55 * 96 * 10
    assert data()["totals"] == {
        "parameters": 34_944 + dense + 10,
        "weights": 34_848 + dense,
        "biases": 106,
        "fixed": 0,
        "macs": 105_415_200 + dense,
        "flops": 2 * (105_415_200 + dense),
        "connections": 105_705_600 + dense + 10,
        "neurons": 290_410,
        "outputs": 290_410,
        "activations": 290_410,
        "activation_bytes": 1_161_640,
        "bias_adds": 290_410,
        "input_activations": 154_587,
        "layers": 2,
        "weight_layers": 2,
        "work": {"multiply_add": 105_415_200 + dense, "bias_add": 290_410},
    }


def test_derivations_come_when_they_are_asked_for() -> None:
    (conv, _) = data(derivations=True)["layers"]
    assert conv["derivations"]["output.height"] == {
        "formula": "(W - F + 2*P)/S + 1",
        "substituted": "(227 - 11 + 2*0)/4 + 1",
        "latex": r"\frac{W - F + 2 \cdot P}{S} + 1",
        "value": 55,
    }
    assert conv["derivations"]["parameters"]["formula"] == "(F*F*D + 1)*K"
    assert "derivations" not in data()["layers"][0]


def test_a_network_of_vectors_has_no_receptive_field() -> None:
    text = "name: x\ninput: 784\nlayers:\n  - dense: 10\n"
    (dense,) = cnncalc.analyze(cnncalc.load_text(text)).as_json()["layers"]
    assert dense["receptive_field"] is None
    assert dense["input_shapes"] == [[784]]


def test_a_part_is_the_nearest_float_and_a_whole_an_int() -> None:
    half = Quantity("jump", Leaf("jump", Fraction(1, 2), "j"))
    assert derivation_data(half)["value"] == 0.5
    whole = Quantity("jump", Leaf("jump", Fraction(4, 2), "j"))
    assert json.dumps(derivation_data(whole)["value"]) == "2"
