"""What an analysis found: finished, frozen figures, each with its derivation.

    >>> import cnncalc
    >>> analysis = cnncalc.analyze("alexnet")
    >>> print(analysis.layers["conv1"].parameters)
    parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944
    >>> int(analysis.totals.parameters)
    60965224
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from cnncalc.analysis.data import analysis_data
from cnncalc.derivation import Expression, Leaf, constant, total
from cnncalc.layers.layer import NOTHING, WHOLE, Window, values_of
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from cnncalc.analysis.receptive import ReceptiveField
    from cnncalc.layers.layer import Layer, Learned, Sort, Work
    from cnncalc.shape import Shape

__all__ = ["Analysis", "LayerFigures", "Layers", "Totals"]

BYTES_PER_VALUE = 4
"""A float32, unless another size is asked for."""

PER_MAC = constant("a multiplication and an addition", 2)


@dataclass(frozen=True, slots=True)
class LayerFigures:
    """One layer of a network and all that follows from its kind, fields and input shapes."""

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

    @property
    def kind(self) -> str:
        """The kind's word in a spec."""
        return self.layer.kind

    @property
    def window(self) -> Window | None:
        """The window that slides over the input, if there is one."""
        window = self.layer.window(self.input_shapes)
        return None if window == WHOLE or not isinstance(window, Window) else window

    @property
    def source(self) -> str:
        """Where the kind's formulas come from, out of its docstring."""
        return self._documented("source")

    @property
    def parameters(self) -> Quantity:
        """Weights and biases together."""
        return Quantity("parameters", self.learned.parameters, "", self.source)

    @property
    def weights(self) -> Quantity:
        """Weights alone; batch normalization's gamma is one."""
        return Quantity("weights", self.learned.weights, "", self.source)

    @property
    def biases(self) -> Quantity:
        """Biases alone; batch normalization's beta is one."""
        return Quantity("biases", self.learned.biases, "", self.source)

    @property
    def fixed(self) -> Quantity:
        """Values that are stored and not trained."""
        return Quantity("fixed", self.learned.fixed, "", self.source)

    @property
    def macs(self) -> Quantity:
        """Multiply-accumulates of one forward pass over one example, biases not counted."""
        count = self.work_by_sort.get("multiply_add", NOTHING) if self.layer.weighted else NOTHING
        return Quantity("macs", count, "MAC", self.source)

    @property
    def flops(self) -> Quantity:
        """Two for each MAC."""
        macs = self.macs.derivation
        count = PER_MAC * macs if macs.value else NOTHING
        return Quantity("flops", count, "FLOP", "2 for each MAC, as torch.utils.flop_counter")

    @property
    def bias_adds(self) -> Quantity:
        """Additions of a bias, one for each output value that has one."""
        return Quantity("bias_adds", self.work_by_sort.get("bias_add", NOTHING), "", self.source)

    @property
    def connections(self) -> Quantity:
        """Inputs read over all output values, and one for each bias added."""
        return Quantity("connections", self.connection_count, "", "LeCun et al. 1998, section II.B")

    @property
    def outputs(self) -> Quantity:
        """Output values."""
        return Quantity("outputs", values_of(self.output_shape), "", "CS231n")

    @property
    def neurons(self) -> Quantity:
        """Output values, of a layer with weights (convolution, dense and their relatives)."""
        count = values_of(self.output_shape) if self.layer.weighted else NOTHING
        return Quantity("neurons", count, "", "Krizhevsky et al. 2012")

    @property
    def activations(self) -> Quantity:
        """Output values that have memory of their own; none of an activation or a view."""
        count = values_of(self.output_shape) if self.layer.stored else NOTHING
        return Quantity("activations", count, "", "CS231n, Convolutional Networks")

    @property
    def activation_bytes(self) -> Quantity:
        """Memory of the activations."""
        each = Leaf("bytes a value", self.bytes_per_value, "B")
        count = self.activations.derivation
        return Quantity(
            "activation_bytes", count * each if count.value else NOTHING, "B", "CS231n"
        )

    def work(self, sort: Sort) -> Quantity:
        """Give the arithmetic of one sort: additions, comparisons, exponentials, ..."""
        return Quantity(sort, self.work_by_sort.get(sort, NOTHING), "", self._documented("work"))

    def quantities(self) -> Iterator[tuple[str, Quantity]]:
        """Give every figure of the layer by its dotted name: output.height, parameters, ..."""
        for axis, size in self.sizes.items():
            yield f"output.{axis}", Quantity(f"output {axis}", size, "", self.source)
        for name in COUNTED:
            yield name, getattr(self, name)
        for sort in self.work_by_sort:
            yield f"work.{sort}", self.work(sort)
        if self.receptive_field:
            for side in ("height", "width"):
                axis_field = getattr(self.receptive_field, side)
                for part, expression in axis_field._asdict().items():
                    if expression is not None:
                        yield (
                            f"receptive_field.{part}.{side}",
                            Quantity(f"receptive field {part} ({side})", expression, "", ARAUJO),
                        )

    def _documented(self, line: str) -> str:
        """The text of a line such as `source:` of the kind's docstring."""
        for each in (type(self.layer).__doc__ or "").splitlines():
            name, colon, text = each.strip().partition(": ")
            if colon and name == line:
                return text
        return ""


ARAUJO = "Araujo, Norris & Sim 2019"

COUNTED = (
    "parameters",
    "weights",
    "biases",
    "fixed",
    "macs",
    "flops",
    "bias_adds",
    "connections",
    "neurons",
    "outputs",
    "activations",
    "activation_bytes",
)
"""The figures that are counted for each layer, and add up to a network's."""


class Layers(dict[str, LayerFigures]):
    """The layers of a network in order, by name; iterating gives the names, as of any mapping."""


@dataclass(frozen=True)
class Totals:
    """The figures of a whole network: each a sum of its layers'."""

    layers: tuple[LayerFigures, ...]
    input_shape: Shape

    def __getattr__(self, name: str) -> Quantity:
        """Give the sum of a counted figure over all layers: totals.parameters, totals.macs, ..."""
        if name not in COUNTED:
            raise AttributeError(name)
        return self._sum(name)

    def _sum(self, name: str) -> Quantity:
        figures = [(each, getattr(each, name)) for each in self.layers]
        terms = [Leaf(each.name, part.value, each.name) for each, part in figures if part.value]
        unit = figures[0][1].unit if figures else ""
        return Quantity(name, total(terms) if terms else NOTHING, unit, "the sum of the layers")

    @cached_property
    def work(self) -> Mapping[Sort, int]:
        """All arithmetic by sort."""
        sums: dict[Sort, int] = {}
        for each in self.layers:
            for sort, count in each.work_by_sort.items():
                sums[sort] = sums.get(sort, 0) + int(count)
        return sums

    @property
    def input_activations(self) -> Quantity:
        """The values of the input itself."""
        return Quantity("input_activations", Leaf("input values", self.input_shape.values, "N_0"))

    @property
    def layer_count(self) -> int:
        """How many layers there are, activations and poolings among them."""
        return len(self.layers)

    @property
    def weight_layers(self) -> int:
        """How many layers have weights that are multiplied: the 16 of VGG-16."""
        return sum(each.layer.weighted for each in self.layers)

    def share(self, name: str, kinds: frozenset[str]) -> Fraction:
        """Give the part of a total, from 0 to 1, that layers of some kinds hold."""
        whole = int(getattr(self, name))
        part = sum(int(getattr(each, name)) for each in self.layers if each.kind in kinds)
        return Fraction(part, whole) if whole else Fraction(0)


@dataclass(frozen=True)
class Analysis:
    """Everything that was found about one network."""

    name: str
    title: str
    input_shape: Shape
    layers: Layers
    outputs: tuple[str, ...]
    """The names of the layers whose outputs are the network's results."""
    warnings: tuple[str, ...] = ()

    @cached_property
    def totals(self) -> Totals:
        """The figures of the whole network."""
        return Totals(tuple(self.layers.values()), self.input_shape)

    def as_json(self, *, derivations: bool = False) -> dict[str, Any]:
        """Give everything as plain data, ready for `json.dumps`; counts are exact ints."""
        return analysis_data(self, derivations=derivations)
