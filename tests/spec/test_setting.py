"""Settings: names for values, arithmetic over them, and whose they are."""

from __future__ import annotations

import pytest

from cnncalc.limit import Limits

from .written import codes, fields, names, problems, problems_of, reading, spec


def test_a_setting_may_stand_for_any_value() -> None:
    frame = "settings: {k: 8, pair: [3, 1], on: false, word: same, name: first, rate: 0.25}"
    layers = (
        "[{conv: {name: $name, filters: $k, kernel: $pair, bias: $on, padding: $word}}, "
        "{dropout: $rate}]"
    )
    assert names(layers, frame) == ["first", "dropout1"]
    assert fields(layers, frame) == fields(
        "[{conv: {filters: 8, kernel: [3, 1], bias: false, padding: same}}, {dropout: 0.25}]"
    )


def test_settings_may_use_earlier_ones() -> None:
    frame = "settings: {k: 4, twice: $(k*2), pair: [$k, $twice]}"
    assert fields("[{conv: {filters: $twice, kernel: $pair}}]", frame) == fields(
        "[{conv: {filters: 8, kernel: [4, 8]}}]"
    )


def test_a_later_setting_is_none_yet() -> None:
    (problem,) = problems("[{dense: $a}]", "settings: {a: $b, b: 3}")
    assert problem.startswith("3:15: unknown-setting there is no setting `$b` in the spec")


def test_an_option_overrides_a_setting_and_what_is_computed_from_it() -> None:
    frame = "settings: {k: 4, twice: $(k*2)}"
    assert fields("[{dense: $twice}]", frame, settings={"k": 5}) == fields("[{dense: 10}]")
    assert fields("[{dense: $twice}]", frame, settings={"k": "5"}) == fields("[{dense: 10}]")


def test_a_setting_may_be_a_kind_or_layers_that_are_spliced_in() -> None:
    frame = "settings: {act: relu, drop: {dropout: 0.5}, head: [{dense: 10}, softmax], no: []}"
    layers = "[$act, $drop, $no, $head]"
    assert names(layers, frame) == ["relu1", "dropout1", "dense1", "softmax1"]
    assert names(layers, frame, settings={"act": "tanh"})[0] == "tanh1"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("$clases", "there is no setting `$clases` in the spec; help: did you mean `$classes`?"),
        ("$xyz", "there is no setting `$xyz` in the spec; help: its settings are classes, word"),
        (
            "$(clases*2)",
            ("there is no setting `$clases` in the spec; help: did you mean `$classes`?"),
        ),
        ("$", "there is no setting `$` in the spec; help: its settings are classes, word"),
        (
            "$channels",
            (
                "there is no setting `$channels` outside of a block: it is what enters "
                "one; help: write the number of channels"
            ),
        ),
    ],
)
def test_an_unknown_setting_gets_the_nearest(value: str, problem: str) -> None:
    (found,) = problems(f"[{{dense: {value}}}]", "settings: {classes: 10, word: relu}")
    assert found == f"4:18: unknown-setting {problem}"


def test_a_spec_without_settings_is_shown_where_one_would_go() -> None:
    (problem,) = problems("[{dense: $k}]")
    assert problem.endswith("help: add it to the settings of the spec: `settings: {k: ...}`")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("$(word*2)", "`$(word*2)`: `word` is not a setting with a whole number"),
        ("$(7%2)", "`$(7%2)`: `%2` is no number, setting, operator or parenthesis"),
        ("$(7//0)", "`$(7//0)`: it divides by zero"),
    ],
)
def test_arithmetic_that_cannot_be_done_says_why(value: str, problem: str) -> None:
    (found,) = problems(f"[{{dense: {value}}}]", "settings: {word: relu}")
    assert found == (
        f"4:18: arithmetic {problem}; "
        "help: integer arithmetic is numbers, settings, + - * // and parentheses"
    )


def test_a_result_is_validated_as_if_it_stood_there() -> None:
    (problem,) = problems("[{dense: $(3-5)}]")
    assert problem == (
        "3:18: wrong-value `units` of dense: -2 is below 1, the least that makes sense here; "
        "3-5 = -2"
    )


def test_numbers_are_bounded_written_or_computed() -> None:
    assert problems(
        "[{dense: 1000001}, {dense: $(1000*1001)}, {conv: {filters: 1, kernel: [2, -2000000]}}]"
    ) == [
        (
            "3:18: number-too-large 1000001 is beyond 1,000,000, the bound on numbers; "
            "help: `--limit size=1000001` raises the bound"
        ),
        (
            "3:36: number-too-large $(1000*1001) = 1,001,000 is beyond 1,000,000, the bound on "
            "numbers; help: `--limit size=1001000` raises the bound"
        ),
        (
            "3:83: number-too-large -2000000 is beyond 1,000,000, the bound on numbers; "
            "help: `--limit size=2000000` raises the bound"
        ),
    ]
    text = spec("[{dense: 1000001}]")
    assert reading(text, limits=Limits(size=1_000_001)).diagnostics() == ()


def test_a_number_beyond_all_measure_is_refused_without_offering_to_raise_the_bound() -> None:
    (problem,) = problems(f"[{{dense: 1{'0' * 30}}}]")
    assert problem == (
        f"3:18: number-too-large 1{'0' * 30} is beyond 1,000,000, the bound on numbers"
    )


def test_a_setting_with_a_problem_is_one_problem_however_often_it_is_used() -> None:
    frame = "settings: {k: $nowhere}"
    assert codes("[{dense: $k}, {conv: {filters: $(k*2), kernel: 1}}, $k]", frame) == [
        "unknown-setting"
    ]


def test_settings_that_are_no_mapping_are_one_problem() -> None:
    assert codes("[{dense: $k}]", "settings: [k]") == ["wrong-value"]


def test_a_setting_of_the_spec_needs_a_value() -> None:
    assert problems("[{dense: $k}]", "settings: {k: }") == [
        (
            "3:15: missing-setting the setting `k` has no value; "
            "help: write one, or give one with `--set k=...`"
        )
    ]
    assert fields("[{dense: $k}]", "settings: {k: }", settings={"k": 3}) == fields("[{dense: 3}]")


def test_values_that_hold_themselves_end_in_a_problem() -> None:
    frame = "blocks: {b: {settings: {x: [$x]}, layers: [{conv: {filters: 1, kernel: $x}}]}}"
    (problem,) = problems("[b]", frame)
    assert "too-deep values are nested deeper than 64" in problem


def test_a_value_that_is_not_known_is_one_problem_wherever_it_stands() -> None:
    frame = "input: $nowhere\nsettings: {k: 3}"
    text = f"name: n\n{frame}\nlayers: [{{conv: {{filters: $k, kernel: 9}}}}]"
    assert [each.split()[1] for each in problems_of(text)] == ["unknown-setting"]
    for layer in (
        "{relu: {name: $nowhere}}",
        "{relu: {when: $nowhere}}",
        "{relu: {trainable: $nowhere}}",
        "{relu: {from: $nowhere}}",
        "{conv: $nowhere}",
        "{add: $nowhere}",
        "{add: {inputs: $nowhere}}",
        "{repeat: {times: $nowhere, layers: [relu]}}",
        "$nowhere",
    ):
        assert codes(f"[relu, {layer}, {{conv: {{filters: 1, kernel: 1}}}}]")[:1] == [
            "unknown-setting"
        ], layer
        assert set(codes(f"[relu, {layer}, relu]")) == {"unknown-setting"}, layer


def test_channels_that_are_not_known_are_not_a_problem_of_their_own() -> None:
    frame = "blocks: {unit: [{conv: {filters: $channels, kernel: 1}}]}"
    assert codes("[{dense: $nowhere}, unit]", frame) == ["unknown-setting"]


def test_a_table_of_settings_beyond_the_bound_is_given_up() -> None:
    frame = (
        "settings: {a0: [1, 1]"
        + "".join(f", a{n}: [$a{n - 1}, $a{n - 1}]" for n in range(1, 30))
        + "}\nyear: $a29"
    )
    assert codes("[relu]", frame) == ["too-many-steps"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("$n*2", "$(n*2)"),
        ("$n * 2", "$(n * 2)"),
        ("$(n)*2", "$((n)*2)"),
        ("$(n*2", "$(n*2)"),
        ("$n/2", "$(n//2)"),
        ("$(n/2)", "$(n//2)"),
        ("$ n", "$n"),
        ("'${n}'", "$n"),
    ],
)
def test_arithmetic_that_is_written_otherwise_is_offered_as_it_is_written_here(
    written: str, meant: str
) -> None:
    (problem,) = problems(f"[{{dense: {written}}}]", "settings: {n: 6}")
    assert problem.endswith(f"help: did you mean `{meant}`?")
    assert len(fields(f"[{{dense: {meant}}}]", "settings: {n: 6}")) == 1


@pytest.mark.parametrize("written", ["$(8//(n-6))", "$(n**2)", "$(n*m)", "$(n*2.5)", "$()"])
def test_arithmetic_that_cannot_be_computed_otherwise_either_is_not_offered(written: str) -> None:
    assert "did you mean `$(" not in problems(f"[{{dense: {written}}}]", "settings: {n: 6}")[0]


def test_a_computed_number_that_a_field_does_not_take_is_shown_as_it_came_about() -> None:
    """Squeeze and excitation (Hu et al. 2017) with its r = 16 over 8 maps: 8//16 = 0."""
    frame = (
        "blocks: {se: {settings: {r: 16}, layers: [{conv: {filters: $(channels//r), kernel: 1}}]}}"
    )
    (problem,) = problems_of(spec("[se]", frame, "8x8x8"))
    assert problem == (
        "3:60: wrong-value `filters` of conv: 0 is below 1, the least that makes sense here "
        "(used at net.yaml:4:10); channels//r = 8//16 = 0"
    )
