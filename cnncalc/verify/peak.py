"""The most memory that inference and training hold on a GPU, as PyTorch's allocator counts it.

    >>> peaks(assembly, first)["inference"].allocated
    246940672

Measured so that figures compare: deterministic algorithms without a search for the fastest; one
inference and two steps of training to warm up, when libraries allocate their workspaces; the
counters set back; one pass. Training is SGD without momentum (`foreach`) on the sum of the
outputs.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import torch

from cnncalc.verify.result import Peaks
from cnncalc.verify.stop import at, out_of_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.verify.assembly import Assembly

    Pass = Callable[[], None]

__all__ = ["context_bytes", "peaks"]


def peaks(assembly: Assembly, first: torch.Tensor, cuda: Any = torch.cuda) -> dict[str, Peaks]:  # noqa: ANN401  torch's types are not read
    """Give the peaks of inference, and of two training steps where it can be trained."""
    flags = torch.backends.cudnn.flags(
        enabled=True,
        benchmark=False,
        deterministic=True,
        allow_tf32=torch.backends.cudnn.allow_tf32,
    )
    with flags, at("the measurement of memory"):
        try:
            passes = _warmed_up(assembly, first)
            return {name: _peak(each, first.device, cuda) for name, each in passes.items()}
        finally:
            assembly.zero_grad(set_to_none=True)
            assembly.eval()


def context_bytes(device: torch.device, cuda: Any = torch.cuda) -> int:  # noqa: ANN401  as above
    """Give what a GPU holds beside PyTorch's own: the driver's context, and other programs."""
    free, whole = cuda.mem_get_info(device)
    return int(whole - free - cuda.memory_reserved(device))


def _warmed_up(assembly: Assembly, first: torch.Tensor) -> dict[str, Pass]:
    """Run each pass once, and give those that can be run."""

    def inference() -> None:
        with torch.no_grad():
            assembly.eval()(first)

    passes: dict[str, Pass] = {"inference": inference}
    inference()
    parameters = [each for each in assembly.parameters() if each.requires_grad]
    if not parameters:
        return passes
    optimizer = torch.optim.SGD(parameters, lr=1e-6, foreach=True)

    def step() -> None:
        optimizer.zero_grad(set_to_none=True)
        loss = sum(each.sum() for each in assembly.train()(first))
        loss.backward()
        optimizer.step()

    try:
        step()
        step()
    except (RuntimeError, ValueError) as error:  # batch normalization has nothing to train on
        if out_of_memory(error):
            raise
        return passes
    return {**passes, "first_step": step, "second_step": step}


def _peak(measured: Pass, device: torch.device, cuda: Any) -> Peaks:  # noqa: ANN401  as above
    """Run one pass with the counters set back."""
    gc.collect()
    cuda.synchronize(device)
    cuda.reset_peak_memory_stats(device)
    before = cuda.memory_stats(device)["num_alloc_retries"]
    measured()
    cuda.synchronize(device)
    counted = cuda.memory_stats(device)
    return Peaks(
        requested=counted["requested_bytes.all.peak"],
        allocated=counted["allocated_bytes.all.peak"],
        reserved=counted["reserved_bytes.all.peak"],
        retries=counted["num_alloc_retries"] - before,
    )
