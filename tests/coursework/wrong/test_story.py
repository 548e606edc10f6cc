"""What is said of a wrong number."""

import pytest

from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.wrong.story import Slip
from cnncalc.derivation import Leaf

NUMBER = Leaf("the number written", 34848, "x")


@pytest.mark.parametrize(
    ("ids", "more", "statement"),
    [
        (("P-NO-BIAS",), {}, "the count without the biases"),
        (("T-LAYER-MISSED",), {"layer": "conv1"}, "the total without conv1"),
        (("S-PAD-ONCE",), {}, "what you get if the padding is counted once instead of twice"),
        (
            ("S-PAD-IGNORED",),
            {"axis": "height"},
            "what you get if the padding is ignored, for the height alone",
        ),
        (
            ("P-NO-CIN", "P-NO-BIAS"),
            {},
            "what you get with the input channels left out and the biases left out",
        ),
    ],
)
def test_a_statement_completes_a_sentence(
    ids: tuple[str, ...], more: dict[str, str], statement: str
) -> None:
    """34,848 is ..."""
    slip = Slip(tuple(MISCONCEPTIONS[each] for each in ids), NUMBER, **more)  # type: ignore[arg-type]  # a layer or an axis
    assert slip.statement == statement
    assert slip.ids == ids


def test_the_value_is_that_of_the_working() -> None:
    """A number of a count, the sizes of a shape."""
    slip = MISCONCEPTIONS["S-ORDER"]
    assert Slip((slip,), NUMBER).value == 34848
    assert Slip((slip,), (NUMBER, NUMBER)).value == (34848, 34848)
