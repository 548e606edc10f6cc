"""Where an operator stands: what reaches it, what its attributes say, and the plan to add to.

def relu(at: Site) -> Value:
    return at.after("relu", {}, at.data(0))
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import LayerError
from cnncalc.origin.layout import straight
from cnncalc.origin.model import Constant, whole_number
from cnncalc.origin.naming import layer_word
from cnncalc.origin.settling import batch_of
from cnncalc.origin.value import Data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.origin.model import Operation
    from cnncalc.origin.plan import Plan
    from cnncalc.origin.value import Value

__all__ = ["Learning", "Site", "Use"]


class Use(NamedTuple):
    """Weights that have found a layer."""

    weights: Constant
    reader: str
    """The node that reads them, as messages call it."""


@dataclass
class Learning:
    """The file's weights that have found their layer."""

    uses: list[Use] = field(default_factory=list)
    open: dict[int, set[str]] = field(default_factory=dict)
    """What a normalization may still learn from the operators after it, by its step."""

    @property
    def values(self) -> int:
        """How many values they are; weights that two layers read count twice."""
        return sum(each.weights.size for each in self.uses)

    def offer(self, step: int, *parts: str) -> None:
        """Note that the next operators may say what a step learns."""
        self.open[step] = set(parts)

    def take(self, step: int, part: str) -> None:
        """Note that a part of what a step learns has been said, and what goes before it."""
        self.open[step].discard(part)
        if part == "bias":
            self.open[step].clear()


@dataclass(frozen=True)
class Site:
    """One operator, with all that it reads."""

    operation: Operation
    inputs: tuple[Value | None, ...]
    """None for an input that is left out."""
    plan: Plan
    version: int
    """Of ONNX's operators."""
    readers: Mapping[str, int]
    """How many read each value, the results of the network among them."""
    learning: Learning

    def data(self, index: int) -> Data:
        """Give an input that depends on the network's; LayerError where it does not."""
        value = self.inputs[index] if index < len(self.inputs) else None
        if isinstance(value, Data):
            return value
        ordinal = _ORDINALS[min(index, len(_ORDINALS) - 1)]
        what = "is a constant" if isinstance(value, Constant) else "is left out"
        message = f"its {ordinal} input {what}, where data of the network would be read"
        raise LayerError("unsupported-input", message)

    def constant(self, index: int) -> Constant | None:
        """Give an input that is constant, None for one left out; LayerError for other data."""
        value = self.inputs[index] if index < len(self.inputs) else None
        if value is None or isinstance(value, Constant):
            return value
        ordinal = _ORDINALS[min(index, len(_ORDINALS) - 1)]
        message = f"its {ordinal} input is computed from the image, where weights would be read"
        raise LayerError("unsupported-input", message)

    def whole(self, name: str, index: int | None = None) -> tuple[int, ...] | None:
        """Give numbers from an attribute, or, in later versions, from an input; None for none."""
        value = self.operation.attributes.get(name)
        if isinstance(value, tuple) and all(isinstance(each, int) for each in value):
            return tuple(int(each) for each in value)
        if isinstance(value, int):
            return (value,)
        if value is not None:
            raise _mistyped(name, "whole numbers")
        given = self.constant(index) if index is not None else None
        if given is None:
            return None
        numbers = given.whole()
        if numbers is None:
            message = f"its `{name}` are not in the file as plain numbers"
            raise LayerError("unsupported-input", message)
        return numbers

    def number(self, name: str, usual: int) -> int:
        """Give a whole number among the attributes."""
        return whole_number(self._number(name, usual))

    def real(self, name: str, usual: float) -> float:
        """Give a number among the attributes."""
        return float(self._number(name, usual))

    def _number(self, name: str, usual: float) -> float:
        value = self.operation.attributes.get(name, usual)
        if not isinstance(value, int | float):
            raise _mistyped(name, "a number")
        return value

    def word(self, name: str, usual: str = "") -> str:
        """Give a text among the attributes."""
        value = self.operation.attributes.get(name, usual)
        return value if isinstance(value, str) else usual

    def learn(self, *constants: Constant | None) -> None:
        """Note that weights have found their layer."""
        reader = self.operation.written
        self.learning.uses += [Use(each, reader) for each in constants if each is not None]

    def after(
        self,
        kind: str,
        fields: Mapping[str, object],
        step: int,
        batch: int = 1,
        weight: Constant | None = None,
    ) -> Data:
        """Add a layer after a step, and give its output as N, C, H, W or N, L."""
        word = layer_word(self.operation, weight)
        index = self.plan.add(kind, fields, (step,), word)
        return Data(index, straight(self.plan.shape(index), batch))

    def along(self, kind: str, fields: Mapping[str, object], data: Data) -> Data:
        """Add a layer that changes no shape, under the layout that the data have."""
        return replace(data, step=self.plan.add(kind, fields, (data.step,)))

    def alone(self, index: int) -> bool:
        """Say whether this operator alone reads an input."""
        return self.readers.get(self.operation.inputs[index], 0) == 1

    def batch(self, data: Data) -> int:
        """Give the examples of a batch."""
        return batch_of(data)


def _mistyped(name: str, noun: str) -> LayerError:
    return LayerError("unsupported-input", f"its `{name}` is not {noun}, as ONNX has it")


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "later")
