"""What an unquoted word of a spec stands for: the core rules of YAML 1.2, made a little stricter.

    null ~ (nothing)   -> None              010 +5 1_000 0x10 1:30   -> text
    true True TRUE     -> True              yes no on off .inf .nan  -> text
    11 -3              -> a whole number    2024-01-01               -> text
    0.5 1e3 .5 -2.     -> a real number

The words on the right are those that readers of YAML take differently. They stay text, so that
whoever wants a number there can say how else the word is read: `as_yaml11("010")` is `8`.
"""

from __future__ import annotations

import math
import re

__all__ = ["as_yaml11", "resolved"]


def resolved(word: str) -> str | int | float | bool | None:
    """The value of an unquoted word; the word itself if it is no null, truth value or number."""
    if word in _WORDS:
        return _WORDS[word]
    if word[0] not in _NUMBER_STARTS:
        return word
    if _INT.fullmatch(word):
        return _whole(word)
    if _REAL.fullmatch(word):
        number = float(word)
        return number if math.isfinite(number) else word
    return word


def as_yaml11(word: str) -> str | None:
    """How YAML 1.1 reads a word that is text here: `010` as `8`, `1:30` as `90`, `yes` as `true`.

    None for a word that is text in YAML 1.1 too, or that means the same there as here. So is any
    word of more than 40 characters: the numbers to base 60 take quadratic time.
    """
    if len(word) > _LONGEST_WORD or not isinstance(resolved(word), str):
        return None
    if word in _WORDS_11:
        return _WORDS_11[word]
    number = _number_11(word)
    if number is not None:
        return number
    if _DATE.fullmatch(word):
        return f"the date {word}"
    return "a date and a time" if _MOMENT.fullmatch(word) else None


_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("-+.0123456789")
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_REAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?")

_MOST_DIGITS = 4_000
"""Python converts at most 4,300 digits unless told otherwise: more takes quadratic time."""


def _whole(word: str) -> int | str:
    """The whole number that digits spell; the digits themselves if there are too many."""
    if len(word) > _MOST_DIGITS + word.startswith("-"):
        return word
    try:
        return int(word)
    except ValueError:  # PYTHONINTMAXSTRDIGITS sets a lower bound than Python's own
        return word


_LONGEST_WORD = 40


def _spellings(*words: str) -> tuple[str, ...]:
    """Each word in lower case, with a capital, and in capitals: the spellings YAML knows."""
    return tuple(each for word in words for each in (word, word.capitalize(), word.upper()))


_WORDS_11 = {
    **dict.fromkeys(_spellings("yes", "on", "y"), "true"),
    **dict.fromkeys(_spellings("no", "off", "n"), "false"),
    **dict.fromkeys(_spellings("null"), "null"),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), "infinity"),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), "-infinity"),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), "not a number"),
}
_WHOLE_11 = (
    (re.compile(r"[-+]?0b[0-1_]*[01]_*"), 2),
    (re.compile(r"[-+]?0x[0-9a-fA-F_]*[0-9a-fA-F]_*"), 16),
    (re.compile(r"[-+]?0[0-7_]*"), 8),
    (re.compile(r"[-+]?[1-9][0-9_]*"), 10),
)
_REAL_11 = re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?")
_BASE_60 = re.compile(
    r"[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
)


def _number_11(word: str) -> str | None:
    """The number that a word spells in YAML 1.1, written plainly; None if it spells none."""
    sign = "-" if word.startswith("-") else ""
    digits = word.lstrip("+-").replace("_", "")
    for form, base in _WHOLE_11:
        if form.fullmatch(word):
            whole = int(digits, base)
            return f"{sign}{whole}" if whole else "0"
    if _BASE_60.fullmatch(word):
        return sign + _from_base_60(digits)
    if _REAL_11.fullmatch(word):
        real = float(digits)
        return f"{sign}{real}" if math.isfinite(real) else f"{sign}infinity"
    return None


def _from_base_60(digits: str) -> str:
    """`1:30` as `90`, minutes and seconds as seconds; `1:30.5` as `90.5`."""
    whole, point, fraction = digits.partition(".")
    total = 0
    for part in whole.split(":"):
        total = total * 60 + int(part)
    return f"{total}.{fraction or 0}" if point else str(total)
