"""Long networks to measure with: `long_network(1000)` is the text of a spec with 1,000 layers.

No two neighbours are alike, so that nothing which is remembered from one layer serves the next.
"""

from __future__ import annotations

__all__ = ["long_network"]

SIZE = 256
"""Height and width of the input; each of the first few poolings halves it."""
HALVINGS = 5
"""How many poolings do: 256 becomes 8, and the rest keep it."""


def long_network(layers: int) -> str:
    """Write the spec of a sequential network of convolutions, batchnorms, relus and poolings."""
    lines = [f"name: {layers} layers", f"input: {SIZE}x{SIZE}x3", "layers:"]
    for index in range(layers):
        block, place = divmod(index, 7)
        lines.append(f"  - {_layer(block, place)}")
    return "\n".join(lines) + "\n"


def _layer(block: int, place: int) -> str:
    """Write a layer of a block of seven: twice conv, batchnorm, relu, and then a maxpool."""
    if place in {1, 4}:
        return "batchnorm"
    if place in {2, 5}:
        return "relu"
    if place == 6:  # noqa: PLR2004  the last of seven
        halves = block < HALVINGS
        return "maxpool: 2" if halves else "maxpool: {kernel: 3, stride: 1, padding: 1}"
    filters = 8 + (block * 37 + place * 11) % 509
    kernel = (1, 3, 5, 7)[(block + place) % 4]
    bias = "true" if block % 3 else "false"
    return f"conv: {{filters: {filters}, kernel: {kernel}, padding: half, bias: {bias}}}"
