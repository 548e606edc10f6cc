"""How much has been written out so far, so that a few lines cannot ask for a million years.

The bound on layers is exact. The bound on steps is far beyond what layers within their bound need;
it stops what asks for much and gives little, such as lists of lists of lists without any layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.spec.problem import Fault, GivenUpError

if TYPE_CHECKING:
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


class Effort:
    """Layers and steps so far; GivenUpError at the bound of either."""

    def __init__(self, problems: Problems, limits: Limits) -> None:
        """Start at nothing."""
        self._problems = problems
        self._layers = limits.layers
        self._layers_left = limits.layers
        self._steps_left = limits.layers * STEPS_A_LAYER

    def layer(self, node: Node, uses: tuple[Node, ...]) -> None:
        """Count a layer."""
        self._layers_left -= 1
        if self._layers_left < 0:
            message = f"written out, the spec has more than {self._layers:,} layers"
            raise self._given_up("too-many-layers", message, node, uses)

    def steps(self, count: int, node: Node, uses: tuple[Node, ...]) -> None:
        """Count steps of reading a value or a list."""
        self._steps_left -= count
        if self._steps_left < 0:
            most = self._layers * STEPS_A_LAYER
            message = f"writing out the spec takes more than {most:,} steps"
            raise self._given_up("too-many-steps", message, node, uses)

    def _given_up(
        self, code: str, message: str, node: Node, uses: tuple[Node, ...]
    ) -> GivenUpError:
        help_text = f"`--limit layers={10 * self._layers}` raises the bound"
        self._problems.add(Fault(code, message, node, (help_text,)), uses)
        return GivenUpError()
