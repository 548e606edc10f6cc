"""A body in the making: its steps so far, what enters it, and the channels of each value.

draft = Draft(plan, entering, channels)
number = draft.add(Step(...), part, channels)
draft.body([number])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.body import Body, Step
from cnncalc.export.code.formula import Formula, Symbol
from cnncalc.export.code.term import Term
from cnncalc.export.structure.handover import setting_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.export.code.call import Item
    from cnncalc.export.structure.plan import Plan
    from cnncalc.spec.node import Node
    from cnncalc.spec.outline import Part

__all__ = ["ENTERING", "Draft"]

ENTERING = -1
"""The value that enters a body, where steps are numbered from 0."""


class Draft:
    """The steps of one body, in one place of the network, and what is known of their values."""

    def __init__(self, plan: Plan, entering: int, channels: Term) -> None:
        """Begin after the layer that enters, whose channels are known as a term."""
        self.steps: list[Step] = []
        self.entering = [entering]
        """The layers that enter the body."""
        self.called = ["inputs"]
        """What each of them could be called."""
        self.channels = {ENTERING: channels}
        """Of each step, and of what enters."""
        self.handed: dict[str, dict[Part, Term]] = {}
        """The layers that each setting of the block hands over: where, and the channels there."""
        self._plan = plan
        self._values: dict[int, int] = {}

    def body(self, results: Sequence[int]) -> Body:
        """Give the body, with the steps whose values are its results."""
        return Body(tuple(self.steps), tuple(results), self.channels[results[0]])

    def items(self) -> tuple[Item, ...]:
        """Give the modules of a body that is a chain."""
        return tuple(item for step in self.steps for item in step.items)

    def add(self, step: Step, part: Part | None, channels: Term) -> int:
        """Add a step, which has the value of the last layer of a part; give its number."""
        number = len(self.steps)
        self.steps.append(step)
        self.channels[number] = channels
        if part is not None:
            last = part.first if part.sort == "layer" else part.last
            if last is not None:
                self._values[last] = number
        return number

    def value(self, layer: int, node: Node | None = None) -> int:
        """Give the step that has the value of a layer, or what enters the body with it.

        `node` is what names the layer in the spec.
        """
        if layer in self._values:
            return self._values[layer]
        if layer not in self.entering:
            symbol = Symbol("channels", str(len(self.entering)))
            shape = self._plan.shape(layer)
            self.entering.append(layer)
            self.called.append(setting_named(node) or self._plan.local_name(layer))
            self.channels[-len(self.entering)] = Term(shape.channels, Formula.symbol(symbol))
        return -1 - self.entering.index(layer)

    def hand(self, name: str, places: dict[Part, Term]) -> None:
        """Note layers that a setting hands over: where, and the channels that enter them there."""
        self.handed.setdefault(name, {}).update(places)

    def remember(self, another: Draft) -> None:
        """Take over what another draft of the same block hands over."""
        for name, places in another.handed.items():
            self.hand(name, places)

    def remark(self, first: int, remark: str) -> None:
        """Put a remark above the first modules from a step on."""
        for number, step in enumerate(self.steps[first:], first):
            if step.items:
                item = step.items[0]
                item = item._replace(note=item.note._replace(remark=remark))
                self.steps[number] = step._replace(items=(item, *step.items[1:]))
                return
