"""Slips: every example of the catalogue gives its wrong number, and no slip gives the right one."""

import pytest

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.question import ASKED, question
from cnncalc.coursework.slip import Slip, silent_slips, slips
from cnncalc.derivation import Expression, Leaf, substitute
from tests.coursework.documented import EXAMPLES

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
                asked = question(analysis, layer, quantity, Convention())
                right = values(asked.right)
                assert right not in [each.value for each in slips(asked, pairs=True)]


def test_a_slip_shows_the_working_that_leads_to_its_number() -> None:
    """The derivation is computed anew; it is no picture of one."""
    for analysis in NETWORKS:
        for layer in analysis.layers:
            for quantity in ASKED:
                asked = question(analysis, layer, quantity, Convention())
                for each in slips(asked, pairs=True):
                    parts = each.expression
                    expressions = parts if isinstance(parts, tuple) else (parts,)
                    assert values(tuple(substitute(e, {}) for e in expressions)) == values(
                        expressions
                    )


def values(right: Expression | tuple[Expression, ...]) -> object:
    """What `Slip.value` holds for a right answer."""
    return tuple(e.value for e in right) if isinstance(right, tuple) else right.value


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


def test_a_question_knows_the_slips_that_it_cannot_see() -> None:
    """2x2 pooling of an even size: W/S is right; with a window of 3 it is not (FINDINGS: 52 %)."""
    spec = "{name: n, input: 32x32x16, layers: [maxpool: {name: even, kernel: 2},"
    spec += " maxpool: {name: odd, kernel: 3, stride: 2, rounding: floor}]}"
    analysis = cnncalc.analyze(cnncalc.load_text(spec))

    def silent(layer: str) -> set[str]:
        asked = question(analysis, layer, "output", Convention())
        return {each.ids[0] for each in silent_slips(asked)}

    assert "S-DIVIDE-BY-STRIDE" in silent("even")
    assert "S-DIVIDE-BY-STRIDE" not in silent("odd")


@pytest.mark.parametrize("quantity", ["parameters", "macs"])
def test_a_slip_that_changes_nothing_is_none(quantity: str) -> None:
    """A layer without groups cannot have its groups ignored."""
    asked = question(NETWORKS[0], "conv2", quantity, Convention())
    told = {each for slip in [*slips(asked), *silent_slips(asked)] for each in slip.ids}
    assert "P-GROUPS-IGNORED" not in told
