"""Answers as people write them: the number or the shape that they say, or a question back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.coursework.answer import LONGEST, Answer, AnswerError, read_answer
from tests.coursework.fuzzing import one_answer

SHAPES = (None, True, False)
"""What an answer may be read for: not known, a shape, a count."""


@pytest.mark.parametrize(
    "text",
    [None, "", "  ", "?", "???", "-", "–", "...", "[]", "()", "[?]", [], (), "~", "TBD"],  # noqa: RUF001  as people type it
)
def test_what_is_not_written_is_open(text: object) -> None:
    for shape in SHAPES:
        assert read_answer(text, shape=shape) is None


def answer(text: object, *, shape: bool | None = None) -> Answer:
    """An answer that is one."""
    found = read_answer(text, shape=shape)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("34,848", 34848),
        (34848, 34848),
        (54.25, Fraction(217, 4)),
        ("34,848.", 34848),
        ("34,848 (without biases)", 34848),
        ("params = 34,848", 34848),
        ("= 34848", 34848),
        ([55, 55, 96], (55, 55, 96)),
        (["55", "55", "96"], (55, 55, 96)),
        ("55 x 55 x 96", (55, 55, 96)),
        ("55x55x96 (height, width, channels)", (55, 55, 96)),
        ("[4096]", 4096),
    ],
)
def test_numbers_and_shapes_are_told_apart(text: object, value: object) -> None:
    """The numbers of AlexNet's first layer, CS231n."""
    assert answer(text).value == value


def test_what_is_asked_decides_what_a_product_is() -> None:
    assert answer("6x7x8", shape=True).value == (6, 7, 8)
    assert answer("6*7*8", shape=True).value == (6, 7, 8)
    product = answer("6x7x8", shape=False)
    assert (product.value, product.working) == (6 * 7 * 8, "6x7x8")


def test_a_working_is_kept_beside_what_it_makes_and_what_is_claimed() -> None:
    """deeplearning.ai, week 1: 7600 parameters with the biases, 7500 without."""
    right = answer("(5*5*3+1)*100 = 7,600")
    assert (right.value, right.claimed, right.working) == (7600, 7600, "(5*5*3+1)*100")
    wrong = answer("(5*5*3+1)*100 = 7,500 parameters")
    assert (wrong.value, wrong.claimed, wrong.unit) == (7600, 7500, "parameters")
    alone = answer("(5*5*3+1)*100")
    assert (alone.value, alone.claimed) == (7600, None)


def test_a_claim_keeps_how_many_digits_it_was_rounded_to() -> None:
    """34,848 + 96 = 34,944, CS231n."""
    rounded = answer("34,848 + 96 ≈ 34.9K")
    assert (rounded.claimed, rounded.claimed_digits) == (34900, 3)
    assert answer("34,848 + 96 = 34.8K").claimed == 34800


def test_what_cnncalc_writes_is_read() -> None:
    """As `explain` has it, symbols first."""
    text = "parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944"
    assert (answer(text).value, answer(text).working) == (34944, "(11*11*3 + 1)*96")
    text = "height, width = (W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55"
    assert (answer(text).value, answer(text).claimed) == (55, 55)


def test_one_number_in_two_ways_is_one_number() -> None:
    exact = answer("62,378,344 ≈ 62.4M")
    assert (exact.value, exact.digits, exact.working) == (62378344, None, "")
    assert answer("62.4M = 62,378,344").value == 62378344
    with pytest.raises(AnswerError) as caught:
        read_answer("62.4M = 60,965,224")
    assert str(caught.value) == (
        "62.4M and 60,965,224 are two numbers; write the one that is the answer"
    )


def test_a_working_before_a_shape_is_kept() -> None:
    found = answer("(227 - 11)/4 + 1 = 55 -> 55x55x96", shape=True)
    assert found.value == (55, 55, 96)
    assert found.working == "(227 - 11)/4 + 1 = 55"
    assert answer("output = 55x55x96", shape=True).working == ""
    assert answer("55 x 55 x 96 = 290,400", shape=True).value == (55, 55, 96)
    assert answer("55 x 55 x 96 = 290,400", shape=False).claimed == 290400


def test_maps_first_is_remembered() -> None:
    assert (answer("6@28x28").value, answer("6@28x28").order) == ((6, 28, 28), "chw")
    assert answer("28x28x6").order == ""


def test_memory_is_in_bytes_as_a_course_counts_them() -> None:
    """60,950,432 bytes of VGG-16's activations are 60.95 MB or 58.13 MiB; CS231n's rows."""
    assert answer("60.95 MB").in_bytes(10**6) == 60_950_000
    assert answer("58 MB").in_bytes(2**20) == 58 * 2**20
    assert answer("58 MiB").in_bytes(10**6) == 58 * 2**20
    assert answer("1 GB").in_bytes(2**20) == 2**30
    assert answer("60,950,432 bytes").in_bytes(10**6) == 60_950_432
    assert answer("60,950,432").in_bytes(10**6) is None
    assert answer("6x7x8").in_bytes(10**6) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4,5", "4,5 has a comma before one digit; write a decimal with a point, as 4.5"),
        ("1.234.567", "1.234.567 has points where the thousands end, and a point begins decimals"),
        ("0x10", "0x10 could be a number to base 16, or a size of 0 times something; write 16"),
        ("34,84", "34,84 has a comma before two digits; write a decimal with a point, as 34.84"),
        ("none", "`none` is a word; write 0 if it is none; leave open what is not done"),
        ("yes", "`yes` is no number, and no sign of arithmetic; write the numbers and the signs"),
        (True, "`true` is no number; write the number that is asked for"),
        ({"a": 1}, "lists and mappings in one another stand here, where an answer is meant; write"),
        ([[1]], "lists and mappings in one another stand here, where an answer is meant; write"),
        ("4,5 = 5", "4,5 has a comma before one digit; write a decimal with a point, as 4.5"),
        ("5*5 =", "nothing stands after the equals sign; write the result, or no sign"),
        ("9" * 501, f"an answer of 501 characters is longer than {LONGEST}; write the number"),
        pytest.param(10**6000, f"an answer of 501 characters is longer than {LONGEST};", id="long"),
        ("2x2x3x4", "2x2x3x4 has 4 sizes; write height, width and channels of one example"),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_asked_about(text: object, said: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read_answer(text)
    assert str(caught.value).startswith(said)


def test_a_list_where_one_number_is_asked_for_is_asked_about() -> None:
    """In brackets, YAML has cut 34,848 in two."""
    with pytest.raises(AnswerError) as caught:
        read_answer("[34, 848]", shape=False)
    assert str(caught.value) == (
        "[34, 848] is a list of 2 numbers, and one is asked for; "
        "write it without brackets, and its thousands without a comma"
    )


STYLES = (
    "{}",
    "{:,}",
    "{:_}",
    "={}",
    " {:,} ",
    "{:,} parameters",
    "params = {:,}",
    "({})",
    "{} + 0",
    "1 x {}",
    "{}*1 = {}",
    "+{:,}",
    "{:,}.",
    "{:,} (I think)",
)


@given(st.integers(0, 10**25), st.sampled_from(STYLES), st.sampled_from([", ", "\u00a0", "'", " "]))
def test_a_count_is_read_in_whatever_style_it_is_written(count: int, style: str, sign: str) -> None:
    written = style.format(count, count)
    found = answer(written, shape=False)
    assert (found.value, found.digits) == (count, None)
    grouped = f"{count:,}".replace(",", sign.strip(",") or ",").strip()
    if sign != ", ":
        assert answer(grouped, shape=False).value == count


SIZES = st.integers(1, 5000)
SHAPE_STYLES = (
    "{}x{}x{}", "{} x {} x {}", "{} × {} × {}", "[{},{},{}]", "({}, {}, {})", "{}*{}*{}",  # noqa: RUF001  as people type it
    "{} {} {}", "{}, {}, {}", "(None, {}, {}, {})", "1x{}x{}x{}", "{}x{}x{} pixels",
)  # fmt: skip


@given(SIZES, SIZES, SIZES, st.sampled_from(SHAPE_STYLES))
def test_a_shape_is_read_in_whatever_style_it_is_written(
    height: int, width: int, channels: int, style: str
) -> None:
    found = answer(style.format(height, width, channels), shape=True)
    assert found.value == (height, width, channels)


@given(st.fractions(-(10**9), 10**9, max_denominator=1000))
def test_a_fraction_is_exact(number: Fraction) -> None:
    assert answer(f"{number.numerator}/{number.denominator}").value == number


PIECES = st.sampled_from(
    [
        *"0159 x×*^/()[],.@-+_'=≈~²⌊⌋?;%<>KMB#٣\x00\x1b\u202e\n",  # noqa: RUF001  as people type it
        *("34,848", "e6", "**", "//", "0x", "1e999", "9" * 40, "torch.Size", "None"),
        *("floor", "million", "MB", "params", "by", "about"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60), st.sampled_from(SHAPES))
def test_any_text_is_read_or_asked_about(text: str, shape: bool | None) -> None:  # noqa: FBT001  as hypothesis gives it
    one_answer(text, shape=shape)
