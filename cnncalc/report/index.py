"""Every figure of a layer by its dotted name, and which of them a word means.

    >>> list(chosen(figures_of(cnncalc.analyze("alexnet").counted(), "conv1"), "params", "conv1"))
    ['parameters']

Beside what a layer computes itself stands what it passes on from its input, which cites the
input, and what the layer would be if it were built another way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.analysis.alternative import alternatives
from cnncalc.analysis.figure import COUNTED
from cnncalc.derivation import Leaf
from cnncalc.notation import number
from cnncalc.quantity import Quantity
from cnncalc.report.look import Look
from cnncalc.report.name import SYNONYMS, as_key, layer_of, unknown
from cnncalc.report.working import Line
from cnncalc.shape import Image
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cnncalc.analysis.alternative import Alternative
    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.analysis.tally import Tally
    from cnncalc.derivation import Expression, Number

__all__ = [
    "ANOTHER_WAY",
    "PLAIN",
    "SECTIONS",
    "SYNONYMS",
    "chosen",
    "figures_of",
    "label",
    "within",
]

PLAIN = Look(ascii=True)

ANOTHER_WAY = "Another way"

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Output size": ("output.",),
    "Parameters": ("parameters", "weights", "biases", "fixed"),
    "Work": ("macs", "flops", "bias_adds", "work."),
    "Connections": ("connections",),
    "Values and memory": ("outputs", "neurons", "activations", "activation_bytes"),
    "Receptive field": ("receptive_field.",),
    ANOTHER_WAY: ("alternative.",),
}
"""The sections of a layer, and the dotted names in each, as `within` takes them."""


def figures_of(tally: Tally, layer: str, look: Look = PLAIN) -> dict[str, Line]:
    """Give every figure of a layer by its dotted name; CannotRunError for an unknown layer."""
    figures = layer_of(tally.analysis, layer)
    lines = {key: Line((label(key),), each) for key, each in _quantities(figures, tally)}
    for each in alternatives(figures):
        key = f"alternative.{each.quantity.name}"
        remarks = tuple(_crossed(text, look) for text in _remarks(each, figures))
        lines[key] = Line((label(key),), each.quantity, remarks)
    return lines


def chosen(lines: Mapping[str, Line], wanted: str, layer: str) -> dict[str, Line]:
    """Give the figures that a word means; CannotRunError, with the nearest, for none."""
    word = as_key(wanted)
    for each in dict.fromkeys((word, SYNONYMS.get(word, word))):
        found = _matching(lines, each)
        if found:
            return {key: lines[key] for key in found}
    synonyms = [each for each, key in SYNONYMS.items() if _matching(lines, key)]
    offer = nearest(word, [*lines, *synonyms])
    raise unknown(f"{layer} has no quantity", wanted, lines, "its quantities", offer)


def _matching(keys: Iterable[str], word: str) -> list[str]:
    """The dotted names that a word is, starts, or ends; or those of a section of that title."""
    group = SECTIONS.get(word.replace("_", " ").capitalize(), ())
    tests: tuple[Callable[[str], bool], ...] = (
        lambda key: key == word,
        lambda key: key.startswith(f"{word}."),
        lambda key: key.partition(".")[2] == word,
        lambda key: within(key, group),
    )
    return next((found for test in tests if (found := [*filter(test, keys)])), [])


def within(key: str, names: Iterable[str]) -> bool:
    """Whether a dotted name is among some, of which one that ends in a dot holds all below it."""
    return any(key.startswith(each) if each.endswith(".") else key == each for each in names)


LABELS: Mapping[str, str] = {
    "macs": "MACs",
    "flops": "FLOPs",
    "bias_adds": "bias adds",
    "fixed": "fixed values",
    "outputs": "output values",
    "activation_bytes": "memory",
    "alternative.unshared": "without sharing",
}


def label(key: str) -> str:
    """Say what a figure is called within its section."""
    if key in LABELS:
        return LABELS[key]
    group, _, name = key.partition(".")
    if group == "work":
        return name.replace("_", " ") + "s"
    if group == "receptive_field":
        part, _, axis = name.partition(".")
        return f"{part} ({axis})"
    return (name or key).replace("_", " ")


def _quantities(figures: LayerFigures, tally: Tally) -> Iterator[tuple[str, Quantity]]:
    """Every figure of a layer as a convention counts it; what it passes on cites its input."""
    yield from _passed_on(figures)
    inherited, counts = _inherited(figures, tally.analysis), tally.layers[figures.name]
    for key, fact in figures.quantities():
        quantity = counts[key] if key in COUNTED else fact
        if key.startswith("work."):
            yield key, replace(quantity, source=f"{quantity.source} ({figures.source})")
        elif key.startswith("receptive_field."):
            derivation = inherited.get(id(quantity.derivation), quantity.derivation)
            yield key, replace(quantity, derivation=derivation)
        else:
            yield key, quantity


def _passed_on(figures: LayerFigures) -> Iterator[tuple[str, Quantity]]:
    """The sizes of the output that the layer does not compute, since they are its input's."""
    shape = figures.output_shape
    axes: tuple[tuple[str, str, int], ...] = (("length", "N", shape.values),)
    if isinstance(shape, Image):
        axes = (
            ("channels", "D", shape.channels),
            ("height", "H", shape.height),
            ("width", "W", shape.width),
        )
    for axis, symbol, size in axes:
        if axis not in figures.sizes:
            leaf = Leaf(f"{axis} of the input, passed on", size, symbol)
            yield f"output.{axis}", Quantity(f"output {axis}", leaf, "", figures.source)


def _inherited(figures: LayerFigures, analysis: Analysis) -> dict[int, Expression]:
    """The parts of the inputs' receptive fields, for a layer that leaves one as it is to cite."""
    found: dict[int, Expression] = {}
    for name in figures.inputs:
        before = analysis.layers.get(name)
        if before is None or before.receptive_field is None:
            continue
        for axis in (before.receptive_field.height, before.receptive_field.width):
            parts = (
                ("field", axis.size, "r"),
                ("jump", axis.jump, "j"),
                ("start", axis.start, "s"),
            )
            for part, expression, symbol in parts:
                if expression is not None and not isinstance(expression, Leaf):
                    leaf = Leaf(f"{part} of the input, passed on", expression.value, symbol)
                    found[id(expression)] = leaf
    return found


def _remarks(alternative: Alternative, figures: LayerFigures) -> tuple[str, ...]:
    """What a figure of another way counts, and how it compares with the layer as it is."""
    value, factor = alternative.quantity.value, alternative.factor
    if factor is not None:
        own = number(figures.parameters.value)
        times = f"{_rounded(factor.value)} times the {own} of the layer as it is"
        return (alternative.meaning, times)
    if value < 1:
        return (f"{alternative.meaning}: {_rounded(value * 100)} %",)
    return (alternative.meaning,)


def _crossed(text: str, look: Look) -> str:
    """Write sizes in a sentence of ours as a table does, with signs for times."""
    return text if look.ascii else re.sub(r"(?<=\d)x(?=\d)", TIMES, text)


TIMES = "\N{MULTIPLICATION SIGN}"


def _rounded(value: Number) -> str:
    """Write a number in full where it is whole, else with one decimal: 3,025; 30,907.7."""
    if value.denominator == 1:
        return number(int(value))
    whole, tenth = divmod(round(value * 10), 10)
    return f"{number(whole)}.{tenth}"
