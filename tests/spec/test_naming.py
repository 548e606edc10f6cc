"""Names: those that are given, those that are made up, and what each of them means."""

from __future__ import annotations

import pytest

from .written import codes, names, network, problems, rows


def test_a_layer_without_a_name_is_called_by_kind_and_number_in_its_scope() -> None:
    assert names("[relu, tanh, relu, add: [[relu, tanh], [relu]]]") == [
        *("relu1", "tanh1", "relu2", "relu3", "tanh2", "relu4", "add1"),
    ]


def test_names_that_are_taken_are_skipped_even_where_they_come_later() -> None:
    layers = "[relu, {tanh: {name: relu2}}, relu, {tanh: {name: relu4}}, relu]"
    assert names(layers) == ["relu1", "relu2", "relu3", "relu4", "relu5"]


def test_names_deep_inside_a_branch_are_taken_too() -> None:
    assert names("[relu, add: [[{tanh: {name: relu1}}], []]]") == ["relu2", "relu1", "add1"]


def test_each_use_of_a_block_counts_for_itself_and_its_path_comes_first() -> None:
    """As ResNet's conv2/bottleneck1/conv3, with stages of blocks."""
    frame = (
        "blocks: {bottleneck: [{conv: {filters: 4, kernel: 1}}, {conv: {filters: 4, kernel: 1}}], "
        "stage: [bottleneck, bottleneck]}"
    )
    assert names("[{stage: {name: conv2}}, bottleneck]", frame) == [
        *("conv2/bottleneck1/conv1", "conv2/bottleneck1/conv2"),
        *("conv2/bottleneck2/conv1", "conv2/bottleneck2/conv2"),
        *("bottleneck1/conv1", "bottleneck1/conv2"),
    ]
    assert network("[{stage: {name: conv2}}]", frame).nodes[0].path == ("conv2", "bottleneck1")


def test_under_a_repeat_a_name_gets_the_number_of_the_round() -> None:
    """VGG's conv1_1 and conv1_2."""
    conv = "{conv: {name: conv1, filters: 4, kernel: 1}}"
    layers = f"[repeat: {{times: 2, layers: [{conv}, relu]}}]"
    assert names(layers) == ["conv1_1", "relu1", "conv1_2", "relu2"]


def test_in_nested_repeats_a_name_gets_the_number_of_each() -> None:
    inner = "repeat: {times: 2, layers: [{relu: {name: a}}]}"
    layers = f"[repeat: {{times: 2, layers: [{inner}, {{tanh: {{name: b}}}}]}}]"
    assert names(layers) == ["a_1_1", "a_1_2", "b_1", "a_2_1", "a_2_2", "b_2"]


def test_a_use_that_is_repeated_with_a_name_gets_the_number_too() -> None:
    frame = "blocks: {unit: [relu]}"
    assert names("[{unit: {name: u, repeat: 2}}, {unit: {repeat: 2}}]", frame) == [
        *("u_1/relu1", "u_2/relu1", "unit1/relu1", "unit2/relu1"),
    ]


def test_a_name_under_a_repeat_means_the_last_one_so_far() -> None:
    layers = (
        "[{relu: {name: start}}, repeat: {times: 2, layers: "
        "[{tanh: {name: a}}, {sigmoid: {from: a}}]}, add: [a, a_1, sigmoid2]]"
    )
    found = rows(layers)
    assert found["sigmoid1"] == ["a_1"]
    assert found["sigmoid2"] == ["a_2"]
    assert found["add1"] == ["a_2", "a_1", "sigmoid2"]


def test_the_name_of_a_use_means_its_last_layer() -> None:
    frame = "blocks: {unit: [relu, tanh]}"
    layers = "[unit, {unit: {name: u, repeat: 2}}, add: [unit1, u, u_1]]"
    assert rows(layers, frame)["add1"] == ["unit1/tanh1", "u_2/tanh1", "u_1/tanh1"]


def test_the_name_of_a_use_of_an_empty_block_means_what_enters_it() -> None:
    frame = "blocks: {nothing: []}"
    assert rows("[relu, {nothing: {name: n}}, add: [n, input]]", frame)["add1"] == [
        *("relu1", "input"),
    ]
    assert rows("[{nothing: {name: n}}, relu, add: [n, relu1]]", frame)["add1"] == [
        *("input", "relu1"),
    ]


def test_a_path_leads_to_a_layer_inside_a_use() -> None:
    frame = "blocks: {inner: [relu, tanh], outer: [inner, softmax]}"
    layers = "[{outer: {name: o, repeat: 2}}, add: [o_1/inner1/relu1, o/inner1, o]]"
    assert rows(layers, frame)["add1"] == ["o_1/inner1/relu1", "o_2/inner1/tanh1", "o_2/softmax1"]


def test_a_name_is_looked_up_in_its_own_block_first_then_outward() -> None:
    frame = (
        "blocks: {unit: [{relu: {name: mark}}, {tanh: {from: mark}}, {sigmoid: {from: far}}, "
        "add: [tanh1, sigmoid1]]}"
    )
    layers = "[{relu: {name: mark}}, {relu: {name: far}}, unit, add: [mark, unit1]]"
    found = rows(layers, frame)
    assert found["unit1/tanh1"] == ["unit1/mark"]
    assert found["unit1/sigmoid1"] == ["far"]
    assert found["add1"] == ["mark", "unit1/add1"]


def test_a_name_may_be_several_words() -> None:
    """As the message about what is no name says."""
    layers = "[{relu: {name: block 2}}, {tanh: {from: block 2}}]"
    assert rows(layers) == {"block 2": ["input"], "tanh1": ["block 2"]}


def test_a_name_may_be_a_number() -> None:
    assert rows("[{relu: {name: 1}}, {tanh: {from: 1}}]") == {"1": ["input"], "tanh1": ["1"]}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("a/b", "a name has no '/'"),
        ("a$b", "a name has no '$'"),
        ('"a\\e[2Jb"', "a name has no '\\x1b'"),
        ('"a\\nb"', "a name has no '\\n'"),
        ('"a\\u202eb"', "a name has no '\\u202e'"),
        ("input", "`input` is reserved"),
        ("none", "`none` is reserved"),
        ("''", "the name is empty"),
        ("' a'", "a name has no space before or after it"),
        ("' '", "a name has no space before or after it"),
        ("x" * 65, "a name of 65 characters is longer than 64"),
        ("true", "a name is a text"),
        ("[a]", "a name is a text"),
    ],
)
def test_what_cannot_be_a_name_says_why(name: str, fault: str) -> None:
    (problem,) = problems(f"[{{relu: {{name: {name}}}}}]")
    assert problem == (
        f"3:24: name {fault}; "
        "help: a name is any visible text without / and $, such as conv1 or block 2"
    )


def test_a_name_of_64_characters_in_any_script_is_fine() -> None:
    assert names(f"[{{relu: {{name: {'é' * 64}}}}}, {{relu: {{name: 畳み込み}}}}]")[1] == "畳み込み"


@pytest.mark.parametrize(
    ("layers", "problem"),
    [
        (
            "[{relu: {name: a}}, {tanh: {name: a}}]",
            "3:43: name-taken two layers are called `a`; the first stands in column 24",
        ),
        (
            "[{repeat: {times: 2, layers: [{relu: {name: a}}]}}, {relu: {name: a}}]",
            "3:75: name-taken two layers are called `a`; the first stands in column 53",
        ),
        (
            "[{relu: {name: a}}, {repeat: {times: 2, layers: [{relu: {name: a}}]}}]",
            "3:72: name-taken two layers are called `a`; the first stands in column 24",
        ),
        (
            "[{repeat: {times: 2, layers: [{relu: {name: a}}]}}, {relu: {name: a_2}}]",
            "3:75: name-taken two layers are called `a_2`; the first stands in column 53",
        ),
        (
            "[add: [[{relu: {name: a}}], [{relu: {name: a}}]]]",
            "3:52: name-taken two layers are called `a`; the first stands in column 31",
        ),
    ],
)
def test_a_name_is_given_once_in_a_scope(layers: str, problem: str) -> None:
    (found,) = problems(layers)
    assert found == f"{problem}; help: give one of them another name"


def test_the_same_name_in_two_scopes_is_fine() -> None:
    frame = "blocks: {unit: [{relu: {name: a}}]}"
    assert names("[{relu: {name: a}}, unit, unit]", frame) == ["a", "unit1/a", "unit2/a"]


def test_a_passed_name_may_clash_with_the_callers_and_with_the_blocks() -> None:
    frame = "blocks: {unit: {settings: {way: }, layers: [{relu: {name: a}}, $way]}}"
    assert codes("[{tanh: {name: b}}, {unit: {way: [{tanh: {name: b}}]}}]", frame) == ["name-taken"]
    assert codes("[{unit: {way: [{tanh: {name: a}}]}}]", frame) == ["name-taken"]
    assert codes("[{unit: {way: [{tanh: {name: b}}], repeat: 2}}]", frame) == []


@pytest.mark.parametrize(
    ("layers", "problem"),
    [
        (
            "[{relu: {from: conv1}}, {conv: {name: conv1, filters: 4, kernel: 1}}]",
            (
                "3:24: unknown-layer `conv1` stands later, in column 47; "
                "help: a layer reads what stands before it: move one of them"
            ),
        ),
        ("[{relu: {name: a, from: a}}]", "3:33: unknown-layer `a` would read from itself"),
        (
            "[{relu: {name: a, from: b}}, {tanh: {name: b, from: a}}]",
            (
                "3:33: unknown-layer `b` stands later, in column 52; "
                "help: a layer reads what stands before it: move one of them"
            ),
        ),
        (
            "[relu, {tanh: {from: rely1}}]",
            (
                "3:30: unknown-layer there is no layer `rely1` before this one; "
                "help: did you mean `relu1`?"
            ),
        ),
        (
            "[relu, {tanh: {from: xyzzy}}]",
            (
                "3:30: unknown-layer there is no layer `xyzzy` before this one; "
                "help: name an earlier layer, or `input`"
            ),
        ),
        (
            "[{relu: {name: a, when: false}}, {tanh: {from: a}}]",
            (
                "3:56: unknown-layer `a`, in column 24, is not written out before this; "
                "help: see what `when` and `repeat` say there, and which merge it stands in"
            ),
        ),
        (
            "[{add: {name: sum, inputs: [[{relu: {from: sum}}], []]}}]",
            (
                "3:52: unknown-layer `sum`, in column 23, is not written out before this; "
                "help: see what `when` and `repeat` say there, and which merge it stands in"
            ),
        ),
        (
            "[{relu: {from: [a]}}]",
            "3:24: unknown-layer the name of an earlier layer, or `input`, is meant here",
        ),
        (
            "[{relu: {from: }}]",
            "3:24: unknown-layer the name of an earlier layer, or `input`, is meant here",
        ),
    ],
)
def test_a_layer_reads_only_what_stands_before_it(layers: str, problem: str) -> None:
    assert problems(layers) == [problem]


def test_nothing_is_held_against_what_reads_a_layer_whose_input_is_unknown() -> None:
    layers = "[{conv: {name: c, filters: 2, kernel: 9, from: nowhere}}, {relu: {from: c}}]"
    assert codes(layers) == ["unknown-layer"]


def test_a_misspelt_name_among_thousands_is_answered_at_once() -> None:
    """Only the last names are compared, since each comparison takes time."""
    layers = ", ".join(f"{{relu: {{name: n{each}}}}}" for each in range(3000))
    wrong = ", ".join("{relu: {from: n_2999}}" for _ in range(300))
    found = problems(f"[{layers}, {wrong}]")
    assert len(found) == 300
    assert found[0].endswith("help: did you mean `n2999`?")
    assert found[-1].endswith("help: name an earlier layer, or `input`")
