"""The conventions of courses and frameworks that students meet, each from its own pages.

    >>> convention("cs231n").biases
    'not_counted'
    >>> convention("cs231n", biases="counted").name
    'cs231n'

Adding a preset is one row of `PRESETS`, with the page that it was taken from.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.plain import inert
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PRESETS", "Preset", "convention"]


class Preset(NamedTuple):
    """A convention with a name, and where it was taken from."""

    convention: Convention
    meaning: str
    """Whose it is and what is particular about it, in whole sentences."""
    source: str


def convention(preset: str | Convention = "cnncalc", **choices: object) -> Convention:
    """Give a preset, or a convention, with some other choices.

    LookupError for a preset or a choice that there is not, ValueError for a value that a choice
    does not have; both messages are sentences, and offer the nearest.
    """
    start = preset if isinstance(preset, Convention) else _preset(preset)
    chosen: dict[str, Any] = {name: _value(name, value) for name, value in choices.items()}
    return replace(start, **chosen)


def _preset(name: object) -> Convention:
    if isinstance(name, str) and name in PRESETS:
        return PRESETS[name].convention
    shown = inert(str(name)[:_LONGEST])
    raise LookupError(f"there is no convention `{shown}`; {_offer(str(name), PRESETS)}")


def _value(name: str, value: object) -> object:
    """Read a value as a sheet or a command line has it."""
    if name not in CHOICES:
        shown = inert(name[:_LONGEST])
        raise LookupError(f"a convention does not choose `{shown}`; {_offer(name, CHOICES)}")
    known = {_word(each): each for each in CHOICES[name].options}
    word = _word(value)
    word = _SYNONYMS.get((name, word), word)
    if word in known:
        return known[word]
    shown = inert(str(value)[:_LONGEST])
    raise ValueError(f"`{shown}` is no choice of {name}; {_offer(word, known)}")


def _word(value: object) -> str:
    return "none" if value is None else str(value).strip().lower().replace("-", "_")


def _offer(word: str, known: Mapping[str, object]) -> str:
    meant = nearest(word, known)
    return f"did you mean `{meant}`?" if meant else f"there are {listed(known, 'and')}"


_LONGEST = 64

_SYNONYMS = {
    ("megabyte", "mb"): "1000000",
    ("megabyte", "mib"): "1048576",
    ("operations", "mac"): "macs",
    ("operations", "flop"): "flops",
    ("rounding", "must_fit"): "exact",
}
"""Other words that people use for a choice."""

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "cnncalc": Preset(Convention(), "cnncalc's own.", "NUMBERS"),
        "cs231n": Preset(
            Convention(
                name="cs231n",
                order="whc",
                rounding="exact",
                biases="not_counted",
                connections="without_biases",
                dilation="zero",
                input="counted",
                megabyte=1048576,
            ),
            "",
            "CS231n",
        ),
        "pytorch": Preset(
            Convention(name="pytorch", order="chw", rounding="floor", operations="flops"), "", ""
        ),
        "keras": Preset(
            Convention(name="keras", rounding="floor", batchnorm="all", megabyte=1048576), "", ""
        ),
        "lecun98": Preset(Convention(name="lecun98", order="chw", rounding="exact"), "", ""),
        "deeplearning.ai": Preset(Convention(name="deeplearning.ai", rounding="floor"), "", ""),
    }
)
"""Every preset by its name."""
