"""The lecture's estimate against the lecture: CS231n's listing of VGG-16, and its three sources."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.memory.freezing import frozen
from cnncalc.analysis.memory.setup import Optimizer, Setup
from cnncalc.analysis.memory.textbook import SOURCES, textbook
from tests.written import evaluated

VGG16 = cnncalc.analyze("vgg16")
LISTED = 15_237_608
"""The values that the rows of CS231n's listing add up to, the input's 150,528 among them."""
PARAMETERS = 138_357_544
"""torchvision, vgg16 IMAGENET1K_V1."""


def values(optimizer: Optimizer = "momentum", batch: int = 1) -> dict[str, int]:
    """The values of each term of VGG-16 in training."""
    found = textbook(VGG16, Setup(batch=batch, optimizer=optimizer))
    return {name: int(each.values) for name, each in found.terms.items()}


def test_the_listing_of_vgg16_is_inference_without_the_parameters() -> None:
    """cs231n.github.io/convolutional-networks, VGGNet: "TOTAL memory", "only forward"."""
    found = textbook(VGG16, Setup(), training=False)
    assert int(found.of("activations")) + int(found.of("input")) == LISTED
    listed = found.terms["activations"].bytes + int(found.terms["input"].bytes)
    assert listed == 60_950_432  # 15,237,608*4, and not the 93 MB that the notes print


def test_training_doubles_the_activations() -> None:
    """The same listing: "only forward! ~*2 for bwd"."""
    found = textbook(VGG16, Setup())
    assert int(found.of("activations")) == 2 * (LISTED - 150_528)


@pytest.mark.parametrize(
    ("optimizer", "copies"),
    [
        ("none", 0),
        ("sgd", 0),
        ("momentum", 1),
        ("rmsprop", 1),
        ("adagrad", 1),
        ("adam", 2),
        ("adamw", 2),
    ],
)
def test_parameters_are_multiplied_by_2_and_by_what_the_optimizer_keeps(
    optimizer: Optimizer, copies: int
) -> None:
    """CS231n: "a factor of at least 3 or so", for "momentum, Adagrad, or RMSProp"."""
    found = textbook(VGG16, Setup(optimizer=optimizer))
    assert int(found.of("parameters")) == (2 + copies) * PARAMETERS


def test_the_batch_multiplies_activations_and_input_and_no_parameters() -> None:
    one, many = values(), values(batch=32)
    grown = {name: count // one[name] for name, count in many.items()}
    assert grown == {
        "activations": 32,
        "activation_gradients": 32,
        "parameters": 1,
        "parameter_gradients": 1,
        "optimizer": 1,
        "input": 32,
    }


@pytest.mark.parametrize(
    ("dtype", "size"), [("float64", 8), ("float32", 4), ("float16", 2), ("bfloat16", 2)]
)
def test_bytes_are_values_times_the_size_of_one(dtype: str, size: int) -> None:
    """CS231n: "multiply by 4 to get the raw number of bytes (or by 8 for double precision)"."""
    found = textbook(VGG16, Setup(dtype=dtype))  # type: ignore[arg-type]  # as the parameters name it
    assert int(found.total) == size * sum(int(found.of(each)) for each in SOURCES)


def test_a_term_evaluates_to_what_it_says() -> None:
    """`N*A*B` is the value, and so is the formula with its numbers in it."""
    found = textbook(VGG16, Setup(batch=3))
    term = found.terms["activations"].bytes
    assert str(term) == "activations_bytes = N*A*B = 3*15087080*4 = 181,044,960 B"
    assert evaluated("3*15087080*4") == term.value
    assert found.total.value == sum(int(each.bytes) for each in found.terms.values())


def test_fixed_values_are_stored_and_have_no_gradient() -> None:
    """A running mean and a variance for each of the 26,560 maps that ResNet-50 normalizes.

    torchvision: 25,557,032 parameters.
    """
    terms = textbook(cnncalc.analyze("resnet50"), Setup()).terms
    assert int(terms["fixed"].values) == 2 * 26_560
    assert int(terms["parameter_gradients"].values) == 25_557_032


def test_what_is_frozen_has_neither_gradients_nor_state() -> None:
    """Keras, VGG16 without its top: 14,714,688 parameters; the rest is trained.

    Below fc6 only what fc6 reads is kept, the 7*7*512 values of pool5; the outputs above are
    4096, 4096 and 1000.
    """
    found = textbook(frozen(VGG16, ["conv1..conv5"]), Setup(optimizer="adam"))
    trained = PARAMETERS - 14_714_688
    assert {name: int(each.values) for name, each in found.terms.items()} == {
        "activations": 7 * 7 * 512 + 4096 + 4096 + 1000,
        "activation_gradients": 4096 + 4096 + 1000,
        "parameters": PARAMETERS,
        "parameter_gradients": trained,
        "optimizer": 2 * trained,
        "input": 224 * 224 * 3,
    }
    assert "P_t" in str(found.terms["optimizer"].values)


def test_inference_has_no_gradients_whatever_is_frozen() -> None:
    found = textbook(frozen(VGG16, ["conv1"]), Setup(), training=False)
    assert set(found.terms) == {"activations", "parameters", "input"}
    assert int(found.of("activations")) == LISTED - 150_528
