"""Blocks: kinds of a spec's own, and what is wrong with one, whether it is used or not."""

from __future__ import annotations

import pytest

from .written import codes, fields, names, problems, problems_of, rows


def test_a_block_is_used_like_any_kind() -> None:
    frame = "blocks: {unit: {layers: [{conv: {filters: 2, kernel: 1}}, relu]}}"
    assert names("[unit, {unit: }, {unit: {}}]", frame) == [
        *("unit1/conv1", "unit1/relu1"),
        *("unit2/conv1", "unit2/relu1"),
        *("unit3/conv1", "unit3/relu1"),
    ]


def test_a_block_without_settings_may_be_its_list_of_layers() -> None:
    assert names("[unit]", "blocks: {unit: [relu, tanh]}") == ["unit1/relu1", "unit1/tanh1"]


def test_a_plain_value_is_the_first_setting() -> None:
    frame = (
        "blocks: {unit: {settings: {k: , size: 1}, layers: [{conv: {filters: $k, kernel: $size}}]}}"
    )
    assert fields("[unit: 5]", frame) == fields("[{unit: {k: 5, size: 1}}]", frame)


def test_a_setting_without_a_value_is_required_and_the_others_have_defaults() -> None:
    frame = (
        "blocks: {unit: {settings: {k: , size: 3}, layers: [{conv: {filters: $k, kernel: $size}}]}}"
    )
    assert fields("[{unit: {k: 5}}]", frame) == fields("[{conv: {filters: 5, kernel: 3}}]")
    assert problems("[{unit: {size: 1}}]", frame) == [
        "4:11: missing-setting block unit needs `k`; help: write `k: ...`"
    ]


def test_a_default_may_use_earlier_settings_and_the_specs_own() -> None:
    frame = (
        "settings: {wide: 2}\n"
        "blocks: {unit: {settings: {k: , inner: $(k*wide)}, layers: [{dense: $inner}]}}"
    )
    assert fields("[unit: 5]", frame) == fields("[dense: 10]")
    assert fields("[{unit: {k: 5, inner: 1}}]", frame) == fields("[dense: 1]")
    later = "blocks: {unit: {settings: {inner: $(k*2), k: }, layers: [{dense: $inner}]}}"
    assert codes("[{unit: {k: 5}}]", later) == ["unknown-setting"]


def test_a_default_may_pass_on_the_specs_setting_of_the_same_name() -> None:
    frame = "settings: {k: 7}\nblocks: {unit: {settings: {k: $k}, layers: [{dense: $k}]}}"
    assert fields("[unit, {unit: 2}]", frame) == fields("[dense: 7, dense: 2]")


def test_channels_is_what_enters_the_block() -> None:
    frame = (
        "blocks: {same: [{conv: {filters: $channels, kernel: 1}}], "
        "double: [{conv: {filters: $(channels*2), kernel: 1}}]}"
    )
    assert fields("[same, double, double, same]", frame) == fields(
        "[{conv: {filters: 4, kernel: 1}}, {conv: {filters: 8, kernel: 1}}, "
        "{conv: {filters: 16, kernel: 1}}, {conv: {filters: 16, kernel: 1}}]"
    )


def test_channels_may_be_a_setting_instead() -> None:
    frame = "blocks: {unit: {settings: {channels: 3}, layers: [{dense: $channels}]}}"
    assert fields("[unit]", frame) == fields("[dense: 3]")


def test_a_block_may_use_other_blocks() -> None:
    frame = "blocks: {inner: [relu], outer: [inner, {inner: {name: last}}, tanh]}"
    assert names("[outer]", frame) == [
        "outer1/inner1/relu1",
        "outer1/last/relu1",
        "outer1/tanh1",
    ]


def test_a_block_that_uses_itself_is_a_problem_that_shows_the_circle() -> None:
    assert problems("[unit]", "blocks: {unit: [relu, unit]}") == [
        (
            "3:23: block-uses-itself block unit uses itself: unit -> unit (used at net.yaml:4:10); "
            "help: let it use other blocks, or `repeat` it where it is used"
        )
    ]
    (problem,) = problems("[a]", "blocks: {a: [b], b: [c], c: [a]}")
    assert problem.partition(";")[0] == (
        "3:30: block-uses-itself block a uses itself: a -> b -> c -> a "
        "(used at net.yaml:3:22) (used at net.yaml:3:14) (used at net.yaml:4:10)"
    )


def test_a_block_may_be_passed_a_use_of_itself() -> None:
    """What a use passes is the caller's, so this ends."""
    frame = "blocks: {twice: {settings: {what: }, layers: [$what, $what]}}"
    assert len(names("[twice: [twice: [twice: [relu]]]]", frame)) == 8


def test_a_misspelt_setting_gets_the_nearest_and_is_read_as_it() -> None:
    frame = "blocks: {unit: {settings: {width: }, layers: [{dense: $width}]}}"
    assert problems("[{unit: {widht: 3}}]", frame) == [
        "4:18: unknown-setting block unit has no setting `widht`; help: did you mean `width`?"
    ]


def test_a_block_without_settings_takes_no_plain_value() -> None:
    assert problems("[unit: 3]", "blocks: {unit: [relu]}") == [
        "4:16: no-fields block unit has no setting that a value could be; help: write `- unit`"
    ]


@pytest.mark.parametrize(
    ("blocks", "problem"),
    [
        (
            "{conv: [relu]}",
            (
                "block-name a block needs another name: `conv` is a kind already; "
                "help: call it by a word of its own, such as `my_block`"
            ),
        ),
        (
            "{a/b: [relu]}",
            (
                "block-name a block needs another name: a name has no '/'; "
                "help: call it by a word of its own, such as `my_block`"
            ),
        ),
        (
            "{input: [relu]}",
            (
                "block-name a block needs another name: `input` is reserved; "
                "help: call it by a word of its own, such as `my_block`"
            ),
        ),
        (
            "{unit: 3}",
            (
                "missing-field block unit has no `layers`; "
                "help: write `settings: {...}` and `layers: [...]` under it"
            ),
        ),
        (
            "{unit: {settings: {}}}",
            "missing-field block unit has no list of `layers`; help: write `layers: [...]` in it",
        ),
        (
            "{unit: {layers: relu}}",
            "missing-field block unit has no list of `layers`; help: write `layers: [...]` in it",
        ),
        (
            "{unit: {layers: [relu], setting: {k: 3}}}",
            "unknown-field block unit has no field `setting`; help: did you mean `settings`?",
        ),
        (
            "{unit: {layers: [relu], settings: [k, size]}}",
            (
                "wrong-value block unit: `settings` is a mapping of names and defaults; "
                "help: write `settings: {k: , size: }`"
            ),
        ),
        (
            "{unit: {layers: [relu], settings: {name: 3}}}",
            (
                "setting-name block unit: `name` is a field of every use, and cannot be a setting "
                "too; help: call it `name_`"
            ),
        ),
    ],
)
def test_what_is_no_block_says_why(blocks: str, problem: str) -> None:
    (found,) = problems("[relu]", f"blocks: {blocks}")
    assert found.partition(" ")[2] == problem


def test_a_block_with_a_problem_is_not_unknown_as_well() -> None:
    assert codes("[unit, {unit: {k: 3}}, relu]", "blocks: {unit: 3}") == ["missing-field"]
    assert codes("[unit]", "blocks: [unit]") == ["wrong-value"]


def test_a_block_that_is_never_used_is_looked_at_as_well() -> None:
    frame = (
        "blocks: {idle: {settings: {k: , size: 3}, layers: [{convv: {filters: $k, kernel: $size}}, "
        "{dense: $size, }, {conv: {filtres: 3, kernel: $k}}, add: [[$k], []], "
        "{relu: {from: nowhere}}, {conv: {filters: $missing, kernel: 99}}]}}"
    )
    assert codes("[relu]", frame) == [
        "unknown-kind",
        "unknown-field",
        "unknown-layer",
        "unknown-setting",
    ]


def test_a_block_that_is_never_used_adds_no_layers_and_no_problem_of_shape() -> None:
    frame = "blocks: {idle: {settings: {k: }, layers: [{conv: {filters: $k, kernel: 99}}]}}"
    assert rows("[relu]", frame) == {"relu1": ["input"]}


def test_a_problem_inside_a_block_shows_both_places() -> None:
    text = (
        "name: n\ninput: 8x8x3\n"
        "blocks:\n  inner: {settings: {s: }, layers: [{maxpool: {kernel: 3, stride: $s}}]}\n"
        "  outer:\n    - inner: 2\n"
        "layers:\n  - outer\n"
    )
    (problem,) = problems_of(text)
    assert problem.startswith(
        "4:67: stride-does-not-fit outer1/inner1/maxpool1: a window of 3 moving by 2 over 8 "
        "leaves 1 over (used at net.yaml:6:7) (used at net.yaml:8:5)"
    )
