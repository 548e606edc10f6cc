"""Which slips an answer is evidence of."""

from __future__ import annotations

from cnncalc.coursework.check import check
from cnncalc.coursework.evidence import slips_in

from .filled import filled

ALEXNET = "input: 227x227x3\nlayers: [conv: {name: conv1, filters: 96, kernel: 11, stride: 4}]\n"


def shown(quantity: str, answer: str | None) -> tuple[str, ...]:
    """The slips in one answer about AlexNet's first layer."""
    (row,) = check(filled(ALEXNET, {"conv1": {quantity: answer}})).rows
    return slips_in(row)


def test_a_slip_that_is_recognised_is_evidence() -> None:
    """34,848 = 11*11*3*96: Krizhevsky et al. 2012, without the 96 biases."""
    assert shown("parameters", "34,848") == ("P-NO-BIAS",)


def test_neither_a_right_answer_nor_an_unknown_nor_an_open_one_is() -> None:
    assert shown("parameters", "34,944") == ()
    assert shown("parameters", "12,345,679") == ()
    assert shown("parameters", None) == ()


def test_what_two_slips_explain_is_evidence_of_neither() -> None:
    """A side of 54 is 55 without the "+1", and what 224 in place of 227 gives rounded down."""
    (row,) = check(filled(ALEXNET, {"conv1": {"output": "54x54x96"}})).rows
    assert row.diagnosis is not None
    assert len(row.diagnosis.candidates) > 1
    assert row.diagnosis.confidence != "sure"
    assert slips_in(row) == ()
