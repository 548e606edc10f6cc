"""One step of training, as `cnncalc.analysis.memory` predicts it.

    >>> first = torch.zeros(8, 3, 227, 227)
    >>> right = classes(assembly.eval()(first))
    >>> step = training_step(assembly, first, right, torch.optim.SGD(assembly.parameters()))
    >>> step()

The outputs and the loss are held until the step ends, the gradients until the next one begins.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.verify.assembly import Assembly

__all__ = ["classes", "training_step"]


def classes(outputs: Sequence[torch.Tensor]) -> tuple[torch.Tensor, ...]:
    """Give a class for each example of each output, (N,), or for each position, (N, H, W)."""
    return tuple(
        torch.zeros((each.shape[0], *each.shape[2:]), dtype=torch.int64, device=each.device)
        for each in outputs
    )


def training_step(
    assembly: Assembly,
    first: torch.Tensor,
    right: Sequence[torch.Tensor],
    optimizer: torch.optim.Optimizer | None,
) -> Callable[[], None]:
    """Give a step: forward, the cross-entropy of each output, backward, and the optimizer's step.

    Without an optimizer it ends with the gradients.
    """

    def step() -> None:
        assembly.train().zero_grad(set_to_none=True)
        outputs = assembly(first)
        loss = reduce(torch.add, _losses(outputs, right))
        loss.backward()
        if optimizer is not None:
            optimizer.step()

    return step


def _losses(outputs: Sequence[torch.Tensor], right: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    pairs = zip(outputs, right, strict=True)
    return [functional.cross_entropy(output, each) for output, each in pairs]
