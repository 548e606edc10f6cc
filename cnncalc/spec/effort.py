"""How much has been written out so far, so that a few lines cannot ask for a million years.

The bound on layers is exact. The bound on steps is far beyond what layers within their bound need;
it stops what asks for much and gives little, such as lists of lists of lists without any layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.spec.problem import Fault, GivenUpError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.limit import Limits
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Node

__all__ = ["STEPS_OF_LIST", "STEPS_OF_USE", "Effort"]

STEPS_A_LAYER = 30
"""Steps for each layer that the bound admits: one for each value and item of a list."""
STEPS_OF_LIST = 5
"""What it costs to enter a list of layers, beside its items."""
STEPS_OF_USE = 15
"""What a use of a block costs, beside its layers."""


MOST_HELD = 10_000_000
"""Layers beyond which no bound is offered: they would take hours, and more memory than there is."""


class Effort:
    """Layers and steps so far; GivenUpError at the bound of either."""

    def __init__(self, problems: Problems, limits: Limits) -> None:
        """Start at nothing."""
        self._problems = problems
        self._most = Spent(limits.layers, limits.layers * STEPS_A_LAYER)
        self._layers = 0
        self._steps = 0
        self._repeats: list[Progress] = []

    def layer(self, node: Node, uses: tuple[Node, ...]) -> None:
        """Count a layer."""
        self._layers += 1
        if self._layers > self._most.layers:
            message = f"written out, the spec has more than {self._most.layers:,} layers"
            raise self._given_up("too-many-layers", message, node, uses, self._asked().layers)

    def steps(self, count: int, node: Node, uses: tuple[Node, ...]) -> None:
        """Count steps of reading a value or a list."""
        self._steps += count
        if self._steps > self._most.steps:
            message = f"writing out the spec takes more than {self._most.steps:,} steps"
            asked = -(-self._asked().steps // STEPS_A_LAYER)
            raise self._given_up("too-many-steps", message, node, uses, asked)

    def rounds(self, times: int) -> Iterator[int]:
        """Count the rounds of a repeat from 1; how far it is, is remembered meanwhile."""
        spent = Spent(self._layers, self._steps)
        progress = Progress(times, spent, 0, spent)
        self._repeats.append(progress)
        try:
            for number in range(1, times + 1):
                spent = Spent(self._layers, self._steps)
                self._repeats[-1] = progress._replace(done=number - 1, round_start=spent)
                yield number
        finally:
            self._repeats.pop()

    def _asked(self) -> Spent:
        """What the spec asks for, as far as the rounds of the repeats under way show."""
        now = Spent(self._layers, self._steps)
        return Spent(*(self._asked_of(part, each) for part, each in enumerate(now)))

    def _asked_of(self, part: int, now: int) -> int:
        """The layers, or the steps, that the repeats under way come to, the innermost first."""
        end = now
        for each in reversed(self._repeats):
            start, done = each.start[part], each.done
            a_round = -(-(each.round_start[part] - start) // done) if done else end - start
            end = max(end, start + a_round * each.times)
        return end

    def _given_up(
        self, code: str, message: str, node: Node, uses: tuple[Node, ...], asked: int
    ) -> GivenUpError:
        bound = asked if self._repeats else 10 * self._most.layers
        help_text = f"`--limit layers={bound}` raises the bound"
        if bound > MOST_HELD:
            help_text = f"repeat less often: it comes to {bound:,} layers"
        self._problems.add(Fault(code, message, node, (help_text,)), uses)
        return GivenUpError()


class Spent(NamedTuple):
    """Layers and steps."""

    layers: int
    steps: int


class Progress(NamedTuple):
    """A repeat under way."""

    times: int
    start: Spent
    """What was spent before it."""
    done: int
    """Its rounds that are done."""
    round_start: Spent
    """What was spent before the round it is in."""
