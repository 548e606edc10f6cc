"""How long each layer takes, for information: it depends on the machine and on what else it does.

>>> milliseconds(assembly, torch.zeros(1, 3, 227, 227))[0]
1.32
"""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Any

import torch

from cnncalc.verify.assembly import applied, run

if TYPE_CHECKING:
    from cnncalc.verify.assembly import Assembly, Part

__all__ = ["milliseconds"]


def milliseconds(assembly: Assembly, first: torch.Tensor) -> tuple[float, ...]:
    """Give the time of each layer in one forward pass of a batch, after whatever warmed it up."""
    marks = [_mark(first.device)]

    def step(part: Part, inputs: list[torch.Tensor]) -> torch.Tensor:
        output = applied(part, inputs)
        marks.append(_mark(first.device))
        return output

    with torch.no_grad():
        run(assembly, first, step)
    if first.device.type == "cuda":
        torch.cuda.synchronize(first.device)
    return tuple(_elapsed(*each) for each in pairwise(marks))


def _mark(device: torch.device) -> Any:  # noqa: ANN401  a CUDA event, or seconds
    """A moment: on a GPU, which runs behind the program, an event among its work."""
    if device.type != "cuda":
        return perf_counter()
    event = torch.cuda.Event(enable_timing=True)
    event.record()
    return event


def _elapsed(before: Any, after: Any) -> float:  # noqa: ANN401  as _mark gives them
    if isinstance(before, float):
        return (after - before) * 1000
    return float(before.elapsed_time(after))
