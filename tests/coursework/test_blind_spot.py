"""What a question cannot tell."""

from __future__ import annotations

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.blind_spot import COMMON, colliding_slips, common_mistakes, unseen_slips
from cnncalc.coursework.question import Question, question
from cnncalc.coursework.slip import slips


def pooled(size: int) -> Question:
    """The output of 2x2 pooling of an image of some size."""
    text = f"{{name: n, input: {size}x{size}x1, rounding: floor, layers: [maxpool: 2]}}"
    return question(cnncalc.analyze(cnncalc.load_text(text)), "maxpool1", "output", Convention())


def test_dividing_by_the_stride_gives_the_right_size_of_most_poolings() -> None:
    """FINDINGS: in 52 % of pool layers; 28/2 = (28 - 2)/2 + 1."""
    assert [each.ids for each in unseen_slips(pooled(28))] == [("S-DIVIDE-BY-STRIDE",)]


def test_a_slip_whose_numbers_are_the_right_ones_is_not_made_here() -> None:
    """Nobody forgets a padding of 0."""
    found = [each.ids[0] for each in unseen_slips(pooled(28))]
    assert "S-PAD-ONCE" not in found
    assert "S-PAD-IGNORED" not in found


def test_two_common_slips_may_give_the_same_wrong_size() -> None:
    """AlexNet's 54: 224 taken for 227, and the +1 left out of (227 - 11)/4 + 1."""
    asked = question(cnncalc.analyze("alexnet"), "conv1", "output", Convention())
    found = {
        answer: [each.ids[0] for each in of_it] for answer, of_it in colliding_slips(asked).items()
    }
    assert found == {"54x54x96": ["S-NO-PLUS-ONE", "S-224-FOR-227"]}


def test_a_common_mistake_is_made_once_and_is_no_convention() -> None:
    asked = question(cnncalc.analyze("alexnet"), "conv2", "output", Convention())
    for each in common_mistakes(slips(asked, pairs=True)):
        assert len(each.ids) == 1
        assert each.misconceptions[0].sort == "mistake"
        assert each.misconceptions[0].frequency >= COMMON
