"""Frozen layers, as in fine-tuning: which are, and what a step of training then need not keep.

    >>> vgg16 = frozen(cnncalc.analyze("vgg16"), ["conv1..conv5"])
    >>> vgg16.layers["conv4_2"].trainable, vgg16.layers["fc6"].trainable
    (False, True)

A word names a layer, a use of a block (all in it), a repeat (all its copies), or from one to
another in the order of the network. CS231n, transfer learning: "freeze these, train this".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.result import Layers
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cnncalc.analysis.result import Analysis

__all__ = ["Passage", "frozen", "frozen_layers", "named", "passage", "thawed"]


def frozen(analysis: Analysis, words: Sequence[str]) -> Analysis:
    """Give an analysis with some layers frozen, beside those that its spec freezes.

    Raises CannotRunError for a name that there is not, with the nearest, and for a range that runs
    backwards.
    """
    chosen = {name for word in words for name in named(analysis, word)}
    if not chosen:
        return analysis
    layers = Layers(
        (name, replace(each, trainable=False) if name in chosen else each)
        for name, each in analysis.layers.items()
    )
    return replace(analysis, layers=layers)


def frozen_layers(analysis: Analysis) -> tuple[str, ...]:
    """Give the layers that have parameters and are not trained."""
    layers = analysis.layers.items()
    return tuple(name for name, each in layers if not each.trainable and int(each.parameters))


def thawed(analysis: Analysis) -> Analysis:
    """Give an analysis with every layer trained, those too that the spec freezes."""
    layers = ((name, replace(each, trainable=True)) for name, each in analysis.layers.items())
    return replace(analysis, layers=Layers(layers))


class Passage(NamedTuple):
    """How far gradients pass, by the names of layers."""

    frozen: bool
    """Whether any layer with parameters is frozen; if none is, all else is every layer."""
    reached: frozenset[str]
    """The layers whose output a gradient reaches: there is something to train at or before them."""
    kept: frozenset[str]
    """The layers whose output is kept for the backward pass: those, and what they read."""


def passage(analysis: Analysis) -> Passage:
    """Say where gradients pass, and whose outputs are needed for them.

    Where nothing is frozen that is everywhere, as the lecture counts.
    """
    layers = analysis.layers
    if not frozen_layers(analysis):
        everything = frozenset(layers)
        return Passage(frozen=False, reached=everything, kept=everything)
    reached: set[str] = set()
    kept: set[str] = set()
    for name, each in layers.items():
        trained = each.trainable and int(each.parameters)
        if trained or reached.intersection(each.inputs):
            reached.add(name)
            kept.add(name)
            kept.update(owner for read in each.inputs for owner in _owners(analysis, read))
    return Passage(frozen=True, reached=frozenset(reached), kept=frozenset(kept))


def _owners(analysis: Analysis, name: str) -> Iterable[str]:
    """The layer whose memory an output lies in: that before an activation or a view."""
    while name in analysis.layers and not analysis.layers[name].layer.stored:
        (name,) = analysis.layers[name].inputs
    return [name] if name in analysis.layers else []


def named(analysis: Analysis, word: str) -> tuple[str, ...]:
    """Give the layers that a word means: one name, or `FIRST..LAST` in the order of the network.

    A side that is left out means the first or the last layer.
    """
    order = list(analysis.layers)
    found = _meant(order, word)
    if found or ".." not in word:
        return found or _unknown(analysis, word)
    first, _, last = word.partition("..")
    if not first and not last:
        return _unknown(analysis, word)
    begins = (_meant(order, first) or _unknown(analysis, first))[0] if first else order[0]
    ends = (_meant(order, last) or _unknown(analysis, last))[-1] if last else order[-1]
    start, end = order.index(begins), order.index(ends)
    if start > end:
        text = f"{first} comes after {last} in {analysis.name}: the range is {last}..{first}"
        raise CannotRunError(inert(text))
    return tuple(order[start : end + 1])


def _meant(order: Sequence[str], word: str) -> tuple[str, ...]:
    """The layer of a name, all layers of a use, or all copies that a repeat made."""
    if word in order:
        return (word,)
    if len(word) > max(map(len, order), default=0):
        return ()
    copies = "/".join(f"{re.escape(each)}(?:_[0-9]+)?" for each in word.split("/"))
    for pattern in (f"{re.escape(word)}/.*", f"{copies}(?:/.*)?"):
        found = tuple(each for each in order if re.fullmatch(pattern, each))
        if found:
            return found
    return ()


def _unknown(analysis: Analysis, word: str) -> tuple[str, ...]:
    """Raise the error for a name that there is not, with the one that was meant."""
    uses = {part for each in analysis.layers.values() for part in _uses(each.path)}
    known = [*analysis.layers, *uses]
    last = [each for each in known if each.rpartition("/")[2] == word]
    meant = last[0] if last else nearest(word, known)
    offer = f"; did you mean {meant}?" if meant else "; `cnncalc analyze` shows its layers"
    shown = word if len(word) <= LONGEST else f"{word[:LONGEST]}..."
    raise CannotRunError(inert(f"{analysis.name} has no layer {shown or '(an empty name)'}{offer}"))


def _uses(path: Sequence[str]) -> Iterable[str]:
    """The names of the uses that a layer stands in, each with those before it."""
    return ("/".join(path[: depth + 1]) for depth in range(len(path)))


LONGEST = 64
"""As much of a name as a message repeats."""
