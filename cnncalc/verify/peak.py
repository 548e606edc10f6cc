"""The most memory that inference and training hold on a GPU, as PyTorch's allocator counts it.

    >>> found = peaks(assembly, first)
    >>> found.passes["inference"].allocated
    246940672

Measured so that figures compare: deterministic algorithms without a search for the fastest; one
inference and two steps of training to warm up, when libraries allocate their workspaces; then each
pass by itself, its counters set back before it. Training is SGD without momentum (`foreach`) on
the sum of the outputs; the first step is that of a new optimizer.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, NamedTuple

import torch

from cnncalc.verify.result import Peaks
from cnncalc.verify.stop import at, out_of_memory, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.verify.assembly import Assembly

    Pass = Callable[[], None]

__all__ = ["Memory", "context_bytes", "peaks"]


class Memory(NamedTuple):
    """What was measured."""

    passes: Mapping[str, Peaks]
    """inference, and first_step and second_step where it can be trained."""
    untrained: str = ""
    """Why no step was measured; empty where steps were."""


def peaks(assembly: Assembly, first: torch.Tensor, cuda: Any = torch.cuda) -> Memory:  # noqa: ANN401  torch's types are not read
    """Give the peaks of inference, and of two training steps where it can be trained."""
    flags = torch.backends.cudnn.flags(
        enabled=True,
        benchmark=False,
        deterministic=True,
        allow_tf32=torch.backends.cudnn.allow_tf32,
    )
    device = first.device
    with flags, at("the measurement of memory"):
        try:
            untrained = _warmed_up(assembly, first)
            found = {"inference": _peak(lambda: _infer(assembly, first), device, cuda)}
            if not untrained:
                step = _training(assembly, first)
                found["first_step"] = _peak(step, device, cuda)
                found["second_step"] = _peak(step, device, cuda)
            return Memory(found, untrained)
        finally:
            assembly.zero_grad(set_to_none=True)
            assembly.eval()


def context_bytes(device: torch.device, cuda: Any = torch.cuda) -> int:  # noqa: ANN401  as above
    """Give what a GPU holds beside PyTorch's own: the driver's context, and other programs."""
    free, whole = cuda.mem_get_info(device)
    return int(whole - free - cuda.memory_reserved(device))


def _warmed_up(assembly: Assembly, first: torch.Tensor) -> str:
    """Run each pass before it is measured, and say why it cannot be trained where it cannot."""
    _infer(assembly, first)
    if not any(each.requires_grad for each in assembly.parameters()):
        return "it has nothing to train"
    try:
        step = _training(assembly, first)
        step()
        step()
    except (MemoryError, RuntimeError, ValueError) as error:
        return "the memory ran out" if out_of_memory(error) else reason(error)
    finally:
        assembly.zero_grad(set_to_none=True)
    return ""


def _infer(assembly: Assembly, first: torch.Tensor) -> None:
    """Run forward, without a gradient."""
    with torch.no_grad():
        assembly.eval()(first)


def _training(assembly: Assembly, first: torch.Tensor) -> Pass:
    """Give a step of a new optimizer; outputs and loss are let go when it returns."""
    parameters = [each for each in assembly.parameters() if each.requires_grad]
    optimizer = torch.optim.SGD(parameters, lr=1e-6, foreach=True)

    def step() -> None:
        optimizer.zero_grad(set_to_none=True)
        loss = sum(each.sum() for each in assembly.train()(first))
        loss.backward()
        optimizer.step()

    return step


def _peak(measured: Pass, device: torch.device, cuda: Any) -> Peaks:  # noqa: ANN401  as above
    """Run one pass with the counters set back."""
    gc.collect()
    cuda.synchronize(device)
    cuda.reset_peak_memory_stats(device)
    before = cuda.memory_stats(device)
    measured()
    cuda.synchronize(device)
    counted = cuda.memory_stats(device)
    return Peaks(
        held=before["requested_bytes.all.current"],
        requested=counted["requested_bytes.all.peak"],
        allocated=counted["allocated_bytes.all.peak"],
        reserved=counted["reserved_bytes.all.peak"],
        retries=counted["num_alloc_retries"] - before["num_alloc_retries"],
    )
