"""One network, built in PyTorch, run, and compared: the whole of `cnncalc verify`.

    >>> network = cnncalc.load("alexnet")
    >>> found = verify(network, cnncalc.analyze(network), Conditions(device="meta", backward=True))
    >>> [row.verdict for row in found.rows if row.name in {"conv1", "conv2"}]
    ['agrees', 'known fault']

It leaves no trace: default dtype, device, seed, threads and grad mode are as they were, no hook
stays, and no file is written or fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch

from cnncalc.analysis.memory.step import Setup, predicted
from cnncalc.diagnostic import CannotRunError
from cnncalc.shape import Image
from cnncalc.verify.assembly import assembled, placed
from cnncalc.verify.comparison import checks, gradients
from cnncalc.verify.device import called, chosen_device, threads
from cnncalc.verify.extent import predicted_fields
from cnncalc.verify.measurement import measured
from cnncalc.verify.peak import OPTIMIZER, Memory, compared, context_bytes, peaks
from cnncalc.verify.receptive import POSITIONS, extents, observed
from cnncalc.verify.result import Check, Conditions, Row, Surroundings, Verification
from cnncalc.verify.room import require_room
from cnncalc.verify.stop import at, out_of_memory
from cnncalc.verify.timing import milliseconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.memory.prediction import Prediction
    from cnncalc.analysis.result import Analysis
    from cnncalc.shape import Shape
    from cnncalc.spec.graph import Network
    from cnncalc.verify.extent import Extent, Field
    from cnncalc.verify.measurement import Measured

__all__ = ["verify"]


@at("the preparation")
def verify(
    network: Network, analysis: Analysis, conditions: Conditions | None = None
) -> Verification:
    """Compare the analysis of a network with what PyTorch makes of the same network.

    Raises CannotRunError where the device is not there or has no room (what is known beforehand is
    refused before anything is allocated), InterruptedRunError on Ctrl-C.
    """
    conditions = conditions or Conditions()
    device = chosen_device(conditions.device)
    layers = tuple(analysis.layers.values())
    fields = _fields(network, analysis, device, conditions)
    run = _run(network, analysis, device, conditions)
    needed = gradients(network, layers)
    rows = [
        Row(
            layer.name,
            layer.kind,
            layer.output_shape,
            checks(layer, found, conditions, gradient, field),
            found.refusal,
            time,
        )
        for layer, found, gradient, field, time in zip(
            layers, run.found, needed, fields, run.times, strict=True
        )
    ]
    memory = _predicted(analysis, conditions) if run.memory.passes else None
    totals, size = analysis.totals, getattr(torch, conditions.dtype).itemsize
    activations = int(totals.activations) + int(totals.input_activations)
    return Verification(
        name=analysis.name,
        title=analysis.title,
        input_shape=network.input_shape,
        surroundings=Surroundings(
            torch.__version__, called(device), conditions.dtype, conditions.batch, threads(device)
        ),
        rows=tuple(rows),
        parameter_bytes=(int(totals.parameters) + int(totals.fixed)) * size,
        activation_bytes=activations * conditions.batch * size,
        peaks=run.memory.passes if memory is None else compared(run.memory.passes, memory),
        untrained=run.memory.untrained,
        base_bytes=None if memory is None else memory.base_requested,
        context_bytes=context_bytes(device) if run.memory.passes else None,
    )


def _predicted(analysis: Analysis, conditions: Conditions) -> Prediction:
    """Predict the memory of the passes that are measured on a GPU."""
    setup = Setup(batch=conditions.batch, dtype=conditions.dtype, optimizer=OPTIMIZER)
    return predicted(analysis, setup)


class _Run(NamedTuple):
    """What came of running the layers."""

    found: Sequence[Measured]
    times: Sequence[float | None]
    memory: Memory


def _run(
    network: Network, analysis: Analysis, device: torch.device, conditions: Conditions
) -> _Run:
    """Build the network, and run it: to count, then for the time, then on a GPU for the memory."""
    shape, batch, dtype = network.input_shape, conditions.batch, getattr(torch, conditions.dtype)
    assembly = assembled(network, analysis)
    require_room(
        assembly,
        shape,
        device,
        batch=batch,
        bytes_per_value=dtype.itemsize,
        backward=conditions.backward,
    )
    first = _inputs(shape, batch, device, dtype)
    found = measured(placed(assembly, device, dtype), first, backward=conditions.backward)
    pairs = zip(assembly.parts, found, strict=True)
    whole = all(each.output_shape == part.figures.output_shape.axes for part, each in pairs)
    if device.type == "meta" or not whole:
        return _Run(found, (None,) * len(found), Memory({}))
    times = milliseconds(assembly, first)
    return _Run(found, times, peaks(assembly, first) if device.type == "cuda" else Memory({}))


def _inputs(shape: Shape, batch: int, device: torch.device, dtype: torch.dtype) -> torch.Tensor:
    """Give a batch of inputs, the same every time: (N, C, H, W), or (N, L)."""
    with at("the input"):
        first = torch.empty((batch, *shape.axes), device=device, dtype=dtype)
        if device.type != "meta":
            first.normal_(generator=torch.Generator(device).manual_seed(1))
    return first


def _fields(
    network: Network, analysis: Analysis, device: torch.device, conditions: Conditions
) -> Sequence[Check | None]:
    """Compare the receptive fields where that is asked for and the network's input is an image."""
    image, layers = network.input_shape, tuple(analysis.layers.values())
    if not conditions.receptive_field or not isinstance(image, Image):
        return (None,) * len(layers)
    if device.type == "meta":
        message = (
            "receptive fields are measured by a run, and on the meta device nothing runs; "
            "`--device cpu` does"
        )
        raise CannotRunError(message)
    seen: Sequence[Extent | None] = (None,) * len(layers)
    copy = observed(network, analysis)
    require_room(copy, image, device, batch=POSITIONS, bytes_per_value=_SINGLE, keep=True)
    if copy.complete:
        try:
            seen = extents(copy, image, device)
        except (RuntimeError, ValueError) as error:  # the row of the layer says what it is
            if out_of_memory(error):
                raise
    predicted = predicted_fields(network, layers)
    return tuple(_field_check(*each) for each in zip(predicted, seen, strict=True))


def _field_check(predicted: Field | None, seen: Extent | None) -> Check:
    if predicted is None or seen is None:
        return Check(predicted and predicted.extent, seen)
    return Check(predicted.explained(seen), seen)


_SINGLE = 4
"""Bytes of a number in single precision, in which fields are measured."""
