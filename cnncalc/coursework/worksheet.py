"""A blank sheet of a network, to be handed out and filled in.

    >>> print(worksheet_text(Handed(analysis, model="alexnet"), (("conv1", "output"),)))
    # ...
    worksheet: alexnet-by-hand
    ...
    answers:
      conv1:
        # conv: filters 96, kernel 11, stride 4
        output:

It holds no right number, and stands alone: its network is a shipped one, a file beside it, or is
written out in it, without the figures that its spec says were published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from shlex import quote
from typing import TYPE_CHECKING

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.description import described
from cnncalc.coursework.handout import entry, handout_text, mapping, word
from cnncalc.coursework.quantity import quantity_named
from cnncalc.coursework.question import TOTAL
from cnncalc.coursework.subject import INLINE
from cnncalc.layers.normalization import BatchNorm
from cnncalc.shape import Image
from cnncalc.spec.node import Fields, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.spec.node import Entry, Node
    from cnncalc.spec.source import Source

__all__ = ["Handed", "worksheet_text"]


@dataclass(frozen=True)
class Handed:
    """What a sheet is about, and how it says so."""

    analysis: Analysis
    convention: Convention = field(default_factory=Convention)
    model: str = ""
    """The name of a shipped network, or a path from the sheet's folder; empty to write it out."""
    source: Source | None = None
    """The spec that is to be written out."""
    overrides: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    """What is said in place of the spec: input, settings, rounding."""
    title: str = ""
    file: str = ""
    """What the sheet's file is called, where that is known."""


def worksheet_text(handed: Handed, asked: Sequence[tuple[str, str]]) -> str:
    """Write a blank sheet; `asked` has the layer and the word of each question, in order."""
    about = mapping(
        {
            "worksheet": word(_slug(handed.analysis.name)),
            "title": word(handed.title or f"{handed.analysis.name}, by hand"),
            "student": word(""),
            **_subject(handed),
        }
    )
    answers = mapping({"answers": mapping(_answers(asked))})
    conventions = "\n".join(_conventions(handed, asked))
    first = handout_text(about, _head(handed), {})
    last = handout_text(answers, (), _comments(handed, asked))
    return f"{first}\n{conventions}\n\n{last.lstrip()}"


def _head(handed: Handed) -> tuple[str, ...]:
    """The sentences at the top: what is given, how to write, how to check."""
    then = "Then run `cnncalc check` with the name of this file."
    if handed.file:
        then = f"Then run: cnncalc check {quote(handed.file)}"
    return _given(handed), *_HOW_TO_WRITE, then


_HOW_TO_WRITE = (
    "Write each answer after its colon; what is left empty counts as open, not as wrong.",
    "Numbers as people write them: 12,345 or 12.3M. Shapes: 6x7x8. A formula: (2*3 + 1)*4.",
)


def _given(handed: Handed) -> str:
    """What the network is, and what goes into it."""
    order = handed.convention.order
    said = CHOICES["order"].options[order].said.removeprefix("shapes ")
    shape = handed.analysis.input_shape
    axes = f" ({said})" if isinstance(shape, Image) else " values"
    name = handed.analysis.title or handed.analysis.name
    return f"{name}. The input: {shape.written(order)}{axes}."


def _slug(name: str) -> str:
    """A name as worksheets are called: lower case, digits and hyphens."""
    words = re.sub(r"[^\w]+", "-", name.lower()).strip("-_")
    return f"{words}-by-hand" if words else "by-hand"


def _subject(handed: Handed) -> dict[str, Node]:
    """The part of the sheet that says which network it is about."""
    overrides: dict[str, Node] = {
        name: mapping({key: _as_written(each) for key, each in value.items()})
        if isinstance(value, Mapping)
        else _as_written(value)
        for name, value in handed.overrides.items()
        if value
    }
    if handed.model or handed.source is None:
        return {"model": word(handed.model), **overrides}
    root = handed.source.root
    entries: Mapping[str, Entry] = root.entries if isinstance(root, Fields) else {}
    parts = {name: entries[name].value for name in INLINE if name in entries}
    settings = parts.get("settings"), overrides.pop("settings", None)
    if isinstance(settings[0], Fields) and isinstance(settings[1], Fields):
        parts["settings"] = Fields({**settings[0].entries, **settings[1].entries}, 1, 1)
    return {**parts, **overrides}


def _as_written(text: str) -> Scalar:
    """A word of the command line as a file would have it: a number without quotes."""
    whole = text.isascii() and text.isdigit() and text == str(int(text[:18]))
    return word(int(text) if whole else text)


def _conventions(handed: Handed, asked: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The conventions block: the preset, and each choice that matters here, with what it means."""
    convention = handed.convention
    lines = []
    if convention.name:
        lines.append((f"preset: {convention.name}", "all else as `cnncalc conventions` says of it"))
    quantities = {quantity_named(each, convention.operations) for _, each in asked}
    for name, choice in CHOICES.items():
        value = getattr(convention, name)
        if value is None or (choice.figures and not quantities & choice.figures):
            continue
        if (name in _ONLY_WITH or not choice.figures) and not _shows(name, handed, asked):
            continue
        others = ", ".join(str(each) for each in choice.options if each not in {value, None})
        meaning = f"{choice.options[value].said} (or {others})"
        lines.append((f"{name}: {value}", meaning))
    width = max((len(line) for line, _ in lines), default=0)
    yield "conventions:" if lines else "conventions: {}"
    for line, meaning in lines:
        yield f"  {line:{width}}  # {meaning}"


_ONLY_WITH = {"batchnorm", "operations"}
"""Choices that matter only where a sheet has such a layer, or such a word."""


def _shows(name: str, handed: Handed, asked: Sequence[tuple[str, str]]) -> bool:
    """Whether a choice that matters to some layers, or some words, matters to these."""
    figures = handed.analysis.layers
    described = [figures[each] for each, _ in asked if each in figures]
    layers = [each.layer for each in described]
    match name:
        case "rounding":
            return any(each.window is not None for each in figures.values())
        case "batchnorm":
            return any(isinstance(each.layer, BatchNorm) for each in figures.values())
        case "operations":
            return any(word == "operations" for _, word in asked)
        case "dilation":
            return any(getattr(each, "dilation", (1, 1)) != (1, 1) for each in layers)
        case "padding":
            paddings = {getattr(each, "padding", "valid") for each in layers}
            return bool(paddings - {"valid", (0, 0, 0, 0)})
    return False


def _answers(asked: Sequence[tuple[str, str]]) -> dict[str, Node]:
    """The questions, by layer, with nothing after them."""
    found: dict[str, dict[str, Entry]] = {}
    for layer, quantity in asked:
        found.setdefault(layer, {})[quantity] = entry(quantity, word(None))
    return {layer: Fields(entries, 1, 1) for layer, entries in found.items()}


def _comments(
    handed: Handed, asked: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Sequence[str]]:
    """A sentence on each layer, above its first question."""
    layers = handed.analysis.layers
    before = dict(zip(layers, ("input", *layers), strict=False))
    first = dict(reversed(asked))
    comments: dict[tuple[str, str], Sequence[str]] = {}
    for layer, quantity in first.items():
        if layer == TOTAL and layer not in layers:
            comments[layer, quantity] = ("of all layers together",)
        else:
            words = described(layers[layer], handed.convention, before[layer])
            comments[layer, quantity] = (words,)
    return comments
