"""Which layers and quantities a worksheet asks about."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.coursework.selection import chosen_layers, chosen_quantities, questions
from cnncalc.diagnostic import CannotRunError


def layers(words: str | None, spec: str = "alexnet-single") -> tuple[str, ...]:
    """The layers of a shipped network that some words choose."""
    network = cnncalc.load(spec)
    return chosen_layers(network, cnncalc.analyze(network), words)


def test_by_default_the_layers_are_those_of_a_lectures_table() -> None:
    assert layers(None) == (
        *("conv1", "pool1", "conv2", "pool2", "conv3", "conv4", "conv5", "pool3"),
        *("fc6", "fc7", "fc8"),
    )


def test_a_network_that_changes_nothing_is_asked_about_whole() -> None:
    network = cnncalc.load_text("{name: n, input: 8, layers: [relu, tanh]}")
    assert chosen_layers(network, cnncalc.analyze(network), None) == ("relu1", "tanh1")


def test_layers_are_named_one_by_one_or_by_a_pattern() -> None:
    assert layers("fc6, pool1") == ("pool1", "fc6")
    assert layers("conv*") == ("conv1", "conv2", "conv3", "conv4", "conv5")
    assert layers("fc[67],conv1,conv?") == (*layers("conv*"), "fc6", "fc7")
    assert layers("conv3", "vgg16") == ("conv3_3",)


def test_a_layer_that_there_is_not_gets_the_nearest() -> None:
    with pytest.raises(CannotRunError) as caught:
        layers("conv1,covn2")
    name = cnncalc.load("alexnet-single").name
    assert str(caught.value) == f"--layers: {name} has no layer covn2; did you mean conv2?"
    with pytest.raises(CannotRunError) as caught:
        layers(" , ")
    assert str(caught.value) == "--layers: nothing is named"


def test_quantities_keep_the_word_that_asks_for_them() -> None:
    assert chosen_quantities("size, Params,output,macs") == ("size", "params", "macs")


def test_a_quantity_that_there_is_not_gets_the_nearest() -> None:
    with pytest.raises(CannotRunError) as caught:
        chosen_quantities("prams")
    assert str(caught.value) == (
        "--ask: prams is nothing that a sheet can ask for; did you mean parameters?"
    )
    with pytest.raises(CannotRunError) as caught:
        chosen_quantities("\x1b[2J")
    assert r"\x1b[2J is nothing" in str(caught.value)


def test_what_a_layer_has_not_is_not_asked_of_it() -> None:
    """A network has totals of what is counted; a vector sees no pixels."""
    alexnet = cnncalc.analyze("alexnet")
    assert questions(alexnet, ("conv1",), ("output", "params"), total=True) == (
        ("conv1", "output"),
        ("conv1", "params"),
        ("total", "params"),
    )
    dense = cnncalc.analyze(cnncalc.load_text("{name: n, input: 8, layers: [dense: 3]}"))
    with pytest.raises(CannotRunError) as caught:
        questions(dense, ("dense1",), ("rf",), total=False)
    assert str(caught.value) == (
        "nothing is left to ask: no layer of the network has such a figure"
    )
