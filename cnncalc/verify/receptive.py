"""Receptive fields by gradient: which pixels of the input an output position depends on.

    >>> extents(observed(network, analysis), Image(3, 227, 227), torch.device("cpu"))[0]
    Extent(rows=((0, 10), (108, 118), (216, 226)), columns=((0, 10), (108, 118), (216, 226)))

A copy of the network with positive weights, so that nothing cancels, is run once, and the
gradient of the first, the middle and the last position of every layer goes back layer by layer;
only whether it is 0 is kept, so that it fades in no depth. Max pooling passes a gradient to the
largest value alone, and an activation none where it is flat: in the copy the one is a sum or a mean
over the same windows, and the other rises everywhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import torch

from cnncalc.layers import FAMILIES
from cnncalc.layers.convolution import Conv
from cnncalc.layers.pooling import MaxPool
from cnncalc.shape import Image
from cnncalc.spec.graph import INPUT
from cnncalc.verify.assembly import Assembly, applied, assembled, placed, run
from cnncalc.verify.builder.convolution import conv
from cnncalc.verify.extent import Extent, positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.spec.graph import Network
    from cnncalc.verify.assembly import Part

__all__ = ["POSITIONS", "extents", "observed"]

POSITIONS = 3
"""The first position of a map, the middle one and the last; each is an example of one batch."""


def observed(network: Network, analysis: Analysis) -> Assembly:
    """Build the copy whose gradients reach all that a position reads, without allocating."""
    assembly = assembled(network, analysis)
    with torch.device("meta"):
        parts = [_observed(each) for each in assembly.parts]
    return Assembly(parts, assembly.outputs).eval().requires_grad_(requires_grad=False)


def extents(assembly: Assembly, image: Image, device: torch.device) -> tuple[Extent, ...]:
    """Give the extent of each layer of an `observed` assembly; the network's input is an image."""
    placed(assembly, device, torch.float32)
    source = torch.Generator(device).manual_seed(0)
    for each in assembly.parameters():
        _make_positive(each, source)
    sweep = _Sweep(source)
    # Uneven values: a map of which all are the same is 0 once its mean is taken off.
    first = torch.empty((POSITIONS, *image.axes), device=device)
    first.uniform_(0.5, 1.5, generator=source)
    with torch.enable_grad():
        run(assembly, first, sweep.step)
    return tuple(sweep.found)


class _Kept(NamedTuple):
    """A layer that was run: what it read, and what it gave."""

    inputs: tuple[int, ...]
    leaves: tuple[torch.Tensor, ...]
    output: torch.Tensor


class _Sweep:
    """A forward pass that keeps every layer by itself, and looks back from each new one."""

    def __init__(self, source: torch.Generator) -> None:
        self.found: list[Extent] = []
        self._layers: list[_Kept] = []
        self._source = source

    def step(self, part: Part, inputs: list[torch.Tensor]) -> torch.Tensor:
        """Run one layer, and find the extent of its positions."""
        leaves = tuple(each.detach().requires_grad_() for each in inputs)
        output = applied(part, list(leaves))
        self._layers.append(_Kept(part.inputs, leaves, output))
        self.found.append(self._looked_back(output))
        return output.detach()

    def _looked_back(self, output: torch.Tensor) -> Extent:
        """Follow the dependence of an aim at the newest layer back to the input."""
        last = len(self._layers) - 1
        reached = {last: _aim(output)}
        for index in range(last, INPUT, -1):
            aim = reached.pop(index, None)
            if aim is None:
                continue
            for before, seen in self._reached(self._layers[index], aim):
                known = reached.get(before)
                reached[before] = seen if known is None else torch.maximum(known, seen)
            if index == last and len(reached) == 1:
                ((before, seen),) = reached.items()
                if before != INPUT and _is_aimed(seen):  # it looks at the same positions there
                    return self.found[before]
        return _extent(reached[INPUT])

    def _reached(self, layer: _Kept, aim: torch.Tensor) -> Iterator[tuple[int, torch.Tensor]]:
        """Give 1 for every value read that the aim depends on, else 0, by its layer's index."""
        # Uneven weights: the sum of a softmax's outputs, say, depends on nothing.
        uneven = aim * torch.empty_like(aim).uniform_(0.5, 1.5, generator=self._source)
        gradients = torch.autograd.grad(layer.output, layer.leaves, uneven, retain_graph=True)
        for index, gradient in zip(layer.inputs, gradients, strict=True):
            yield index, (gradient != 0).to(gradient.dtype)


def _observed(part: Part) -> Part:
    """Replace what hides a dependence from the gradient."""
    if part.module is None:
        return part
    match part.figures.kind:
        case "maxpool":
            return replace(part, module=_sums(part.figures))
        case "adaptive_maxpool" | "global_maxpool":
            return replace(part, module=torch.nn.AdaptiveAvgPool2d(part.module.output_size))
    if type(part.figures.layer) in FAMILIES["activation"]:
        return replace(part, module=torch.nn.Softsign())
    return part


def _sums(figures: LayerFigures) -> torch.nn.Module:
    """Build the sum of what a max pooling looks at: a filter of ones for each map."""
    layer, (image,) = figures.layer, figures.input_shapes
    if not isinstance(layer, MaxPool) or not isinstance(image, Image):
        raise TypeError(figures.kind)
    filters = Conv(
        filters=image.channels,
        kernel=layer.kernel,
        stride=layer.stride or layer.kernel,
        padding=layer.padding,
        dilation=layer.dilation,
        rounding=layer.rounding,
        groups=image.channels,
        bias=False,
    )
    return conv(filters, (image,))


def _make_positive(parameter: torch.Tensor, source: torch.Generator) -> None:
    """Fill a parameter with positive numbers; those of one output value have a sum of about 1."""
    read = parameter[0].numel() if parameter.dim() > 1 else 1
    parameter.detach().uniform_(0.5, 1.5, generator=source).div_(read)


def _aim(output: torch.Tensor) -> torch.Tensor:
    """Point at one position in each example, in all its maps, and at all of a vector."""
    if output.dim() == _VECTOR:
        return torch.ones_like(output)
    aim = torch.zeros_like(output)
    rows, columns = (positions(size) for size in output.shape[2:])
    for example, (row, column) in enumerate(zip(rows, columns, strict=True)):
        aim[example, :, row, column] = 1
    return aim


def _is_aimed(reached: torch.Tensor) -> bool:
    """Whether what is reached is just what an aim at the same layer points at."""
    if reached.dim() == _VECTOR:
        return bool((reached != 0).all())
    places = (tuple((each, each) for each in positions(size)) for size in reached.shape[2:])
    return _extent(reached) == Extent(*places)


_VECTOR = 2
"""Axes of a batch of vectors."""


def _extent(reached: torch.Tensor) -> Extent:
    """See where a tensor of (POSITIONS, C, H, W) is not 0."""
    seen = (reached != 0).any(dim=1)
    return Extent(
        rows=tuple(_ends(each) for each in seen.any(dim=2)),
        columns=tuple(_ends(each) for each in seen.any(dim=1)),
    )


def _ends(seen: torch.Tensor) -> tuple[int, int] | None:
    """Give the first and last index that is seen."""
    indices = seen.nonzero().flatten().tolist()
    return (indices[0], indices[-1]) if indices else None
