"""Branches: what a merge may list, where a branch starts, and what drops out."""

from __future__ import annotations

import pytest

from .written import codes, names, problems, rows, shapes

CONV = "{conv: {filters: 4, kernel: 3, padding: 1}}"


def test_a_branch_starts_where_the_merge_stands_and_an_empty_one_is_the_identity() -> None:
    assert rows(f"[relu, add: [[{CONV}, tanh], []]]") == {
        "relu1": ["input"],
        "conv1": ["relu1"],
        "tanh1": ["conv1"],
        "add1": ["tanh1", "relu1"],
    }


def test_the_first_thing_may_be_a_merge() -> None:
    assert rows("[concat: [[relu], []]]") == {"relu1": ["input"], "concat1": ["relu1", "input"]}


def test_a_merge_may_list_earlier_layers_and_the_input_by_their_names() -> None:
    layers = "[{relu: {name: a}}, {tanh: {name: b, from: input}}, add: [a, b, input]]"
    assert rows(layers)["add1"] == ["a", "b", "input"]


def test_the_long_form_takes_a_name_and_a_start() -> None:
    layers = (
        "[{relu: {name: a}}, tanh, {add: {name: sum, from: a, inputs: [[sigmoid], [], tanh1]}}]"
    )
    assert rows(layers) == {
        "a": ["input"],
        "tanh1": ["a"],
        "sigmoid1": ["a"],
        "sum": ["sigmoid1", "a", "tanh1"],
    }


def test_a_later_branch_may_start_at_a_layer_of_an_earlier_one() -> None:
    """As Inception's last blocks and U-Net need it."""
    layers = "[concat: [[{relu: {name: a}}, tanh], [{sigmoid: {from: a}}]]]"
    assert rows(layers) == {
        "a": ["input"],
        "tanh1": ["a"],
        "sigmoid1": ["a"],
        "concat1": ["tanh1", "sigmoid1"],
    }


def test_branches_may_nest() -> None:
    assert rows("[concat: [[relu, add: [[tanh], []]], []]]") == {
        "relu1": ["input"],
        "tanh1": ["relu1"],
        "add1": ["tanh1", "relu1"],
        "concat1": ["add1", "input"],
    }


def test_none_drops_out() -> None:
    assert rows("[relu, add: [[tanh], none, []]]")["add1"] == ["tanh1", "relu1"]


def test_a_single_input_that_is_left_passes_through() -> None:
    layers = "[relu, {add: {name: sum, inputs: [[tanh], none]}}, {sigmoid: {from: sum}}]"
    assert rows(layers) == {"relu1": ["input"], "tanh1": ["relu1"], "sigmoid1": ["tanh1"]}
    assert names("[add: [[]], relu, add: [[tanh], []]]") == ["relu1", "tanh1", "add1"]


def test_a_setting_may_be_a_branch_a_name_none_or_all_branches() -> None:
    frame = "settings: {way: [tanh], other: first, gone: none, all: [[tanh], first]}"
    layers = "[{relu: {name: first}}, add: [$way, $other, $gone]]"
    assert rows(layers, frame)["add1"] == ["tanh1", "first"]
    assert rows("[{relu: {name: first}}, add: $all]", frame)["add1"] == ["tanh1", "first"]


def test_channels_add_up_and_sizes_stay() -> None:
    """Concatenation joins the maps, as Szegedy et al. 2014 describe; 4 + 3 = 7."""
    assert shapes("[concat: [[], [{conv: {filters: 3, kernel: 1}}]]]")[-1] == "8x8x7"


@pytest.mark.parametrize(
    ("merge", "problem"),
    [
        (
            "add",
            (
                "3:16: merge-inputs add merges a list of branches and names, and none stands "
                "here; help: write `- add: [[...], []]`, where [] is the identity"
            ),
        ),
        (
            "{add: 3}",
            (
                "3:22: merge-inputs add merges a list of branches and names, and none "
                "stands here; help: write `- add: [[...], []]`, where [] is the identity"
            ),
        ),
        (
            "{add: []}",
            (
                "3:22: merge-inputs add has nothing to merge; "
                "help: list branches or names; a branch of `[]` passes on what arrives"
            ),
        ),
        (
            "{add: [none, none]}",
            (
                "3:22: merge-inputs add has nothing to merge; "
                "help: list branches or names; a branch of `[]` passes on what arrives"
            ),
        ),
        (
            "{add: [tanh, []]}",
            (
                "3:23: not-a-branch a branch is a list of layers, and one layer stands "
                "here; help: put it in brackets"
            ),
        ),
        (
            "{add: [{dropout: 0.5}, []]}",
            (
                "3:23: not-a-branch a branch is a list of layers, and one "
                "layer stands here; help: put it in brackets"
            ),
        ),
        (
            "{add: [~, []]}",
            (
                "3:23: not-a-branch nothing stands here, where a branch or a name is meant; "
                "help: `[]` passes on what arrives, and `none` drops out"
            ),
        ),
        (
            "{add: [relu9, []]}",
            (
                "3:23: unknown-layer there is no layer `relu9` before this one; "
                "help: did you mean `relu1`?"
            ),
        ),
        (
            "{add: [[], $way]}",
            (
                "3:27: unknown-setting there is no setting `$way` in the spec; "
                "help: add it to the settings of the spec: `settings: {way: ...}`"
            ),
        ),
    ],
)
def test_what_cannot_be_merged_is_a_problem_at_its_place(merge: str, problem: str) -> None:
    assert problems(f"[relu, {merge}]") == [problem]


def test_branches_of_unequal_shape_are_shown_with_where_each_comes_from() -> None:
    assert problems("[add: [[{conv: {name: wide, filters: 8, kernel: 1}}], []]]") == [
        (
            "3:10: shapes-differ add1: only equal shapes add up: 8x8x8, 8x8x4; "
            "help: branch 2: `conv: {filters: 8, kernel: 1}` behind it gives 8x8x8; "
            "note: branch 1 arrives as 8x8x8, last changed by wide (line 3); "
            "branch 2 as 8x8x4, the network's input"
        )
    ]
    (problem,) = problems("[concat: [[{maxpool: 2}], []]]")
    assert problem.startswith(
        "3:10: shapes-differ concat1: only images of equal height and width concatenate: "
        "4x4x4, 8x8x4; help: branch 2: `maxpool: 2` behind it gives 4x4x4; "
        "help: branch 1: `upsample: 2` behind it gives 8x8x4; "
        "note: branch 1 arrives as 4x4x4, last changed by maxpool1 (line 3); "
    )


@pytest.mark.parametrize(
    ("wrong", "mended"),
    [
        (
            "add: [[{conv: {filters: 6, kernel: 1}}], []]",
            "add: [[{conv: {filters: 6, kernel: 1}}], [{conv: {filters: 6, kernel: 1}}]]",
        ),
        (
            "concat: [[{maxpool: 2}], []]",
            "concat: [[{maxpool: 2}], [{maxpool: 2}]]",
        ),
        (
            "concat: [[{conv: {filters: 4, kernel: 4}}], []]",
            "concat: [[{conv: {filters: 4, kernel: 4}}], [{crop: {size: [5, 5]}}]]",
        ),
        (
            "multiply: [[global_avgpool, {dense: 4}], []]",
            "multiply: [[global_avgpool, {dense: 4}, {reshape: 1x1x4}], []]",
        ),
        (
            "multiply: [[global_avgpool, {conv: {filters: 2, kernel: 1}}], []]",
            ("multiply: [[global_avgpool, {conv: {filters: 4, kernel: 1}}], []]"),
        ),
        (
            "add: [[{conv: {filters: 6, kernel: 2, stride: 2}}], []]",
            (
                "add: [[{conv: {filters: 6, kernel: 2, stride: 2}}], "
                "[{conv: {filters: 6, kernel: 1, stride: 2, rounding: floor}}]]"
            ),
        ),
        ("add: [[{dense: 6}], [{dense: 4}]]", "add: [[{dense: 6}], [dense: {units: 6}]]"),
    ],
)
def test_a_branch_that_ends_as_was_offered_has_an_equal_shape(wrong: str, mended: str) -> None:
    (problem,) = problems(f"[{wrong}]")
    offered = problem.partition("help: ")[2].split("`")[1]
    assert offered in mended
    assert problems(f"[{mended}]") == []


def test_nothing_is_offered_where_no_layer_makes_them_equal() -> None:
    (problem,) = problems("[add: [[{dense: 3}], []]]")
    assert "help" not in problem
    unlike = "[{maxpool: [1, 2]}], [{maxpool: [2, 1]}]"
    assert "help" not in problems(f"[concat: [{unlike}]]")[0]


def test_a_problem_in_one_branch_hides_none_in_another() -> None:
    small = "{conv: {filters: 2, kernel: 9}}"
    assert codes(f"[concat: [[{small}], [{{dense: $k}}], [nokind_], [{small}, relu]]]") == [
        "window-too-large",
        "unknown-setting",
        "unknown-kind",
        "window-too-large",
    ]
