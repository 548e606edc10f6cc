"""Specs as they are written: each is read again as what was meant."""

from __future__ import annotations

import pytest

from cnncalc import load_text
from cnncalc.layers.field import Pair, Sides
from cnncalc.origin.arrangement import Item
from cnncalc.origin.text import Heading, spec_text
from cnncalc.shape import Image, Vector

RELU = Item("relu", {})


def lines(*items: Item) -> list[str]:
    """The lines of some layers."""
    text = spec_text(Heading("net", Image(8, 16, 16)), items, ())
    return text.split("layers:\n")[1].splitlines()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (RELU, "relu"),
        (Item("relu", {}, "a"), "relu: {name: a}"),
        (Item("dense", {"units": 10}), "dense: 10"),
        (Item("dense", {"units": 10}, "fc"), "dense: {name: fc, units: 10}"),
        (Item("maxpool", {"kernel": Pair(2, 2)}, start="a"), "maxpool: {from: a, kernel: 2}"),
        (Item("maxpool", {"kernel": Pair(2, 3)}), "maxpool: [2, 3]"),
        (Item("scale", {"bias": False}), "scale: {bias: false}"),
        (Item("layernorm", {"axes": "channels"}), "layernorm: channels"),
        (Item("pad", {"amounts": Sides(1, 1, 2, 2)}), "pad: [1, 2]"),
        (Item("pad", {"amounts": Sides(0, 1, 0, 1)}), "pad: [0, 1, 0, 1]"),
        (Item("reshape", {"output": Image(4, 2, 2)}), "reshape: 2x2x4"),
        (Item("dropout", {"rate": 0.5}), "dropout: 0.5"),
        (Item("add", {}, branches=("a", "b")), "add: [a, b]"),
        (Item("add", {}, "c", branches=("a", "b")), "add: {name: c, inputs: [a, b]}"),
        (Item("add", {}, branches=((RELU,), ())), "add: [[relu], []]"),
    ],
)
def test_a_layer_is_written_as_a_person_writes_it(item: Item, line: str) -> None:
    assert lines(item) == [f"  - {line}"]


def test_branches_of_several_layers_have_lines_of_their_own() -> None:
    conv = Item("conv", {"filters": 64, "kernel": Pair(3, 3), "padding": Sides(1, 1, 1, 1)})
    short = (Item("tanh", {}), RELU)
    assert lines(Item("add", {}, "sum", "a", ((conv,) * 3, short, ()))) == [
        "  - add:",
        "      name: sum",
        "      from: a",
        "      inputs:",
        "      - - conv: {filters: 64, kernel: 3, padding: 1}",
        "        - conv: {filters: 64, kernel: 3, padding: 1}",
        "        - conv: {filters: 64, kernel: 3, padding: 1}",
        "      - [tanh, relu]",
        "      - []",
    ]


@pytest.mark.parametrize(
    "shape", [Image(3, 224, 224), Image(227, 3, 227), Image(8, 1, 8), Image(64, 1, 1), Vector(784)]
)
def test_an_input_is_read_again_as_it_was(shape: Image | Vector) -> None:
    """Also where its sizes look like channels first."""
    assert load_text(spec_text(Heading("net", shape), [RELU], ())).input_shape == shape


@pytest.mark.parametrize(
    "name", ["net", "yes", "null", "3e5", "a b", "a: b", "# a", '"a"', "a\\b", "-", "é", "x" * 60]
)
def test_a_name_is_read_again_as_it_was(name: str) -> None:
    assert load_text(spec_text(Heading(name, Vector(4)), [RELU], ())).name == name


def test_a_comment_stays_one_whatever_it_says() -> None:
    heading = Heading("net", Vector(4), ("a\nname: other\x1b[2J " + "word " * 40,))
    text = spec_text(heading, [RELU], ())
    assert load_text(text).name == "net"
    assert "\x1b" not in text
    assert max(len(each) for each in text.splitlines()) <= 100
