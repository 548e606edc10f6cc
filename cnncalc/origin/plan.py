"""The layers that a network turns out to have, in the order in which they are met.

    plan = Plan(Image(3, 224, 224))
    conv = plan.add("conv", {"filters": 64, "kernel": Pair(7, 7)}, (INPUT,), "conv1")
    plan.shape(conv)

Each is tried at once with the class of its kind, which says what shape comes out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cnncalc.diagnostic import LayerError
from cnncalc.layers import KINDS
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.origin.naming import with_article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape

__all__ = ["INPUT", "Plan", "Step"]

MOST_SHOWN = 3
"""Things left out that are shown one by one."""
INPUT = -1
"""Stands for the input of the network among the steps."""


MOST_NOTES = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One layer of the spec to be written."""

    kind: str
    fields: Mapping[str, object]
    """What is written beside the name; nothing that goes without saying."""
    inputs: tuple[int, ...]
    shape: Shape
    word: str = ""
    """What the file calls it, where that is a word."""


@dataclass
class Plan:
    """The steps so far."""

    input: Shape
    steps: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What a reader of the spec is to know."""
    _left_out: list[str] = field(default_factory=list)
    numbers: dict[str, None] = field(default_factory=dict)
    """Stored numbers that no layer has, in order: what is left out may be learned all the same."""
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def shape(self, index: int) -> Shape:
        """Give the shape after a step."""
        return self.input if index == INPUT else self.steps[index].shape

    def add(
        self, kind: str, fields: Mapping[str, object], inputs: tuple[int, ...], word: str = ""
    ) -> int:
        """Add a layer and give its index; LayerError where it takes no such input."""
        if len(self.steps) >= DEFAULT_LIMITS.layers:
            bound = f"{DEFAULT_LIMITS.layers:,} layers, the bound of a spec"
            raise LayerError("too-many-layers", f"the network has more than {bound}")
        written, shape = self._tried(kind, fields, inputs)
        self.steps.append(Step(kind, written, inputs, shape, word))
        return len(self.steps) - 1

    def once(self, kind: str, fields: Mapping[str, object], step: int) -> int:
        """Add a layer that learns nothing, unless the same stands after the step already."""
        given = {name: value for name, value in fields.items() if value is not None}
        key = (kind, tuple(given.items()), step)
        if key not in self._known:
            self._known[key] = self.add(kind, given, (step,))
        return self._known[key]

    def change(self, index: int, **fields: object) -> None:
        """Give a step other fields, that leave its shape as it is; LayerError as above."""
        step = self.steps[index]
        written, shape = self._tried(step.kind, {**step.fields, **fields}, step.inputs)
        self.steps[index] = replace(step, fields=written, shape=shape)

    def note(self, text: str) -> None:
        """Say something at the head of the spec, once."""
        if text not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(text)

    def leave_out(self, what: str) -> None:
        """Say at the head of the spec what has no layer there, since no shape changes with it."""
        if what not in self._left_out:
            self._left_out.append(what)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to stand at the head of the spec."""
        if not self._left_out:
            return tuple(self.notes)
        found = "; ".join(self._left_out[:MOST_SHOWN])
        more = len(self._left_out) - MOST_SHOWN
        found += f"; and {more} more such" if more > 0 else ""
        return (*self.notes, f"Left out, since one number for all is no layer of a spec: {found}.")

    def _tried(
        self, kind: str, fields: Mapping[str, object], inputs: tuple[int, ...]
    ) -> tuple[dict[str, object], Shape]:
        """What is to be written of some fields, and the shape that comes out."""
        if any(_numbers_above(each, DEFAULT_LIMITS.size) for each in fields.values()):
            bound = f"beyond {DEFAULT_LIMITS.size:,}, the bound of a spec"
            raise LayerError("number-too-large", f"{with_article(kind)} has a number {bound}")
        shapes = tuple(self.shape(each) for each in inputs)
        written = {name: value for name, value in fields.items() if value is not None}
        try:
            layer = KINDS[kind](**written)
            return _rounded(layer, kind, written, shapes)
        except ValidationError:
            message = (
                f"{with_article(kind)} of these sizes cannot be written down: {_shown(written)}"
            )
            raise LayerError("layer-fields", message) from None


def _rounded(
    layer: Layer, kind: str, fields: dict[str, object], shapes: tuple[Shape, ...]
) -> tuple[dict[str, object], Shape]:
    """What comes out of a layer, rounded down where its window does not fit, as ONNX does."""
    if "rounding" in fields or "rounding" not in KINDS[kind].model_fields:
        return fields, layer.output(shapes).shape
    try:
        return fields, layer.output(shapes).shape
    except LayerError:
        fields = {**fields, "rounding": "floor"}
        return fields, KINDS[kind](**fields).output(shapes).shape


def _numbers_above(value: object, most: int) -> bool:
    if isinstance(value, tuple):
        return any(_numbers_above(each, most) for each in value)
    return isinstance(value, int) and value > most


def _shown(fields: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {_plain(value)}" for name, value in fields.items())[:120]


def _plain(value: object) -> object:
    """A pair of equal sizes as the one number that people write."""
    if isinstance(value, tuple):
        return value[0] if len(set(value)) == 1 else "x".join(str(each) for each in value)
    return value
