"""Convolutions without shared weights, put together of PyTorch's own parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional

from cnncalc.verify.builder.border import border, covering

if TYPE_CHECKING:
    from cnncalc.layers.local import LocallyConnected
    from cnncalc.shape import Image
    from cnncalc.verify.builder.border import Border

__all__ = ["locally_connected"]


def locally_connected(layer: LocallyConnected, inputs: tuple[Image]) -> nn.Module:
    """Build filters of their own for each position, over the patches that `unfold` cuts out."""
    (image,) = inputs
    rounded_up = layer.rounding == "ceil" and layer.padding != "same"
    around = covering(layer, image) if rounded_up else border(layer, image)
    return _Local(layer, image, around)


class _Local(nn.Module):
    """A product of each patch with the filters of its position."""

    def __init__(self, layer: LocallyConnected, image: Image, around: Border) -> None:
        super().__init__()
        self.border = around.reversed
        self.window = {
            "kernel_size": tuple(layer.kernel),
            "stride": tuple(layer.stride),
            "dilation": tuple(layer.dilation),
        }
        # A convolution of the same window says how many positions there are.
        probe = nn.Conv2d(image.channels, 1, **self.window)
        padded = functional.pad(torch.empty(1, *image.axes), self.border)
        self.rows, self.columns = probe(padded).shape[2:]
        read = image.channels * layer.kernel.height * layer.kernel.width
        positions = self.rows * self.columns
        self.weight = nn.Parameter(torch.empty(positions, layer.filters, read))
        self.bias = (
            nn.Parameter(torch.empty(layer.filters, self.rows, self.columns))
            if layer.bias
            else None
        )

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """Give (N, K, H_out, W_out) for maps of (N, C, H, W)."""
        patches = functional.unfold(functional.pad(maps, self.border), **self.window)
        # (L, K, R) times (L, R, N): a product for each of L positions.
        values = torch.bmm(self.weight, patches.permute(2, 1, 0))
        output = values.permute(2, 1, 0).unflatten(2, (self.rows, self.columns))
        return output if self.bias is None else output + self.bias
