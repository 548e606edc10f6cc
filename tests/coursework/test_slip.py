"""Slips: every example of the catalogue gives its wrong number, and no slip gives the right one."""

import json

import pytest
from hypothesis import given, settings

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.question import ASKED, question
from cnncalc.coursework.slip import Slip, silent_slips, slips
from cnncalc.derivation import Expression, Leaf, substitute
from cnncalc.notation import equation
from tests.coursework.documented import EXAMPLES
from tests.coursework.network import asked
from tests.networks import Drawn, networks

NETWORKS = [cnncalc.analyze(each) for each in ("alexnet-single", "lenet5")]


def test_every_misconception_has_an_example_or_says_why_not() -> None:
    """The examples are those of the sources; tests/data/coursework/slips.yaml has them."""
    apart = {each.id for each in MISCONCEPTIONS.values() if each.apart}
    assert {each.id for each in EXAMPLES} == set(MISCONCEPTIONS) - apart
    assert apart == {"O-BATCH", "M-NO-BATCH"}


def test_no_slip_gives_the_right_answer() -> None:
    """Whatever is asked; two slips may cancel each other."""
    for analysis in NETWORKS:
        for layer in analysis.layers:
            for quantity in ASKED:
                put = question(analysis, layer, quantity, Convention())
                right = values(put.right)
                assert right not in [each.value for each in slips(put, pairs=True)]


def test_a_slip_shows_the_working_that_leads_to_its_number() -> None:
    """The derivation is computed anew; it is no picture of one."""
    for analysis in NETWORKS:
        for layer in analysis.layers:
            for quantity in ASKED:
                put = question(analysis, layer, quantity, Convention())
                for each in slips(put, pairs=True):
                    parts = each.expression
                    expressions = parts if isinstance(parts, tuple) else (parts,)
                    assert values(tuple(substitute(e, {}) for e in expressions)) == values(
                        expressions
                    )


def values(right: Expression | tuple[Expression, ...]) -> object:
    """What `Slip.value` holds for a right answer."""
    return tuple(e.value for e in right) if isinstance(right, tuple) else right.value


@settings(max_examples=20)
@given(networks())
def test_any_layer_of_any_network_has_wrong_answers_that_can_be_told(drawn: Drawn) -> None:
    """Whatever a kind derives, and in whatever branch it stands; each can be written."""
    analysis = cnncalc.analyze(cnncalc.load_text(json.dumps(drawn.spec, ensure_ascii=False)))
    for layer in analysis.layers:
        for quantity in ASKED:
            put = question(analysis, layer, quantity, Convention())
            for each in [*slips(put, pairs=True), *silent_slips(put)]:
                parts = each.expression if isinstance(each.expression, tuple) else [each.expression]
                assert all(equation(part) for part in parts)
                assert each.statement


def test_a_slip_along_one_axis_says_so() -> None:
    """28x32 with a kernel of 3x4 and padding 1 gives 28x31 (INF265, Q122)."""
    spec = "{name: n, input: 28x32x3, layers: [conv: {name: c, filters: 16, kernel: [3, 4],"
    analysis = cnncalc.analyze(cnncalc.load_text(spec + " padding: 1}]}"))
    asked = question(analysis, "c", "output", Convention())
    (slip,) = [
        each
        for each in slips(asked, pairs=True)
        if each.value == (28, 29, 16) and each.ids == ("S-PAD-IGNORED",)
    ]
    assert slip.statement == "what you get if the padding is ignored, for the width alone"


def test_two_slips_are_told_together() -> None:
    """9,000,001 is an option of the first quiz of a well-known course (Q001)."""
    spec = "{name: n, input: 300x300x3, layers: [dense: {name: d, units: 100}]}"
    asked = question(cnncalc.analyze(cnncalc.load_text(spec)), "d", "parameters", Convention())
    (slip,) = [each for each in slips(asked, pairs=True) if each.value == 9_000_001]
    assert slip.statement == (
        "what you get with one bias for the whole layer and a colour image treated as a grey one"
    )


def test_a_name_in_a_statement_is_harmless() -> None:
    """A layer's name is text from a file."""
    missed = MISCONCEPTIONS["T-LAYER-MISSED"]
    slip = Slip((missed,), Leaf("total", 1, "1"), "a\x1b[2Jb\n")
    assert slip.statement == r"the total without a\x1b[2Jb\n"


def silent(*question: str) -> set[str]:
    """The slips that give the right answer to a question about a small network."""
    return {each.ids[0] for each in silent_slips(asked(*question))}


def test_a_question_knows_the_slips_that_it_cannot_see() -> None:
    """2x2 pooling of an even size: W/S is right; with a window of 3 it is not."""
    layers = "maxpool: {name: even, kernel: 2}, maxpool: {name: odd, kernel: 3, stride: 2}"
    assert "S-DIVIDE-BY-STRIDE" in silent("32x32x16", layers, "even", "output")
    assert "S-DIVIDE-BY-STRIDE" not in silent("32x32x16", layers, "odd", "output")
    kept = "conv: {name: c, filters: 16, kernel: 3}"
    assert "S-DEPTH-UNCHANGED" in silent("32x32x16", kept, "c", "output")
    assert "P-BIAS-PER-CHANNEL" in silent("28x28x1", kept, "c", "parameters")


def test_the_right_formula_in_other_words_is_no_silent_slip() -> None:
    """Biases where they are asked for, or where there are none; a dilation of 1 ignored."""
    conv = "conv: {name: c, filters: 16, kernel: 3}"
    bare = "conv: {name: c, filters: 16, kernel: 3, bias: false}"
    assert "P-BIAS-ADDED" not in silent("32x32x8", conv, "c", "parameters")
    assert "P-NO-BIAS" not in silent("32x32x8", bare, "c", "parameters")
    fields = silent("32x32x8", f"{conv}, conv: {{name: d, filters: 4, kernel: 3}}", "d", FIELD)
    assert not fields & {"R-DILATION-IGNORED", "R-STRIDE-IGNORED", "R-POOL-IGNORED"}
    assert not silent("32x32x8", conv, "c", FIELD)
    assert not silent("32x32x8", "relu: {name: c}", "c", "output")


FIELD = "receptive_field"


def test_a_slip_in_all_layers_that_is_the_same_in_the_last_alone_is_told_once() -> None:
    """A pooling window that moves by 1 does so here alone."""
    layers = "conv: {filters: 4, kernel: 3}, maxpool: {name: p, kernel: 2}"
    for quantity in ("output", "values"):
        told = [each.ids for each in slips(asked("9x9x1", layers, "p", quantity))]
        assert ("S-POOL-STRIDE-1",) in told
        assert ("S-POOL-STRIDE-1", "X-CARRIED") not in told


@pytest.mark.parametrize("quantity", ["parameters", "macs"])
def test_a_slip_that_changes_nothing_is_none(quantity: str) -> None:
    """A layer without groups cannot have its groups ignored."""
    asked = question(NETWORKS[0], "conv2", quantity, Convention())
    told = {each for slip in [*slips(asked), *silent_slips(asked)] for each in slip.ids}
    assert "P-GROUPS-IGNORED" not in told
