"""What a teacher requires of a draw."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.coursework.requirement import Requirement, requirement
from cnncalc.spec.source import Scalar


def required(text: str) -> Requirement:
    """Read a requirement, which is one."""
    found = requirement(Scalar(text, text, False, 1, 1, len(text)))  # noqa: FBT003  as the class is made
    assert found is not None
    return found


def analysed(layers: str, rounding: str = "floor") -> cnncalc.Analysis:
    """A network over an image of 10x10."""
    text = f"{{name: n, input: 10x10x1, rounding: {rounding}, layers: [{layers}]}}"
    return cnncalc.analyze(cnncalc.load_text(text))


@pytest.mark.parametrize(
    ("text", "met"),
    [("S < F", True), ("F <= 2*S - 1", True), ("F = S", False), ("F != S", True), ("F>=4", False)],
)
def test_parameters_are_compared_with_each_other_and_with_arithmetic(text: str, met: bool) -> None:  # noqa: FBT001  a case
    assert required(text).met_by_numbers({"S": 2, "F": 3}) is met


@pytest.mark.parametrize(
    "text", ["size is a whole number", "every size is a whole number", "Sizes are whole numbers"]
)
def test_sizes_that_come_out_even_can_be_required(text: str) -> None:
    """(10 - 3)/1 + 1 = 8 comes out even, (10 - 3)/2 + 1 = 4.5 does not."""
    even, uneven = analysed("conv: {filters: 1, kernel: 3}"), analysed("maxpool: {kernel: 3}")
    assert required(text).met_by_sizes(even, {})
    assert not required(text).met_by_sizes(uneven, {})


def test_sizes_that_do_not_come_out_even_can_be_required_for_a_lesson_on_rounding() -> None:
    wanted = required("size is NOT a whole number")
    assert wanted.met_by_sizes(analysed("maxpool: {kernel: 3, stride: 2}"), {})
    assert not wanted.met_by_sizes(analysed("conv: {filters: 1, kernel: 3}"), {})


def test_same_padding_rounds_on_purpose() -> None:
    """ceil(10/4) = 3 loses nothing that anyone meant to keep."""
    same = analysed("conv: {filters: 1, kernel: 3, stride: 4, padding: same}", "exact")
    assert required("size is a whole number").met_by_sizes(same, {})


def test_the_least_size_of_every_output_can_be_required() -> None:
    """Kernel 3 twice makes 8 and then 6 of 10."""
    small = analysed(
        "conv: {filters: 1, kernel: 3}, conv: {filters: 1, kernel: 3}".replace(
            "conv: {filters: 1, kernel: 3}, ", "{conv: {filters: 1, kernel: 3}}, "
        )
    )
    assert required("size >= 6").met_by_sizes(small, {})
    assert not required("size >= F").met_by_sizes(small, {"F": 7})


def test_diagnostic_asks_for_a_number_of_wrong_answers() -> None:
    assert required("diagnostic >= 4").least({}) == 4
    assert required("diagnostic > N").least({"N": 4}) == 5
    assert required("S < F").least({"S": 1, "F": 2}) == 0


@pytest.mark.parametrize(
    "text", ["", "size", "diagnostic", "diagnostic < 3", "S", "S << F", "a<b<c"]
)
def test_other_sentences_are_no_requirement(text: str) -> None:
    assert requirement(Scalar(text, text, False, 1, 1, 1)) is None  # noqa: FBT003  as the class is made
