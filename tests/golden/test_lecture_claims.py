"""What four public lectures say in numbers, against what cnncalc computes.

Every claim of tests/data/lecture_claims.yaml that the layer kinds of now can express is computed
here: from the shipped networks (LeNet-5, AlexNet, ZFNet, VGG, AlphaGo), or from a small spec for
a worked example. The expected numbers come from the data file alone.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from math import floor

import pytest

from tests.golden import memory_claims, network_claims, structure_claims, worked_examples
from tests.golden.analysed import refusal
from tests.golden.claim import Claim, load
from tests.golden.network_claims import analysis, row_of, rows, table_parameters
from tests.golden.worked_examples import MISFITS, sizes, spec

CLAIMS = load()

NOT_EXPRESSIBLE: dict[str, str] = {
    "s0-002": "the value of a convolution, not its shape or cost",
    "s3-011": "the values of a convolution, not its shape or cost",
    "s3-016": "advice on the number of filters; nothing to compute",
    "s3-023": "the values of a pooling, not its shape or cost",
    "s3-128": "ResNet-152 is not among the networks tested here",
}


def answer(claim: Claim) -> object:
    """Give what cnncalc says for a claim."""
    if claim.id in worked_examples.ANSWERS:
        return worked_examples.ANSWERS[claim.id]()
    if claim.id in memory_claims.ANSWERS:
        return memory_claims.ANSWERS[claim.id]()
    if claim.id in structure_claims.ANSWERS:
        return structure_claims.ANSWERS[claim.id](claim)
    return network_claims.answer(claim)


def claims(choose: Callable[[Claim], bool]) -> pytest.MarkDecorator:
    """Make a test of every claim that is chosen, under its id."""
    chosen = [claim for claim in CLAIMS if choose(claim)]
    return pytest.mark.parametrize("claim", chosen, ids=[claim.id for claim in chosen])


def is_computed(claim: Claim) -> bool:
    return claim.id not in NOT_EXPRESSIBLE and claim.id not in MISFITS


@claims(is_computed)
def test_cnncalc_gives_the_exact_value_of_a_claim(claim: Claim) -> None:
    assert answer(claim) == claim.exact


@claims(lambda claim: claim.verdict == "exact" and claim.is_numeric)
def test_a_claim_that_is_called_exact_prints_the_exact_value(claim: Claim) -> None:
    assert claim.claimed == claim.exact


@claims(lambda claim: claim.verdict == "rounds to it")
def test_a_rounded_claim_is_the_exact_value_rounded(claim: Claim) -> None:
    assert round(claim.exact_in_units) == claim.claimed_in_units


@claims(lambda claim: claim.verdict == "truncates to it")
def test_a_truncated_claim_is_the_exact_value_cut_off_and_not_rounded(claim: Claim) -> None:
    assert floor(claim.exact_in_units) == claim.claimed_in_units
    assert round(claim.exact_in_units) != claim.claimed_in_units


@claims(lambda claim: claim.verdict == "off")
def test_a_wrong_claim_is_not_what_cnncalc_gives(claim: Claim) -> None:
    assert answer(claim) != claim.claimed


@claims(lambda claim: claim.slip is not None)
def test_a_wrong_claim_is_the_right_figure_of_something_else(claim: Claim) -> None:
    assert claim.slip
    value, unit = claim.slip["value"], claim.slip["to"]
    assert SLIPS[claim.slip["figure"]](claim) == value
    assert round(Fraction(value, unit)) * unit == claim.slip["printed"]


SLIPS: dict[str, Callable[[Claim], int]] = {
    "weights": lambda claim: row_of("alexnet-single", claim.layer)["weights"],
    "parameters as the table counts them (biases of the convolutions, not of the dense layers)": (
        lambda _: sum(map(table_parameters, rows("alexnet-single")))
    ),
    "neurons of the convolutions": lambda _: sum(row["neurons"] for row in rows("alexnet", "conv")),
}


@claims(lambda claim: claim.id in MISFITS)
def test_a_window_that_does_not_fit_is_a_problem_that_shows_the_fraction(claim: Claim) -> None:
    problem = refusal(spec(*MISFITS[claim.id]))
    assert problem
    figures = "|".join(re.escape(str(figure)) for figure in (claim.exact, claim.claimed))
    assert re.search(rf"(?<![\d.])({figures})", problem)


@claims(lambda claim: claim.id in MISFITS)
def test_a_window_that_does_not_fit_is_rounded_down_when_asked(claim: Claim) -> None:
    assert sizes(*MISFITS[claim.id], rounding="floor") == [claim.floor]


def test_the_activations_of_vgg16_are_the_sum_of_the_lectures_own_rows() -> None:
    listed = [claim for claim in CLAIMS if claim.network == "VGG-16 (D)"]
    values = sum(claim.exact for claim in listed if claim.quantity == "activations")
    totals = analysis("vgg16")["totals"]
    assert totals["input_activations"] + totals["activations"] == values


def test_every_claim_is_computed_or_has_a_reason_why_not() -> None:
    ids = [claim.id for claim in CLAIMS]
    computed = [claim.id for claim in CLAIMS if is_computed(claim)]
    assert sorted([*computed, *MISFITS, *NOT_EXPRESSIBLE]) == sorted(ids)
    assert len(set(ids)) == len(ids)
