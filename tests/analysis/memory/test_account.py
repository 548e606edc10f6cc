"""What Python is given: both models, held against a budget, over devices, and as plain data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

import cnncalc
from cnncalc.analysis.memory.data import account_data
from cnncalc.analysis.memory.textbook import SOURCES
from cnncalc.diagnostic import CannotRunError


def test_an_account_has_the_lectures_estimate_and_pytorchs_peaks() -> None:
    """AlexNet of torchvision, batch 8, Adam: 1,226,871,296 bytes, measured with MemTracker."""
    account = cnncalc.memory("alexnet-torchvision", batch=8, optimizer="adam")
    assert int(account.textbook.of("parameters")) == 4 * 61_100_840
    assert account.needed.bytes == 1_226_871_296
    assert repr(account) == "<Account AlexNet (torchvision): training with a batch of 8>"


def test_another_setup_is_another_account_of_the_same_network() -> None:
    one = cnncalc.memory("alexnet", freeze=["conv1"])
    many = one.under(batch=64)
    assert many.setup == replace(one.setup, batch=64)
    assert many.analysis is one.analysis
    assert not many.analysis.layers["conv1"].trainable


def test_a_loaded_network_keeps_the_input_that_it_was_loaded_with() -> None:
    network = cnncalc.load("vgg16", input="64x64x3")
    account = cnncalc.memory(network)
    assert account.analysis.input_shape.values == 64 * 64 * 3


def test_inference_needs_its_own_peak() -> None:
    account = cnncalc.memory("lenet5-modern", training=False)
    assert account.needed == account.prediction.inference


def test_one_name_to_freeze_may_stand_alone() -> None:
    assert not cnncalc.memory("vgg16", freeze="conv1").analysis.layers["conv1_1"].trainable


def test_a_name_that_there_is_not_is_told_at_once() -> None:
    with pytest.raises(CannotRunError, match="did you mean conv1"):
        cnncalc.memory("alexnet", freeze=["conv11"])


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"batch": 0}, "0 is no batch; it is a whole number from 1"),
        ({"batch": True}, "True is no batch; it is a whole number from 1"),
        (
            {"dtype": "int8"},
            "'int8' is no dtype; there are float64, float32, float16 and bfloat16",
        ),
        (
            {"optimizer": "adan"},
            (
                "'adan' is no optimizer; there are none, sgd, momentum, rmsprop, adagrad, adam "
                "and adamw"
            ),
        ),
        ({"rules": "tpu"}, "'tpu' is no rules; there are cuda and cpu"),
    ],
)
def test_what_is_no_setup_is_told_with_what_there_is(how: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as error:
        cnncalc.memory("lenet5", **how)
    assert str(error.value) == message


def test_the_data_are_whole_numbers_that_add_up_and_survive_json() -> None:
    account = cnncalc.memory("alexnet", batch=2, freeze=["conv1"])
    data = account_data(account, account.held_against(10**9), account.over(2))
    assert json.loads(json.dumps(data)) == data
    terms = data["textbook"]["terms"].values()
    assert data["textbook"]["bytes"] == sum(each["bytes"] for each in terms)
    assert set(data["textbook"]["values"]) == set(SOURCES)
    for name in ("inference", "first_step", "second_step"):
        peak = data["pytorch"][name]
        assert sum(peak["by_sort"].values()) == peak["bytes"]
        assert max(size for _, _, size in peak["course"]) == peak["bytes"]
    assert data["frozen"] == ["conv1"]
    assert [each["device"] for each in data["devices"]["towers"]] == [1, 2]
    assert data["devices"]["meetings"][0]["layer"] == "conv3"
    assert data["budget"]["fits"] is True


def test_the_data_of_inference_have_no_steps() -> None:
    data = cnncalc.memory("lenet5-modern", training=False).as_json()
    assert "first_step" not in data["pytorch"]
    assert "budget" not in data
    assert "devices" not in data
