"""The catalogue by places, and pairs of slips."""

from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.wrong.catalogue import pairs_of, rows_of, rules_of


def test_a_row_is_found_where_it_happens() -> None:
    """A rule is no row that changes a derivation."""
    assert [each.misconception.id for each in rows_of("biases")] == [
        "P-ONE-BIAS",
        "P-BIAS-PER-CHANNEL",
        "P-TIMES-POSITIONS",
    ]
    assert {each.row.rule for each in rules_of("shape")} >= {"sides swapped", "other order"}
    assert not rows_of("shape")


def test_two_slips_of_a_pair_are_two_mistakes_that_do_not_touch() -> None:
    """A convention is not mixed with a mistake, nor is a leaf exchanged twice."""
    for place in ("side", "parameters", "macs"):
        pairs = pairs_of(place)
        assert pairs
        for first, second in pairs:
            assert first.misconception is not second.misconception
            assert second.row.instead is None
            sorts = {first.misconception.sort, second.misconception.sort}
            assert sorts <= {"mistake", "either"}
            leaves = [*first.row.leaves, *second.row.leaves]
            assert len({each.removeprefix("one ") for each in leaves}) == len(leaves)


def test_what_a_quiz_combines_is_a_pair() -> None:
    """9,000,001 of Q001; 130 for 128 of Q025; 576 for 18,496 of Q101."""
    for place, ids in (
        ("parameters", {"P-ONE-BIAS", "P-GREY-FOR-RGB"}),
        ("side", {"S-PAD-ONCE", "S-KERNEL-IGNORED"}),
        ("parameters", {"P-NO-BIAS", "P-NO-CIN"}),
    ):
        pairs = [{a.misconception.id, b.misconception.id} for a, b in pairs_of(place)]
        assert ids in pairs
        assert ids <= set(MISCONCEPTIONS)
