"""Running the layers one after another, and what PyTorch says of each.

    >>> found = measured(assembly, torch.zeros(1, 1, 32, 32), backward=True)
    >>> found[0].output_shape, found[0].flops
    ((6, 28, 28), 235200)

FLOPs are those of `torch.utils.flop_counter`. Each layer is run by itself on the values of those
before it, so that a wrong figure shows in one row; autograd decides which gradients are
computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch.utils.flop_counter import FlopCounterMode

from cnncalc.verify.assembly import run
from cnncalc.verify.stop import out_of_memory, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.verify.assembly import Assembly, Part

__all__ = ["Measured", "measured"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What PyTorch says of one layer; None is what it could not say."""

    output_shape: tuple[int, ...] | None = None
    """Channels first, without the batch."""
    parameters: int | None = None
    weights: int | None = None
    biases: int | None = None
    fixed: int | None = None
    flops: int | None = None
    """Of the whole batch."""
    backward_flops: int | None = None
    """Of the whole batch; None unless it was asked for."""
    refusal: str = ""
    """Why it does not run, in PyTorch's words."""


def measured(assembly: Assembly, first: torch.Tensor, *, backward: bool) -> tuple[Measured, ...]:
    """Run every layer once, and backward where that is asked for.

    `first` is a batch of inputs, (N, C, H, W) or (N, L). Where a layer gives no output, or one of
    another shape than cnncalc says, those after it read zeros of the shape that it should have.
    """
    found: list[Measured] = []

    def step(part: Part, inputs: list[torch.Tensor]) -> torch.Tensor:
        figures, output = _run(part, inputs, backward=backward)
        found.append(figures)
        return _as_predicted(part, output, inputs)

    run(assembly, first, step)
    return tuple(found)


def _run(
    part: Part, inputs: Sequence[torch.Tensor], *, backward: bool
) -> tuple[Measured, torch.Tensor | None]:
    """Run one layer by itself."""
    module = part.module
    if module is None:
        return Measured(refusal=part.refusal), None
    leaves = [each.detach().requires_grad_(each.requires_grad) for each in inputs]
    try:
        with torch.set_grad_enabled(backward), FlopCounterMode(display=False) as counter:
            output = module(*leaves)
            forward = counter.get_total_flops()
            if backward and output.requires_grad:
                # Not autograd.grad: the counter's hooks on leaves can only follow a backward().
                output.backward(torch.ones_like(output))
                module.zero_grad(set_to_none=True)
            beyond = counter.get_total_flops() - forward
    except (RuntimeError, ValueError) as error:
        if out_of_memory(error):
            raise
        return Measured(refusal=reason(error)), None
    shape = tuple(output.shape)
    batch = inputs[0].shape[0]
    named = list(module.named_parameters())
    biases = sum(each.numel() for name, each in named if name.rpartition(".")[2] == "bias")
    parameters = sum(each.numel() for _, each in named)
    return Measured(
        output_shape=shape[1:] if shape[0] == batch else shape,
        parameters=parameters,
        weights=parameters - biases,
        biases=biases,
        fixed=sum(each.numel() for each in module.buffers() if each.is_floating_point()),
        flops=forward,
        backward_flops=beyond if backward else None,
    ), output.detach().requires_grad_(output.requires_grad)


def _as_predicted(
    part: Part, output: torch.Tensor | None, inputs: Sequence[torch.Tensor]
) -> torch.Tensor:
    """Give what the layers after a layer read: its output, or zeros of the shape it should have."""
    shape = (inputs[0].shape[0], *part.figures.output_shape.axes)
    if output is not None and output.shape == shape:
        return output
    learned = part.module.parameters() if part.module else ()
    gradient = any(each.requires_grad for each in (*inputs, *learned))
    return torch.zeros(
        shape, dtype=inputs[0].dtype, device=inputs[0].device, requires_grad=gradient
    )
