"""A quiz as Moodle XML, read back by a parser and looked at as Moodle's importer does.

What it takes is in question/format/xml/format.php (import_numerical), the shares of the points that
it knows in question/engine/bank.php, of github.com/moodle/moodle.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cnncalc.coursework.quiz import quiz
from cnncalc.report.moodle import FRACTIONS, moodle_xml
from tests.coursework.made import ALEXNET, CS231N, DRAWN, template
from tests.report.specimen import HOSTILE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def exported(text: str, count: int = 1) -> Element:
    """The root of an export."""
    written = moodle_xml(quiz(template(text), seed="1", count=count))
    assert written.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>')
    return ET.fromstring(written.encode())  # noqa: S314  it is ours


def text_of(element: Element, path: str) -> str:
    """The words of a part of a question."""
    found = element.find(path)
    assert found is not None
    return found.text or ""


def questions(root: Element) -> list[Element]:
    """The questions that are none of the categories."""
    return [each for each in root if each.get("type") == "numerical"]


def answers(question: Element) -> list[tuple[str, str, str]]:
    """Fraction, number and feedback of each answer, in order."""
    return [
        (each.get("fraction", ""), text_of(each, "text"), text_of(each, "feedback/text"))
        for each in question.findall("answer")
    ]


def test_the_right_answer_stands_first_and_whatever_else_last() -> None:
    """Moodle takes the first answer that fits; AlexNet's conv1 has 34,944 parameters."""
    _, _, parameters, macs = questions(exported(ALEXNET))
    assert answers(parameters)[0] == ("100", "34944", "<p>Right.</p>")
    assert answers(macs)[0][1] == "105415200"
    for question in (parameters, macs):
        fraction, number, feedback = answers(question)[-1]
        assert (fraction, number) == ("0", "*")
        assert feedback.startswith("<p>Not yet. ")


def test_a_slip_has_its_hint_and_what_it_earns() -> None:
    """Of CS231n's 760 parameters, 750 are weights: 1 of 2 points."""
    *_, parameters = questions(exported(CS231N))
    (slip,) = [each for each in answers(parameters) if each[1] == "750"]
    assert slip[0] == "50"
    assert "Does each filter" in slip[2]
    assert "760" not in slip[2]
    assert text_of(parameters, "defaultgrade") == "2.0000000"


def test_a_shape_is_asked_as_single_numbers_that_share_its_points() -> None:
    """CS231n 2017, lecture 5: 32x32x10."""
    side, channels, _ = questions(exported(CS231N))
    assert answers(side)[0][1] == "32"
    assert answers(channels)[0][1] == "10"
    assert [text_of(each, "defaultgrade") for each in (side, channels)] == ["0.5000000"] * 2
    assert "Write one number: the height, which is the width too." in text_of(
        side, "questiontext/text"
    )


def test_where_one_number_is_asked_no_order_of_sizes_is_said() -> None:
    for question in questions(exported(CS231N)):
        assert " x " not in text_of(question, "questiontext/text").replace("32x32x3", "")


def test_each_sentence_of_a_feedback_begins_with_a_capital() -> None:
    """A hint that a program prints in a row stands alone in Moodle."""
    for text in (ALEXNET, CS231N, DRAWN):
        for question in questions(exported(text)):
            for _, _, said in answers(question):
                opening = said.removeprefix("<p>")
                assert opening[0].isupper()
                if opening.startswith("Not yet. "):
                    assert opening.removeprefix("Not yet. ")[0].isupper()


def test_no_number_stands_twice_so_that_every_hint_can_be_reached() -> None:
    for question in questions(exported(DRAWN, count=5)):
        numbers = [number for _, number, _ in answers(question)]
        assert len(set(numbers)) == len(numbers)
        assert numbers[0] not in numbers[1:]


def test_all_shares_are_among_those_that_moodle_knows() -> None:
    known = {f"{float(each):.7g}" for each in FRACTIONS}
    assert known >= {"100", "50", "33.33333", "66.66667", "0"}
    thirds = CS231N.replace("points: 2", "points: 3")
    for question in questions(exported(thirds)):
        assert {fraction for fraction, _, _ in answers(question)} <= known
    assert ("33.33333", "750") in [each[:2] for each in answers(questions(exported(thirds))[-1])]


def test_a_rounded_answer_is_taken_to_its_digits_and_no_slip_within_them_is() -> None:
    """2 digits of 105,415,200 are 110,000,000, which is nearer than 5,000,000."""
    rounded = ALEXNET.replace("{ask: macs}", "{ask: macs, tolerance: 2 significant digits}")
    *_, macs = questions(exported(rounded))
    tolerances = [text_of(each, "tolerance") for each in macs.findall("answer")]
    assert tolerances[0] == "5000000"
    assert set(tolerances[1:]) == {"0"}
    for _, number, _ in answers(macs)[1:-1]:
        assert abs(int(number) - 105_415_200) > 5_000_000


def test_copies_of_one_question_share_a_category_to_draw_from() -> None:
    root = exported(DRAWN, count=3)
    categories = [text_of(each, "category/text") for each in root if each.get("type") == "category"]
    assert categories == [
        "$course$/drawn/1a output side",
        "$course$/drawn/1a output channels",
        "$course$/drawn/1b",
    ]
    sequence = [each.get("type") for each in root]
    assert sequence == ["category", "numerical", "numerical", "numerical"] * 3


def test_every_question_stands_alone_and_has_all_that_moodle_reads() -> None:
    for question in questions(exported(CS231N)):
        assert "filters 10, kernel 5, padding 2) over an input of 32x32x3." in text_of(
            question, "questiontext/text"
        )
        for tag in ("defaultgrade", "penalty", "hidden", "unitgradingtype", "showunits"):
            assert text_of(question, tag)
        assert Fraction(text_of(question, "penalty")) <= 1


def test_words_are_data_in_xml_and_in_html() -> None:
    words = "]]></text><b>" + "".join(HOSTILE)
    text = CS231N.replace('"Ten 5x5 filters with stride 1, pad 2. Output volume size?"', "TEXT")
    shown = words.replace("{", "{{").replace("}", "}}")
    quoted = "".join(f"\\U{ord(each):08x}" for each in shown)
    root = exported(
        text.replace("TEXT", f'"{quoted}"').replace("worksheet: cs231n", "worksheet: a/b")
    )
    first = questions(root)[0]
    html = text_of(first, "questiontext/text")
    assert "]]&gt;&lt;/text&gt;&lt;b&gt;" in html
    assert "<b>" not in html
    assert "\x1b" not in html
    assert text_of(root, "question/category/text") == "$course$/a//b/1a output side"
