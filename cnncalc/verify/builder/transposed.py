"""Transposed convolutions (https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import nn

if TYPE_CHECKING:
    from cnncalc.layers.transposed import ConvTranspose
    from cnncalc.shape import Image

__all__ = ["conv_transpose"]


def conv_transpose(layer: ConvTranspose, inputs: tuple[Image]) -> nn.Module:
    """Build a transposed convolution; what `padding` cannot say is cut off afterwards.

    `same` is TensorFlow's: the output is the input times the stride.
    """
    (image,) = inputs
    rows, columns = _edges(layer, 0), _edges(layer, 1)
    added = (rows.added, columns.added)
    options = {
        "kernel_size": tuple(layer.kernel),
        "stride": tuple(layer.stride),
        "dilation": tuple(layer.dilation),
        "groups": layer.groups,
        "bias": layer.bias,
        "output_padding": added,
    }
    if rows.before == rows.after and columns.before == columns.after:
        padding = (rows.before, columns.before)
        return nn.ConvTranspose2d(image.channels, layer.filters, padding=padding, **options)
    whole = nn.ConvTranspose2d(image.channels, layer.filters, **options)
    return nn.Sequential(
        whole, nn.ZeroPad2d((-columns.before, -columns.after, -rows.before, -rows.after))
    )


class _Edges:
    """What is cut off one axis before and after, and what is added to its end."""

    def __init__(self, before: int, after: int, added: int) -> None:
        self.before, self.after, self.added = before, after, added


def _edges(layer: ConvTranspose, axis: int) -> _Edges:
    kernel, stride, dilation = layer.kernel[axis], layer.stride[axis], layer.dilation[axis]
    added = layer.output_padding[axis]
    reach = range(0, kernel * dilation, dilation)[-1] + 1
    match layer.padding:
        case "valid":
            return _Edges(0, 0, added)
        case "half":
            return _Edges((reach - 1) // 2, (reach - 1) // 2, added)
        case "same":
            # All of it is (input - 1)*stride + reach long, and input*stride are to be left.
            beyond = reach - stride
            if beyond < 0:
                return _Edges(0, 0, added - beyond)
            return _Edges(beyond // 2, beyond - beyond // 2, added)
        case sides:
            before, after = sides[2 * axis : 2 * axis + 2]
            return _Edges(before, after, added)
