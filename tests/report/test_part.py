"""Questions as single numbers."""

from __future__ import annotations

from cnncalc.report.part import AskedPart, parts_of
from tests.coursework.made import ALEXNET, CS231N, copied


def parts(text: str, index: int = 0) -> tuple[AskedPart, ...]:
    """The parts of one question of a template."""
    made = copied(text).variant
    return parts_of(made.asked[index], made.sheet)


def test_a_count_is_one_number() -> None:
    """Krizhevsky et al. 2012: 34,944; without biases 34,848."""
    (part,) = parts(ALEXNET, 1)
    assert (part.name, part.words, part.right.value, part.of) == ("parameters", "", 34_944, 1)
    assert part.slips[34_848].verdict == "slip"


def test_a_square_output_is_a_side_and_a_number_of_channels() -> None:
    """CS231n 2017, lecture 5: 32x32x10; without padding a side would be 28."""
    side, channels = parts(CS231N)
    assert (side.right.value, channels.right.value) == (32, 10)
    assert side.slips[28].verdict == "slip"
    assert 32 not in side.slips
    assert 10 not in channels.slips


def test_an_output_that_is_not_square_is_three_numbers() -> None:
    """32x64x3 under the same filters: 32x64x10."""
    height, width, channels = parts(CS231N.replace("32x32x3", "32x64x3"))
    assert [each.right.value for each in (height, width, channels)] == [32, 64, 10]
    assert height.words == "Write the height alone."


def test_a_vector_is_one_number() -> None:
    text = "{worksheet: w, input: 9, questions: [{layer: {dense: 4}, ask: output}]}"
    (part,) = parts(text)
    assert (part.name, part.right.value) == ("output", 4)


def test_every_wrong_number_is_whole_and_told_by_a_check() -> None:
    for part in (*parts(CS231N), *parts(ALEXNET, 2)):
        assert all(value.denominator == 1 for value in part.slips)
        assert all(each.verdict != "right" for each in part.slips.values())
