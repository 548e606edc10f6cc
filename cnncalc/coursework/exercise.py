"""Exercises that need no template: a small network of the kinds that are asked for.

    >>> made = exercise(["conv", "maxpool"], 5)
    >>> [(each.id, each.entries["ask"].value.text) for each in made.tasks]
    [('1a', 'output'), ('1b', 'parameters'), ('1c', 'macs'), ('2', 'output'), ('3', 'output')]

The sizes are drawn from the last output back to the input, W = (O - 1)*S + F - 2P, so that every
window fits and none has to be rounded.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.preset import PRESETS
from cnncalc.coursework.template import parse_template
from cnncalc.diagnostic import CannotRunError
from cnncalc.layers import KINDS
from cnncalc.plain import inert
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cnncalc.coursework.template import Template

__all__ = ["EXERCISES", "MOST_QUESTIONS", "exercise"]

MOST_QUESTIONS = 30
"""Questions of one exercise; more would make the input larger than any picture."""
MOST_HALVINGS = 4
"""Layers of one exercise that may have a stride above 1, counted from the input."""


class Exercise(NamedTuple):
    """How a kind of layer is asked about."""

    fields: str
    """Its fields, `#` in place of its number."""
    parameters: Mapping[str, str]
    """What is drawn for it."""
    asked: tuple[str, ...]
    before: str = ""
    """The side of its input, where its output has the side `O#`."""


_SLIDING = "(O#-1)*S#+F#-2*P#"
EXERCISES: Mapping[str, Exercise] = {
    "conv": Exercise(
        "filters: K#, kernel: F#, stride: S#, padding: P#",
        {"F#": "[3, 5, 7]", "S#": "[1, 2]", "P#": "{range: [0, (F#-1)//2]}"}
        | {"K#": "[6, 8, 10, 12, 16, 20, 24, 32]"},
        ("output", "parameters", "macs"),
        _SLIDING,
    ),
    "depthwise_conv": Exercise(
        "kernel: F#, stride: S#, padding: P#",
        {"F#": "[3, 5]", "S#": "[1, 2]", "P#": "{range: [0, (F#-1)//2]}"},
        ("output", "parameters", "macs"),
        _SLIDING,
    ),
    "maxpool": Exercise(
        "kernel: F#, stride: S#", {"F#": "[2, 3]", "S#": "2"}, ("output",), "(O#-1)*S#+F#"
    ),
    "avgpool": Exercise(
        "kernel: F#, stride: S#", {"F#": "[2, 3]", "S#": "2"}, ("output",), "(O#-1)*S#+F#"
    ),
    "dense": Exercise(
        "units: U#", {"U#": "[10, 12, 20, 32, 64, 84, 100, 120]"}, ("parameters", "macs")
    ),
}
"""The kinds that exercises are made of; those with a window fit whatever is drawn."""


def exercise(kinds: Sequence[str], count: int, *, convention: Convention | None = None) -> Template:
    """Make a template of so many questions over some kinds of layers, taken in turn.

    Each kind is asked about at least once where there are as many questions as kinds; else the
    first kinds are, and the title names no other.

    CannotRunError, with the nearest name, for a kind that there is no exercise for.
    """
    known = [each for each in EXERCISES if each in KINDS]
    for each in kinds:
        if each not in known:
            meant = nearest(each, known, {"fc": "dense", "linear": "dense", "pool": "maxpool"})
            hint = f"did you mean `{meant}`?" if meant else f"there are {listed(known, 'and')}"
            raise CannotRunError(f"there is no exercise on `{inert(each[:_LONGEST])}`; {hint}")
    # A kind that is named twice waits until each was asked once.
    if count < len(kinds):
        kinds = list(dict.fromkeys(kinds))
    layers = _layers(kinds, count)
    there = [each for each in dict.fromkeys(kinds) if each in {kind for kind, _ in layers}]
    sliding = [number for number, (kind, _) in enumerate(layers, 1) if EXERCISES[kind].before]
    lines = [
        f"worksheet: {'-'.join(there)}",
        f"title: {_title(there)}",
        f"conventions: {_conventions(convention or Convention())}",
        'input: "{W}x{W}x{D}"',
        "parameters:",
        "  D: [1, 3, 8, 16]",
        *_parameters(layers, sliding),
        "require: [diagnostic >= 2]",
        "questions:",
        *_questions(layers),
    ]
    return parse_template("\n".join(lines) + "\n", "<exercise>")


_LONGEST = 40
_Layer = tuple[str, tuple[str, ...]]


def _layers(kinds: Sequence[str], count: int) -> list[_Layer]:
    """The layers in order, each with what is asked of it; those that close come last."""
    first = _shares([len(EXERCISES[each].asked) for each in kinds], count)
    layers = [
        (kind, EXERCISES[kind].asked[:share])
        for kind, share in zip(kinds, first, strict=True)
        if share
    ]
    left = count - sum(first)
    for kind in cycle(kinds):
        if not left:
            break
        asked = EXERCISES[kind].asked[:left]
        layers.append((kind, asked))
        left -= len(asked)
    layers.sort(key=lambda each: each[0] == "dense")  # over its vector no window slides
    return layers


def _shares(most: Sequence[int], count: int) -> list[int]:
    """How many questions of the first round each kind gets: one each, then a second, a third."""
    shares = [0] * len(most)
    for number in range(max(most)):
        for index, limit in enumerate(most):
            if number < limit and sum(shares) < count:
                shares[index] += 1
    return shares


def _conventions(convention: Convention) -> str:
    """A convention as a sheet says it: its preset, or each choice."""
    if convention == PRESETS[convention.name or "cnncalc"].convention:
        return convention.name
    choices = ((name, getattr(convention, name)) for name in CHOICES)
    said = (f"{name}: {value}" for name, value in choices if value is not None)
    return f"{{{', '.join(said)}}}"


def _title(kinds: Sequence[str]) -> str:
    named = [_NAMES[each] for each in kinds]
    return f"{listed(named, 'and')} by hand".capitalize()


_NAMES = {
    "conv": "convolutions",
    "depthwise_conv": "depthwise convolutions",
    "maxpool": "max pooling",
    "avgpool": "average pooling",
    "dense": "dense layers",
}


def _parameters(layers: Sequence[_Layer], sliding: Sequence[int]) -> Iterator[str]:
    """The numbers of each layer, then the sides from the last output back to the input."""
    for number, (kind, _) in enumerate(layers, 1):
        for name, values in EXERCISES[kind].parameters.items():
            said = "1" if name == "S#" and number in sliding[MOST_HALVINGS:] else values
            yield f"  {name.replace('#', str(number))}: {said.replace('#', str(number))}"
    if not sliding:
        yield "  W: [4, 5, 6, 7, 8, 12, 14]"
        return
    yield f"  O{sliding[-1]}: {{range: [4, 14]}}"
    before = [
        EXERCISES[layers[number - 1][0]].before.replace("#", str(number)) for number in sliding
    ]
    for number, formula in reversed(list(zip(sliding[:-1], before[1:], strict=True))):
        yield f"  O{number}: {formula}"
    yield f"  W: {before[0]}"


def _questions(layers: Sequence[_Layer]) -> Iterator[str]:
    for number, (kind, asked) in enumerate(layers, 1):
        fields = EXERCISES[kind].fields.replace("#", str(number))
        layer = f"{kind}: {{{fields}}}"
        for index, quantity in enumerate(asked):
            letter = "abcdefgh"[index] if len(asked) > 1 else ""
            given = f"layer: {{{layer}}}, " if not index else ""
            yield f"  - {{id: {number}{letter}, {given}ask: {quantity}}}"
