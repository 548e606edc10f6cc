"""What is said to a student about an answer, at the level of disclosure that a teacher chose.

    >>> feedback(checked, "hint")
    'not yet. Does each filter have anything besides its weights?'
    >>> feedback(checked, "explain")
    '34,848 is the count without the biases, 11*11*3*96. ... Here: (F*F*D + 1)*K = ... = 34,944.'

`mark` says whether it is right, `hint` asks a question that helps, `explain` says what happened and
works it out, `solution` does so for open answers too. At mark and hint the right number is nowhere.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from cnncalc.analysis.choice import difference
from cnncalc.coursework.elsewhere import own_convention
from cnncalc.coursework.secret import holds
from cnncalc.coursework.solution import solution, told
from cnncalc.coursework.step import first_step
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.coursework.sheet import Cell
    from cnncalc.coursework.verdict import Checked, Verdict

__all__ = ["LEVELS", "Level", "feedback", "marked"]

Level = Literal["mark", "hint", "explain", "solution"]
LEVELS: tuple[Level, ...] = ("mark", "hint", "explain", "solution")
"""How much is told: whether it is right; a question that helps; what happened; the answer."""


def feedback(checked: Checked, level: Level = "hint") -> str:
    """Say what is to be said about one row, on one line."""
    if level == "mark":
        return _MARKS[checked.verdict]
    if level == "hint":
        return _HINTS[checked.verdict](checked)
    said = _EXPLAINED.get(checked.verdict, _HINTS[checked.verdict])(checked)
    if level == "explain" and checked.verdict in {"open", "right"}:
        return said
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} {solution(checked.question)}"


def marked(checked: Checked, level: Level) -> Verdict | Literal["not_yet"]:
    """Give the verdict, or as much of it as a level tells: at mark, what is wrong is not yet."""
    return "not_yet" if level == "mark" and _MARKS[checked.verdict] == _NOT_YET else checked.verdict


_NOT_YET = "not yet"

_MARKS: Mapping[Verdict, str] = MappingProxyType(
    {
        "right": "right",
        "right_elsewhere": "right under another convention",
        "follows": "follows from an earlier answer",
        "miscalculated": _NOT_YET,
        "slip": _NOT_YET,
        "incomplete": "not complete",
        "not_recognised": _NOT_YET,
        "unreadable": "cannot be read",
        "open": "open",
    }
)


def _right(checked: Checked) -> str:
    return f"right, though {_OTHER_RESULT}" if checked.contradicted else "right"


_OTHER_RESULT = "the working beside it makes another number"


def _elsewhere(checked: Checked) -> str:
    there, here = _ways(checked)
    return f"right {there}; this sheet asks for it {here}"


def _ways(checked: Checked) -> tuple[str, str]:
    """Both conventions in words: the one under which it is right, and the sheet's."""
    own = own_convention(checked.question)
    other = checked.convention or replace(own, order=checked.order or own.order)
    return difference(own, other), difference(other, own)


def _follows(checked: Checked) -> str:
    them = "that" if len(checked.earlier) == 1 else "those"
    return f"right step from {_named(checked.earlier)}; repair {them} and this follows"


def _miscalculated(checked: Checked) -> str:
    way = ""
    if checked.convention is not None or checked.order is not None:
        way = f" {_ways(checked)[0]}"
    if checked.earlier:
        way = f" from {_named(checked.earlier)}"
    return f"the working is right{way}, its result is not{_ONCE_MORE}"


_ONCE_MORE = ": work the same out once more"


def _slip(checked: Checked) -> str:
    """The hint of the likeliest slip, unless an example in it happens to be the answer."""
    if checked.diagnosis is None:
        return _unknown(checked)
    several = checked.diagnosis.candidates[0].misconceptions
    mistake = any(each.sort == "mistake" for each in several)
    head = "not yet." if mistake else "not as this sheet counts."
    if checked.earlier:
        head = f"not yet, even from {_named(checked.earlier)}."
    hints = [each.hint for each in several if not holds(each.hint, checked.question)]
    return " ".join([head, *(hints or [_step(checked)])])


def _incomplete(checked: Checked) -> str:
    if checked.missing == "channels":
        step = f" a right step from {_named(checked.earlier)}" if checked.earlier else " right"
        return f"height and width are{step}. How many channels are there?"
    if checked.missing == "rounding":
        return "right, but cut off and not rounded: look at the digit after the last"
    return "right as far as it goes; this sheet asks for more digits"


def _unknown(checked: Checked) -> str:
    return f"not recognised. {_step(checked)}"


def _step(checked: Checked) -> str:
    return f"First step: {first_step(checked.question)}"


def _unreadable(checked: Checked) -> str:
    trouble = checked.trouble
    if holds(trouble, checked.question):
        sizes = isinstance(checked.question.right, tuple)
        trouble = "write the sizes with x between them" if sizes else _ONE_NUMBER
    return f"cannot be read: {trouble}"


_ONE_NUMBER = "write one number, its thousands with commas and its decimals after one point"


_HINTS: Mapping[Verdict, Callable[[Checked], str]] = MappingProxyType(
    {
        "right": _right,
        "right_elsewhere": _elsewhere,
        "follows": _follows,
        "miscalculated": _miscalculated,
        "slip": _slip,
        "incomplete": _incomplete,
        "not_recognised": _unknown,
        "unreadable": _unreadable,
        "open": lambda _: "open",
    }
)


def _slip_told(checked: Checked) -> str:
    if checked.diagnosis is None:
        return _unknown(checked)
    start = f"From {_named(checked.earlier)}: " if checked.earlier else ""
    return start + told(checked.diagnosis, checked.carried or checked.question)


_EXPLAINED: Mapping[Verdict, Callable[[Checked], str]] = MappingProxyType(
    {
        "slip": _slip_told,
        "not_recognised": lambda _: "not recognised",
        "miscalculated": lambda checked: _miscalculated(checked).removesuffix(_ONCE_MORE),
    }
)
"""What is said instead of a hint, where the whole story may be told."""


def _named(cells: tuple[Cell, ...]) -> str:
    """Say whose answers they are: your pool1 output and your conv2 output."""
    names = [f"your {each.layer} {each.quantity.replace('_', ' ')}" for each in cells]
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} more"]
    return listed(names, "and")


_MOST_NAMED = 3
