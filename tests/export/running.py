"""Generated code, executed: what PyTorch says of it.

    ran = run(code, network)
    ran.outputs, ran.parameters, ran.flops

`run` builds a network on the meta device, so that no size takes memory or time; `difference`
computes, and compares with the network as `cnncalc.verify` builds it, layer by layer, from
PyTorch's documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch.utils.flop_counter import FlopCounterMode

from cnncalc.verify.assembly import assembled

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.spec.graph import Network

__all__ = ["Ran", "difference", "network_class", "run"]


class Ran(NamedTuple):
    """What PyTorch found."""

    outputs: list[tuple[int, ...]]
    """The shapes of the results, without the batch."""
    parameters: int
    trained: int
    fixed: int
    """Values in buffers, but for the counters of batches that PyTorch keeps beside statistics."""
    flops: int
    """Of one example, as torch.utils.flop_counter counts: two for each multiply-add."""


def network_class(code: str) -> Any:
    """Execute generated code and give the class of the network, the last that it defines."""
    space: dict[str, Any] = {"__name__": "exported"}
    exec(compile(code, "<exported>", "exec"), space)  # noqa: S102  this is what is under test
    classes = [each for each in space.values() if getattr(each, "__module__", "") == "exported"]
    return [each for each in classes if isinstance(each, type)][-1]


def run(code: str, network: Network, batch: int = 2, **arguments: int) -> Ran:
    """Build the network of some generated code and run it once, computing nothing."""
    counter = FlopCounterMode(display=False)
    with torch.device("meta"):
        model = network_class(code)(**arguments).eval()
        inputs = torch.zeros(batch, *network.input_shape.axes)
    with torch.no_grad(), counter:
        outputs = model(inputs)
    several = outputs if isinstance(outputs, tuple) else (outputs,)
    parameters = list(model.parameters())
    buffers = [each for name, each in model.named_buffers() if "num_batches" not in name]
    return Ran(
        outputs=[tuple(each.shape[1:]) for each in several],
        parameters=sum(each.numel() for each in parameters),
        trained=sum(each.numel() for each in parameters if each.requires_grad),
        fixed=sum(each.numel() for each in buffers),
        flops=counter.get_total_flops() // batch,
    )


def difference(code: str, network: Network, analysis: Analysis) -> float:
    """Give by how much values differ from those of the same layers built one by one."""
    inputs = torch.randn(2, *network.input_shape.axes, generator=torch.Generator().manual_seed(0))
    built = assembled(network, analysis)
    built.to_empty(device="cpu")
    exported = network_class(code)().eval()
    for each in (built, exported):
        _fill(each)
    with torch.no_grad():
        expected, outputs = built(inputs), exported(inputs)
    several = outputs if isinstance(outputs, tuple) else (outputs,)
    assert len(several) == len(expected)
    pairs = zip(several, expected, strict=True)
    return max(float((one - two).abs().max() / (1 + two.abs().max())) for one, two in pairs)


def _fill(model: torch.nn.Module) -> None:
    """Give every parameter and buffer values that depend on its size alone."""
    for name, each in (*model.named_parameters(), *model.named_buffers()):
        if not each.is_floating_point():
            continue
        if name.endswith(("running_mean", "running_var")):
            each.detach().fill_(name.endswith("running_var"))
            continue
        source = torch.Generator().manual_seed(each.numel())
        inputs = each[0].numel() if each.shape[0] > 1 else each.numel()
        values = torch.randn(each.numel(), generator=source) * (2 / inputs) ** 0.5
        each.detach().copy_(values.reshape(each.shape))
