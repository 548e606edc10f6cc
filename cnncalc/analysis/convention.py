"""What a course counts: whether biases are parameters, whether the input is memory, and so on.

    >>> Convention().biases
    'counted'
    >>> Convention().choosing(biases="not_counted").biases
    'not_counted'

The figures of an analysis are facts; a convention says how they are counted
(`cnncalc.analysis.counting`), and no convention is a mistake. What each choice means, and where it
comes from, is in `cnncalc.analysis.choice`, the presets of known courses in
`cnncalc.analysis.preset`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

__all__ = ["Convention"]


@dataclass(frozen=True, slots=True)
class Convention:
    """How the figures of a network are counted and written."""

    name: str = "cnncalc"
    """The preset that it started from; empty for none."""
    order: Literal["hwc", "chw", "whc"] = "hwc"
    """How the axes of an image are written."""
    rounding: Literal["exact", "floor", "ceil"] | None = None
    """What a window that does not fit is; None where the spec alone says it."""
    biases: Literal["counted", "not_counted", "conv_only"] = "counted"
    """Whether biases are parameters; conv_only leaves out those of dense layers."""
    operations: Literal["macs", "flops"] = "macs"
    """What an operation is."""
    bias_adds: Literal["not_counted", "counted", "conv_only"] = "not_counted"
    """Whether adding a bias is a MAC, and a FLOP; conv_only leaves out dense layers."""
    connections: Literal["with_biases", "without_biases", "conv_only"] = "with_biases"
    """Whether a bias is a connection; conv_only leaves out those of dense layers."""
    batchnorm: Literal["trained", "all"] = "trained"
    """Which values of a batch normalization are parameters: 2 a map, or 4."""
    dilation: Literal["one", "zero"] = "one"
    """Which number stands for an ordinary filter."""
    padding: Literal["per_side", "total"] = "per_side"
    """What the number of a padding says."""
    memory: Literal["forward", "forward_backward"] = "forward"
    """Whether memory holds the gradients of the activations too."""
    input: Literal["counted", "not_counted"] = "not_counted"
    """Whether the values of the input are among the activations and their memory."""
    megabyte: Literal[1000000, 1048576] = 1000000
    """The bytes of what is called MB."""

    def choosing(self, **choices: Any) -> Convention:  # noqa: ANN401  each field has a type of its own
        """Give the same convention with other choices: `choosing(biases="counted")`."""
        return replace(self, **choices)

    def as_json(self) -> dict[str, str | int | None]:
        """Give the preset and every choice as plain data."""
        return asdict(self)
