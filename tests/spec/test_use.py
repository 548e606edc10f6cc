"""Uses and repeats, and the law that writing one out by hand gives the same figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .written import analysis, codes, fields, names, problems, rows

CONV = "{conv: {filters: $k, kernel: 3, padding: 1}}"


def figures(layers: str, frame: str = "") -> list[dict[str, object]]:
    """Every figure of every layer, with its derivation, and without its name."""
    named = {"name", "path", "inputs"}
    found = analysis(layers, frame).as_json(derivations=True)["layers"]
    return [{key: value for key, value in each.items() if key not in named} for each in found]


@settings(deadline=None)
@given(times=st.integers(0, 4), inner=st.integers(0, 3))
def test_writing_a_repeat_out_by_hand_gives_the_same_figures(times: int, inner: int) -> None:
    """The lectures' [(CONV-RELU)*N-POOL]*M."""
    frame = "settings: {k: 6}"
    pool = "{maxpool: {kernel: 2, stride: 1}}"
    repeated = (
        f"[tanh, repeat: {{times: {times}, layers: "
        f"[repeat: {{times: {inner}, layers: [{CONV}, relu]}}, {pool}]}}]"
    )
    by_hand = ", ".join(["tanh", *([CONV, "relu"] * inner + [pool]) * times])
    assert figures(repeated, frame) == figures(f"[{by_hand}]", frame)


@settings(deadline=None)
@given(times=st.integers(0, 4), k=st.integers(1, 9))
def test_writing_a_block_out_by_hand_gives_the_same_figures(times: int, k: int) -> None:
    frame = (
        "settings: {k: 6}\n"
        "blocks: {unit: {settings: {k: , tail: []}, "
        f"layers: [{CONV}, add: [[relu], []], $tail]}}}}"
    )
    tail = "[dropout: 0.5, {conv: {filters: $k, kernel: 1}}]"
    used = f"[tanh, unit: {{k: {k}, repeat: {times}, tail: {tail}}}]"
    one = [
        CONV.replace("$k", str(k)),
        "add: [[relu], []]",
        "dropout: 0.5",
        "{conv: {filters: 6, kernel: 1}}",
    ]
    assert figures(used, frame) == figures(f"[{', '.join(['tanh', *one * times])}]", frame)


def test_a_use_takes_name_from_when_and_repeat() -> None:
    frame = "blocks: {unit: [relu]}"
    layers = (
        "[{tanh: {name: t}}, sigmoid, {unit: {name: first, from: t, repeat: 2}}, "
        "{unit: {when: false}}, add: [first, sigmoid1]]"
    )
    assert rows(layers, frame) == {
        "t": ["input"],
        "sigmoid1": ["t"],
        "first_1/relu1": ["t"],
        "first_2/relu1": ["first_1/relu1"],
        "add1": ["first_2/relu1", "sigmoid1"],
    }


def test_a_repeat_of_zero_is_legal_and_writes_nothing() -> None:
    frame = "settings: {n: 0}\nblocks: {unit: [relu]}"
    assert names("[{unit: {repeat: $n}}, repeat: {times: $n, layers: [tanh]}, softmax]", frame) == [
        "softmax1"
    ]


def test_a_repeat_may_be_left_out() -> None:
    layers = "[repeat: {times: 2, when: $deep, layers: [relu]}, tanh]"
    assert names(layers, "settings: {deep: false}") == ["tanh1"]
    assert names(layers, "settings: {deep: true}") == ["relu1", "relu2", "tanh1"]


def test_each_round_reads_the_one_before() -> None:
    assert rows("[repeat: {times: 2, layers: [relu, add: [[tanh], []]]}]") == {
        "relu1": ["input"],
        "tanh1": ["relu1"],
        "add1": ["tanh1", "relu1"],
        "relu2": ["add1"],
        "tanh2": ["relu2"],
        "add2": ["tanh2", "relu2"],
    }


def test_what_a_use_passes_belongs_to_the_scope_that_it_was_written_in() -> None:
    """`$k` and `mark` are the caller's in what is passed, and the block's in a default."""
    frame = (
        "settings: {k: 6}\n"
        "blocks: {unit: {settings: {k: , way: [{dense: $k}, {relu: {from: mark}}]}, "
        "layers: [{tanh: {name: mark}}, $way, softmax]}}\n"
        "outputs: [unit1, unit2, unit1/dense1, unit2/dense1]"
    )
    layers = (
        "[{sigmoid: {name: mark}}, "
        "{unit: {k: 3, way: [{dense: $k}, {relu: {from: mark}}]}}, {unit: {k: 3}}]"
    )
    units = [each["units"] for each in fields(layers, frame) if each]
    assert units == [6, 3]
    found = rows(layers, frame)
    assert found["unit1/relu1"] == ["mark"]
    assert found["unit2/relu1"] == ["unit2/mark"]


def test_what_is_passed_on_through_two_uses_stays_the_first_callers() -> None:
    frame = (
        "settings: {k: 6}\n"
        "blocks: {inner: {settings: {k: 2, way: }, layers: [$way]}, "
        "outer: {settings: {k: 3, way: }, "
        "layers: [{inner: {way: $way}}, {inner: {way: [{dense: $k}]}}]}}"
    )
    assert fields("[{outer: {way: [{dense: $k}]}}]", frame) == fields("[dense: 6, dense: 3]")


def test_a_layer_that_is_passed_with_a_name_is_known_by_it_to_the_caller() -> None:
    frame = "blocks: {unit: {settings: {way: }, layers: [relu, $way, tanh]}}"
    layers = "[{unit: {way: [{sigmoid: {name: mark}}]}}, add: [mark, unit1/mark, unit1]]"
    assert rows(layers, frame)["add1"] == ["unit1/mark", "unit1/mark", "unit1/tanh1"]


@pytest.mark.parametrize(
    ("layers", "problem"),
    [
        (
            "[repeat: {times: 2}]",
            (
                "3:10: repeat a repeat has `times` and a list of `layers`; "
                "help: write `- repeat: {times: 2, layers: [...]}`"
            ),
        ),
        (
            "[repeat: [relu]]",
            (
                "3:10: repeat a repeat has `times` and a list of `layers`; "
                "help: write `- repeat: {times: 2, layers: [...]}`"
            ),
        ),
        (
            "[repeat: {times: 2, layres: [relu]}]",
            "3:29: unknown-field a repeat has no field `layres`; help: did you mean `layers`?",
        ),
        (
            "[repeat: {times: -1, layers: [relu]}]",
            "3:26: wrong-value a repeat is a whole number from 0, and `-1` stands here",
        ),
        (
            "[repeat: {times: true, layers: [relu]}]",
            "3:26: wrong-value a repeat is a whole number from 0, and `True` stands here",
        ),
        (
            "[repeat: {times: 1000000000, layers: [relu]}]",
            (
                "3:26: number-too-large 1000000000 is beyond 1,000,000, the bound on numbers; "
                "help: `--limit size=1000000000` raises the bound"
            ),
        ),
    ],
)
def test_what_is_no_repeat_says_what_one_is(layers: str, problem: str) -> None:
    assert problems(layers) == [problem]


def test_the_same_fault_in_every_round_is_one_problem() -> None:
    assert codes("[repeat: {times: 50, layers: [{conv: {filters: 4, kernel: 1, groups: 3}}]}]") == [
        "groups-do-not-divide"
    ]


def test_the_same_fault_in_two_uses_is_shown_for_each() -> None:
    frame = (
        "blocks: {unit: {settings: {g: }, layers: [{conv: {filters: 4, kernel: 1, groups: $g}}]}}"
    )
    found = problems("[unit: 3, unit: 5]", frame)
    assert [each.partition(";")[0] for each in found] == [
        (
            "3:82: groups-do-not-divide unit1/conv1: 4 maps in do not divide into 3 groups "
            "(used at net.yaml:4:10)"
        ),
        (
            "3:82: groups-do-not-divide unit2/conv1: 4 maps in do not divide into 5 groups "
            "(used at net.yaml:4:19)"
        ),
    ]
