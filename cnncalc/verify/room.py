"""Whether a network has room on a device, told before anything is allocated.

    >>> require_room(assembly, torch.device("cpu"), Conditions(batch=4096))
    Traceback (most recent call last):
    CannotRunError: vgg16 needs at least 53,176,561,664 B = 53.2 GB = 49.5 GiB on cpu, ...

What is counted is a lower bound: parameters, and the values that are alive at one time. Scratch
memory of PyTorch's kernels comes on top, so that a network which passes may still run out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.quantity import bytes_written
from cnncalc.spec.graph import INPUT
from cnncalc.verify.assembly import last_uses
from cnncalc.verify.device import free_memory

if TYPE_CHECKING:
    import torch

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
) -> None:
    """Refuse a network that needs more than is free: CannotRunError with both figures.

    `keep` says that all values stay, as they do for a gradient through the whole network.
    """
    if device.type == "meta":
        return
    parameters = stored_values(assembly) * bytes_per_value
    values = most_alive(assembly, shape, keep=keep) * batch * bytes_per_value
    free = free_memory(device)
    if free is not None and parameters + values > free:
        message = (
            f"this needs at least {bytes_written(parameters + values)} of memory on {device.type} "
            f"({bytes_written(parameters)} for parameters), "
            f"and {bytes_written(max(free, 0))} is free; "
            "`--device meta` checks shapes and counts without any"
        )
        raise CannotRunError(message)


def stored_values(assembly: Assembly) -> int:
    """Give the numbers in all parameters and buffers, as PyTorch built them."""
    return sum(each.numel() for each in (*assembly.parameters(), *assembly.buffers()))


def most_alive(assembly: Assembly, shape: Shape, *, keep: bool = False) -> int:
    """Give the most values of one example that are alive at once, without what takes no memory."""
    alive, most = {INPUT: shape.values}, shape.values
    for index, (part, done) in enumerate(zip(assembly.parts, last_uses(assembly), strict=True)):
        figures = part.figures
        alive[index] = figures.output_shape.values if figures.layer.stored else 0
        most = max(most, sum(alive.values()))
        for each in () if keep else done:
            del alive[each]
    return most
