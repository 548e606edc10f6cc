"""The frame: what each part may be, what is said where it is not, and what it is taken for then."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.shape import Image, Vector

from .written import codes, problems, problems_of, reading, shapes, spec


def test_a_frame_says_what_the_network_is_and_where_it_comes_from() -> None:
    text = """
name: AlexNet
title: AlexNet in two towers
year: 2012
source: {paper: "Krizhevsky et al. 2012", year: 2012, url: "https://example.org"}
input: 227x227x3
layers: [relu]
"""
    network = cnncalc.load_text(text)
    assert (network.name, network.title, network.year) == (
        "AlexNet",
        "AlexNet in two towers",
        2012,
    )
    assert network.origin == {
        "paper": "Krizhevsky et al. 2012",
        "year": "2012",
        "url": "https://example.org",
    }
    assert network.input_shape == Image(channels=3, height=227, width=227)


def test_all_but_name_input_and_layers_may_be_left_out() -> None:
    network = cnncalc.load_text("name: small\ninput: 10\nlayers: [relu]")
    assert (network.title, network.year, network.origin) == ("", None, {})
    assert network.input_shape == Vector(10)


def test_an_input_may_be_a_mapping_which_has_no_order_to_mistake() -> None:
    network = cnncalc.load_text(
        "name: go\ninput: {channels: 19, height: 3, width: 19}\nlayers: [relu]"
    )
    assert network.input_shape == Image(channels=19, height=3, width=19)


def test_an_input_may_be_a_setting() -> None:
    text = "name: n\nsettings: {side: 24}\ninput: {height: $side, width: $(side*2), channels: 3}\n"
    network = cnncalc.load_text(text + "layers: [relu]", settings={"side": 5})
    assert network.input_shape == Image(channels=3, height=5, width=10)


def test_a_name_is_text_however_yaml_would_read_it() -> None:
    assert cnncalc.load_text("name: 010\ninput: 3\nlayers: [relu]").name == "010"
    assert cnncalc.load_text("name: yes\ninput: 3\nlayers: [relu]").name == "yes"


def test_a_title_is_one_line() -> None:
    assert cnncalc.load_text('name: n\ntitle: "a\\n  b"\ninput: 3\nlayers: [relu]').title == "a b"


def test_every_missing_part_is_named() -> None:
    assert problems_of("year: 1998") == [
        "1:1: missing-field the spec needs `name`; help: write `name: ...`",
        "1:1: missing-field the spec needs `input`; help: write `input: ...`",
        "1:1: missing-field the spec needs `layers`; help: write `layers: ...`",
    ]


def test_a_misspelt_part_is_one_problem_and_is_read_as_what_was_meant() -> None:
    frame = "roundin: floor\nsetings: {k: 3}\nblokcs: {b: [relu]}"
    assert problems("[b, {maxpool: {kernel: $k, stride: 2}}]", frame) == [
        "3:1: unknown-field the spec has no field `roundin`; help: did you mean `rounding`?",
        "4:1: unknown-field the spec has no field `setings`; help: did you mean `settings`?",
        "5:1: unknown-field the spec has no field `blokcs`; help: did you mean `blocks`?",
    ]


def test_an_unknown_part_that_resembles_none_gets_the_list() -> None:
    (problem,) = problems("[relu]", "foo: 1")
    assert problem.endswith(
        "help: its fields are name, title, year, source, input, rounding, settings, blocks, "
        "layers, outputs and published"
    )


MAPPING = "help: write `{name: value}`, with a space after the colon"


@pytest.mark.parametrize(
    ("frame", "problem"),
    [
        ("year: 20.5", "a whole number in plain decimals is meant here"),
        (
            "year: '1998'",
            (
                "a whole number in plain decimals is meant here; help: it is a text in "
                "quotes: write it without them"
            ),
        ),
        ("title: [1]", "a text is meant here"),
        ("title: ", "nothing stands here, where a text is meant"),
        ("source: me", f"a mapping is meant here; {MAPPING}"),
        ("settings: [k]", f"a mapping is meant here; {MAPPING}"),
        ("blocks: 3", f"a mapping is meant here; {MAPPING}"),
        ("outputs: relu1", "a list is meant here; help: write `[relu1]`"),
        (
            "published: {parameters: 3}",
            "a list is meant here; help: start each item with its own `-`",
        ),
        ("rounding: flor", "`flor` is none of exact, floor, ceil; did you mean `floor`?"),
        (
            "rounding: {maxpol: floor}",
            "`maxpol` is not a kind with a window; did you mean `maxpool`?",
        ),
        ("rounding: {conv: up}", "`up` is none of exact, floor, ceil"),
        ("rounding: 3", "`3` is none of exact, floor, ceil"),
    ],
)
def test_a_part_that_is_no_such_thing_says_what_is_meant(frame: str, problem: str) -> None:
    part = frame.partition(":")[0]
    (found,) = problems("[relu]", frame)
    assert found.partition(" ")[2] == f"wrong-value `{part}` of the spec: {problem}"


def test_layers_that_are_no_list_are_one_problem() -> None:
    assert codes("relu") == ["wrong-value"]
    assert codes("{relu: {}}") == ["wrong-value"]
    assert codes("") == ["wrong-value"]


def test_a_network_without_layers_is_none() -> None:
    (problem,) = problems("[]")
    assert (
        problem
        == "3:9: no-layers the network has no layers; help: list at least one: `layers: [relu]`"
    )


@pytest.mark.parametrize("written", ["3x8x8", "8x8", "-3", "big", "[8, 8, 4]", ""])
def test_an_input_that_is_none_is_one_problem_and_no_layer_is_blamed(written: str) -> None:
    text = spec(
        "[{conv: {filters: 3, kernel: 9}}, {maxpool: {kernel: 3, stride: 2}}]", shape=written
    )
    (problem,) = problems_of(text)
    assert problem.startswith("2:8: wrong-value `input` of the spec: ") or not written


def test_sizes_are_bounded_and_the_bound_is_stated() -> None:
    assert problems_of(spec("[relu]", shape="9999999x1x3")) == [
        (
            "2:8: number-too-large 9,999,999 is beyond 1,000,000, the bound on numbers; "
            "help: `--limit size=9999999` raises the bound"
        )
    ]
    limits = cnncalc.Limits(size=9_999_999)
    assert reading(spec("[relu]", shape="9999999x1x3"), limits=limits).diagnostics() == ()


def test_a_name_is_bounded() -> None:
    (problem,) = problems_of(f"name: {'x' * 65}\ninput: 3\nlayers: [relu]")
    assert problem == (
        "1:7: name a name of 65 characters is longer than 64; "
        "help: what it is in a sentence can be its `title`"
    )


def test_a_misspelt_rounding_does_not_blame_windows_as_well() -> None:
    assert codes("[{maxpool: {kernel: 3, stride: 2}}]", "rounding: florr") == ["wrong-value"]


def test_rounding_by_kind_leaves_other_kinds_exact() -> None:
    """(8 - 3)/2 + 1 = 3.5 and (4 - 3)/2 + 1 = 1.5, by CS231n's formula."""
    pool, conv = "{maxpool: {kernel: 3, stride: 2}}", "{conv: {filters: 4, kernel: 3, stride: 2}}"
    frame = "rounding: {maxpool: ceil, conv: floor}"
    assert shapes(f"[{pool}, {conv}]", frame) == ["4x4x4", "1x1x4"]
    assert codes(f"[{pool}, {conv}]", "rounding: {maxpool: ceil}") == ["stride-does-not-fit"]


def test_a_layers_own_rounding_wins_over_the_frame_and_over_the_option() -> None:
    own = "[{maxpool: {kernel: 3, stride: 2, rounding: ceil}}]"
    assert shapes(own, "rounding: floor") == ["4x4x4"]
    assert shapes(own, rounding="floor") == ["4x4x4"]
    plain = "[{maxpool: {kernel: 3, stride: 2}}]"
    assert shapes(plain, "rounding: ceil") == ["4x4x4"]
    assert shapes(plain, "rounding: ceil", rounding="floor") == ["3x3x4"]
    assert shapes(plain, "rounding: {maxpool: ceil}", rounding="floor") == ["3x3x4"]
