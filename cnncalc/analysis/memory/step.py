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
from cnncalc.analysis.memory.tape import Tape
from cnncalc.analysis.memory.tensor import Value, sized
from cnncalc.layers.operation import Keep, Kept, Operation, Space
from cnncalc.shape import Vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.shape import Shape

__all__ = ["Event", "Peak", "Place", "Plan", "Prediction", "Run", "Setup", "predicted"]

BLOCK = 512
"""The block that a GPU's allocator rounds up to."""


def predicted(analysis: Analysis, setup: Setup) -> Prediction:
    """Predict the peaks of inference, and of the first and second step of training."""
    run = Run(Plan.of(analysis), setup)
    base, requested = run.ledger.live, run.ledger.requested
    return Prediction(setup, base, requested, run.inference(), *run.steps())


class Plan(NamedTuple):
    """What is run, under whatever setup."""

    layers: Sequence[LayerFigures]
    """In order."""
    kept: Sequence[Kept]
    """What each layer keeps."""
    ending: Mapping[str, Sequence[str]]
    """The values that no layer after one reads, by its name; results stay."""
    outputs: Sequence[str]
    results: Sequence[Shape]
    """The shapes of the outputs."""
    input_shape: Shape

    @classmethod
    def of(cls, analysis: Analysis) -> Plan:
        """Make the plan of a network."""
        layers = tuple(analysis.layers.values())
        kept = [each.layer.kept(each.input_shapes, each.output_shape) for each in layers]
        last: dict[str, str] = {}
        for layer in layers:
            last[layer.name] = layer.name
            last.update(dict.fromkeys(layer.inputs, layer.name))
        ending: dict[str, list[str]] = {}
        for name, user in last.items():
            if name != "input" and name not in analysis.outputs:
                ending.setdefault(user, []).append(name)
        results = [analysis.layers[name].output_shape for name in analysis.outputs]
        return cls(layers, kept, ending, analysis.outputs, results, analysis.input_shape)


class Run:
    """A network in memory under a setup, with a batch: inference, or training, and their peaks."""

    def __init__(self, plan: Plan, setup: Setup) -> None:
        """Allocate parameters, fixed values, the batch and its classes."""
        self._plan, self._setup = plan, setup
        self.ledger = Ledger(BLOCK if setup.rules == "cuda" else 1)
        for each in plan.kept:
            for needed in (*each.parameters, *each.fixed):
                self.ledger.allocated(sized(needed, setup), "parameters")
        size = sized(Space(plan.input_shape.values), setup)
        self._first = Value(self.ledger.allocated(size, "input"), size, own=False)
        for shape in plan.results:
            self.ledger.allocated(sized(_classes(shape), setup), "input")

    def inference(self) -> Peak:
        """Give the peak of a forward pass without gradients."""
        self.ledger.start()
        for value in self._forward(Tape(self.ledger, self._setup, records=False)):
            self.ledger.release(value.storage)
        return self.ledger.peak()

    def steps(self) -> tuple[Peak, Peak]:
        """Give the peaks of the first step of training, and of each after it."""
        sizes = [
            sized(needed, self._setup)
            for layer, each in zip(self._plan.layers, self._plan.kept, strict=True)
            if layer.trainable
            for needed in each.parameters
        ]
        optimizer = None
        if self._setup.optimizer != "none":
            optimizer = OptimizerState(sizes, self._setup, self.ledger)
        return self._step(optimizer), self._step(optimizer)

    def _step(self, optimizer: OptimizerState | None) -> Peak:
        """Go through one step of training; gradients are let go at its end."""
        self.ledger.start()
        tape = Tape(self.ledger, self._setup, records=True)
        outputs = self._forward(tape)
        losses = [
            tape.run("loss", _cross_entropy(shape), [output])
            for shape, output in zip(self._plan.results, outputs, strict=True)
        ]
        loss = tape.run("loss", _total(len(losses)), losses)
        for each in losses:
            self.ledger.release(each.storage)
        backward = Backward(tape)
        backward.run(loss)
        if optimizer and backward.gradients:
            optimizer.step()
        peak = self.ledger.peak()
        for value in (*outputs, loss):
            self.ledger.release(value.storage)
        for gradient in backward.gradients:
            self.ledger.release(gradient)
        return peak

    def _forward(self, tape: Tape) -> list[Value]:
        """Run all layers, each value let go after its last use; give the results."""
        values: dict[str, Value] = {"input": self._first}
        for layer, kept in zip(self._plan.layers, self._plan.kept, strict=True):
            inputs = [values[each] for each in layer.inputs]
            done = self._plan.ending.get(layer.name, ())
            values[layer.name] = tape.run(
                layer.name,
                kept,
                inputs,
                trainable=layer.trainable,
                spare=all(each in done for each in layer.inputs),
            )
            for name in done:
                self.ledger.release(values.pop(name).storage)
        return [values[each] for each in self._plan.outputs]


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
