"""Whether an answer is a number, and how it was written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.agreement import Agreement, agreement, contradicts, other_claim, rounded
from cnncalc.coursework.answer import read_answer
from cnncalc.coursework.question import question
from tests.law import untimed

ALEXNET = cnncalc.analyze("alexnet-single")
CONVENTION = Convention()


def agreed(
    layer: str, quantity: str, text: str, convention: Convention = CONVENTION
) -> Agreement | None:
    """Compare a text with what is right of AlexNet in one tower."""
    asked = question(ALEXNET, layer, quantity, convention)
    shape = isinstance(asked.right, tuple) or quantity == "receptive_field"
    answer = read_answer(text, shape=shape)
    assert answer is not None
    return agreement(asked.right, answer, convention)


def test_a_count_agrees_exactly_or_not_at_all() -> None:
    """CS231n: 34,944 parameters in the first layer, of which 34,848 are weights (0.27 % fewer)."""
    assert agreed("conv1", "parameters", "34,944") == Agreement()
    assert agreed("conv1", "parameters", "(11*11*3+1)*96") == Agreement()
    assert agreed("conv1", "parameters", "34,848") is None
    assert agreed("conv1", "parameters", "34,945") is None


def test_a_count_agrees_to_the_digits_that_are_written() -> None:
    """AlexNet in one tower has 62,378,344 parameters."""
    assert agreed("total", "parameters", "62.4M") == Agreement(digits=3)
    assert agreed("total", "parameters", "62.38M") == Agreement(digits=4)
    assert agreed("total", "parameters", "62.3M") is None
    assert agreed("total", "parameters", "62,400,000") == Agreement(digits=3)
    assert agreed("total", "parameters", "62,000,000") == Agreement(digits=2)


def test_a_shape_agrees_in_every_usual_order_of_axes() -> None:
    """Krizhevsky et al. 2012: 55x55x96; PyTorch writes 96x55x55."""
    assert agreed("conv1", "output", "55x55x96") == Agreement()
    assert agreed("conv1", "output", "[96, 55, 55]") == Agreement(order="chw")
    assert agreed("conv1", "output", "(1, 96, 55, 55)") == Agreement(order="chw")
    assert agreed("conv1", "output", "96x55x55", Convention(order="chw")) == Agreement()
    assert agreed("conv1", "output", "55x96x55") is None


def test_height_and_width_alone_agree_but_not_wholly() -> None:
    """The number of filters is missing."""
    for text in ("55x55", "55"):
        assert agreed("conv1", "output", text) == Agreement(whole=False), text
    assert agreed("conv1", "output", "54x54") is None
    assert agreed("conv1", "output", "96") is None


def test_a_vector_may_be_written_as_a_thin_image() -> None:
    """Keras and CS231n write 1x1x4096 for what is a list of 4096."""
    for text in ("4096", "1x1x4096", "4096x1x1", "[4096]"):
        assert agreed("fc7", "output", text) == Agreement(), text
    assert agreed("fc7", "output", "4096x4096") is None


def test_a_receptive_field_may_be_one_side_or_two() -> None:
    """Araujo, Norris & Sim 2019: 51 after AlexNet's second convolution."""
    assert agreed("conv2", "receptive_field", "51") == Agreement()
    assert agreed("conv2", "receptive_field", "51x51") == Agreement()
    assert agreed("conv2", "receptive_field", "51x50") is None


def test_memory_is_compared_in_the_unit_that_is_written() -> None:
    """VGG-16 with its input: 15,237,608 values, 60.95 MB or 58.1 MiB (as convnet-burden has it)."""
    asked = question(cnncalc.analyze("vgg16"), "total", "memory", Convention(input="counted"))
    found = {}
    for text in ("60,950,432 B", "60.95 MB", "58.1 MiB", "58.1 MB", "61 MB"):
        answer = read_answer(text, shape=False)
        assert answer is not None
        found[text] = agreement(asked.right, answer, CONVENTION)
    assert found["60,950,432 B"] == Agreement()
    assert found["60.95 MB"] == Agreement(digits=4)
    assert found["58.1 MiB"] == Agreement(digits=3)
    assert found["61 MB"] == Agreement(digits=2)
    assert found["58.1 MB"] is None


def test_a_product_of_sizes_is_the_working_of_a_count() -> None:
    """55*55*96 = 290,400 values, as CS231n counts neurons."""
    assert agreed("conv1", "neurons", "55x55x96") == Agreement()
    assert agreed("conv1", "neurons", "55*55*96 = 290,400") == Agreement()


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("(5*5*3+1)*100 = 7600", None),
        ("(5*5*3+1)*100", None),
        ("(5*5*3+1)*100 = 7500", 7500),
        ("11*11*3*96 = 35K", 35_000),
        ("11*11*3*96 = 36K", 36_000),
    ],
)
def test_a_result_that_its_working_does_not_make_is_another_claim(
    text: str, claims: int | None
) -> None:
    """Rounded or not: its digits are judged as those of a bare number."""
    answer = read_answer(text, shape=False)
    assert answer is not None
    other = other_claim(answer)
    assert (None if other is None else other.value) == claims


@untimed
@given(st.integers(1, 10**15), st.integers(1, 6))
def test_rounding_to_digits_keeps_so_many_and_moves_by_half_a_step(value: int, digits: int) -> None:
    """Python's own formatting rounds the same, but for ties, which it gives to the even digit."""
    kept = rounded(value, digits)
    assert float(f"{value:.{digits - 1}e}") == pytest.approx(float(kept), rel=10.0 ** (1 - digits))
    step = Fraction(10) ** max(0, len(str(value)) - digits)
    assert abs(Fraction(kept) - value) <= step / 2
    assert kept % step == 0


def test_a_rounded_result_does_not_contradict_its_working() -> None:
    """11*11*3*96 is 34,848, the weights of CS231n's conv1."""
    for text, expected in (("35K", False), ("34,800", False), ("34,944", True), ("34.9K", True)):
        answer = read_answer(f"11*11*3*96 = {text}")
        assert answer is not None
        assert contradicts(answer) is expected
