"""A quiz: from one template a sheet for each student, and a key that is checked before it is given.

    >>> made = quiz(read_template("conv-basics.yaml"), seed="2025", students=("Ada", "Alan"))
    >>> made.copies[1].worksheet, made.copies[1].student
    ('conv-basics/2', 'Alan')

The same seed gives the same sheets. A copy for a name depends on the name and not on its place in
the list, so that a student who joins late changes no other sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from cnncalc.coursework.check import check
from cnncalc.coursework.draw import drawn
from cnncalc.coursework.handout import entry, handout_text, word
from cnncalc.coursework.question import expected_text
from cnncalc.coursework.sheet import sheet_of
from cnncalc.coursework.wording import asked_words, convention_words, points_words
from cnncalc.spec.node import Fields
from cnncalc.spec.source import parse_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cnncalc.coursework.template import Template
    from cnncalc.coursework.variant import Asked, Variant
    from cnncalc.spec.node import Node

__all__ = ["Copy", "Quiz", "copies", "file_names", "quiz"]


@dataclass(frozen=True)
class Copy:
    """One student's sheet, and the key to it."""

    number: int
    worksheet: str
    """What tells it from every other copy: conv-basics/07."""
    student: str
    variant: Variant
    sheet: str
    """The text of the sheet, its answers empty."""
    key: str
    """The same with the right answers; checking it gives all points."""

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Its questions."""
        return self.variant.asked


@dataclass(frozen=True)
class Quiz:
    """All copies of an exercise."""

    template: Template
    seed: str
    copies: tuple[Copy, ...]

    @property
    def alike(self) -> tuple[tuple[Copy, Copy], ...]:
        """Copies with the same numbers as an earlier one, each after it."""
        first: dict[tuple[tuple[str, int], ...], Copy] = {}
        found = []
        for each in self.copies:
            numbers = tuple(each.variant.numbers.items())
            earlier = first.setdefault(numbers, each)
            if earlier is not each:
                found.append((earlier, each))
        return tuple(found)


def quiz(
    template: Template, *, seed: str, students: Sequence[str] = (), count: int | None = None
) -> Quiz:
    """Make a copy for each student, or so many without a name.

    SpecError, in the lines of the template, where no sheet comes of it.
    """
    return Quiz(template, seed, tuple(copies(template, seed=seed, students=students, count=count)))


def copies(
    template: Template, *, seed: str, students: Sequence[str] = (), count: int | None = None
) -> Iterator[Copy]:
    """Make copies one by one, as `quiz` does."""
    names = list(students) or [""] * (count or template.copies or 1)
    width = len(str(len(names)))
    taken: list[Mapping[str, int]] = []
    for number, student in enumerate(names, 1):
        worksheet = f"{template.worksheet}/{number:0{width}}"
        stream = f"{seed} {template.worksheet} {student or number}"
        variant = drawn(template, stream, worksheet, student, taken)
        taken.append(variant.numbers)
        yield _copy(number, worksheet, student, variant, seed)


def file_names(quiz: Quiz) -> tuple[str, ...]:
    """Give each copy a name for its files: its number, and its student in plain letters."""
    width = len(str(len(quiz.copies)))
    names = (f"{each.number:0{width}}-{_plain(each.student)}" for each in quiz.copies)
    return tuple(each.rstrip("-") for each in names)


def _plain(name: str) -> str:
    """A name in the letters that every file system and archive keeps."""
    letters = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", letters))[:LONGEST_NAME].rstrip("-")


LONGEST_NAME = 40


def _copy(number: int, worksheet: str, student: str, variant: Variant, seed: str) -> Copy:
    comments = {
        (each.layer_word, each.asked_word): [_comment(each, variant)] for each in variant.asked
    }
    head = [f"{variant.title}: copy {worksheet}"]
    head += [variant.text] * bool(variant.text)
    conventions = convention_words([each.question for each in variant.asked])
    head += [f"Conventions: {conventions}."] * bool(conventions)
    sheet = handout_text(variant.root, [*head, _TO_FILL_IN], comments)
    key = handout_text(_key_root(variant), [*head, f"{_IS_KEY} Seed {seed}."], comments)
    _check_texts(worksheet, sheet, key)
    return Copy(number, worksheet, student, variant, sheet, key)


# There is no number in it, which might be a right answer.
_TO_FILL_IN = (
    "Write each answer after its colon, and leave empty what is not done yet. Numbers are read as "
    "people write them, shapes with an x between their sizes; a formula, such as (a*b + 1)*c with "
    "its numbers, shows how far it is right where the result is not."
)
_IS_KEY = "KEY: the right answers, for the teacher."


def _comment(asked: Asked, variant: Variant) -> str:
    """What stands above an answer: its number, its points and its words."""
    worth = points_words(variant.sheet.points[asked.cell.layer, asked.cell.quantity])
    return f"{asked.id} ({worth}): {asked.text or asked_words(asked.question)}"


def _key_root(variant: Variant) -> Fields:
    """The sheet with the right answers, and with what only a key holds."""
    answers: dict[str, dict[str, Node]] = {}
    for each in variant.asked:
        text = word(expected_text(each.question))
        answers.setdefault(each.layer_word, {})[each.asked_word] = text
    inner = {
        layer: entry(layer, Fields({name: entry(name, node) for name, node in cells.items()}, 1, 1))
        for layer, cells in answers.items()
    }
    entries = dict(variant.root.entries)
    entries.pop("answers")
    entries.update(variant.secret)
    entries["answers"] = entry("answers", Fields(inner, 1, 1))
    return Fields(entries, 1, 1)


def _check_texts(worksheet: str, sheet: str, key: str) -> None:
    """Read back what is about to be handed out; a key that is not all right is a bug of ours."""
    blank = check(sheet_of(parse_source(sheet, f"<{worksheet}>")))
    full = check(sheet_of(parse_source(key, f"<key to {worksheet}>")))
    whole = all(each.verdict == "right" for each in full.rows)
    if not whole or full.points != full.possible or any(each.answered for each in blank.rows):
        raise AssertionError(worksheet)
