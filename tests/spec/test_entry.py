"""The fields of layers: those of each kind, those of all, and what a wrong one leaves standing."""

from __future__ import annotations

import pytest

from cnncalc.layers import KINDS

from .written import analysis, codes, fields, names, problems, rows, shapes


def test_a_pair_is_height_first() -> None:
    """A window of 1x3 over 8x8: (8 - 1)/1 + 1 = 8 high and (8 - 3)/1 + 1 = 6 wide."""
    assert shapes("[{conv: {filters: 2, kernel: [1, 3]}}]") == ["8x6x2"]


@pytest.mark.parametrize(
    ("padding", "shape"),
    [
        # (8 - 3 + 2*P)/1 + 1, each axis and side by itself (CS231n; LANGUAGE's words by definition)
        ("1", "8x8x2"),
        ("[0, 1]", "6x8x2"),
        ("[1, 0, 2, 0]", "7x8x2"),
        ("valid", "6x6x2"),
        ("half", "8x8x2"),
        ("same", "8x8x2"),
    ],
)
def test_padding_is_a_number_a_pair_four_sides_or_a_word(padding: str, shape: str) -> None:
    assert shapes(f"[{{conv: {{filters: 2, kernel: 3, padding: {padding}}}}}]") == [shape]


def test_a_pooling_without_a_stride_moves_by_its_kernel() -> None:
    assert shapes("[{maxpool: 2}, {avgpool: [2, 4]}]") == ["4x4x4", "2x1x4"]


def test_a_layer_reads_the_one_before_it_unless_from_names_another() -> None:
    layers = "[relu, {tanh: {name: t, from: input}}, {sigmoid: {from: relu1}}, add: [t, sigmoid1]]"
    assert rows(layers) == {
        "relu1": ["input"],
        "t": ["input"],
        "sigmoid1": ["relu1"],
        "add1": ["t", "sigmoid1"],
    }


def test_a_layer_is_written_only_when_it_is_wanted() -> None:
    assert names("[{relu: {when: false}}, {tanh: {when: true}}, {sigmoid: {when: 0}}]") == ["tanh1"]
    layers = "[{relu: {when: $se}}, {tanh: {when: $(se-1)}}]"
    assert names(layers, "settings: {se: 1}") == ["relu1"]
    assert names(layers, "settings: {se: 1}", settings={"se": 0}) == ["tanh1"]


def test_a_layer_that_is_not_trainable_is_frozen() -> None:
    figures = analysis(
        "[{conv: {filters: 2, kernel: 1, trainable: false}}, {dense: {units: 3, trainable: $t}}, "
        "relu]",
        "settings: {t: true}",
    ).layers
    assert [each.trainable for each in figures.values()] == [False, True, True]


def test_bias_is_true_false_or_untied() -> None:
    """(F*F*D + 1)*K with one bias a filter, F*F*D*K without, and F*F*D*K + K*H*W untied."""
    layers = "[{conv: {filters: 2, kernel: 3, padding: 1, bias: %s}}]"
    parameters = {
        bias: int(analysis(layers % bias).totals.parameters) for bias in ("true", "false", "untied")
    }
    assert parameters == {
        "true": (3 * 3 * 4 + 1) * 2,
        "false": 3 * 3 * 4 * 2,
        "untied": 3 * 3 * 4 * 2 + 2 * 8 * 8,
    }


def test_a_setting_may_be_a_mapping_of_fields() -> None:
    assert fields("[{conv: $c}]", "settings: {c: {filters: $k, kernel: 3}, k: 5}") == fields(
        "[{conv: {filters: 5, kernel: 3}}]"
    )


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("filters: 0", "0 is below 1, the least that makes sense here"),
        ("filters: -4", "-4 is below 1, the least that makes sense here"),
        (
            "filters: 010",
            (
                "010 is not a whole number in plain decimals; help: YAML 1.1 would read "
                "010 as 8: write the number that is meant"
            ),
        ),
        (
            "filters: 0x10",
            (
                "0x10 is not a whole number in plain decimals; help: YAML 1.1 would "
                "read 0x10 as 16: write the number that is meant"
            ),
        ),
        (
            "filters: 1_000",
            (
                "1_000 is not a whole number in plain decimals; help: YAML 1.1 would "
                "read 1_000 as 1000: write the number that is meant"
            ),
        ),
        (
            "filters: 1:30",
            (
                "1:30 is not a whole number in plain decimals; help: YAML 1.1 would "
                "read 1:30 as 90: write the number that is meant"
            ),
        ),
        (
            "filters: 1e3",
            ("1000.0 is not a whole number in plain decimals; help: 1e3 is 1000: write it so"),
        ),
        ("filters: 3.5", "3.5 is not a whole number in plain decimals"),
        ("filters: yes", "yes is not a whole number in plain decimals"),
        ("filters: true", "true is not a whole number in plain decimals"),
        ("filters: .inf", ".inf is not a whole number in plain decimals"),
        (
            "filters: '64'",
            (
                "64 is not a whole number in plain decimals; help: it is a text in "
                "quotes: write it without them"
            ),
        ),
        ("filters: ٣", "٣ is not a whole number in plain decimals"),
        ("filters: ", "nothing stands here, where a whole number from 1 is meant"),
        ("filters: [3]", "a whole number from 1 is meant here, not a list or mapping"),
        ("kernel: [3, 3, 3]", "a pair is [height, width], not 3 values"),
        ("bias: 1", "1 is neither true, false nor untied"),
        (
            "bias: no",
            (
                "no is neither true, false nor untied; help: YAML 1.1 would read no as "
                "false: write `false`"
            ),
        ),
        ("rounding: up", "exact, floor or ceil is meant here"),
        ("rounding: Ciel", "exact, floor or ceil is meant here; help: did you mean `ceil`?"),
        (
            "kernel: 3x3",
            "3x3 is not a size: a number, or [height, width]; help: write 3 or [3, 3]",
        ),
        ("kernel: 1x7", "1x7 is not a size: a number, or [height, width]; help: write [1, 7]"),
        (
            "padding: SAME",
            (
                "SAME is not a padding: a number, a list, valid, half or same; "
                "help: did you mean `same`?"
            ),
        ),
        (
            "padding: 1x2",
            "1x2 is not a padding: a number, a list, valid, half or same; help: write [1, 2]",
        ),
        (
            "filters: 2*$n",
            (
                "2*$n is not a whole number in plain decimals; "
                "help: arithmetic over settings stands in parentheses: `$(2*n)`"
            ),
        ),
    ],
)
def test_a_wrong_value_is_named_at_its_place(field: str, sentence: str) -> None:
    name = field.partition(":")[0]
    others = {"filters": "kernel: 3", "kernel": "filters: 8"}.get(name, "filters: 8, kernel: 3")
    (problem,) = problems(f"[{{conv: {{{field}, {others}}}}}]")
    place, _, said = problem.partition(" ")
    assert said == f"wrong-value `{name}` of conv: {sentence}"
    assert place.startswith("3:")


def test_a_pair_in_round_brackets_is_told_to_take_square_ones() -> None:
    """In braces the comma ends a value; elsewhere the pair comes out whole."""
    square = "help: a pair stands in square brackets, such as [3, 3]"
    assert problems("[{conv: {filters: 4, kernel: (3, 3)}}]") == [
        f"3:38: wrong-value `kernel` of conv: (3 is not a whole number in plain decimals; {square}",
        f"3:42: unknown-field conv has no field `3)`; {square}",
    ]
    (problem,) = problems("\n  - conv:\n      filters: 4\n      kernel: (3, 3)")
    assert problem.endswith("help: write 3 or [3, 3]")


def test_a_wrong_value_beside_a_kind_says_which_field_it_is() -> None:
    """BatchNorm2d(64) of PyTorch, with the number of maps."""
    (problem,) = problems("[{batchnorm: 64}]")
    assert problem == (
        "3:22: wrong-value `scale` of batchnorm: 64 is neither true nor false; "
        "help: a value beside `batchnorm` is its `scale`"
    )


@pytest.mark.parametrize("value", ["8", "[8, 3]", "8, 3", "many"])
def test_a_kind_that_needs_several_fields_takes_them_by_name(value: str) -> None:
    found = problems(f"\n  - conv: {value}")
    assert found
    for each in found:
        assert each.endswith(
            "help: write its fields under their names: `- conv: {filters: ..., kernel: ...}`"
        )


@pytest.mark.parametrize(("rate", "share"), [("50", "0.5"), ("50%", "0.5"), ("12.5 %", "0.125")])
def test_a_share_in_percent_is_told_as_a_fraction(rate: str, share: str) -> None:
    (problem,) = problems(f"\n  - dropout: {rate}")
    assert f"is not between 0 and 1; help: {rate.strip(' %')} % is {share}: write it so" in problem


def test_a_wrong_value_in_a_list_is_pointed_at_itself() -> None:
    (problem,) = problems("[{conv: {filters: 4, kernel: 1, connections: [[0], [1], [x], [3]]}}]")
    assert problem.startswith("3:66: wrong-value `connections` of conv: x is not a whole number")


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("when: maybe", "`when` is true or false, and `maybe` stands here"),
        ("when: ", "`when` is true or false, and nothing stands here"),
        ("trainable: [1]", "`trainable` is true or false, and a list stands here"),
        ("trainable: {a: 1}", "`trainable` is true or false, and a mapping stands here"),
    ],
)
def test_a_switch_that_is_neither_true_nor_false_is_a_problem(field: str, problem: str) -> None:
    (found,) = problems(f"[{{relu: {{{field}}}}}]")
    assert found.partition(" ")[2] == f"wrong-value {problem}"


def test_every_missing_field_is_named_at_the_layer() -> None:
    assert problems("[conv]") == [
        "3:10: missing-field conv needs `filters`; help: write `filters: ...`",
        "3:10: missing-field conv needs `kernel`; help: write `kernel: ...`",
    ]


def test_a_misspelt_field_is_not_missing_as_well() -> None:
    assert problems("[{conv: {filtres: 8, kernal: 3}}]") == [
        "3:18: unknown-field conv has no field `filtres`; help: did you mean `filters`?",
        "3:30: unknown-field conv has no field `kernal`; help: did you mean `kernel`?",
    ]


def test_what_other_tools_call_a_field_is_offered_by_its_name_here() -> None:
    (problem,) = problems("[{dense: {out_features: 8}}]")
    assert problem.endswith("dense has no field `out_features`; help: did you mean `units`?")


def test_a_field_is_not_taken_for_one_that_is_given_too() -> None:
    (problem,) = problems("[{conv: {filters: 4, kernel: 3, pool_size: 2}}]")
    assert "did you mean" not in problem


def test_a_value_that_does_not_fit_a_guess_is_not_held_against_anyone() -> None:
    assert problems("[{conv: {filters: 4, kernel: 3, padding_made: zeros}}]") == [
        "3:41: unknown-field conv has no field `padding_made`; help: did you mean `padding`?"
    ]


def test_a_value_under_another_tools_name_is_looked_at() -> None:
    assert codes("[{conv: {filters: 4, kernel_size: 3x3}}]") == ["unknown-field", "wrong-value"]


def test_a_field_that_resembles_none_gets_the_list() -> None:
    (problem,) = problems("[{dense: {units: 8, xyz: 1}}]")
    assert problem.endswith("help: its fields are units, bias, name, from, when and trainable")


def test_a_wrong_field_without_a_say_in_the_shape_hides_nothing_that_follows() -> None:
    misfit = "{conv: {filters: 2, kernel: 9}}"
    assert codes(f"[{{dropout: 2}}, {misfit}]") == ["wrong-value", "window-too-large"]
    wrong_bias = "{conv: {filters: 2, kernel: 1, bias: maybe}}"
    assert codes(f"[{wrong_bias}, {misfit}]") == ["wrong-value", "window-too-large"]


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("value", ["", "2", "x", "[]", "[2, 2]", "{}", "{a: 1}", "true", "$n"])
def test_no_value_beside_a_kind_stops_the_reading(kind: str, value: str) -> None:
    """Whatever stands there, it is fine or it is a problem, and what follows is looked at."""
    assert "unknown-kind" in codes(f"[{{{kind}: {value}}}, wavelet]")


def test_a_wrong_field_with_a_say_in_the_shape_blames_nothing_that_follows() -> None:
    assert codes("[{conv: {filters: 2, kernel: no}}, {conv: {filters: 2, kernel: 9}}]") == [
        "wrong-value"
    ]
