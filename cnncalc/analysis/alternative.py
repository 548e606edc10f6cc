"""What a layer would be if it were built another way, and what it throws away.

A convolution shares its weights over positions and looks through a small window; without the one
it is locally connected, without the other fully connected. Pooling keeps a part of what it reads.
A dense layer flattens an image, and is a convolution with a kernel as large as that image
(all: CS231n).

    >>> conv1 = cnncalc.analyze("alexnet-single").layers["conv1"]
    >>> [print(each.quantity) for each in alternatives(conv1)]
    unshared = (F*F*D + 1)*K*H_out*W_out = (11*11*3 + 1)*96*55*55 = 105,705,600
    fully_connected = (H*W*D + 1)*K*H_out*W_out = (227*227*3 + 1)*96*55*55 = 44,892,355,200
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.derivation import Leaf, constant
from cnncalc.layers.convolution import Conv
from cnncalc.layers.field import Pair
from cnncalc.layers.layer import WHOLE, inputs_read, values_of
from cnncalc.notation import number
from cnncalc.quantity import Quantity
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.analysis.result import LayerFigures
    from cnncalc.derivation import Expression
    from cnncalc.shape import Shape

__all__ = ["Alternative", "alternatives"]

BIAS = constant("the bias of each output value", 1)
ALL = constant("the whole input", 1)

ARCHITECTURE = "CS231n, Convolutional Networks"


class Alternative(NamedTuple):
    """One other way to see a layer."""

    quantity: Quantity
    """Its figure: parameters, a number of values, or the share from 0 to 1 that is discarded."""
    meaning: str
    """What the figure counts, in a sentence without a full stop."""
    factor: Quantity | None = None
    """How many times the layer's own parameters the figure is, where it counts parameters."""


def alternatives(figures: LayerFigures) -> tuple[Alternative, ...]:
    """Give what there is to say: of a convolution, of pooling, of a dense layer; else nothing."""
    (shape, *others), output = figures.input_shapes, figures.output_shape
    seen = figures.layer.window(figures.input_shapes)
    if others or seen is None:
        return ()
    if not figures.layer.weighted:
        images = isinstance(shape, Image) and isinstance(output, Image)
        return _of_pooling(shape, output) if images else ()
    if seen == WHOLE:
        return _of_dense(figures)
    return (_unshared(figures), _fully_connected(figures))


def _unshared(figures: LayerFigures) -> Alternative:
    """Without sharing, every connection is a parameter of its own."""
    count = Quantity("unshared", figures.connection_count, "", ARCHITECTURE)
    neurons = figures.neurons
    read = figures.macs.derivation / neurons.derivation
    reads = f"{number(read.value)} weights" if read.whole else "weights"
    bias = " and a bias" if figures.bias_adds.value else ""
    return Alternative(
        count,
        "parameters without sharing (locally connected): "
        f"each of the {number(neurons.value)} output values has {reads}{bias} of its own"
        + (", as it has now" if count == figures.parameters else ""),
        _factor(count, figures, "parameters without sharing", "N_unshared"),
    )


def _fully_connected(figures: LayerFigures) -> Alternative:
    (shape,) = figures.input_shapes
    read: Expression = inputs_read(shape)
    if figures.learned.biases.value:
        read = read + BIAS
    count = Quantity("fully_connected", read * values_of(figures.output_shape), "", ARCHITECTURE)
    return Alternative(
        count,
        "parameters if it were fully connected: "
        f"each of the {number(figures.neurons.value)} output values sees the whole input of {shape}"
        + (", as it does now" if count == figures.parameters else ""),
        _factor(count, figures, "parameters if fully connected", "N_full"),
    )


def _factor(count: Quantity, figures: LayerFigures, name: str, symbol: str) -> Quantity:
    """Give how many times the parameters of the layer as it is."""
    actual = Leaf("parameters of the layer", figures.parameters.value, "N_layer")
    times = Leaf(name, count.value, symbol) / actual
    return Quantity(f"{count.name}_factor", times, "", "the quotient of the two counts")


def _of_pooling(shape: Shape, output: Shape) -> tuple[Alternative, ...]:
    """Of a window that learns no products, the share of the values that do not come out again."""
    if shape.channels != output.channels or output.values >= shape.values:
        return ()
    share = ALL - values_of(output) / inputs_read(shape)
    return (
        Alternative(
            Quantity("discarded", share, "", f"{ARCHITECTURE} (Pooling Layer)"),
            f"the share of the {number(shape.values)} values coming in that it discards",
        ),
    )


def _of_dense(figures: LayerFigures) -> tuple[Alternative, ...]:
    (shape,), units = figures.input_shapes, figures.output_shape.values
    image = shape if isinstance(shape, Image) else Image(shape.length, 1, 1)
    flattened = Alternative(
        Quantity("flattened", inputs_read(image), "", ARCHITECTURE),
        f"the image of {image} is flattened: the length of the vector that the units read",
    )
    kernel = Pair(image.height, image.width)
    conv = Conv(filters=units, kernel=kernel, bias=bool(figures.learned.biases.value))
    learned = conv.learned((image,), Image(units, 1, 1))
    source = f"{ARCHITECTURE} (Converting FC layers to CONV layers)"
    same = Alternative(
        Quantity("as_convolution", learned.parameters, "", source),
        f"the parameters of the convolution that is the same layer: {number(units)} filters of "
        f"{image.height}x{image.width} over {image}, giving 1x1x{units}",
    )
    return (flattened, same) if shape is image else (same,)
