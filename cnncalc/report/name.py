"""Which layer or total of a network a word means, and what is said where it means none.

>>> layer_of(cnncalc.analyze("vgg16"), "conv3").name
'conv3_3'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc.analysis.result import COUNTED
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cnncalc.analysis.result import Analysis, LayerFigures

__all__ = ["SYNONYMS", "as_key", "layer_of", "total_named", "unknown"]


def layer_of(analysis: Analysis, name: str) -> LayerFigures:
    """Give a layer by its name; CannotRunError, with the nearest, where there is none.

    The name of a use of a block means its last layer, and a name under a repeat the last of its
    copies, as in a spec.
    """
    found = _meant(analysis, name)
    if found is not None:
        return analysis.layers[found]
    inside = [each for each in analysis.layers if each.rpartition("/")[2] == name]
    offer = inside[0] if inside else nearest(name, [*analysis.layers, *COUNTED])
    raise unknown(f"{analysis.name} has no layer", name, analysis.layers, "its layers", offer)


def total_named(analysis: Analysis, word: str) -> str | None:
    """Give the total of a network that a word means, where no layer has that name."""
    name = as_key(word)
    name = SYNONYMS.get(name, name)
    return name if name in COUNTED and _meant(analysis, word) is None else None


def _meant(analysis: Analysis, name: str) -> str | None:
    """The layer of a name, the last layer of a use, or the last copy that a repeat made."""
    if name in analysis.layers:
        return name
    if len(name) > max(map(len, analysis.layers), default=0):
        return None
    parts = [re.escape(each) for each in name.split("/")]
    for numbered in ("", "(?:_[0-9]+)?"):
        pattern = re.compile("/".join(f"{each}{numbered}" for each in parts) + "(?:/.*)?")
        for each in reversed(analysis.layers):
            if pattern.fullmatch(each):
                return each
    return None


def as_key(word: str) -> str:
    """Write a word as the names of figures are: `Bias adds` is bias_adds."""
    return word.strip().lower().replace(" ", "_").replace("-", "_")


def unknown(
    fact: str, word: str, known: Iterable[str], what: str, meant: str | None
) -> CannotRunError:
    """Give the error for a name that there is not: the one that was meant, and those there are."""
    names = list(known)
    offer = f"; did you mean {meant}?" if meant else ""
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    shown = word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + "..."
    text = f"{fact} {shown}{offer}\n  {what}: {', '.join(names[:MOST_NAMED])}{rest}"
    return CannotRunError(inert(text))


MOST_NAMED = 60
LONGEST_WORD = 64


SYNONYMS: Mapping[str, str] = {
    "params": "parameters",
    "param": "parameters",
    "bias": "biases",
    "weight": "weights",
    "mac": "macs",
    "madds": "macs",
    "flop": "flops",
    "rf": "receptive_field",
    "field": "receptive_field",
    "jump": "receptive_field.jump",
    "start": "receptive_field.start",
    "size": "output",
    "shape": "output",
    "output_size": "output",
    "output_shape": "output",
    "out": "output",
    "memory": "activation_bytes",
    "bytes": "activation_bytes",
    "locally_connected": "unshared",
    "without_sharing": "unshared",
    "dense": "fully_connected",
    "fc": "fully_connected",
    "conv": "as_convolution",
    "flatten": "flattened",
    "discards": "discarded",
}
"""Other words for figures."""
