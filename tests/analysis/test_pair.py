"""A layer of one network beside one of another, and where gaps lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.pair import Pair, settled

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis, LayerFigures


def of(layers: str, frame: str = "") -> Analysis:
    return cnncalc.analyze(cnncalc.load_text(f"{{name: n, input: 9x9x4, {frame}layers: {layers}}}"))


def last(layers: str) -> LayerFigures:
    return [*of(layers).layers.values()][-1]


def pair(one: str, other: str) -> Pair:
    return Pair(last(f"[{one}]"), last(f"[{other}]"))


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        # Zeiler & Fergus 2013 against Krizhevsky et al. 2012: the first layer
        (
            "conv: {filters: 96, kernel: 7, stride: 2}",
            "conv: {filters: 96, kernel: 9, stride: 1}",
            ("kernel", "stride"),
        ),
        ("conv: {filters: 8, kernel: 1}", "conv: {filters: 6, kernel: 1}", ("filters",)),
        (
            "conv: {filters: 8, kernel: 1, bias: false}",
            "conv: {filters: 8, kernel: 1}",
            ("bias",),
        ),
        ("dropout: 0.5", "dropout: 0.4", ("rate",)),
        ("relu", "relu", ()),
        ("relu", "tanh", ()),
    ],
)
def test_the_fields_that_differ_are_named(one: str, other: str, differing: tuple[str, ...]) -> None:
    assert pair(one, other).differing == differing


def test_padding_is_what_is_added_whatever_rule_gave_it() -> None:
    one, two = (f"conv: {{filters: 4, kernel: 3, padding: {each}}}" for each in ("half", 1))
    assert pair(one, two).alike
    same = pair(one, "conv: {filters: 4, kernel: 3, rounding: ceil, padding: 1}")
    assert same.alike
    assert same.same_shape


def test_layers_of_one_form_are_alike_over_whatever_shape() -> None:
    found = pair("conv: {filters: 4, kernel: 3}", "maxpool: 3, conv: {filters: 4, kernel: 3}")
    assert found.alike
    assert not found.same_shape
    assert not pair("relu", "tanh").alike
    assert not Pair(found.first, None).alike


def test_a_gap_begins_where_a_block_does() -> None:
    """The layers of a round may leave the gap at its one end as others enter at the other."""
    frame = "blocks: {unit: {layers: [{conv: {filters: 4, kernel: 1}}, relu]}}, "
    two, three = (of(f"[{{unit: {{repeat: {each}}}}}]", frame).layers for each in (2, 3))
    ours, theirs = list(two.values()), list(three.values())
    middle = [
        Pair(ours[0], theirs[0]),
        Pair(None, theirs[1]),
        Pair(None, theirs[2]),
        *(Pair(ours[each], theirs[each + 2]) for each in (1, 2, 3)),
    ]
    found = settled(middle)
    assert [each.other.name for each in found if each.other and not each.first] == [
        *("unit3/conv1", "unit3/relu1"),
    ]
    assert [each.first for each in found if each.first] == ours
    assert [each.other for each in found if each.other] == theirs


def test_a_gap_moves_forward_to_where_a_block_begins_too() -> None:
    """What stands behind it is none of the block's, so that it cannot move on."""
    frame = "blocks: {unit: {layers: [{conv: {filters: 4, kernel: 1}}, relu]}}, "
    last = "{conv: {filters: 4, kernel: 1}}, tanh"
    ours, theirs = (
        list(of(f"[{{unit: {{repeat: {each}}}}}, {last}]", frame).layers.values())
        for each in (1, 2)
    )
    late = [
        *(Pair(ours[each], theirs[each]) for each in (0, 1, 2)),
        Pair(None, theirs[3]),
        Pair(None, theirs[4]),
        Pair(ours[3], theirs[5]),
    ]
    found = settled(late)
    assert [each.other.name for each in found if each.other and not each.first] == [
        *("unit2/conv1", "unit2/relu1"),
    ]


def test_a_gap_outside_of_blocks_lies_as_late_as_can_be() -> None:
    ours, theirs = (list(of(each).layers.values()) for each in ("[relu]", "[relu, relu, relu]"))
    early = [Pair(None, theirs[0]), Pair(None, theirs[1]), Pair(ours[0], theirs[2])]
    assert settled(early) == [Pair(ours[0], theirs[0]), *(Pair(None, each) for each in theirs[1:])]
    turned = [Pair(each.other, each.first) for each in early]
    assert settled(turned)[0] == Pair(theirs[0], ours[0])


def test_a_gap_moves_over_nothing_that_differs() -> None:
    ours, theirs = (list(of(each).layers.values()) for each in ("[relu, tanh]", "[relu, relu]"))
    pairs = [Pair(None, theirs[0]), Pair(ours[1], theirs[1])]
    assert settled(pairs) == pairs
