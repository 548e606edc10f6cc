"""One copy of a template: its numbers put in, which makes an ordinary sheet.

    >>> made = variant(template, {"W": 32, "F": 5, "K": 6}, "conv-basics/07")
    >>> made.sheet.worksheet, made.asked[0].question.layer
    ('conv-basics/07', 'conv1')

The nodes of the sheet keep their lines in the template, so that whatever is wrong with it is shown
in the teacher's own file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cnncalc.coursework.handout import entry, mapping, word
from cnncalc.coursework.layer_list import layer_list
from cnncalc.coursework.parameter import FillingError, filled, filled_node, reason
from cnncalc.coursework.question import Question, question
from cnncalc.coursework.question_block import asked_word, blank_answers, by_question
from cnncalc.coursework.sheet import sheet_of
from cnncalc.diagnostic import SpecError
from cnncalc.spec.arithmetic import ExpressionError
from cnncalc.spec.node import Fields, Scalar
from cnncalc.spec.problem import Fault, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from cnncalc.coursework.sheet import Cell, Sheet
    from cnncalc.coursework.task import Task
    from cnncalc.coursework.template import Template
    from cnncalc.spec.node import Entry, Node
    from cnncalc.spec.source import Source

__all__ = ["Asked", "Variant", "variant"]


@dataclass(frozen=True)
class Asked:
    """A question of a template, with its numbers."""

    task: Task
    text: str
    """The question in words; empty where the template has none."""
    cell: Cell
    question: Question
    layer_word: str
    """The layer, as the sheet names it."""

    @property
    def asked_word(self) -> str:
        """The quantity, as the sheet names it."""
        return asked_word(self.task)

    @property
    def id(self) -> str:
        """What the question is called: 1a."""
        return self.task.id


@dataclass(frozen=True)
class Variant:
    """A sheet that was made from a template, and where its questions came from."""

    numbers: Mapping[str, int]
    """The parameters that were drawn."""
    root: Fields
    """The sheet, its answers empty and without what only a key holds."""
    secret: Mapping[str, Entry]
    """What only a key holds: which slips earn a part of the points."""
    sheet: Sheet
    partial: Mapping[tuple[str, str], Mapping[str, Fraction]]
    """By layer and quantity: the points that a slip earns, by its id."""
    asked: tuple[Asked, ...]
    text: str
    """What stands above the questions."""

    @property
    def title(self) -> str:
        """What the exercise is called."""
        return self.sheet.title or self.sheet.worksheet


def variant(
    template: Template, numbers: Mapping[str, int], worksheet: str, student: str = ""
) -> Variant:
    """Put numbers into a template; SpecError, in the template's lines, where no sheet comes of it.

    A size that does not come out even is such an error too, unless the conventions round.
    """
    problems = Problems(template.source)
    try:
        parts = _parts(template, numbers)
        layers, outputs, names = layer_list(template, numbers)
        text = _sentence(template.entries["text"].value, numbers) if _has_text(template) else ""
        texts = [_sentence(each.text, numbers) if each.text else "" for each in template.tasks]
    except FillingError as error:
        problems.add(Fault("arithmetic", error.message, error.node, _ARITHMETIC))
        raise SpecError(problems.found()) from None
    _refuse_twice(template, names, problems)
    head: dict[str, Node] = {"worksheet": word(worksheet), "student": word(student)}
    if layers.items and "model" not in parts:
        parts["layers"] = layers
    root = mapping(
        {
            **head,
            **parts,
            **({"outputs": outputs} if outputs.items else {}),
            **by_question(template, names, "points", numbers),
            **by_question(template, names, "tolerance", numbers),
            "answers": blank_answers(template, names),
        }
    )
    source = replace(template.source, root=root)
    sheet = _sheet(source)
    secret = {
        name: entry(name, node)
        for name, node in by_question(template, names, "partial", numbers).items()
    }
    whole = Fields({**root.entries, **secret}, 1, 1)
    partial = _sheet(replace(source, root=whole)).partial if secret else {}
    asked = tuple(
        Asked(task, words, cell, _question(sheet, cell), name)
        for task, words, cell, name in zip(
            template.tasks, texts, _cells(sheet, names), names, strict=True
        )
    )
    return Variant(numbers, root, secret, sheet, partial, asked, text)


def _sheet(source: Source) -> Sheet:
    """Read a sheet; of what follows from another problem, nothing is said."""
    try:
        return sheet_of(source)
    except SpecError as error:
        first = tuple(each for each in error.diagnostics if each.code != "not-asked")
        raise SpecError(first or error.diagnostics) from None


_ARITHMETIC = ("integer arithmetic is numbers, parameters above this one, + - * // and ( )",)


def _has_text(template: Template) -> bool:
    return "text" in template.entries


def _sentence(node: Node, numbers: Mapping[str, int]) -> str:
    """A text with its numbers put in."""
    if not isinstance(node, Scalar):
        raise FillingError("a text is meant here", node)
    try:
        return filled(node.text, numbers.get)
    except ExpressionError as error:
        message = f"`{node.text[:_LONGEST]}`: {reason(error)}; write {{{{ for a brace"
        raise FillingError(message, node) from None


_LONGEST = 40


def _parts(template: Template, numbers: Mapping[str, int]) -> dict[str, Node]:
    """The parts that the sheet has from the template, with their numbers."""
    parts = {
        name: filled_node(each.value, numbers)
        for name, each in template.entries.items()
        if name not in {"text", "layers"}
    }
    title = parts.get("title")
    if not isinstance(title, Scalar):
        parts["title"] = title or word(template.worksheet)
    return parts


def _refuse_twice(template: Template, names: list[str], problems: Problems) -> None:
    """Raise SpecError where two questions ask the same."""
    seen: set[tuple[str, str]] = set()
    for task, layer in zip(template.tasks, names, strict=True):
        pair = (layer, asked_word(task))
        if pair in seen:
            message = f"`{pair[1][:_LONGEST]}` of {layer[:_LONGEST]} is asked twice"
            remedy = "ask for something else, or give the question a layer of its own"
            problems.add(Fault("question", message, task.node, (remedy,)))
        seen.add(pair)
    if len(problems):
        raise SpecError(problems.found())


def _cells(sheet: Sheet, names: list[str]) -> Iterator[Cell]:
    """The cells of the sheet in the order of the questions; cells are grouped by layer."""
    cells: dict[str, list[Cell]] = {}
    for each in sheet.cells:
        cells.setdefault(each.layer, []).append(each)
    for name in names:
        yield cells[name].pop(0)


def _question(sheet: Sheet, cell: Cell) -> Question:
    """The question that a cell of the sheet puts."""
    return question(sheet.analysis, cell.layer, cell.quantity, sheet.convention)
