"""The most memory that inference and training hold on a GPU, as PyTorch's allocator counts it.

    >>> found = peaks(assembly, first)
    >>> found.passes["inference"].allocated
    246940672

Measured so that figures compare: deterministic algorithms without a search for the fastest; one
inference and two steps of training to warm up, when libraries allocate their workspaces; then each
pass by itself, its counters set back before it. Training is SGD without momentum (`foreach`) on
the cross-entropy of the outputs; the first step is that of a new optimizer.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import torch

from cnncalc.verify.result import Peaks
from cnncalc.verify.stop import at, out_of_memory, reason
from cnncalc.verify.training import classes, training_step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cnncalc.analysis.memory.prediction import Prediction
    from cnncalc.verify.assembly import Assembly

    Pass = Callable[[], None]

__all__ = ["OPTIMIZER", "Memory", "compared", "context_bytes", "peaks"]

OPTIMIZER: Final = "sgd"
"""What trains, as `Setup` of the prediction calls it."""


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
            right = classes(_infer(assembly, first))
            untrained = _warmed_up(assembly, first, right)
            found = {"inference": _peak(lambda: _run(assembly, first), device, cuda)}
            if not untrained:
                step = _training(assembly, first, right)
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


def compared(passes: Mapping[str, Peaks], prediction: Prediction) -> Mapping[str, Peaks]:
    """Give what was measured with what was predicted for each pass beside it."""
    return {
        name: replace(each, predicted=getattr(prediction, name).requested)
        for name, each in passes.items()
    }


def _warmed_up(assembly: Assembly, first: torch.Tensor, right: Sequence[torch.Tensor]) -> str:
    """Run each pass before it is measured, and say why it cannot be trained where it cannot."""
    if not any(each.requires_grad for each in assembly.parameters()):
        return "it has nothing to train"
    try:
        step = _training(assembly, first, right)
        step()
        step()
    except (MemoryError, RuntimeError, ValueError) as error:
        return "the memory ran out" if out_of_memory(error) else reason(error)
    finally:
        assembly.zero_grad(set_to_none=True)
    return ""


def _infer(assembly: Assembly, first: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """Run forward, without a gradient."""
    with torch.no_grad():
        return assembly.eval()(first)


def _run(assembly: Assembly, first: torch.Tensor) -> None:
    """The same, its outputs let go."""
    _infer(assembly, first)


def _training(assembly: Assembly, first: torch.Tensor, right: Sequence[torch.Tensor]) -> Pass:
    """Give a step of a new optimizer; outputs and loss are let go when it returns."""
    parameters = [each for each in assembly.parameters() if each.requires_grad]
    optimizer = torch.optim.SGD(parameters, lr=1e-6, foreach=True)
    return training_step(assembly, first, right, optimizer)


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
