"""The figures of one layer: all that follows from its kind, its fields and its input shapes.

    >>> conv1 = cnncalc.analyze("alexnet").layers["conv1"]
    >>> print(conv1.parameters)
    parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944

Each figure is a `Quantity`, made of the layer's answers when it is asked for. A figure that is
counted is one row of `COUNTED` and one property.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.derivation import Leaf, constant
from cnncalc.layers.layer import NOTHING, Spread, Window, rules_of, values_of
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cnncalc.analysis.receptive import ReceptiveField
    from cnncalc.derivation import Expression
    from cnncalc.layers.layer import Layer, Learned, Sort, Work
    from cnncalc.shape import Shape

__all__ = ["BYTES_PER_VALUE", "COUNTED", "Counted", "LayerFigures"]

BYTES_PER_VALUE = 4
"""A float32, unless another size is asked for."""


@dataclass(frozen=True, slots=True)
class LayerFigures:
    """One layer of a network, and what was found about it."""

    name: str
    """Its name, with the path of block uses before it: conv2/bottleneck1/conv3."""
    path: tuple[str, ...]
    """The block uses it stands in, outermost first."""
    layer: Layer
    inputs: tuple[str, ...]
    """The names of the layers it reads, or `input`."""
    input_shapes: tuple[Shape, ...]
    output_shape: Shape
    sizes: Mapping[str, Expression]
    """The derivation of each size of the output that the layer computes itself."""
    learned: Learned
    work_by_sort: Work
    connection_count: Expression
    receptive_field: ReceptiveField | None
    """None where the network's input is a vector."""
    bytes_per_value: int = BYTES_PER_VALUE
    trainable: bool = True
    blocks: tuple[str, ...] = ()
    """The blocks that the uses of its path are uses of, outermost first."""
    named: bool = False
    """Whether its spec names it; else it is called by its kind and a number."""

    def __repr__(self) -> str:
        parameters = int(self.parameters)
        return f"<{self.name}: {self.kind}, {self.output_shape}, {parameters:,} parameters>"

    @property
    def kind(self) -> str:
        """The kind's word in a spec."""
        return self.layer.kind

    @property
    def window(self) -> Window | None:
        """The window that slides over the input, or is laid out over the output, if any."""
        seeing = self.layer.window(self.input_shapes)
        if isinstance(seeing, Spread):
            return seeing.window
        return seeing if isinstance(seeing, Window) else None

    @property
    def source(self) -> str:
        """Where the kind's formulas come from, out of its docstring."""
        return rules_of(type(self.layer)).get("source", "")

    @property
    def parameters(self) -> Quantity:
        """Weights and biases together."""
        return self._counted("parameters")

    @property
    def weights(self) -> Quantity:
        """Weights alone; batch normalization's gamma is one."""
        return self._counted("weights")

    @property
    def biases(self) -> Quantity:
        """Biases alone; batch normalization's beta is one."""
        return self._counted("biases")

    @property
    def fixed(self) -> Quantity:
        """Values that are stored and not trained."""
        return self._counted("fixed")

    @property
    def macs(self) -> Quantity:
        """Multiply-accumulates of one forward pass over one example, biases not counted."""
        return self._counted("macs")

    @property
    def flops(self) -> Quantity:
        """Two for each MAC."""
        return self._counted("flops")

    @property
    def bias_adds(self) -> Quantity:
        """Additions of a bias, one for each output value that has one."""
        return self._counted("bias_adds")

    @property
    def connections(self) -> Quantity:
        """Inputs read over all output values, and one for each bias added."""
        return self._counted("connections")

    @property
    def neurons(self) -> Quantity:
        """Output values, of a layer with weights (convolution, dense and their relatives)."""
        return self._counted("neurons")

    @property
    def outputs(self) -> Quantity:
        """Output values."""
        return self._counted("outputs")

    @property
    def activations(self) -> Quantity:
        """Output values that have memory of their own; none of an activation or a view."""
        return self._counted("activations")

    @property
    def activation_bytes(self) -> Quantity:
        """Memory of the activations."""
        return self._counted("activation_bytes")

    def work(self, sort: Sort) -> Quantity:
        """Give the arithmetic of one sort: additions, comparisons, exponentials, ..."""
        source = rules_of(type(self.layer)).get("work", "")
        return Quantity(sort, self.work_by_sort.get(sort, NOTHING), "", source)

    def quantities(self) -> Iterator[tuple[str, Quantity]]:
        """Give every figure of the layer by its dotted name: output.height, parameters, ..."""
        for axis, size in self.sizes.items():
            yield f"output.{axis}", Quantity(f"output {axis}", size, "", self.source)
        for name in COUNTED:
            yield name, self._counted(name)
        for sort in self.work_by_sort:
            yield f"work.{sort}", self.work(sort)
        if self.receptive_field:
            for side in ("height", "width"):
                axis_field = getattr(self.receptive_field, side)
                for part, expression in axis_field.parts().items():
                    name = f"receptive field {part} ({side})"
                    quantity = Quantity(name, expression, "", "Araujo, Norris & Sim 2019")
                    yield f"receptive_field.{part}.{side}", quantity

    def _counted(self, name: str) -> Quantity:
        count = COUNTED[name]
        return Quantity(name, count.of(self), count.unit, count.source or self.source)


class Counted(NamedTuple):
    """A figure that is counted for each layer, and adds up to a network's."""

    of: Callable[[LayerFigures], Expression]
    """How it is derived from a layer's answers."""
    unit: str = ""
    source: str = ""
    """Where the count comes from; empty where the layer's kind says it."""


def _macs(figures: LayerFigures) -> Expression:
    return figures.work_by_sort.get("multiply_add", NOTHING) if figures.layer.weighted else NOTHING


def _flops(figures: LayerFigures) -> Expression:
    macs = _macs(figures)
    return _PER_MAC * macs if macs.value else NOTHING


def _activations(figures: LayerFigures) -> Expression:
    return values_of(figures.output_shape) if figures.layer.stored else NOTHING


def _activation_bytes(figures: LayerFigures) -> Expression:
    values = _activations(figures)
    if not values.value:
        return NOTHING
    return values * Leaf("bytes a value", figures.bytes_per_value, "B")


_PER_MAC = constant("a multiplication and an addition", 2)

COUNTED: Mapping[str, Counted] = MappingProxyType(
    {
        "parameters": Counted(lambda each: each.learned.parameters),
        "weights": Counted(lambda each: each.learned.weights),
        "biases": Counted(lambda each: each.learned.biases),
        "fixed": Counted(lambda each: each.learned.fixed),
        "macs": Counted(_macs, "MAC"),
        "flops": Counted(_flops, "FLOP", "2 for each MAC, as torch.utils.flop_counter"),
        "bias_adds": Counted(lambda each: each.work_by_sort.get("bias_add", NOTHING)),
        "connections": Counted(
            lambda each: each.connection_count, "", "LeCun et al. 1998, section II.B"
        ),
        "neurons": Counted(
            lambda each: values_of(each.output_shape) if each.layer.weighted else NOTHING,
            "",
            "Krizhevsky et al. 2012",
        ),
        "outputs": Counted(lambda each: values_of(each.output_shape), "", "CS231n"),
        "activations": Counted(_activations, "", "CS231n, Convolutional Networks"),
        "activation_bytes": Counted(_activation_bytes, "B", "CS231n"),
    }
)
"""The counted figures, in the order of every report."""
