"""Whether a network has room on a device, told before anything is allocated.

    >>> require_room(assembly, shape, torch.device("cpu"), batch=4096, bytes_per_value=4)
    Traceback (most recent call last):
    CannotRunError: this needs at least 53,176,561,664 B = 53.2 GB = 49.5 GiB of memory on cpu, ...

What is counted is a lower bound: parameters, the values that are alive at one time, and in a
backward pass the gradients of the layer that is at work. Scratch memory of PyTorch's kernels comes
on top, so that a network which passes may still run out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.layers import FAMILIES
from cnncalc.quantity import bytes_written
from cnncalc.spec.graph import INPUT
from cnncalc.verify.assembly import last_uses
from cnncalc.verify.device import free_memory

if TYPE_CHECKING:
    import torch

    from cnncalc.analysis.result import LayerFigures
    from cnncalc.shape import Shape
    from cnncalc.verify.assembly import Assembly

__all__ = ["most_alive", "require_room", "stored_values"]


def require_room(  # noqa: PLR0913  each says how much of something there is
    assembly: Assembly,
    shape: Shape,
    device: torch.device,
    *,
    batch: int,
    bytes_per_value: int,
    keep: bool = False,
    backward: bool = False,
) -> None:
    """Refuse a network that needs more than is free: CannotRunError with both figures.

    `keep` says that all values stay, as they do for a gradient through the whole network;
    `backward` that each layer is run backward by itself.
    """
    if device.type == "meta":
        return
    parameters = stored_values(assembly) * bytes_per_value
    values = most_alive(assembly, shape, batch=batch, keep=keep, backward=backward)
    needed = parameters + values * bytes_per_value
    free = free_memory(device)
    if free is not None and needed > free:
        message = (
            f"this needs at least {bytes_written(needed)} of memory on {device.type} "
            f"({bytes_written(parameters)} for parameters), "
            f"and {bytes_written(max(free, 0))} is free; "
            "`--device meta` checks shapes and counts without any"
        )
        raise CannotRunError(message)


def stored_values(assembly: Assembly) -> int:
    """Give the numbers in all parameters and buffers, as PyTorch built them."""
    return sum(each.numel() for each in (*assembly.parameters(), *assembly.buffers()))


def most_alive(
    assembly: Assembly,
    shape: Shape,
    *,
    batch: int = 1,
    keep: bool = False,
    backward: bool = False,
) -> int:
    """Give the most values that are alive at once beside the parameters, of the whole batch."""
    alive, most = {INPUT: shape.values}, shape.values * batch
    for index, (part, done) in enumerate(zip(assembly.parts, last_uses(assembly), strict=True)):
        alive[index] = _allocated(part.figures)
        learned = 0
        if backward and part.module is not None:
            learned = sum(each.numel() for each in part.module.parameters() if each.requires_grad)
        # The gradient of the output is there before those of the weights, all of which stay.
        gradients = part.figures.output_shape.values if learned else 0
        most = max(most, (sum(alive.values()) + gradients) * batch + learned)
        for each in () if keep else done:
            del alive[each]
    return most


def _allocated(figures: LayerFigures) -> int:
    """Give the values that a layer's output takes: none where it is a view of what came in.

    An activation that a lecture computes in place has a tensor of its own in PyTorch; dropout
    lets everything pass when nothing is trained.
    """
    active = type(figures.layer) in FAMILIES["activation"] and figures.kind != "dropout"
    return figures.output_shape.values if figures.layer.stored or active else 0
