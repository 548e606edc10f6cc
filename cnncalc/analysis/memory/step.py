"""The memory that PyTorch allocates for a network, predicted without PyTorch.

    >>> found = predicted(cnncalc.analyze("alexnet-torchvision"), Setup(batch=8, optimizer="adam"))
    >>> found.second_step.bytes, found.second_step.at
    (1226871296, Place(layer='optimizer', phase='optimizer'))

docs/memory-model.md states the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.memory.backward import Backward
from cnncalc.analysis.memory.ledger import Ledger
from cnncalc.analysis.memory.optimizer import OptimizerState
from cnncalc.analysis.memory.prediction import Event, Peak, Place, Prediction
from cnncalc.analysis.memory.setup import Setup
from cnncalc.analysis.memory.tape import Tape, Value, sized
from cnncalc.layers.operation import Keep, Kept, Operation, Space
from cnncalc.shape import Vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.shape import Shape

__all__ = ["Event", "Peak", "Place", "Prediction", "Setup", "predicted"]

BLOCK = 512
"""The block that a GPU's allocator rounds up to."""


def predicted(analysis: Analysis, setup: Setup) -> Prediction:
    """Predict the peaks of inference, and of the first and second step of training."""
    layers = tuple(analysis.layers.values())
    kept = [each.layer.kept(each.input_shapes, each.output_shape) for each in layers]
    plan = _Plan(analysis, setup, layers, kept)
    ledger = Ledger(BLOCK if setup.rules == "cuda" else 1)
    for each in kept:
        for needed in (*each.parameters, *each.fixed):
            ledger.allocated(sized(needed, setup), "parameters")
    size = Space(analysis.input_shape.values)
    batch = ledger.allocated(sized(size, setup), "input")
    first = Value(batch, sized(size, setup), own=False)
    for shape in plan.results:
        ledger.allocated(sized(_classes(shape), setup), "input")
    base, requested = ledger.live, ledger.requested
    ledger.start()
    for value in _forward(plan, Tape(ledger, setup, records=False), first):
        ledger.release(value.storage)
    inference = ledger.peak()
    sizes = [
        sized(needed, setup)
        for layer, each in zip(layers, kept, strict=True)
        if layer.trainable
        for needed in each.parameters
    ]
    optimizer = None if setup.optimizer == "none" else OptimizerState(sizes, setup, ledger)
    steps = [_step(plan, ledger, first, optimizer) for _ in range(2)]
    return Prediction(setup, base, requested, inference, *steps)


class _Plan(NamedTuple):
    """What is run: the layers in order, and what each keeps."""

    analysis: Analysis
    setup: Setup
    layers: Sequence[LayerFigures]
    kept: Sequence[Kept]

    @property
    def results(self) -> list[Shape]:
        """The shapes of the network's results."""
        return [self.analysis.layers[name].output_shape for name in self.analysis.outputs]


def _step(plan: _Plan, ledger: Ledger, first: Value, optimizer: OptimizerState | None) -> Peak:
    """Go through one step of training; gradients are let go at its end."""
    ledger.start()
    tape = Tape(ledger, plan.setup, records=True)
    outputs = _forward(plan, tape, first)
    losses = [
        tape.run("loss", _cross_entropy(shape), [output])
        for shape, output in zip(plan.results, outputs, strict=True)
    ]
    loss = tape.run("loss", _total(len(losses)), losses)
    for each in losses:
        ledger.release(each.storage)
    backward = Backward(tape)
    backward.run(loss)
    if optimizer and backward.gradients:
        optimizer.step()
    peak = ledger.peak()
    for value in (*outputs, loss):
        ledger.release(value.storage)
    for gradient in backward.gradients:
        ledger.release(gradient)
    return peak


def _forward(plan: _Plan, tape: Tape, first: Value) -> list[Value]:
    """Run all layers, each value let go after its last use; give the results."""
    last: dict[str, str] = {}
    for layer in plan.layers:
        last[layer.name] = layer.name
        last.update(dict.fromkeys(layer.inputs, layer.name))
    ending: dict[str, list[str]] = {}
    for name, user in last.items():
        if name != "input" and name not in plan.analysis.outputs:
            ending.setdefault(user, []).append(name)
    values: dict[str, Value] = {"input": first}
    for layer, kept in zip(plan.layers, plan.kept, strict=True):
        inputs = [values[each] for each in layer.inputs]
        done = ending.get(layer.name, ())
        values[layer.name] = tape.run(
            layer.name,
            kept,
            inputs,
            trainable=layer.trainable,
            spare=all(each in done for each in layer.inputs),
        )
        for name in done:
            tape.ledger.release(values.pop(name).storage)
    return [values[each] for each in plan.analysis.outputs]


def _classes(shape: Shape) -> Space:
    """The class of each example, or of each position of an image."""
    return Space(1 if isinstance(shape, Vector) else shape.height * shape.width, "index")


def _cross_entropy(shape: Shape) -> Kept:
    """The cross-entropy with the right class: a log-softmax, and the mean of the values picked."""
    values = Space(shape.values)
    return Kept(
        (
            Operation((0,), values, (Keep(1),)),
            Operation((1,), _ONE, (Keep(1),), extra=(_ONE,)),
        )
    )


def _total(losses: int) -> Kept:
    """The sum of some losses; one alone is handed on."""
    pairs = [(each - 1 if each == 1 else losses + each - 2, each) for each in range(1, losses)]
    return Kept(tuple(Operation(pair, _ONE, passes="same") for pair in pairs))


_ONE = Space(1, per_example=False)
