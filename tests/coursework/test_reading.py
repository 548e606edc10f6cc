"""What an answer says at its question."""

import pytest

from cnncalc.coursework.question import Question
from cnncalc.coursework.reading import Reading
from cnncalc.coursework.slip import Slip, slips
from tests.coursework.documented import written
from tests.coursework.network import asked

CONV = "conv: {name: c, filters: 64, kernel: [2, 3], stride: [1, 2]}"  # Q035: 27x13x64


def numbers(question: Question, text: str) -> tuple[object, ...]:
    """What a text says at a question."""
    return Reading.of(written(question, text), question).numbers


@pytest.mark.parametrize(
    ("order", "text", "expected"),
    [
        ("hwc", "26x13x64", (26, 13, 64)),
        ("chw", "64x26x13", (26, 13, 64)),
        ("whc", "13x26x64", (26, 13, 64)),
        ("hwc", "64@26x13", (26, 13, 64)),
        ("hwc", "26x13", (26, 13)),
        ("chw", "26x13", (26, 13)),
        ("whc", "13x26", (26, 13)),
        ("chw", "26", (26,)),
    ],
)
def test_a_shape_is_read_in_the_order_of_the_sheet_or_its_own(
    order: str, text: str, expected: tuple[int, ...]
) -> None:
    """Channels before an @ say that they come first."""
    assert numbers(asked("28x28x4", CONV, "c", "output", order=order), text) == expected


def test_a_count_is_one_number_in_ones() -> None:
    """Memory in bytes, whatever a MB is in the course; a block as the product of its sides."""
    layers = "conv: {name: c, filters: 64, kernel: 3, padding: 1}, dense: {name: d, units: 6}"
    memory = asked("8x8x3", layers, "c", "memory")
    assert numbers(memory, "2 MB") == (2_000_000,)
    binary = asked("8x8x3", layers, "c", "memory", megabyte=1_048_576)
    assert numbers(binary, "2 MB") == (2_097_152,)
    assert numbers(asked("8x8x3", layers, "c", "values"), "7*8*64") == (3584,)
    assert numbers(asked("8x8x3", layers, "d", "output"), "7") == (7,)


def a_slip(question: Question, id: str) -> Slip:  # noqa: A002  as the catalogue calls it
    """The first slip of a misconception."""
    return next(each for each in slips(question) if each.ids == (id,))


def test_a_slip_is_compared_with_the_sides_that_are_written() -> None:
    """Without strides 27x26."""
    conv = asked("28x28x4", CONV, "c", "output")
    slip = a_slip(conv, "S-STRIDE-IGNORED")
    for text, is_it in (("27x26x64", True), ("27x26", True), ("27x25", False), ("27", False)):
        assert Reading.of(written(conv, text), conv).is_of(slip) is is_it


def test_a_rounded_number_is_compared_in_its_digits_from_three_on() -> None:
    """18,944 parameters (Q012); 18,816 without biases, which is 18.8 thousand."""
    conv = asked("256x256x3", "conv: {name: c, filters: 128, kernel: 7}", "c", "parameters")
    slip = a_slip(conv, "P-NO-BIAS")
    for text, is_it in (("18.8K", True), ("18.9K", False), ("19K", False), ("18,800", False)):
        assert Reading.of(written(conv, text), conv).is_of(slip) is is_it
