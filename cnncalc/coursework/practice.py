"""Practice: one question at a time, a hint after a wrong answer, then what happened, then the rest.

    >>> session = practice(problems, Score())
    >>> print(next(session))
    1 of 5  Layer conv1 (conv: filters 6, kernel 5) over an input of 32x32x3.
    How many parameters does conv1 have, weights and biases together?
    >>> print(session.send("450"))
    not yet. Does each filter have anything besides its weights?

It speaks and listens through a generator, so that a terminal, a pipe and a test drive it alike:
what it yields is to be shown, what is sent is a line, and None is the end of all lines.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from cnncalc.coursework.check import check
from cnncalc.coursework.evidence import slips_in
from cnncalc.coursework.feedback import feedback
from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.question import question
from cnncalc.coursework.solution import solution
from cnncalc.coursework.step import first_step
from cnncalc.coursework.wording import asked_words, given_words
from cnncalc.notation import formula
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from cnncalc.coursework.feedback import Level
    from cnncalc.coursework.sheet import Cell, Sheet
    from cnncalc.coursework.variant import Variant
    from cnncalc.coursework.verdict import Checked

__all__ = ["COMMANDS", "Problem", "Score", "practice", "problems_of"]

COMMANDS = "an empty line skips the question, `hint` helps, `show` gives the answer, `quit` ends"
"""What may be typed in place of an answer."""


class Problem(NamedTuple):
    """One question to practise on."""

    sheet: Sheet
    cell: Cell
    text: str
    """In words; empty where they are to be made."""


@dataclass
class Score:
    """How the practice went so far."""

    asked: int = 0
    at_once: int = 0
    """Right at the first answer."""
    later: int = 0
    """Right after a hint or an explanation."""
    shown: int = 0
    """Not found, or given up, and shown."""
    skipped: int = 0
    slips: Counter[str] = field(default_factory=Counter)
    """Ids of the slips that were made."""

    @property
    def summary(self) -> str:
        """A few lines on how it went."""
        right = self.at_once + self.later
        if not self.asked:
            return "Nothing answered."
        parts = [f"{self.at_once} at once"] if self.at_once else []
        parts += [f"{self.later} after a hint"] if self.later else []
        parts += [f"{self.shown} shown"] if self.shown else []
        parts += [f"{self.skipped} skipped"] if self.skipped else []
        lines = [
            f"{right} of {self.asked} right" + (f": {', '.join(parts)}" if parts else "") + "."
        ]
        for slip, count in self.slips.most_common():
            times = "" if count == 1 else f" ({count} times)"
            lines.append(f"  to look at again: {MISCONCEPTIONS[slip].name}{times}")
        return "\n".join(lines)


LEVELS: tuple[Level, ...] = ("hint", "hint", "explain")
"""What is said after the first, the second and the third wrong answer; the last tells all."""

Ending = Literal["right", "shown", "skipped", "quit"]


def practice(problems: Sequence[Problem], score: Score) -> Generator[str, str | None, str]:
    """Ask each question, and say of each answer what helps; give what is said at the end.

    `score` is filled in as it goes, for whoever is interrupted.
    """
    before = ""
    for number, problem in enumerate(problems, 1):
        head = f"{number} of {len(problems)}  " if len(problems) > 1 else ""
        ending, before = yield from _round(f"{before}{head}{_words(problem)}", problem, score)
        if ending == "quit":
            break
    return f"{before}{score.summary}"


def problems_of(variant: Variant) -> list[Problem]:
    """Give the questions of a copy of a template."""
    return [Problem(variant.sheet, each.cell, each.text) for each in variant.asked]


def _round(
    shown: str, problem: Problem, score: Score
) -> Generator[str, str | None, tuple[Ending, str]]:
    """One question until it is done; give how it ended, and what is still to be said."""
    tries = 0
    helped = False
    hinted: list[str] = []
    while True:
        line = yield shown
        word = "quit" if line is None else line.strip().lower()
        if word in {"quit", "q", "exit"}:
            return "quit", ""
        if not tries:
            score.asked += 1
        checked = _checked(problem, line or "")
        if not word or word == "skip":
            score.skipped += 1
            return "skipped", "skipped.\n\n"
        if word in {"show", "solution"}:
            score.shown += 1
            return "shown", f"{solution(checked.question)}\n\n"
        if word in {"hint", "?", "help"}:
            tries, helped = max(tries, 1), True
            shown = f"First step: {first_step(checked.question)}"
            hinted.append(shown)
            continue
        if checked.verdict == "unreadable":
            score.asked -= not tries  # it is asked for again, and counts then
            shown = f"{feedback(checked, 'hint')}"
            continue
        if checked.verdict in {"right", "right_elsewhere"}:
            score.at_once += not tries and not helped
            score.later += tries > 0 or helped
            return "right", f"{feedback(checked, 'explain')}\n\n"
        score.slips.update(slips_in(checked))
        said = feedback(checked, LEVELS[tries])
        shown = _another_hint(checked, hinted) if said in hinted else said
        hinted += [said, shown]
        tries += 1
        if tries == len(LEVELS):
            score.shown += 1
            return "shown", f"{shown}\n\n"


def _another_hint(checked: Checked, hinted: Sequence[str]) -> str:
    """What helps where a hint did not: the first step, or else the formula without its numbers."""
    step = f"First step: {first_step(checked.question)}"
    if not any(step in each for each in hinted):
        return f"still not. {step}"
    right = checked.question.right
    sizes = right if isinstance(right, tuple) else (right,)
    return f"still not. The formula: {listed(list(dict.fromkeys(map(formula, sizes))), 'and')}"


def _checked(problem: Problem, line: str) -> Checked:
    """The verdict on a line as the only answer of its sheet."""
    cell = replace(problem.cell, answer_text=line)
    (row,) = check(replace(problem.sheet, cells=(cell,))).rows
    return row


def _words(problem: Problem) -> str:
    """The question, with what is given for it."""
    asked = question(
        problem.sheet.analysis,
        problem.cell.layer,
        problem.cell.quantity,
        problem.sheet.convention,
    )
    words = problem.text or asked_words(asked)
    given = given_words(asked)
    return f"{given}\n{words}" if given else words
