"""The shorthand of exam sheets and papers' tables, as a spec.

    shorthand_spec("CONV-9-32 POOL-2 FC-10", "64x64x3")

What a sheet leaves unsaid (padding, strides, activations) is assumed, and said at the head.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from cnncalc.diagnostic import CannotRunError, Diagnostic, LayerError, SpecError
from cnncalc.layers.written_shape import written_shape
from cnncalc.origin.arrangement import arranged
from cnncalc.origin.onnx_spec import checked
from cnncalc.origin.plan import INPUT, Plan
from cnncalc.origin.shorthand_layer import layer_of
from cnncalc.origin.shorthand_word import Group, Word, Wording
from cnncalc.origin.text import Heading, spec_text
from cnncalc.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.shape import Shape

__all__ = ["Padding", "shorthand_spec"]

Padding = Literal["same", "0"]
"""How convolutions are padded that do not say it: by half of the kernel, or not at all."""


def shorthand_spec(
    text: str,
    input: str | None = None,  # noqa: A002  the word of the language
    padding: Padding | None = None,
    name: str = "network",
) -> str:
    """Give the spec of a shorthand; `input` is the shape of the image, as 64x64x3.

    Raises SpecError with each word that cannot be read, CannotRunError without an input.
    """
    wording = Wording(text)
    groups = wording.groups()
    shape = _shape(input, groups)
    plan, problems = Plan(shape), list(wording.problems)
    notes: list[str] = []
    last = INPUT
    if not problems:
        for word in _written_out(groups):
            if word.kind == "input":
                continue
            try:
                layer = layer_of(word, padding)
                last = plan.add(layer.kind, layer.fields, (last,))
            except LayerError as error:
                problem = Diagnostic(
                    error.code, error.message, wording.place(word), error.working, error.helps
                )
                problems.append(problem)
                break  # the next word reads what this one would have given
            notes += [each for each in layer.assumed if each not in notes]
    if last == INPUT and not problems:  # an input alone, or groups that stand there 0 times
        problems.append(Diagnostic("shorthand", "no layer comes of the shorthand"))
    if problems:
        raise SpecError(tuple(problems))
    if any(each.fields.get("rounding") for each in plan.steps):
        notes.append("a window that does not fit is rounded down")
    items, names = arranged(plan.steps, (last,))
    comments = [f"From the shorthand {_cut(text)}"]
    if notes:
        comments.append(f"Assumed: {'; '.join(notes)}.")
    return checked(spec_text(Heading(name, shape, tuple(comments)), items, names))


_LONGEST = 400
MOST_WORDS = 20_000
"""Layers after all repeats are written out, as in a spec."""


def _cut(text: str) -> str:
    words = one_line(" ".join(text.split()))
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}..."


def _shape(given: str | None, groups: Sequence[Group | Word]) -> Shape:
    """The shape of the input: as it is given, or as the shorthand itself begins."""
    first = groups[0] if groups else None
    said = first.sizes if isinstance(first, Word) and first.kind == "input" else ""
    if given is None and not said:
        message = "a shorthand does not say how large the image is: add --input 32x32x3"
        raise CannotRunError(message)
    text = given if given is not None else said
    try:
        return written_shape(int(text) if text.isdecimal() and len(text) < _DIGITS else text)
    except ValueError as error:
        raise CannotRunError(f"--input: {error}") from None


_DIGITS = 8


def _written_out(groups: Sequence[Group | Word]) -> Iterator[Word]:
    """All words in order, groups as often as they say."""
    for count, each in enumerate(_repeated(_holding_words(groups)), 1):
        if count > MOST_WORDS:
            message = f"the shorthand has more than {MOST_WORDS:,} layers, the bound of a spec"
            raise SpecError((Diagnostic("too-many-layers", message),))
        yield each


def _repeated(groups: Sequence[Group | Word]) -> Iterator[Word]:
    for each in groups:
        if isinstance(each, Word):
            yield each
            continue
        for _ in range(each.times):
            yield from _repeated(each.inside)


def _holding_words(groups: Sequence[Group | Word]) -> tuple[Group | Word, ...]:
    """What words come of: a group of groups that stand there 0 times would be repeated in vain."""
    held = (
        each if isinstance(each, Word) else replace(each, inside=_holding_words(each.inside))
        for each in groups
    )
    return tuple(each for each in held if isinstance(each, Word) or (each.times and each.inside))
