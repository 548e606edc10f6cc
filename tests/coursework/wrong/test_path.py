"""The layers on the way to a layer, and a slip that is made in each of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.coursework.check import check
from cnncalc.coursework.wrong.path import (
    carried_sizes,
    flatten_before,
    maker_of,
    path_to,
    wrong_sizes,
)
from cnncalc.diagnostic import CnncalcError
from cnncalc.layers import KINDS
from tests.coursework.filled import filled
from tests.coursework.network import network
from tests.law import untimed
from tests.layers.case import fields_of

ASKER = network(  # Q118: the asker of "Determining size of FC layer after Conv layer in PyTorch"
    "28x28x1",
    "conv: {name: c1, filters: 6, kernel: 4}, maxpool: {name: p1, kernel: 2},"
    " conv: {name: c2, filters: 16, kernel: 3}, relu, maxpool: {name: p2, kernel: 2},"
    " flatten: {name: f}, dropout: 0.5, dense: {name: d, units: 10}",
)
BRANCHES = network(
    "8x8x4", "concat: [[conv: {name: a, filters: 4, kernel: 1}], []], relu: {name: r}"
)


def test_a_path_leads_from_the_input_to_a_layer() -> None:
    """Where a branch joins another there is no single path."""
    names = [each.name for each in path_to(ASKER, ASKER.layers["p2"])]
    assert names == ["c1", "p1", "c2", "relu1", "p2"]
    assert path_to(BRANCHES, BRANCHES.layers["r"]) == ()
    assert [each.name for each in path_to(BRANCHES, BRANCHES.layers["a"])] == ["a"]


def test_the_same_slip_in_every_layer_gives_the_askers_sizes() -> None:
    """24, 11, 8 and 3 without "+1", where 25, 12, 10 and 5 are right."""
    found = {}
    for layer in ("c1", "p1", "c2", "p2"):
        figures = ASKER.layers[layer]
        sizes = [*wrong_sizes(figures)[:1], *carried_sizes(ASKER, figures)[:1]]
        assert {each.misconception.id for each in sizes} == {"S-NO-PLUS-ONE"}
        found[layer] = sizes[-1].numbers[0]
    assert found == {"c1": 24, "p1": 11, "c2": 8, "p2": 3}


def test_a_slip_that_can_be_made_nowhere_is_not_carried() -> None:
    """There is no padding in the network, and no dilation."""
    ids = {each.misconception.id for each in carried_sizes(ASKER, ASKER.layers["p2"])}
    assert "S-NO-PLUS-ONE" in ids
    assert not ids & {"S-PAD-ONCE", "S-DILATION-IGNORED", "S-FRACTION-KEPT"}


def test_what_makes_the_block_that_a_dense_layer_reads() -> None:
    """A flatten, a dropout and an activation keep its sizes."""
    dense = ASKER.layers["d"]
    maker, flatten = maker_of(ASKER, dense), flatten_before(ASKER, dense)
    assert maker is not None
    assert flatten is not None
    assert (maker.name, flatten.name) == ("p2", "f")
    assert maker_of(ASKER, ASKER.layers["c1"]) is None
    assert flatten_before(ASKER, ASKER.layers["p2"]) is None


def test_each_axis_has_its_own_wrong_size() -> None:
    """Q122: 28x32 with a kernel of 3x4 and padding 1 is 28x31; without padding 26x29."""
    layers = "conv: {name: c, filters: 16, kernel: [3, 4], padding: 1}"
    figures = network("28x32x3", layers).layers["c"]
    sizes = {each.misconception.id: each.numbers for each in wrong_sizes(figures)}
    assert sizes["S-PAD-IGNORED"] == (26, 29)
    assert sizes["S-NO-PLUS-ONE"] == (27, 30)


FIXED = {
    "crop": "crop: {name: fixed, size: 20}",
    "upsample": "upsample: {name: fixed, size: 40}",
    "pad": "pad: {name: fixed, size: 40}",
    "adaptive_avgpool": "adaptive_avgpool: {name: fixed, output: 7}",
    "reshape": "reshape: {name: fixed, output: 26x26x4}",
}


@pytest.mark.parametrize("kind", FIXED)
def test_a_size_that_is_set_begins_the_chain_anew(kind: str) -> None:
    """28 - 3 + 1 = 26 goes into the layer, and nothing of that comes out of it."""
    model = (
        "input: 28x28x3\nlayers:\n- conv: {name: before, filters: 4, kernel: 3}\n"
        f"- {FIXED[kind]}\n- conv: {{name: after, filters: 4, kernel: 3}}\n"
    )
    for layer in ("fixed", "after"):
        (row,) = check(filled(model, {layer: {"output": "17x16x4"}})).rows
        assert row.verdict == "not_recognised"


def test_a_wrong_size_after_a_join_with_sizes_that_are_set_gets_a_verdict() -> None:
    """Ronneberger et al. 2015: 56x56x512 is what is cut out of the 64x64x512 of the way down."""
    (row,) = check(filled("unet", {"up1/crop1": {"output": "57x57x512"}})).rows
    assert row.verdict == "not_recognised"


LAYERS = st.sampled_from(sorted(kind for kind in KINDS if not KINDS[kind].merges)).flatmap(
    lambda kind: st.tuples(st.just(kind), fields_of(kind))
)


@untimed
@given(st.lists(LAYERS, min_size=1, max_size=3))
def test_wrong_answers_about_layers_of_all_kinds_get_verdicts(
    layers: list[tuple[str, dict[str, Any]]],
) -> None:
    """Whatever stands on the way to them: nothing is right by chance with 57, 12,345 and 54,321."""
    written = [{kind: {**fields, "name": f"l{at}"}} for at, (kind, fields) in enumerate(layers)]
    model = "input: 13x12x4\nrounding: floor\nlayers:\n" + "".join(
        f"- {json.dumps(each)}\n" for each in written
    )
    wrong: dict[str, str | None] = {"output": "57x58x59", "parameters": "12345", "macs": "54321"}
    try:
        cnncalc.analyze(cnncalc.load_text(f"name: Drawn\n{model}"))
    except CnncalcError:
        return
    last = f"l{len(layers) - 1}"
    for answers in ({last: wrong}, {f"l{at}": wrong for at in range(len(layers))}):
        assert check(filled(model, answers)).counts["open"] == 0
