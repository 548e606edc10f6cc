"""The working of the lecture's estimate."""

from __future__ import annotations

from fractions import Fraction

import cnncalc
from cnncalc.notation import numbers
from cnncalc.report.memory.working import textbook_explanation
from tests.written import evaluated

EXPLAINED = textbook_explanation(cnncalc.memory("vgg16", batch=2, optimizer="adam"))


def test_every_line_evaluates_to_its_value() -> None:
    lines = [line for section in EXPLAINED.sections for line in section.lines]
    assert len(lines) == 13  # six terms in values and in bytes, and the total
    for line in lines:
        assert evaluated(numbers(line.quantity.derivation)) == Fraction(line.quantity.value)


def test_each_letter_is_given_once() -> None:
    given = [leaf.symbol for leaf in EXPLAINED.given]
    assert given == ["N", "A", "B", "P", "c", "I"]
