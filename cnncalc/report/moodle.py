"""A quiz as Moodle XML: numerical questions, with one answer for each known slip and its hint.

    <answer fraction="100" format="moodle_auto_format"><text>34944</text>...
    <answer fraction="0" format="moodle_auto_format"><text>34848</text><feedback>...

Moodle tries answers in order and the first that is near enough wins, so the right one stands first
and `*` last; then Moodle says about a slip what cnncalc would say. A shape is asked as one number
at a time. The form is that of Moodle's question/format/xml/format.php.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cnncalc.coursework.wording import asked_words, given_words
from cnncalc.notation import equation
from cnncalc.plain import inert
from cnncalc.report.part import parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.coursework.misconception import Misconception
    from cnncalc.coursework.quiz import Copy, Quiz
    from cnncalc.coursework.variant import Asked
    from cnncalc.report.part import AskedPart

__all__ = ["FRACTIONS", "moodle_xml"]

FRACTIONS = tuple(
    Fraction(each)
    for each in (
        *("0", "5", "10", "11.11111", "12.5", "14.28571", "16.66667", "20", "25", "30"),
        *("33.33333", "40", "50", "60", "66.66667", "70", "75", "80", "83.33333", "90", "100"),
    )
)
"""Shares of the points, in per cent, that Moodle takes (question/engine/bank.php); no others."""


def moodle_xml(quiz: Quiz) -> str:
    """Write all questions of all copies, the copies of one question in one category.

    A quiz in Moodle that takes one at random from each category gives each student numbers of
    their own.
    """
    root = ET.Element("quiz")
    count = len(quiz.copies[0].asked) if quiz.copies else 0
    for index in range(count):
        _category(root, quiz, quiz.copies[0].asked[index])
        for copy in quiz.copies:
            asked = copy.asked[index]
            for part in parts_of(asked):
                root.append(_question(copy, asked, part))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _category(root: ET.Element, quiz: Quiz, asked: Asked) -> None:
    question = ET.SubElement(root, "question", type="category")
    # A slash divides categories; two stand for one in a name.
    names = (_text(each).replace("/", "//") for each in (quiz.template.worksheet, asked.id))
    _sub(question, "category", f"$course$/{'/'.join(names)}")


def _question(copy: Copy, asked: Asked, part: AskedPart) -> ET.Element:
    question = ET.Element("question", type="numerical")
    name = f"{asked.id} {asked.question.layer} {part.name} ({copy.worksheet})"
    _sub(question, "name", _text(name))
    words = asked.text or asked_words(asked.question)
    given = "" if asked.text else given_words(asked.question)
    paragraphs = [each for each in (copy.variant.text, given, words, part.words) if each]
    _sub(question, "questiontext", _html(paragraphs), format="html")
    _sub(question, "generalfeedback", _html([equation(part.right)]), format="html")
    points = copy.variant.sheet.points[asked.cell.layer, asked.cell.quantity]
    _value(question, "defaultgrade", f"{float(points / part.of):.7f}")
    _value(question, "penalty", "0.3333333")
    _value(question, "hidden", "0")
    _answer(question, "100", _number(part.right.value), "Right.")
    for value, slip in part.slips.items():
        share = _share(asked.task.partial, slip, points)
        _answer(question, share, _number(value), slip.hint)
    _answer(question, "0", "*", "Not yet. Write the formula down first, then put the numbers in.")
    for tag, value_text in (
        ("unitgradingtype", "0"),
        ("unitpenalty", "0.1000000"),
        ("showunits", "3"),
        ("unitsleft", "0"),
    ):
        _value(question, tag, value_text)
    return question


def _share(partial: Mapping[str, Fraction], slip: Misconception, points: Fraction) -> str:
    """The share of the points that a slip earns, as the nearest that Moodle knows."""
    earned = 100 * partial.get(slip.id, Fraction(0)) / points if points else Fraction(0)
    nearest = min(FRACTIONS, key=lambda each: abs(each - earned))
    return f"{float(nearest):g}" if nearest.denominator <= 2 else f"{float(nearest):.5f}"


def _answer(question: ET.Element, fraction: str, text: str, feedback: str) -> None:
    answer = ET.SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
    _value(answer, "text", text)
    _sub(answer, "feedback", _html([feedback]), format="html")
    _value(answer, "tolerance", "0")


def _sub(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    """An element with its words in a `text` of its own, as Moodle has most."""
    element = ET.SubElement(parent, tag, attributes)
    _value(element, "text", text)


def _value(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _html(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(_text(each))}</p>" for each in paragraphs)


def _text(text: str) -> str:
    """Text without what XML has no room for: control characters come out as escapes."""
    return inert(text).replace("\n", " ")


def _number(value: int | Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else repr(float(value))
