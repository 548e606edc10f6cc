"""A network over several devices, each with its part of every layer, as AlexNet's two towers.

    >>> halves = split(cnncalc.analyze("alexnet"), 2)
    >>> [(each.layer, each.forward) for each in halves.meetings][:2]
    [('conv3', 43264), ('fc6', 9216)]

Every filter and every unit lies on one device; the image goes to all. Where a layer reads maps that
other devices hold, the devices meet: copies of them cross, and on the way back their gradients.
Krizhevsky, Sutskever & Hinton 2012, section 3.2: "The parallelization scheme that we employ
essentially puts half of the kernels (or neurons) on each GPU, with one additional trick: the GPUs
communicate only in certain layers."
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.memory.freezing import passage
from cnncalc.analysis.memory.part import DIVIDED, REARRANGED, Part, parts_of, shared_sums, wanted
from cnncalc.analysis.memory.textbook import Holding, estimate
from cnncalc.diagnostic import CannotRunError
from cnncalc.layers.convolution import Conv
from cnncalc.layers.rectifier import PRelu
from cnncalc.plain import inert
from cnncalc.suggestion import dividing, listed

if TYPE_CHECKING:
    from cnncalc.analysis.memory.freezing import Passage
    from cnncalc.analysis.memory.setup import Setup
    from cnncalc.analysis.memory.textbook import Textbook
    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.shape import Shape

__all__ = ["Meeting", "Split", "Tower", "split"]


class Meeting(NamedTuple):
    """A layer where devices meet, and the values that cross between them for one example."""

    layer: str
    reads: tuple[str, ...]
    """The layers whose outputs cross, or whose sums do."""
    forward: int
    """Copies of values, over all devices together."""
    backward: int
    """Their gradients, in a step of training; 0 where none passes."""
    sums: bool = False
    """Whether only sums over the maps of each device cross, as for a softmax."""


@dataclass(frozen=True)
class Tower:
    """What one device holds."""

    device: int
    """From 1."""
    holding: Holding

    def textbook(self, setup: Setup, *, training: bool = True) -> Textbook:
        """Give the lecture's estimate of its memory."""
        return estimate(self.holding, setup, training=training)


@dataclass(frozen=True)
class Split:
    """A network over several devices."""

    towers: tuple[Tower, ...]
    meetings: tuple[Meeting, ...]
    apart: tuple[str, ...]
    """The layers with filters or units that read only what their own device made."""


def split(analysis: Analysis, devices: int) -> Split:
    """Divide every layer's filters or units among some devices.

    Raises CannotRunError where they do not divide evenly, with the numbers that would.
    """
    _check(analysis, devices)
    through = passage(analysis)
    held = {"input": parts_of(analysis.input_shape, 1) * devices}
    traffic = _Traffic({"input": list(held["input"])}, [[0, 0] for _ in range(devices)])
    meetings, apart = [], []
    for name, figures in analysis.layers.items():
        own, needs = wanted(figures, [held[each] for each in figures.inputs], devices)
        held[name], traffic.present[name] = own, list(own)
        reads = list(zip(figures.inputs, figures.input_shapes, needs, strict=True))
        copied = [
            (read, traffic.copied(read, shape, need, gradients=read in through.reached))
            for read, shape, need in reads
        ]
        forward = sum(count for _, count in copied)
        backward = sum(count for read, count in copied if read in through.reached)
        if forward:
            crossing = tuple(read for read, count in copied if count)
            meetings.append(Meeting(name, crossing, forward, backward))
        if figures.kind in DIVIDED and not any(
            read == "input" or _lacks(need, held[read]) for read, _, need in reads
        ):
            apart.append(name)
        sums = shared_sums(figures, own) * (devices - 1) * devices
        if sums:
            back = sums if name in through.reached else 0
            meetings.append(Meeting(name, figures.inputs, sums, back, sums=True))
    towers = tuple(
        Tower(device + 1, _holding(analysis, held, device, received, through))
        for device, received in enumerate(traffic.received)
    )
    return Split(towers, tuple(meetings), tuple(apart))


@dataclass(slots=True)
class _Traffic:
    """What has crossed between devices: what is copied once is there for every later layer."""

    present: dict[str, list[Part]]
    """For each output the part that each device holds, its own or a copy."""
    received: list[list[int]]
    """For each device the values, and the gradients, that came from others."""

    def copied(self, read: str, shape: Shape, need: tuple[Part, ...], *, gradients: bool) -> int:
        """Copy what each device lacks of an output, and give how many values that takes."""
        total = 0
        for device, part in enumerate(need):
            missing = part.without(self.present[read][device])
            count = missing.values(shape)
            self.present[read][device] = self.present[read][device].joined(missing)
            self.received[device][0] += count
            self.received[device][1] += count * gradients
            total += count
        return total


def _lacks(need: tuple[Part, ...], held: tuple[Part, ...]) -> bool:
    """Whether some device needs maps that it does not hold itself."""
    return any(each.without(own).size for each, own in zip(need, held, strict=True))


def _holding(
    analysis: Analysis,
    held: dict[str, tuple[Part, ...]],
    device: int,
    received: list[int],
    through: Passage,
) -> Holding:
    """What a device holds of each layer, added up."""
    activations = kept = reached = parameters = trained = fixed = 0
    for name, figures in analysis.layers.items():
        part = held[name][device]
        values = part.values(figures.output_shape) if figures.layer.stored else 0
        activations += values
        kept += values * (name in through.kept)
        reached += values * (name in through.reached)
        learned = _learned(figures, part)
        parameters += learned
        trained += learned * figures.trainable
        fixed += _share(int(figures.fixed), part, figures)
    return Holding(
        activations,
        kept,
        reached,
        parameters,
        trained,
        fixed,
        analysis.input_shape.values,
        received[0],
        received[1],
        through.frozen,
    )


def _learned(figures: LayerFigures, part: Part) -> int:
    """The parameters of the maps or units that a device has."""
    layer, count = figures.layer, int(figures.parameters)
    if isinstance(layer, PRelu) and layer.shared:
        return count
    if isinstance(layer, Conv) and layer.connections_ is not None:
        rows = [len(layer.connections_[each]) for each in part.channels()]
        read = sum(len(each) for each in layer.connections_)
        return int(figures.weights) // read * sum(rows) + _share(int(figures.biases), part, figures)
    return _share(count, part, figures)


def _share(count: int, part: Part, figures: LayerFigures) -> int:
    """As much of a count as the device has of the layer's output."""
    return count * part.values(figures.output_shape) // figures.output_shape.values


def _check(analysis: Analysis, devices: int) -> None:
    """Raise CannotRunError where the filters or units of a layer do not divide."""
    counts = {
        name: each.output_shape.axes[0]
        for name, each in analysis.layers.items()
        if each.kind in DIVIDED | REARRANGED
    }
    uneven = [name for name, count in counts.items() if count % devices]
    if not uneven:
        return
    fits = [each for each in dividing(devices, *counts.values()) if each > 1]
    remedy = f"{listed(fits)} devices would do" if fits else "no number of devices divides all"
    more = f", and of {len(uneven) - 1:,} layers more" if len(uneven) > 1 else ""
    first = uneven[0]
    text = (
        f"the {counts[first]:,} maps or units of {first}{more} do not divide among "
        f"{devices:,} devices; {remedy}"
    )
    raise CannotRunError(inert(text))
