"""The words of a shorthand, one a layer, and the brackets that repeat them.

    >>> [word.kind for word in Wording("[CONV-3-8 -> RELU]*2 -> POOL-2").groups()[0].inside]
    ['conv', 'relu']

A word is the name of a layer with what follows it: numbers, sizes, a stride, a padding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cnncalc.diagnostic import Diagnostic, Place
from cnncalc.origin.shorthand_kind import KNOWN
from cnncalc.plain import inert
from cnncalc.suggestion import nearest

__all__ = ["Argument", "Group", "Word", "Wording"]


@dataclass(frozen=True, slots=True)
class Argument:
    """Something that is said of a layer."""

    sort: str
    """number, size, glued (the 3 of conv3), stride, padding or filters."""
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """One layer as it is written."""

    kind: str
    """The kind of layer, or input."""
    arguments: tuple[Argument, ...]
    start: int
    end: int
    written: str

    @property
    def sizes(self) -> str:
        """The size that is said of an input."""
        return next((each.text for each in self.arguments), "")


@dataclass(frozen=True, slots=True)
class Group:
    """Words in brackets, and how often they stand there."""

    inside: tuple[Group | Word, ...]
    times: int


class Wording:
    """A shorthand, read from left to right."""

    def __init__(self, text: str) -> None:
        """Take the text; problems are collected while it is read."""
        self.text = text
        self.problems: list[Diagnostic] = []
        self._at = 0

    def groups(self) -> tuple[Group | Word, ...]:
        """Give the words and groups; what cannot be read is among the problems."""
        if len(self.text) > LONGEST:
            self._fault(0, 1, f"a shorthand of more than {LONGEST:,} characters is too long")
            return ()
        found = self._inside("", 0)
        if not found and not self.problems:
            self._fault(0, max(1, len(self.text)), "no layer stands here")
        return found

    def place(self, word: Word | Argument) -> Place:
        """Give where a word stands."""
        return self._place(word.start, word.end)

    def _place(self, start: int, end: int) -> Place:
        line = self.text.count("\n", 0, start)
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", start)
        shown = self.text[first : last if last >= 0 else len(self.text)]
        return Place("<shorthand>", line + 1, start - first + 1, max(1, end - start), shown)

    def _inside(self, closing: str, depth: int) -> tuple[Group | Word, ...]:
        """What stands up to a closing bracket, or to the end."""
        found: list[Group | Word] = []
        opened = self._at - 1
        while not self.problems:
            self._at = _match(_BETWEEN, self.text, self._at).end()
            if self._at >= len(self.text):
                if closing:
                    self._fault(opened, opened + 1, "this bracket is not closed")
                break
            sign = self.text[self._at]
            if sign == closing:
                self._at += 1
                break
            if sign in _BRACKETS and depth >= DEEPEST:
                self._fault(
                    self._at, self._at + 1, f"brackets stand in brackets, {DEEPEST} deep and more"
                )
            elif sign in _BRACKETS.values():
                self._unmatched(sign, closing)
            elif sign in _BRACKETS:
                self._at += 1
                opening = self._at - 1
                inside = self._inside(_BRACKETS[sign], depth + 1)
                if not inside:  # and no round of it would count as a layer
                    self._empty(opening)
                found.append(Group(inside, self._times()))
            else:
                word = self._word()
                if word is None:
                    break
                times = self._times()
                found.append(word if times == 1 else Group((word,), times))
        return tuple(found)

    def _empty(self, opening: int) -> None:
        """Say that brackets hold nothing, where nothing else is wrong."""
        if not self.problems:
            self._fault(opening, self._at, "no layer stands in these brackets")

    def _unmatched(self, sign: str, closing: str) -> None:
        message = f"`{sign}` closes a bracket that is not open"
        if closing:
            message = f"`{sign}` stands where `{closing}` would close the bracket that is open"
        self._fault(self._at, self._at + 1, message)

    def _times(self) -> int:
        """How often the group or word before stands there: `*3`, or once."""
        times = _TIMES.match(self.text, self._at)
        if times is None:
            return 1
        start, self._at = times.start(1), times.end()
        if times[1].isdecimal() and len(times[1]) <= _DIGITS:
            return int(times[1])
        message = f"`{times[1]}` says not how often: write a number, as *2"
        if times[1].isdecimal():
            message = f"`{times[1]}` is more often than {10**_DIGITS - 1:,} times, the most here"
        self._fault(start, times.end(), message)
        return 1

    def _word(self) -> Word | None:
        """The layer that stands here; a problem where none does."""
        start = self._at
        size = _SIZE_BEFORE.match(self.text, start)
        before = (Argument("size", size[1], size.start(1), size.end(1)),) if size else ()
        at = size.end() if size else start
        name = _NAME.match(self.text, at)
        if name is None:
            self._unknown(start, _match(_ANYTHING, self.text, start).end())
            return None
        kind = KNOWN[re.sub("[ _-]+", "-", name[0].lower())]
        self._at = name.end()
        arguments = [*before, *self._arguments(kind)]
        if self.text[self._at : self._at + 1] == "?":
            self._fault(self._at, self._at + 1, "the `?` leaves open whether the layer is there")
            return None
        rest = _ATTACHED.match(self.text, self._at)
        if rest:
            self._unknown(start, rest.end())
            return None
        return Word(kind, tuple(arguments), start, self._at, self.text[start : self._at])

    def _arguments(self, kind: str) -> list[Argument]:
        """What is said of a layer, up to the next one."""
        if kind == "input":
            shape = _INPUT_SIZE.match(self.text, self._at)
            if shape is None:
                return []
            self._at = shape.end()
            return [Argument("size", shape[1], shape.start(1), shape.end(1))]
        found: list[Argument] = []
        glued = _GLUED.match(self.text, self._at)
        if glued:
            found.append(Argument("glued", glued[0], *glued.span()))
            self._at = glued.end()
        while (said := _ARGUMENT.match(self.text, self._at)) is not None:
            sort = said.lastgroup or "number"
            found.append(Argument(sort, said[sort], said.start(sort), said.end(sort)))
            self._at = said.end()
        return found

    def _unknown(self, start: int, end: int) -> None:
        shown = self.text[start:end]
        number = re.search(r"\d{8,}", shown, re.ASCII)
        if number:
            long = f"`{number[0][:_SHOWN]}` is a number of {len(number[0])} digits"
            self._fault(start + number.start(), start + number.end(), f"{long}, and 7 are read")
            return
        letters = re.match("[A-Za-z]+", shown)
        meant = nearest(letters[0].lower(), KNOWN) if letters else None
        help_ = f"did you mean {meant.upper()}?" if meant else _WHAT
        self._fault(start, end, f"`{inert(shown[:_SHOWN])}` is no layer of a shorthand", help_)

    def _fault(self, start: int, end: int, message: str, remedy: str = "") -> None:
        place = self._place(start, end)
        helps = (remedy or _WHAT,)
        self.problems.append(Diagnostic("shorthand", message, place, helps=helps))


LONGEST = 20_000
DEEPEST = 20
_SHOWN, _DIGITS = 40, 6
_WHAT = (
    "what is read: CONV-3-64 (64 filters of 3x3), CONV3-64, conv 3x3, 64 s2 p1, POOL-2, FC-10, "
    "GAP, RELU, BN, LRN, DROPOUT-0.5, FLATTEN, SOFTMAX, and [...]*2"
)
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_BETWEEN = re.compile(r"(?:\s|->|=>|→|[,;+|>-])*")
_ANYTHING = re.compile(r"[^\s,;\[\](){}]+|.", re.DOTALL)
_TIMES = re.compile(r"\s*(?:[*×]\s*|(?<=[\])}])\s*x\s*)([A-Za-z0-9]+)")  # noqa: RUF001  as people type it
_NUMBER = "[0-9]{1,7}"
_CROSS = "[xX×]"  # noqa: RUF001  as people type it
_SIZE_BEFORE = re.compile(rf"({_NUMBER}{_CROSS}{_NUMBER})[ -]*(?=[A-Za-z])", re.ASCII)
_INPUT_SIZE = re.compile(
    rf"[ :=-]*[\[(]?\s*({_NUMBER}(?:{_CROSS}{_NUMBER}){{0,2}})\s*[\])]?(?![A-Za-z0-9])", re.ASCII
)
_NAMES = "|".join(
    sorted((re.escape(each).replace(r"\-", "[ _-]?") for each in KNOWN), key=len, reverse=True)
)
_NAME = re.compile(rf"(?:{_NAMES})(?![A-Za-z])", re.ASCII | re.IGNORECASE)
_GLUED = re.compile(rf"{_NUMBER}(?!{_CROSS}[0-9])(?![0-9.])", re.ASCII)
_LEAD = r"(?:\s*[,:(]\s*|\s+|-|)"
_ARGUMENT = re.compile(
    _LEAD
    + rf"(?:(?:stride|s|/)\s*[=:]?\s*(?P<stride>{_NUMBER})"
    + rf"|(?:padding|pad|p)\s*[=:]?\s*(?P<padding>{_NUMBER}|same|valid)"
    + rf"|(?P<filters>{_NUMBER})\s*(?:filters|maps|units|channels)"
    + rf"|(?P<size>{_NUMBER}{_CROSS}{_NUMBER})"
    + rf"|(?P<number>{_NUMBER}(?:\.[0-9]{{1,6}})?))"
    + r"(?![A-Za-z0-9.])(?:\s*\))?",
    re.ASCII | re.IGNORECASE,
)
_ATTACHED = re.compile(r"(?:[A-Za-z0-9@.]|-[0-9])[^\s,;\[\](){}]*", re.ASCII)


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    found = pattern.match(text, at)
    if found is None:  # both patterns match nothing, too
        raise AssertionError(pattern.pattern)
    return found
