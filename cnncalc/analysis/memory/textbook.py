"""The lecture's estimate of memory: three sources, each counted in values and then in bytes.

    >>> vgg16 = textbook(cnncalc.analyze("vgg16"), Setup(optimizer="momentum"))
    >>> print(vgg16.terms["activations"].values)
    activations = N*A = 1*15,087,080 = 15,087,080
    >>> int(vgg16.of("parameters").value) // 138_357_544
    3

CS231n, "Computational considerations": the activations and their gradients; the parameters, their
gradients and what the optimizer keeps of each; and the batch of images itself. It counts every
value once, whatever a program frees on the way, and nothing that a program needs beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from cnncalc.analysis.memory.freezing import passage
from cnncalc.derivation import Leaf, total
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.analysis.memory.setup import Optimizer, Setup
    from cnncalc.analysis.result import Analysis
    from cnncalc.derivation import Expression

__all__ = [
    "COPIES",
    "SOURCES",
    "Holding",
    "Source",
    "Term",
    "Textbook",
    "estimate",
    "textbook",
]

COPIES: Mapping[Optimizer, int] = MappingProxyType(
    {
        "none": 0,
        "sgd": 0,
        "momentum": 1,
        "rmsprop": 1,
        "adagrad": 1,
        "adam": 2,
        "adamw": 2,
    }
)
"""The values that an optimizer keeps of each parameter: a velocity, a mean of squares, or both."""

Source = Literal["activations", "parameters", "input"]
SOURCES: tuple[Source, ...] = get_args(Source)
"""What the lecture tells to keep track of, in its order."""

CITED = "CS231n, Convolutional Networks, Computational considerations"


class Term(NamedTuple):
    """One addend of the estimate: of which source, what it is, and how much."""

    source: Source
    meaning: str
    values: Quantity
    bytes: Quantity


@dataclass(frozen=True)
class Textbook:
    """The estimate for one batch: its terms by name, in the order of the lecture."""

    setup: Setup
    training: bool
    terms: Mapping[str, Term]

    @property
    def total(self) -> Quantity:
        """All bytes."""
        return Quantity("total", _sum(self.terms), "B", CITED)

    def of(self, source: Source) -> Quantity:
        """Give the values of one of the three sources."""
        found = {name: each for name, each in self.terms.items() if each.source == source}
        values = total(Leaf(n, each.values.value, n) for n, each in found.items())
        return Quantity(source, values, "", CITED)


def textbook(analysis: Analysis, setup: Setup, *, training: bool = True) -> Textbook:
    """Estimate the memory of a network as CS231n does, for a step of training or for inference.

    Of the setup the batch, the type and the optimizer count. A frozen layer (`trainable` false) has
    no gradients and no copies of the optimizer, and what it gives is kept only where the gradient
    of a later layer needs it.
    """
    return estimate(_holding(analysis), setup, training=training)


class Holding(NamedTuple):
    """The numbers of values that an estimate is made of; activations are those of one example."""

    activations: int
    kept: int
    """Activations that a step of training keeps, and ..."""
    reached: int
    """... those that have a gradient."""
    parameters: int
    trained: int
    fixed: int
    input: int
    received: int = 0
    """Activations of other devices that are copied to this one."""
    received_gradients: int = 0
    frozen: bool = False
    """Whether some layer with parameters is not trained."""


def estimate(holding: Holding, setup: Setup, *, training: bool) -> Textbook:
    """Estimate the memory of what is held."""
    counted = _training(holding, setup) if training else _inference(holding, setup)
    width = Leaf("bytes a value", setup.bytes_per_value, "B")
    terms = {
        name: Term(
            source,
            meaning,
            Quantity(name, values, "", CITED),
            Quantity(f"{name}_bytes", values * width, "B", CITED),
        )
        for name, source, meaning, values in counted
        if values.value
    }
    return Textbook(setup, training, MappingProxyType(terms))


def _holding(analysis: Analysis) -> Holding:
    layers, totals, through = analysis.layers, analysis.totals, passage(analysis)
    return Holding(
        activations=int(totals.activations),
        kept=sum(int(layers[each].activations) for each in through.kept),
        reached=sum(int(layers[each].activations) for each in through.reached),
        parameters=int(totals.parameters),
        trained=sum(int(each.parameters) for each in layers.values() if each.trainable),
        fixed=int(totals.fixed),
        input=analysis.input_shape.values,
        frozen=through.frozen,
    )


class _Counted(NamedTuple):
    """A term before its bytes."""

    name: str
    source: Source
    meaning: str
    values: Expression


def _inference(holding: Holding, setup: Setup) -> Iterator[_Counted]:
    """What is there without gradients: every activation, every parameter, the input."""
    examples = _examples(setup)
    activations = examples * Leaf("activations of one example", holding.activations, "A")
    yield _Counted("activations", "activations", "outputs of the layers", activations)
    received = examples * Leaf("activations received for one example", holding.received, "R")
    yield _Counted("received", "activations", "copies received", received)
    yield from _stored(holding)
    yield _input(holding, setup)


def _training(holding: Holding, setup: Setup) -> Iterator[_Counted]:
    """What a step of training holds: gradients of the same sizes, and the optimizer's copies."""
    yield from _kept(holding, setup)
    yield from _stored(holding)
    trained = Leaf("parameters", holding.parameters, "P")
    if holding.frozen:
        trained = Leaf("parameters that are trained", holding.trained, "P_t")
    yield _Counted("parameter_gradients", "parameters", "gradients of parameters", trained)
    copies = Leaf(
        f"values that {setup.optimizer} keeps of each parameter", COPIES[setup.optimizer], "c"
    )
    yield _Counted("optimizer", "parameters", f"what {setup.optimizer} keeps", copies * trained)
    yield _input(holding, setup)


def _kept(holding: Holding, setup: Setup) -> Iterator[_Counted]:
    """The activations that a step holds on to, and their gradients."""
    examples = _examples(setup)
    kept = reached = Leaf("activations of one example", holding.activations, "A")
    if holding.frozen:
        kept = Leaf("activations of one example that are kept", holding.kept, "A_k")
        meaning = "activations of one example that a gradient reaches"
        reached = Leaf(meaning, holding.reached, "A_g")
    yield _Counted("activations", "activations", "outputs of the layers", examples * kept)
    yield _Counted(
        "activation_gradients", "activations", "gradients of outputs", examples * reached
    )
    received = Leaf("activations received for one example", holding.received, "R")
    yield _Counted("received", "activations", "copies received", examples * received)
    back = Leaf("gradients of what is received", holding.received_gradients, "R_g")
    yield _Counted("received_gradients", "activations", "gradients of copies", examples * back)


def _stored(holding: Holding) -> Iterator[_Counted]:
    """The parameters, and what is stored beside them and not trained."""
    parameters = Leaf("parameters", holding.parameters, "P")
    yield _Counted("parameters", "parameters", "weights and biases", parameters)
    fixed = Leaf("values that are stored and not trained", holding.fixed, "X")
    yield _Counted("fixed", "parameters", "fixed values", fixed)


def _input(holding: Holding, setup: Setup) -> _Counted:
    values = Leaf("values of one input", holding.input, "I")
    return _Counted("input", "input", "the batch", _examples(setup) * values)


def _examples(setup: Setup) -> Leaf:
    return Leaf("examples in the batch", setup.batch, "N")


def _sum(terms: Mapping[str, Term]) -> Expression:
    return total(Leaf(name, each.bytes.value, name) for name, each in terms.items())
