"""The network as PyTorch has it: a module for each layer, and who reads whom.

    >>> assembly = assembled(network, cnncalc.analyze(network))
    >>> assembly(torch.zeros(1, 3, 227, 227, device="meta"))[0].shape
    torch.Size([1, 1000])

It is built on the meta device, where nothing is allocated, and then `placed` where it is to run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import nn

from cnncalc.spec.graph import INPUT
from cnncalc.verify.builder import BUILDERS
from cnncalc.verify.stop import at, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.spec.graph import GraphNode, Network

__all__ = ["Assembly", "Part", "Step", "applied", "assembled", "last_uses", "placed", "run"]


@dataclass(frozen=True, slots=True)
class Part:
    """One layer: what cnncalc says of it, and what PyTorch makes of it."""

    figures: LayerFigures
    inputs: tuple[int, ...]
    """Indices of the parts it reads, or INPUT."""
    module: nn.Module | None
    refusal: str = ""
    """Why there is no module, in PyTorch's words; empty where no builder knows the kind."""


class Assembly(nn.Module):
    """All parts as one module; values are let go after their last use."""

    def __init__(self, parts: Sequence[Part], outputs: tuple[int, ...]) -> None:
        """Take the parts in order, and which of them are results."""
        super().__init__()
        self.parts = tuple(parts)
        self.outputs = outputs
        self.layers = nn.ModuleList(nn.Identity() if p.module is None else p.module for p in parts)

    @property
    def complete(self) -> bool:
        """Whether every layer could be built."""
        return all(each.module is not None for each in self.parts)

    def forward(self, first: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Give the outputs for the network's input, (N, C, H, W) or (N, L)."""
        return run(self, first, applied)


Step = Callable[[Part, list[torch.Tensor]], torch.Tensor]
"""What is done with a part and the values it reads; it gives the part's output."""


def run(assembly: Assembly, first: torch.Tensor, step: Step) -> tuple[torch.Tensor, ...]:
    """Do a step with every part in order, and give the outputs; a value goes after its last use.

    Raises CannotRunError where the memory does not suffice, InterruptedRunError on Ctrl-C.
    """
    values = {INPUT: first}
    for index, (part, done) in enumerate(zip(assembly.parts, last_uses(assembly), strict=True)):
        with at(part.figures.name):
            values[index] = step(part, [values[each] for each in part.inputs])
        for each in done:
            del values[each]
    return tuple(values[each] for each in assembly.outputs)


def applied(part: Part, inputs: list[torch.Tensor]) -> torch.Tensor:
    """Give the output of a part that could be built."""
    if part.module is None:
        raise TypeError(part.figures.name)
    return part.module(*inputs)


def assembled(network: Network, analysis: Analysis) -> Assembly:
    """Build every layer for the shapes that cnncalc says arrive at it, without allocating."""
    figures = analysis.layers.values()
    with torch.device("meta"):
        parts = [_part(*each) for each in zip(network.nodes, figures, strict=True)]
    return Assembly(parts, network.outputs).eval()


def placed(assembly: Assembly, device: torch.device, dtype: torch.dtype) -> Assembly:
    """Give the assembly memory on a device, and values that are the same every time."""
    assembly.to(dtype)
    if device.type == "meta":
        return assembly
    source = torch.Generator(device).manual_seed(0)
    for part, layer in zip(assembly.parts, assembly.layers, strict=True):
        with at(part.figures.name):
            layer.to_empty(device=device)
            for name, value in (*layer.named_parameters(), *layer.named_buffers()):
                _fill(name.rpartition(".")[2], value.detach(), source)
    return assembly


def last_uses(assembly: Assembly) -> list[list[int]]:
    """Give, for each part, the values that nothing reads after it and that are no results."""
    last: dict[int, int] = {INPUT: 0}
    for index, part in enumerate(assembly.parts):
        last[index] = index
        last.update(dict.fromkeys(part.inputs, index))
    uses: list[list[int]] = [[] for _ in assembly.parts]
    for value, index in last.items():
        if value not in assembly.outputs and uses:
            uses[index].append(value)
    return uses


def _part(node: GraphNode, figures: LayerFigures) -> Part:
    """Build one layer; what PyTorch says against it is kept."""
    builder = BUILDERS.get(node.kind)
    if builder is None:
        return Part(figures, node.inputs, None)
    try:
        module = builder(figures.layer, figures.input_shapes)
    except (RuntimeError, ValueError, OverflowError) as error:
        return Part(figures, node.inputs, None, reason(error))
    return Part(figures, node.inputs, module.requires_grad_(node.trainable))


def _fill(name: str, value: torch.Tensor, source: torch.Generator) -> None:
    """Fill a parameter or buffer so that values neither vanish nor grow (He et al. 2015)."""
    if name in {"bias", "running_mean"} or not value.is_floating_point():
        value.zero_()
    elif value.numel() == value.shape[0]:  # one a map: a gamma, a variance, a coefficient
        value.fill_(1)
    else:
        value.normal_(std=(2 / value[0].numel()) ** 0.5, generator=source)
