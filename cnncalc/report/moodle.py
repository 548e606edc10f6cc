"""A quiz as Moodle XML: numerical questions, with one answer for each known slip and its hint.

    <answer fraction="100" format="moodle_auto_format"><text>34944</text>...
    <answer fraction="0" format="moodle_auto_format"><text>34848</text><feedback>...

Moodle tries answers in order and the first that is near enough wins, so the right one stands first
and `*` last; then Moodle says about a slip what cnncalc would say. A shape is asked as one number
at a time. The form is that of Moodle's question/format/xml/format.php.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cnncalc.coursework.feedback import feedback
from cnncalc.coursework.step import first_step
from cnncalc.coursework.wording import asked_words, given_words
from cnncalc.notation import equation
from cnncalc.plain import inert
from cnncalc.report.part import parts_of

if TYPE_CHECKING:
    from cnncalc.coursework.quiz import Copy, Quiz
    from cnncalc.coursework.stipulation import Tolerance
    from cnncalc.coursework.variant import Asked
    from cnncalc.derivation import Number
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


EXACT = Fraction(0)


def moodle_xml(quiz: Quiz) -> str:
    """Write all questions of all copies, the copies of one question in one category.

    A quiz in Moodle that takes one at random from each category gives each student numbers of
    their own.
    """
    root = ET.Element("quiz")
    pools: dict[tuple[str, str], list[ET.Element]] = {}
    for copy in quiz.copies:
        sheet = replace(copy.variant.sheet, partial=copy.variant.partial)
        for asked in copy.asked:
            for part in parts_of(asked, sheet):
                pool = pools.setdefault((asked.id, part.name), [])
                pool.append(_question(copy, asked, part))
    several = Counter(name for name, _ in pools)
    for (name, part_name), questions in pools.items():
        whole = f"{name} {part_name}" if several[name] > 1 else name
        _category(root, (quiz.template.worksheet, whole))
        root.extend(questions)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _category(root: ET.Element, path: tuple[str, ...]) -> None:
    question = ET.SubElement(root, "question", type="category")
    # A slash divides categories; two stand for one in a name.
    names = (_text(each).replace("/", "//") for each in path)
    _sub(question, "category", f"$course$/{'/'.join(names)}")


def _question(copy: Copy, asked: Asked, part: AskedPart) -> ET.Element:
    question = ET.Element("question", type="numerical")
    name = f"{asked.id} {asked.question.layer} {part.name} ({copy.worksheet})"
    _sub(question, "name", _text(name))
    words = asked.text or asked_words(asked.question, one_number=True)
    given = given_words(asked.question)  # each question stands alone
    paragraphs = [each for each in (copy.variant.text, given, words, part.words) if each]
    _sub(question, "questiontext", _html(paragraphs), format="html")
    _sub(question, "generalfeedback", _html([equation(part.right)]), format="html")
    place = (asked.cell.layer, asked.cell.quantity)
    points = copy.variant.sheet.points[place]
    _value(question, "defaultgrade", f"{float(points / part.of):.7f}")
    _value(question, "penalty", "0.3333333")
    _value(question, "hidden", "0")
    right = part.right.value
    tolerance = _tolerance(copy.variant.sheet.tolerance_of(*place), right)
    _answer(question, "100", _number(right), "Right.", tolerance)
    for value, checked in part.slips.items():
        if not -tolerance <= value - right <= tolerance:
            share = _share(checked.points, checked.possible)
            _answer(question, share, _number(value), _sentence(feedback(checked, "hint")))
    _answer(question, "0", "*", f"Not yet. {_sentence(first_step(asked.question))}")
    for tag, value_text in (
        ("unitgradingtype", "0"),
        ("unitpenalty", "0.1000000"),
        ("showunits", "3"),
        ("unitsleft", "0"),
    ):
        _value(question, tag, value_text)
    return question


def _sentence(text: str) -> str:
    """Begin with a capital: in Moodle a feedback stands alone."""
    return f"{text[:1].upper()}{text[1:]}"


def _tolerance(tolerance: Tolerance, right: Number) -> Fraction:
    """How far a rounded answer may lie from the right one: half of its last digit."""
    if tolerance == "exact":
        return Fraction(0)
    last_digit = 10 ** max(0, len(str(int(right))) - tolerance)
    return Fraction(last_digit // 2)


def _share(points: Fraction, possible: Fraction) -> str:
    """The share of the points that an answer earns, as the nearest that Moodle knows."""
    earned = 100 * points / possible if possible else Fraction(0)
    nearest = min((abs(each - earned), each) for each in FRACTIONS)[1]
    return f"{float(nearest):.7g}"


def _answer(
    question: ET.Element, fraction: str, text: str, words: str, tolerance: Fraction = EXACT
) -> None:
    answer = ET.SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
    _value(answer, "text", text)
    _sub(answer, "feedback", _html([words]), format="html")
    _value(answer, "tolerance", _number(tolerance))


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


def _number(value: Number) -> str:
    return str(int(value)) if value.denominator == 1 else repr(float(value))
