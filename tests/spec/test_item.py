"""Items of a list of layers: the short and the long form, and what is none."""

from __future__ import annotations

import pytest

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
        (
            "[separable_conv: {filters: 8}]",
            (
                "3:10: unknown-kind there is no kind or block `separable_conv`; help: write the "
                "two layers that make it: `- depthwise_conv: {kernel: 3, padding: 1}` and "
                "`- conv: {filters: 64, kernel: 1}`"
            ),
        ),
    ],
)
def test_what_is_no_layer_says_what_it_is(layers: str, problem: str) -> None:
    assert problems(layers) == [problem]


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
