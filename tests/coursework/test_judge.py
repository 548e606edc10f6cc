"""The verdict on one answer: the first story that is true."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
import yaml

from cnncalc.coursework.check import check
from cnncalc.coursework.feedback import feedback
from cnncalc.coursework.misconception import MISCONCEPTIONS
from tests.coursework.documented import DOCUMENTED, EXAMPLES
from tests.coursework.filled import filled

if TYPE_CHECKING:
    from cnncalc.coursework.verdict import Checked
    from tests.coursework.documented import Example, Row

NET = "alexnet-single"


def checked(
    layer: str, quantity: str, text: str | None, *, more: str = "", **choices: str
) -> Checked:
    """Check one answer about AlexNet in one tower."""
    (row,) = check(filled(NET, {layer: {quantity: text}}, more=more, **choices)).rows
    return row


@pytest.mark.parametrize(
    ("layer", "quantity", "text", "verdict"),
    [
        ("conv1", "output", "55 x 55 x 96", "right"),  # Krizhevsky et al. 2012
        ("conv1", "parameters", "34,944", "right"),  # CS231n
        ("conv1", "parameters", "(11*11*3+1)*96", "right"),
        ("conv1", "parameters", None, "open"),
        ("conv1", "parameters", "?", "open"),
        ("conv1", "parameters", "4,5", "unreadable"),  # FINDINGS: a decimal comma is asked about
        ("conv1", "parameters", "34,848", "slip"),  # CS231n's weights alone: the biases forgotten
        ("conv1", "parameters", "31,337", "not_recognised"),
        ("conv1", "parameters", "(11*11*3+1)*96 = 34,494", "miscalculated"),
        ("conv1", "macs", "210,830,400", "right_elsewhere"),  # FLOPs, two for each MAC
        ("conv1", "output", "96x55x55", "right_elsewhere"),  # as PyTorch writes it
        ("conv1", "output", "55x55", "incomplete"),
        ("conv1", "size", "55x55", "right"),
        ("total", "parameters", "62,378,344", "right"),  # all biases counted
        ("total", "parameters", "62.4M", "incomplete"),
        ("total", "parameters", "62,400,000", "incomplete"),
    ],
)
def test_an_answer_gets_its_verdict(
    layer: str, quantity: str, text: str | None, verdict: str
) -> None:
    assert checked(layer, quantity, text).verdict == verdict


def test_a_sheet_may_take_rounded_answers_to_the_digits_that_it_says() -> None:
    """62,378,344 is 62.4M; 3 digits are fewer than 4, and 34,848 is no rounding of 34,944."""
    three = "tolerance: 3 significant digits\n"
    assert checked("total", "parameters", "62.4M", more=three).verdict == "right"
    assert checked("total", "parameters", "62M", more=three).verdict == "incomplete"
    assert checked("conv1", "parameters", "34,848", more=three).verdict == "slip"
    assert checked("conv1", "parameters", "34.9K", more=three).verdict == "right"


@pytest.mark.parametrize("result", ["34,900", "34.9K"])
def test_the_result_of_a_working_may_be_rounded_as_a_bare_one_may(result: str) -> None:
    """CS231n: (11*11*3+1)*96 is 34,944, which is 34,900 to three digits."""
    three, text = "tolerance: 3 significant digits\n", f"(11*11*3+1)*96 = {result}"
    row = checked("conv1", "parameters", text, more=three)
    assert (row.verdict, row.contradicted) == ("right", False)
    for written in (text, result):
        row = checked("conv1", "parameters", written)
        assert (row.verdict, row.points) == ("incomplete", Fraction(1, 2))


@pytest.mark.parametrize(
    ("layer", "texts", "points"),
    [
        ("fc8", ("4100000", "4,100,000", "4.1M"), 0),  # (4096 + 1)*1000 = 4,097,000
        ("total", ("60,000,000", "6e7", "62M", "62,000,000"), 0),  # 62,378,344
        ("total", ("62.4M", "62,400,000"), Fraction(1, 2)),
    ],
)
def test_a_rounded_number_is_one_however_it_is_written_and_earns_from_three_digits(
    layer: str, texts: tuple[str, ...], points: Fraction
) -> None:
    for text in texts:
        row = checked(layer, "parameters", text)
        assert (row.verdict, row.points) == ("incomplete", points)


def test_nothing_is_carried_through_rows_that_are_right() -> None:
    """By hand: 28, 14 and 14 - 3 + 1 = 12; without any padding 24, 12 and 10."""
    model = (
        "input: 28x28x3\nrounding: floor\nlayers:\n"
        "- conv: {name: a, filters: 8, kernel: 5, padding: 2}\n- maxpool: {name: p, kernel: 2}\n"
        "- conv: {name: b, filters: 8, kernel: 3, padding: 1}\n"
        "- conv: {name: c, filters: 8, kernel: 3}\n"
    )
    for rows, carried in (({}, True), ({"p": {"output": "14x14x8"}}, False)):
        *_, row = check(filled(model, {**rows, "b": {"output": "10x10x8"}})).rows
        stories = row.diagnosis.candidates if row.diagnosis else ()
        assert any("X-CARRIED" in each.ids for each in stories) is carried
    (row,) = check(filled(model, {"c": {"output": "8x8x8"}})).rows  # it has no padding to ignore
    stories = row.diagnosis.candidates if row.diagnosis else ()
    assert not any("S-PAD-IGNORED" in each.ids for each in stories)


def test_a_number_that_is_cut_off_is_not_rounded() -> None:
    """62,378,344 is 62.4M to three digits; without conv1 it would be 62,343,400."""
    for more in ("tolerance: 3 significant digits\n", ""):
        row = checked("total", "parameters", "62.3M", more=more)
        assert (row.verdict, row.missing, row.points) == ("incomplete", "rounding", Fraction(1, 2))
    assert "cut off and not rounded" in feedback(row)


def test_biases_left_out_are_a_slip_in_every_row_of_a_sheet_that_counts_them() -> None:
    """LeCun et al. 1998: 60,000 in all, with 248 biases: 6+6+16+16+120+84; S2 has 12, with 6."""
    answers = {"C1": {"parameters": "150"}, "S2": {"parameters": "6"}}
    rows = check(filled("lenet5", answers, biases="counted")).rows
    rows += check(filled("lenet5", {"total": {"parameters": "59752"}}, biases="counted")).rows
    assert {each.verdict for each in rows} == {"slip"}
    assert {each.diagnosis.candidates[0].ids for each in rows if each.diagnosis} == {("P-NO-BIAS",)}


def test_none_is_zero_where_something_is_counted() -> None:
    """A pooling has no parameters; PyTorch, MaxPool2d. fc7 has 4096*4096 + 4096 of them."""
    assert checked("pool1", "parameters", "none").verdict == "right"
    said = feedback(checked("fc7", "parameters", "16.781.312"))
    assert "its thousands with commas" in said
    assert "sizes" not in said


def test_the_table_of_many_lectures_is_convolutions_with_biases_dense_layers_without() -> None:
    """AlexNet: 62,369,152 in a table that many lectures copy; 62,378,344 with all biases."""
    row = checked("total", "parameters", "62,369,152")
    assert row.verdict == "right_elsewhere"
    assert row.convention is not None
    assert row.convention.biases == "conv_only"
    assert row.points == 1
    assert not row.fine


def test_a_pooling_that_rounds_up_is_right_as_caffe_rounds() -> None:
    """BVLC/caffe #1318: 112 pooled by 3 with stride 2 is 56 there, and 55 in PyTorch."""
    model = (
        "input: 112x112x8\nrounding: floor\nlayers:\n- maxpool: {name: p, kernel: 3, stride: 2}\n"
    )
    (row,) = check(filled(model, {"p": {"output": "56x56x8"}})).rows
    assert row.verdict == "right_elsewhere"
    assert row.convention is not None
    assert row.convention.rounding == "ceil"


def test_other_axes_are_fine_and_another_count_is_not() -> None:
    """The sheet says what it counts; how axes are ordered is a matter of writing."""
    assert checked("conv1", "output", "96x55x55").fine
    assert not checked("conv1", "macs", "210,830,400").fine


def test_a_right_result_beside_another_working_is_right() -> None:
    """5*5*3*100 makes 7,500; the 7,600 beside it is what was asked for."""
    model = "input: 32x32x3\nlayers:\n- conv: {name: c, filters: 100, kernel: 5}\n"
    (row,) = check(filled(model, {"c": {"parameters": "5*5*3*100 = 7,600"}})).rows
    assert (row.verdict, row.contradicted) == ("right", True)
    (row,) = check(filled(model, {"c": {"parameters": "(5*5*3+1)*100 = 7,500"}})).rows
    assert (row.verdict, row.points) == ("miscalculated", Fraction(1, 2))


KNOWN = [each for each in DOCUMENTED if not each.waiting]


def of_question(row: Row | Example, text: str) -> Checked:
    """Check an answer to a documented question, on a sheet of its own."""
    model = row.spec.get("model") or yaml.safe_dump({"rounding": "floor", **row.spec}, width=10**6)
    answers: dict[str, dict[str, str | None]] = {row.layer: {row.quantity: text}}
    (checked_row,) = check(filled(model, answers, **row.convention)).rows
    return checked_row


@pytest.mark.parametrize("row", KNOWN, ids=str)
def test_what_a_source_says_rightly_is_right(row: Row) -> None:
    """The questions of public coursework, each with its source in tests/data/coursework."""
    assert of_question(row, row.right).verdict == "right"


@pytest.mark.parametrize("row", [each for each in KNOWN if any(each.wrong.values())], ids=str)
def test_a_documented_wrong_answer_is_told_as_what_it_is(row: Row) -> None:
    """As the slip that its source names, or under another convention where it is one."""
    for text, ids in row.wrong.items():
        found = of_question(row, text)
        told = () if found.diagnosis is None else found.diagnosis.candidates
        if ids:
            assert found.verdict == "right_elsewhere" or ids & {
                i for each in told for i in each.ids
            }


def test_a_story_is_told_of_most_wrong_options() -> None:
    """FINDINGS: 16x16x32 for 29x29x32 and the like, of which nobody knows how they came about."""
    verdicts = [of_question(row, text).verdict for row in KNOWN for text in row.wrong]
    assert verdicts.count("not_recognised") <= len(verdicts) * 0.25


@pytest.mark.parametrize("slip", [each for each in EXAMPLES if not each.waiting], ids=str)
def test_a_convention_of_the_catalogue_is_never_a_mistake(slip: Example) -> None:
    """And a mistake is never right elsewhere, but for axes that are written width first."""
    found = of_question(slip, slip.wrong)
    sort = MISCONCEPTIONS[slip.id].sort
    if found.verdict == "right_elsewhere":
        assert sort != "mistake" or slip.id == "S-HW-SWAPPED"
    elif found.verdict == "incomplete":
        assert sort == "rounding"
    else:
        assert found.diagnosis is not None
        assert slip.id in {i for each in found.diagnosis.candidates for i in each.ids}
