"""The lecture's remedies, and when they are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.memory.remedy import remedies

if TYPE_CHECKING:
    from cnncalc.analysis.memory.setup import Optimizer


def offered(name: str, **how: object) -> list[str]:
    """The names of the remedies that a network admits."""
    account = cnncalc.memory(name, **how)  # type: ignore[arg-type]  # as the tests name them
    return [each.name for each in remedies(account)]


@pytest.mark.parametrize(
    ("optimizer", "lighter"),
    [
        ("adam", ["momentum", "sgd"]),
        ("adamw", ["momentum", "sgd"]),
        ("rmsprop", ["sgd"]),
        ("momentum", ["sgd"]),
        ("sgd", []),
        ("none", []),
    ],
)
def test_an_optimizer_that_keeps_less_is_offered(optimizer: Optimizer, lighter: list[str]) -> None:
    """Two values of each parameter, one, or none."""
    names = offered("lenet-caffe", optimizer=optimizer)
    assert [each for each in names if each in {"momentum", "sgd"}] == lighter


def test_an_optimizer_is_no_matter_for_inference() -> None:
    assert "sgd" not in offered("lenet-caffe", optimizer="adam", training=False)


def test_half_precision_is_offered_once() -> None:
    assert "half_precision" in offered("lenet-caffe")
    assert "half_precision" not in offered("lenet-caffe", dtype="bfloat16")
    assert {"float32", "half_precision"} <= set(offered("lenet-caffe", dtype="float64"))


def test_the_first_convolution_is_started_as_zfnet_or_alexnet_do() -> None:
    """Behind 7x7 filters with stride 2, 224 pixels are 112; behind 11x11 with stride 4, 56."""
    account = cnncalc.memory("vgg16")
    sizes = {
        each.name: each.account.analysis.layers["conv1_1"].output_shape.axes
        for each in remedies(account)
        if each.name.endswith("start")
    }
    assert sizes == {"zfnet_start": (64, 112, 112), "alexnet_start": (64, 56, 56)}
    (zfnet,) = [each for each in remedies(account) if each.name == "zfnet_start"]
    assert (
        zfnet.meaning == "conv1_1 with 7x7 filters and stride 2, as in ZFNet, windows rounded down"
    )


def test_the_parameters_of_the_changed_convolution_are_counted_anew() -> None:
    """(7*7*3 + 1)*64 in the place of (3*3*3 + 1)*64."""
    (zfnet,) = [each for each in remedies(cnncalc.memory("vgg16")) if each.name == "zfnet_start"]
    layers = zfnet.account.analysis.layers
    assert int(layers["conv1_1"].parameters) == (7 * 7 * 3 + 1) * 64
    assert int(layers["fc6"].parameters) == (3 * 3 * 512 + 1) * 4096  # 112 halved five times is 3


def test_a_stride_that_is_there_already_is_not_offered() -> None:
    """AlexNet starts with stride 4, ResNet-50 with 2."""
    assert not {"zfnet_start", "alexnet_start"} & set(offered("alexnet"))
    assert "zfnet_start" not in offered("resnet50")


def test_a_start_after_which_nothing_fits_is_not_offered() -> None:
    """28 pixels are 7 behind a stride of 4, and 3 behind the pooling: no 5x5 window fits there."""
    assert "alexnet_start" not in offered("lenet-caffe")
    assert "zfnet_start" in offered("lenet-caffe")


def test_a_network_without_convolutions_has_no_first_one() -> None:
    network = cnncalc.load_text("{name: d, input: 10, layers: [dense: 10]}")
    names = [each.name for each in remedies(cnncalc.memory(network))]
    assert names == ["half_precision", "sgd"]


def test_a_first_convolution_that_is_frozen_is_not_replaced() -> None:
    """Its weights are given: there are none of 7x7."""
    names = offered("vgg16", freeze=["conv1_1"])
    assert not {"zfnet_start", "alexnet_start"} & set(names)


def test_what_is_frozen_stays_frozen_under_a_remedy() -> None:
    account = cnncalc.memory("vgg16", freeze=["conv1..conv5"], optimizer="adam")
    for each in remedies(account):
        assert not each.account.analysis.layers["conv1_1"].trainable
        assert each.account.analysis.layers["fc6"].trainable
