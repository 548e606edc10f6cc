"""What PyTorch itself counts, tensor by tensor: a step under its MemTracker, with nothing computed.

Fake tensors have a shape and a size and no values, so that a network of any size runs in seconds.
The tracker sees every tensor that an operation gives, and when it is let go; it rounds nothing on
the CPU, and forces gradients to be added out of place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import torch
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.distributed._tools.mem_tracker import MemTracker

from cnncalc.verify.assembly import assembled
from cnncalc.verify.training import classes, training_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.analysis.memory.setup import Setup
    from cnncalc.analysis.result import Analysis
    from cnncalc.spec.graph import Network
    from cnncalc.verify.assembly import Assembly

__all__ = ["Tracked", "tracked"]


IN_PLACE = (nn.ReLU, nn.LeakyReLU, nn.ELU, nn.SELU)
"""What is done in place where a setup says so; ReLU6 would keep a copy of its input."""
NEEDED = {"relu", "sigmoid", "tanh", "softmax", "log_softmax"}
"""Kinds whose output PyTorch needs for their derivative (tools/autograd/derivatives.yaml)."""
SHOWN = {"flatten", "reshape", "crop", "split", "dropout"}
"""Kinds that may give what they read, or a view of it."""


class Tracked(NamedTuple):
    """Bytes before anything runs, and at the peak of each pass; no steps of what learns nothing."""

    base: int
    inference: int
    steps: tuple[int, ...]


def tracked(network: Network, analysis: Analysis, setup: Setup) -> Tracked:
    """Run an inference and two steps of training on the CPU, and give what the tracker saw."""
    dtype = getattr(torch, setup.dtype)
    assembly = _seen_through(assembled(network, analysis))
    if setup.in_place:
        _put_in_place(assembly, analysis)
    with FakeTensorMode():
        _faked(assembly, dtype)
        first = torch.empty((setup.batch, *network.input_shape.axes), dtype=dtype)
        with torch.no_grad():
            right = classes(assembly.eval()(first))
        tracker = MemTracker()
        # PyTorch's own dictionary of weak references asks each module for an attribute, each time.
        tracker.memory_tracking = WeakKeyDictionary()
        tracker.track_external(assembly, first, *right)
        base = _total(tracker, "current")
        inference = _peak(tracker, lambda: _infer(assembly, first))
        parameters = list(assembly.parameters())
        if not parameters:
            return Tracked(base, inference, ())
        optimizer = _optimizer(parameters, setup)
        if optimizer is not None:
            tracker.track_external(optimizer)
        step = training_step(assembly, first, right, optimizer)
        steps = []
        for _ in range(2):
            steps.append(_peak(tracker, step))
            with tracker:
                assembly.zero_grad(set_to_none=True)
        return Tracked(base, inference, tuple(steps))


def _put_in_place(assembly: Assembly, analysis: Analysis) -> None:
    """Put activations in place that read alone what is no view, no input and needed by nothing."""
    readers = Counter(each for figures in analysis.layers.values() for each in figures.inputs)
    readers.update(analysis.outputs)
    done: set[str] = set()
    for part in assembly.parts:
        figures, module = part.figures, part.module
        (read, *others) = figures.inputs
        if others or readers[read] > 1 or read == "input" or not isinstance(module, IN_PLACE):
            continue
        before = analysis.layers[read]
        handed_on = before.layer.merges and len(before.inputs) == 1
        if read not in done and before.layer.kind not in NEEDED | SHOWN and not handed_on:
            module.inplace = True
            done.add(figures.name)


def _seen_through(assembly: Assembly) -> Assembly:
    """Call what joins branches as a function, past the tracker's hooks on modules.

    On a module of several inputs they hold all gradients until the last is there, which PyTorch by
    itself does not.
    """
    assembly.parts = tuple(
        replace(each, module=each.module.forward)
        if each.module is not None and each.figures.layer.merges
        else each
        for each in assembly.parts
    )
    return assembly


def _faked(assembly: Assembly, dtype: torch.dtype) -> None:
    """Put fake tensors on the CPU in the place of those on the meta device.

    What is frozen becomes a buffer: the tracker would wait for its gradient.
    """
    for module in assembly.modules():
        for name, value in [*module.named_parameters(recurse=False)]:
            fake = torch.empty(value.shape, dtype=dtype)
            if value.requires_grad:
                setattr(module, name, nn.Parameter(fake))
            else:
                delattr(module, name)
                module.register_buffer(name, fake)
        for name, value in [*module.named_buffers(recurse=False)]:
            kind = dtype if value.is_floating_point() else value.dtype
            setattr(module, name, torch.empty(value.shape, dtype=kind))


def _infer(assembly: Assembly, first: torch.Tensor) -> None:
    with torch.no_grad():
        assembly.eval()(first)


def _peak(tracker: Any, measured: Callable[[], None]) -> int:
    """The most that was live while something ran."""
    tracker.reset_mod_stats()
    with tracker:
        measured()
    return _total(tracker, "peak")


def _total(tracker: Any, when: str) -> int:
    return sum(device["Total"] for device in tracker.get_tracker_snapshot(when).values())


def _optimizer(parameters: list[nn.Parameter], setup: Setup) -> torch.optim.Optimizer | None:
    """The optimizer of a setup, with PyTorch's defaults for the CPU."""
    decay = 0.1 if setup.weight_decay else 0.0
    made: dict[str, Callable[[], torch.optim.Optimizer | None]] = {
        "none": lambda: None,
        "sgd": lambda: torch.optim.SGD(parameters, weight_decay=decay),
        "momentum": lambda: torch.optim.SGD(parameters, momentum=0.9, weight_decay=decay),
        "rmsprop": lambda: torch.optim.RMSprop(parameters, weight_decay=decay),
        "adagrad": lambda: torch.optim.Adagrad(parameters, weight_decay=decay),
        "adam": lambda: torch.optim.Adam(parameters, weight_decay=decay),
        "adamw": lambda: torch.optim.AdamW(parameters),
    }
    return made[setup.optimizer]()
