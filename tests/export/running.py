"""Generated code, executed: what PyTorch says of it.

    ran = run(pytorch_code(network, analysis), network)
    ran.parameters, ran.flops, ran.shapes

A network is built and run on the meta device, so that no size takes memory or time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["Ran", "network_class", "run"]


class Ran(NamedTuple):
    """What PyTorch found."""

    outputs: tuple[tuple[int, ...], ...]
    """The shapes of the results, without the batch."""
    parameters: int
    trained: int
    fixed: int
    """Values in buffers, but for the counters of batches that PyTorch keeps beside statistics."""
    flops: int
    """As torch.utils.flop_counter counts: two for each multiply-add."""
    modules: tuple[tuple[str, tuple[int, ...]], ...]
    """The class and the output shape of each module without others inside, as they ran."""


def network_class(code: str) -> Any:  # noqa: ANN401  a class that is made as the test runs
    """Execute generated code and give the class of the network, the last that it defines."""
    space: dict[str, Any] = {"__name__": "exported"}
    exec(compile(code, "<exported>", "exec"), space)  # noqa: S102  this is what is under test
    classes = [each for each in space.values() if getattr(each, "__module__", "") == "exported"]
    return [each for each in classes if isinstance(each, type)][-1]


def run(code: str, shape: Shape, batch: int = 2, **arguments: int) -> Ran:
    """Build the network of some generated code and run it once on images of a shape."""
    torch = pytest.importorskip("torch")
    counter = pytest.importorskip("torch.utils.flop_counter").FlopCounterMode(display=False)
    with torch.device("meta"):
        model = network_class(code)(**arguments).eval()
        inputs = torch.zeros(batch, *shape.axes)
    modules: list[tuple[str, tuple[int, ...]]] = []

    def note(module: object, _: object, output: Any) -> None:  # noqa: ANN401  a tensor
        modules.append((type(module).__name__, tuple(output.shape[1:])))

    for each in model.modules():
        if not list(each.children()):
            each.register_forward_hook(note)
    with torch.no_grad(), counter:
        outputs = model(inputs)
    several = outputs if isinstance(outputs, tuple) else (outputs,)
    parameters = list(model.parameters())
    buffers = [each for name, each in model.named_buffers() if "num_batches" not in name]
    return Ran(
        outputs=tuple(tuple(each.shape[1:]) for each in several),
        parameters=sum(each.numel() for each in parameters),
        trained=sum(each.numel() for each in parameters if each.requires_grad),
        fixed=sum(each.numel() for each in buffers),
        flops=counter.get_total_flops() // batch,
        modules=tuple(modules),
    )
