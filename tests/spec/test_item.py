"""Items of a list of layers: the short and the long form, and what is none."""

from __future__ import annotations

import re

import pytest

import cnncalc
from cnncalc.layers import KINDS
from cnncalc.spec.item import _MADE_OF_OTHERS

from .written import codes, fields, names, problems, problems_of


def test_a_word_is_a_layer_that_needs_no_field() -> None:
    assert names("[relu, softmax]") == ["relu1", "softmax1"]


def test_a_kind_with_nothing_beside_it_is_the_same_as_the_word() -> None:
    assert names("[{relu: }, {softmax: {}}]") == ["relu1", "softmax1"]


def test_a_plain_value_stands_for_the_first_field_of_the_kind() -> None:
    assert fields("[{dropout: 0.5}, {maxpool: 2}, {dense: 10}]") == fields(
        "[{dropout: {rate: 0.5}}, {maxpool: {kernel: 2}}, {dense: {units: 10}}]"
    )
    assert fields("[{maxpool: [2, 4]}]") == fields("[{maxpool: {kernel: [2, 4]}}]")


def test_a_value_beside_a_kind_without_fields_is_a_problem() -> None:
    assert problems("[{relu: 3}]") == [
        "3:17: no-fields relu has no field that a value could be; help: write `- relu`"
    ]


@pytest.mark.parametrize(
    ("layers", "problem"),
    [
        (
            "[5]",
            (
                "3:10: not-a-layer a layer is a kind, and `5` stands here; help: write a kind, "
                "such as `relu`, or a kind with its fields, such as `dense: 10`"
            ),
        ),
        (
            "[~]",
            (
                "3:10: not-a-layer a layer is a kind, and nothing stands here; help: write a kind, "
                "such as `relu`, or a kind with its fields, such as `dense: 10`"
            ),
        ),
        (
            "[{}]",
            (
                "3:10: not-a-layer a layer is a kind, and nothing stands here; help: write a kind, "
                "such as `relu`, or a kind with its fields, such as `dense: 10`"
            ),
        ),
        (
            "[[relu, softmax]]",
            (
                "3:10: not-a-layer a list stands where one layer is meant; "
                "help: remove one `-`, or the brackets"
            ),
        ),
        (
            "[{relu: , dense: 10}]",
            (
                "3:19: not-a-layer `relu` and `dense` stand together in one item; "
                "help: start each layer with its own `-`"
            ),
        ),
        (
            "[rellu]",
            "3:10: unknown-kind there is no kind or block `rellu`; help: did you mean `relu`?",
        ),
        (
            "[wavelet]",
            (
                "3:10: unknown-kind there is no kind or block `wavelet`; "
                "help: `cnncalc layers` lists the kinds"
            ),
        ),
    ],
)
def test_what_is_no_layer_says_what_it_is(layers: str, problem: str) -> None:
    assert problems(layers) == [problem]


@pytest.mark.parametrize(
    ("item", "place", "message", "remedy"),
    [
        ("from: x", 5, "`from` is a field, and no layer has it here", "- relu: {from: ...}"),
        (
            "groups: 2",
            5,
            "`groups` is a field, and no layer has it here",
            "- conv: {filters: ..., kernel: ..., groups: ...}",
        ),
        (
            "{name: c1, conv: {filters: 4, kernel: 3}}",
            6,
            "`name` stands beside `conv`, not inside it",
            "- conv: {name: ...}",
        ),
        (
            "{dense: 10, name: fc}",
            17,
            "`name` stands beside `dense`, not inside it",
            "- dense: {units: ..., name: ...}",
        ),
        (
            "{type: Conv2d, filters: 4, kernel: 3}",
            6,
            "a layer is written by its kind, and `type` stands here",
            "- conv: {...}",
        ),
        ("type: relu", 5, "a layer is written by its kind, and `type` stands here", "- relu"),
    ],
)
def test_an_item_of_another_form_is_one_problem_that_says_how_it_is_written(
    item: str, place: int, message: str, remedy: str
) -> None:
    (problem,) = problems(f"\n  - {item}")
    assert problem.startswith(f"4:{place}: not-a-layer {message}; help: write ")
    assert f"`{remedy}`" in problem


@pytest.mark.parametrize(
    ("item", "remedy"),
    [
        ("conv 3x3 64", "- conv: {filters: ..., kernel: ...}"),
        ("Conv2d(3)", "- conv: {filters: ..., kernel: ...}"),
        ("CONV-9-32", "- conv: {filters: ..., kernel: ...}"),
        ("relu()", "- relu"),
        ("unit 3", "- unit"),
    ],
)
def test_a_kind_with_bare_numbers_is_told_to_name_its_fields(item: str, remedy: str) -> None:
    (problem,) = problems(f"\n  - {item}\n  - unit", "blocks: {unit: [relu]}")
    assert problem == (
        f"5:5: unknown-kind there is no kind or block `{item}`; "
        f"help: write its fields under their names: `{remedy}`"
    )


def test_a_colon_without_a_space_after_it_is_seen() -> None:
    (problem,) = problems("\n  - conv:{filters: 8}")
    assert problem.endswith("help: put a space after the colon: `conv: {`")


def test_several_kinds_in_one_item_are_all_looked_at() -> None:
    """An 8x8 image, pooled to 4x4, has no room for a window of 5: it is found in the same run."""
    assert codes("[{relu: , maxpool: 2}, {maxpool: 5}]") == ["not-a-layer", "window-too-large"]


@pytest.mark.parametrize("kind", sorted(_MADE_OF_OTHERS))
def test_a_kind_of_other_tools_is_made_of_layers_that_are_there(kind: str) -> None:
    (problem,) = problems(f"[{kind}: {{kernel: 3}}]")
    layers = ", ".join(re.findall("`- ([^`]*)`", problem))
    assert kind not in KINDS
    assert layers
    cnncalc.load_text(f"{{name: n, input: 7x7x32, layers: [{layers}]}}")


@pytest.mark.parametrize("word", ["conv3d", "celu", "hardtanh", "softsign"])
def test_a_kind_that_is_missing_is_not_taken_for_another(word: str) -> None:
    assert word not in KINDS
    (problem,) = problems(f"[{word}]")
    assert problem.endswith("help: `cnncalc layers` lists the kinds")


def test_fields_that_are_not_indented_are_said_to_stand_beside_it() -> None:
    text = "name: n\ninput: 8x8x3\nlayers:\n  - conv:\n    filters: 4\n    kernel: 3\n  - relu\n"
    assert problems_of(text) == [
        "5:5: not-a-layer `filters` stands beside `conv`, not inside it; help: indent it further"
    ]


def test_a_misspelt_kind_is_read_as_the_one_that_was_meant() -> None:
    """What else is wrong with it, and after it, comes out in the same run."""
    assert codes("[{convv: {filtres: 6, kernel: 3}}, {conv: {filters: 3, kernel: 9}}]") == [
        "unknown-kind",
        "unknown-field",
        "window-too-large",
    ]


def test_nothing_is_held_against_what_follows_an_unknown_kind() -> None:
    layers = "[{wavelet: {name: w}}, {conv: {filters: 3, kernel: 9}}, {relu: {from: w}}]"
    assert codes(layers) == ["unknown-kind"]
