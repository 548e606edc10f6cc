"""What a teacher should know about a sheet before handing it out.

    >>> [each.diagnostic.code for each in lint(read_sheet("sheet.yaml"))]
    ['convention-not-said', 'slip-not-seen']

A problem makes an answer open or a mark unfair: a convention that is not said, a slip that the
tolerance lets through. A note is worth knowing, and often cannot be helped: sizes are small
numbers, and many slips give them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from cnncalc.analysis.choice import CHOICES
from cnncalc.coursework.agreement import rounded
from cnncalc.coursework.blind_spot import colliding_slips, common_mistakes, unseen_slips
from cnncalc.coursework.check import check
from cnncalc.coursework.question import expected_text, question
from cnncalc.coursework.relevance import is_rounded, relevant_to
from cnncalc.coursework.slip import slips
from cnncalc.diagnostic import Diagnostic
from cnncalc.notation import equation, number
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cnncalc.coursework.question import Question
    from cnncalc.coursework.sheet import Cell, Sheet

__all__ = ["Finding", "lint"]


@dataclass(frozen=True)
class Finding:
    """One thing to know, and where it is."""

    severity: Literal["problem", "note"]
    diagnostic: Diagnostic


def lint(sheet: Sheet) -> tuple[Finding, ...]:
    """Look a sheet through: the problems in its order, then the notes."""
    asked = [
        (cell, question(sheet.analysis, cell.layer, cell.quantity, sheet.convention))
        for cell in sheet.cells
    ]
    found = [finding for rule in _RULES for finding in rule(sheet, asked)]
    return tuple(sorted(found, key=lambda each: each.severity == "note"))


Asked = Sequence[tuple["Cell", "Question"]]


def _not_said(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """Choices that the sheet does not say, and that make another number right."""
    told: set[str] = set(sheet.stated) | {"order"}  # every order of axes is taken
    for cell, put in asked:
        for name in relevant_to(put):
            if name in told:
                continue
            told.add(name)
            options = [each for each in CHOICES[name].options if each is not None]
            yield _problem(
                "convention-not-said",
                f"the right {_named(cell)} depends on `{name}`, and the sheet does not say it",
                cell,
                helps=(f"under `conventions` write `{name}: {listed(options)}`",),
                note=CHOICES[name].meaning,
            )


def _let_through(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """Slips that an answer of as few digits as the sheet takes does not show."""
    for cell, put in asked:
        digits = sheet.tolerance_of(cell.layer, cell.quantity)
        if digits == "exact" or isinstance(put.right, tuple):
            continue
        right = put.right.value
        for slip in common_mistakes(slips(put)):
            wrong = slip.value
            if isinstance(wrong, tuple):
                continue
            if rounded(wrong, digits) == rounded(right, digits):
                yield _problem(
                    "slip-let-through",
                    f"to {digits} digits {number(wrong)}, {slip.statement}, passes for the right "
                    f"{_named(cell)} of {number(right)}",
                    cell,
                    helps=(f"ask for more than {digits} digits here, or for the exact number",),
                )
                break


def _key(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """Answers of the sheet's own key that would not be taken; there are none, or it is a bug."""
    cells = tuple(replace(cell, answer_text=expected_text(put)) for cell, put in asked)
    for row in check(replace(sheet, cells=cells)).rows:
        if row.verdict != "right":
            message = f"the right {_named(row.cell)}, {row.cell.answer_text}, is not taken"
            yield _problem("key-not-taken", message, row.cell)


def _answers(sheet: Sheet, _: Asked) -> Iterator[Finding]:
    """Answers that the sheet holds already: a key, or a sheet that a student filled in."""
    rows = [each for each in check(sheet).rows if each.answered]
    faults = [each for each in rows if not each.fine]
    wrong = [_named(each.cell) for each in faults]
    if wrong:
        message = f"{len(wrong):,} of {len(rows):,} answers in the sheet are not right: "
        message += listed(_shortened(wrong), "and")
        yield _problem("answers-not-right", message, faults[0].cell)
    elif rows:
        message = (
            f"the sheet holds {len(rows):,} of {len(sheet.cells):,} answers, all of them right"
        )
        helps = ("keep it as the key; `cnncalc worksheet` writes a sheet without answers",)
        yield _note("holds-answers", message, rows[0].cell, helps=helps)


def _uneven(_: Sheet, asked: Asked) -> Iterator[Finding]:
    """Outputs that are asked for and do not come out even."""
    for cell, put in asked:
        if cell.quantity != "output" or put.figures is None:
            continue
        for size in put.figures.sizes.values():
            if is_rounded(size):
                yield _note(
                    "size-does-not-fit",
                    f"the {_named(cell)} does not come out even, and is rounded",
                    cell,
                    working=equation(size),
                )
                break


def _not_seen(_: Sheet, asked: Asked) -> Iterator[Finding]:
    """Common slips that give the right answer."""
    for cell, put in asked:
        found = [each.misconceptions[0].name for each in unseen_slips(put)]
        if found:
            yield _note(
                "slip-not-seen",
                f"the right {_named(cell)} also comes of {listed(_shortened(found), 'and of')}",
                cell,
                helps=("other sizes would show it, and so does the working, if it is asked for",),
            )


def _colliding(_: Sheet, asked: Asked) -> Iterator[Finding]:
    """Wrong answers that do not say which common slip they come of."""
    for cell, put in asked:
        for value, several in colliding_slips(put).items():
            names = [each.misconceptions[0].name for each in several]
            yield _note(
                "slips-collide",
                f"{value} as {_named(cell)} comes of {listed(names, 'and of')}",
                cell,
            )


_RULES: tuple[Callable[[Sheet, Asked], Iterator[Finding]], ...] = (
    _not_said,
    _let_through,
    _key,
    _answers,
    _uneven,
    _not_seen,
    _colliding,
)


def _named(cell: Cell) -> str:
    return f"{cell.layer} {cell.quantity.replace('_', ' ')}"


def _shortened(names: Sequence[str]) -> Sequence[str]:
    """The first few of many."""
    several = list(dict.fromkeys(names))
    more = len(several) - MOST_NAMED
    return several if more <= 0 else [*several[:MOST_NAMED], f"{more} more"]


MOST_NAMED = 5


def _problem(code: str, message: str, cell: Cell, **more: Any) -> Finding:  # noqa: ANN401  the facts of a diagnostic
    return Finding("problem", Diagnostic(code, message, cell.place, **more))


def _note(code: str, message: str, cell: Cell, **more: Any) -> Finding:  # noqa: ANN401  the facts of a diagnostic
    return Finding("note", Diagnostic(code, message, cell.place, **more))
