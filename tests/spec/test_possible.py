"""What is still said after a problem of shape, and what is not.

The sizes are those of CS231n's formula, (W - F + 2P)/S + 1, for 224 under AlexNet's first layer:
54.25, so 54 or 55.
"""

from __future__ import annotations

import pytest

from cnncalc.shape import Image, Vector
from cnncalc.spec.possible import PossibleShapes

from .written import codes, network, problems_of, spec

MISFIT = "{conv: {name: conv1, filters: 96, kernel: 11, stride: 4}}"
"""Over 224 it gives 54 by floor, 55 by ceil, and is a problem by itself."""


def codes_after_misfit(*layers: str) -> list[str]:
    text = spec(f"[{', '.join((MISFIT, *layers))}]", shape="224x224x3")
    return [each.split()[1] for each in problems_of(text)]


def test_a_misfit_is_one_problem_however_much_follows() -> None:
    assert codes_after_misfit("{maxpool: {kernel: 3, stride: 2}}", "{dense: 10}", "softmax") == [
        "stride-does-not-fit"
    ]


@pytest.mark.parametrize(
    ("follows", "code"),
    [
        ("{conv: {filters: 64, kernel: 3, groups: 5}}", "groups-do-not-divide"),
        ("{conv: {filters: 1, kernel: 3, connections: [[96]]}}", "connection-table"),
        ("{maxpool: {kernel: 2, padding: 2}}", "padding-too-large"),
    ],
)
def test_what_is_wrong_whatever_the_size_is_reported_too(follows: str, code: str) -> None:
    """There are 96 maps, however large; and a padding of 2 is too much for any window of 2."""
    assert codes_after_misfit(follows) == ["stride-does-not-fit", code]


@pytest.mark.parametrize(
    "follows",
    [
        "{maxpool: {kernel: 2}}",  # fits 54 alone
        "{maxpool: {kernel: 3, stride: 2}}",  # fits 55 alone
        "{conv: {filters: 4, kernel: 55}}",  # is too large for 54 alone
        "{conv: {filters: 4, kernel: 99}}",  # is too large for each in its own words
        "{maxpool: {kernel: 4, stride: 10}}",  # fits neither, each in its own words
    ],
)
def test_what_depends_on_the_size_is_not(follows: str) -> None:
    assert codes_after_misfit(follows) == ["stride-does-not-fit"]


def test_a_dense_layer_makes_the_shape_certain_again() -> None:
    assert codes_after_misfit("{dense: 10}", "{conv: {filters: 3, kernel: 3}}") == [
        *("stride-does-not-fit", "image-expected"),
    ]


def test_a_later_misfit_is_found_where_the_size_is_certain_again() -> None:
    """54 and 55 give (54 - 3)/3 + 1 = 18 and (55 - 4)/3 + 1 = 18 under windows that take either."""
    either = "{maxpool: {kernel: 3, rounding: floor}}"
    assert codes_after_misfit(either, "{maxpool: {kernel: 5}}") == [
        *("stride-does-not-fit", "stride-does-not-fit"),
    ]


def test_faults_of_different_layers_all_come_out() -> None:
    layers = (
        "[{conv: {filters: 6, kernel: 1, groups: 4}}, {conv: {filters: 6, kernel: 1, groups: 5}}, "
        "{conv: {filters: 2, kernel: 1, connections: [[0], [6]]}}, {maxpool: 3}]"
    )
    assert codes(layers) == [
        "groups-do-not-divide",
        "groups-do-not-divide",
        "connection-table",
        "stride-does-not-fit",
    ]


def test_after_shapes_that_differ_what_follows_is_looked_at_with_either() -> None:
    differ = "add: [[{conv: {filters: 6, kernel: 1}}], []]"
    assert codes(f"[{differ}, {{conv: {{filters: 4, kernel: 1, groups: 3}}}}]") == ["shapes-differ"]
    assert codes(f"[{differ}, {{conv: {{filters: 5, kernel: 1, groups: 4}}}}]") == ["shapes-differ"]
    assert codes(f"[{differ}, {{conv: {{filters: 4, kernel: 9}}}}]") == [
        *("shapes-differ", "window-too-large"),
    ]


def test_a_concatenation_of_unequal_sizes_still_has_its_channels() -> None:
    differ = "concat: [[{maxpool: 2}], []]"
    assert codes(f"[{differ}, {{conv: {{filters: 6, kernel: 1, groups: 3}}}}]") == [
        *("shapes-differ", "groups-do-not-divide"),
    ]


def test_a_problem_in_one_branch_leaves_the_other_alone() -> None:
    layers = "[concat: [[{maxpool: 3}, relu], [{conv: {filters: 4, kernel: 1, groups: 3}}]]]"
    assert codes(layers) == ["stride-does-not-fit", "groups-do-not-divide"]


def test_the_channels_that_enter_a_block_are_known_after_a_misfit() -> None:
    frame = "blocks: {unit: [{conv: {filters: $channels, kernel: 1, groups: 3}}]}"
    assert codes("[{maxpool: 3}, unit]", frame) == ["groups-do-not-divide", "stride-does-not-fit"]


def test_too_many_possibilities_are_not_followed() -> None:
    """Two sizes each from three branches are eight ways to merge, and nothing is said of them."""
    branch = "[{maxpool: {kernel: 3, stride: 2}}]"
    assert codes(f"[add: [{branch}, {branch}, {branch}]]") == ["stride-does-not-fit"] * 3


def test_possible_shapes_are_asked_for_one_at_a_time() -> None:
    shapes = PossibleShapes(Image(4, 8, 8), network("[{maxpool: 2}, {dense: 10}]").nodes)
    assert shapes.of(-1) == (Image(4, 8, 8),)
    assert shapes.of(1) == (Vector(10),)
    assert shapes.of(0) == (Image(4, 4, 4),)


def test_nothing_is_possible_where_the_input_is_not_known() -> None:
    shapes = PossibleShapes(None, network("[relu, add: [[relu], []]]").nodes)
    assert [shapes.of(each) for each in range(3)] == [(), (), ()]
    assert shapes.errors() == []
