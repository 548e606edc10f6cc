"""The words after a number: `million`, `K`, `MB`, `GMACs`, `parameters`.

>>> read_unit("M MACs")
Unit(factor=1000000, name='MACs')
>>> read_unit("MB")
Unit(factor=1, name='MB')
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.doubt import AnswerError, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BYTES", "Unit", "read_unit", "without_words"]


class Unit(NamedTuple):
    """What the words after a number make of it."""

    factor: int = 1
    """What the number is multiplied by: a million for `M`. Units of memory keep theirs, since what
    a MB is differs between courses."""
    name: str = ""


def read_unit(words: str) -> Unit:
    """Read what stands after a number; AnswerError for a word that is not known."""
    factor, name = 1, ""
    for word in re.findall(r"[^\s]+", words.replace("-", " ").strip().rstrip(".,;:!")):
        if not name and factor == 1 and word in _FACTORS:
            factor = _FACTORS[word]
        elif not name and factor == 1 and word.lower() in _NUMBER_WORDS:
            factor = _NUMBER_WORDS[word.lower()]
        elif not name and (known := _named(word)):
            factor, name = factor * known.factor, known.name
        elif name and word.lower() in _MORE:
            continue
        else:
            message = f"`{shown(word)}` after the number is no unit that is known here"
            raise AnswerError(
                message, "write the number alone, or with K, M, MB, MACs and the like"
            )
    return Unit(factor, name)


def without_words(text: str) -> tuple[str, str]:
    """Take the words off the end of a number or formula: `(5*5*3+1)*100` and `parameters`."""
    match = _WORDS.search(text)
    if match is None or _CROSS_LAST.fullmatch(match[0].strip()):
        return text, ""
    return text[: match.start()], match[0]


_WORDS = re.compile(r"(?<=[0-9)⌋⌉²³\s])[^\W\d²³][^\d()]*$")
_CROSS_LAST = re.compile(r"[xX]\W*")

BYTES: Mapping[str, int] = MappingProxyType(
    {
        "B": 1,
        "kB": 10**3,
        "KiB": 2**10,
        "MiB": 2**20,
        "GiB": 2**30,
        "TiB": 2**40,
    }
)
"""The bytes of each unit of memory that means the same in every course."""

_FACTORS = {"k": 10**3, "K": 10**3, "M": 10**6, "m": 10**6, "G": 10**9, "T": 10**12}
_NUMBER_WORDS = {
    **dict.fromkeys(("thousand", "thousands"), 10**3),
    **dict.fromkeys(("million", "millions", "mio", "mln"), 10**6),
    **dict.fromkeys(("billion", "billions", "bn"), 10**9),
    **dict.fromkeys(("trillion", "trillions"), 10**12),
}
_MEMORY = {
    **dict.fromkeys(("b", "byte", "bytes"), "B"),
    **dict.fromkeys(("kb", "kilobyte", "kilobytes"), "kB"),
    **dict.fromkeys(("mb", "megabyte", "megabytes"), "MB"),
    **dict.fromkeys(("gb", "gigabyte", "gigabytes"), "GB"),
    **dict.fromkeys(("tb", "terabyte", "terabytes"), "TB"),
    **dict.fromkeys(("kib", "kibibyte", "kibibytes"), "KiB"),
    **dict.fromkeys(("mib", "mebibyte", "mebibytes"), "MiB"),
    **dict.fromkeys(("gib", "gibibyte", "gibibytes"), "GiB"),
    **dict.fromkeys(("tib", "tebibyte", "tebibytes"), "TiB"),
}
_WORK = {
    **dict.fromkeys(("mac", "macs", "madd", "madds", "mults", "multiplications"), "MACs"),
    **dict.fromkeys(("flop", "flops"), "FLOPs"),
    **dict.fromkeys(("op", "ops", "operation", "operations"), "operations"),
}
_THINGS = {
    **dict.fromkeys(("parameter", "parameters", "param", "params"), "parameters"),
    **dict.fromkeys(("weight", "weights"), "weights"),
    **dict.fromkeys(("bias", "biases"), "biases"),
    **dict.fromkeys(("connection", "connections"), "connections"),
    **dict.fromkeys(("neuron", "neurons", "unit", "units"), "neurons"),
    **dict.fromkeys(("activation", "activations"), "activations"),
    **dict.fromkeys(("value", "values", "number", "numbers", "float", "floats"), "values"),
    **dict.fromkeys(("element", "elements", "entry", "entries", "feature", "features"), "values"),
    **dict.fromkeys(("pixel", "pixels", "px"), "pixels"),
    **dict.fromkeys(("channel", "channels", "map", "maps", "filter", "filters"), "channels"),
}
_MORE = {"accumulate", "accumulates", "adds", "high", "wide", "in", "total", "each", "altogether"}
"""Words that may follow a unit and say nothing more: multiply-accumulates, parameters in total."""


def _named(word: str) -> Unit | None:
    """A unit by one of its words, or by a prefix and a unit of work: GMACs."""
    lowered = word.lower()
    if lowered in _MEMORY:
        return Unit(1, _MEMORY[lowered])
    for words in (_WORK, _THINGS):
        if lowered in words:
            return Unit(1, words[lowered])
    if lowered == "multiply":  # what follows is in _MORE
        return Unit(1, "MACs")
    prefix, work = word[:1], lowered[1:]
    if prefix in _FACTORS and prefix != "m" and work in _WORK:
        return Unit(_FACTORS[prefix], _WORK[work])
    return None
