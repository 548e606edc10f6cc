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
        ({"batch": 0}, "0 is no batch; it is a whole number from 1 to 1,000,000,000"),
        ({"batch": True}, "True is no batch; it is a whole number from 1 to 1,000,000,000"),
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


@pytest.mark.parametrize("budget", [-5, 1.5, True, "6GiB", float("nan")])
def test_a_budget_is_a_whole_number_of_bytes(budget: object) -> None:
    with pytest.raises(ValueError, match="is no budget; it is a whole number of bytes"):
        cnncalc.memory("lenet5").held_against(budget)  # type: ignore[arg-type]  # what is tried


@pytest.mark.parametrize("devices", [1, 0, -1, 1.5, True, "2"])
def test_a_network_is_split_over_two_devices_or_more(devices: object) -> None:
    with pytest.raises(ValueError, match="is no number of devices; it is whole, from 2"):
        cnncalc.memory("lenet5").over(devices)  # type: ignore[arg-type]  # what is tried


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"freeze": [3]}, "freeze takes names of layers"),
        ({"freeze": None}, "freeze takes names of layers"),
        ({"in_place": "yes"}, "in_place is True or False"),
        ({"training": "no"}, "training is True or False"),
        ({"batch": 10**30}, "is no batch; it is a whole number from 1 to 1,000,000,000"),
    ],
)
def test_what_is_of_another_type_is_told(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        cnncalc.memory("lenet5", **wrong)  # type: ignore[arg-type]  # what is tried


def test_where_everything_is_frozen_nothing_is_trained() -> None:
    """PyTorch's optimizers raise "optimizer got an empty parameter list"."""
    with pytest.raises(CannotRunError, match="nothing of AlexNet is left to train"):
        cnncalc.memory("alexnet", freeze=["..prob"])
    assert not cnncalc.memory("alexnet", freeze=["..prob"], training=False).training
