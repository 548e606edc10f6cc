"""Pooling in PyTorch (https://docs.pytorch.org/docs/stable/nn.html#pooling-layers).

Where PyTorch's own `padding` (the same on opposite sides, at most half of the kernel) can say
it, its own modules do it, with `ceil_mode` for rounding up. Elsewhere a border is laid around
the image first and every window is whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's documentation calls it so
from torch import nn

from cnncalc.verify.builder.border import Border, border, covering

if TYPE_CHECKING:
    from cnncalc.layers.pooling import AvgPool, L2Pool, MaxPool, Pool, Subsample
    from cnncalc.shape import Image

__all__ = ["avgpool", "l2pool", "maxpool", "subsample"]


def maxpool(layer: MaxPool, inputs: tuple[Image]) -> nn.Module:
    """Build a max pooling; a border holds the least number there is.

    Where the values of a window lie further apart than the image is wide, a window may hold
    nothing but padding. PyTorch then takes the index of a value beyond the image, and the backward
    pass writes there, which ends the process or spoils what lies in memory. Over a border that was
    laid first every window holds something.
    """
    (image,) = inputs
    window = {**_window(layer), "dilation": tuple(layer.dilation)}
    around, whole = _around(layer, image)
    apart = layer.dilation.height > image.height or layer.dilation.width > image.width
    if apart and any(around):
        around, whole = covering(layer, image) if _rounds_up(layer) else around, True
    if not whole:
        return nn.MaxPool2d(padding=around.pair, ceil_mode=_rounds_up(layer), **window)
    return nn.Sequential(nn.ConstantPad2d(around.reversed, float("-inf")), nn.MaxPool2d(**window))


def avgpool(layer: AvgPool, inputs: tuple[Image]) -> nn.Module:
    """Build an average pooling, over the values of a window that count."""
    counts = layer.count_include_pad
    around, whole = _around(layer, inputs[0])
    if not whole:
        return nn.AvgPool2d(
            padding=around.pair,
            ceil_mode=_rounds_up(layer),
            count_include_pad=counts,
            **_window(layer),
        )
    return _Mean(_window(layer), around, border(layer, inputs[0]) if counts else None)


def l2pool(layer: L2Pool, inputs: tuple[Image]) -> nn.Module:
    """Build the root of the sum of squares; `nn.LPPool2d` has no padding, zeros add nothing."""
    around = covering(layer, inputs[0]) if _rounds_up(layer) else border(layer, inputs[0])
    return nn.Sequential(nn.ZeroPad2d(around.reversed), nn.LPPool2d(2, **_window(layer)))


def subsample(layer: Subsample, inputs: tuple[Image]) -> nn.Module:
    """Build LeNet's: the sum of each window, times a coefficient, plus a bias."""
    (image,) = inputs
    around = covering(layer, image) if _rounds_up(layer) else border(layer, image)
    return _Subsample(_window(layer), around, image.channels)


class _Mean(nn.Module):
    """The mean of whole windows, of which only the image and a counted border are values."""

    def __init__(self, window: dict[str, Any], around: Border, counted: Border | None) -> None:
        super().__init__()
        self.window, self.around, self.counted = window, around, counted

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """Give (N, C, H_out, W_out) for maps of (N, C, H, W)."""
        ones = torch.ones_like(maps[:1, :1])
        beyond = self.around
        if self.counted is not None:
            ones = F.pad(ones, self.counted.reversed, value=1.0)
            beyond = Border(*(a - b for a, b in zip(self.around, self.counted, strict=True)))
        return self._sum(maps, self.around) / self._sum(ones, beyond)

    def _sum(self, maps: torch.Tensor, around: Border) -> torch.Tensor:
        return F.avg_pool2d(F.pad(maps, around.reversed), divisor_override=1, **self.window)


class _Subsample(nn.Module):
    """A trained coefficient and bias a map, over the sums of windows."""

    def __init__(self, window: dict[str, Any], around: Border, maps: int) -> None:
        super().__init__()
        self.window, self.around = window, around
        self.coefficient = nn.Parameter(torch.empty(maps, 1, 1))
        self.bias = nn.Parameter(torch.empty(maps, 1, 1))

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """Give (N, C, H_out, W_out) for maps of (N, C, H, W)."""
        padded = F.pad(maps, self.around.reversed)
        sums = F.avg_pool2d(padded, divisor_override=1, **self.window)
        return sums * self.coefficient + self.bias


def _window(layer: Pool) -> dict[str, Any]:
    """The window as PyTorch's arguments; without a stride it moves by its own size."""
    stride = layer.kernel if layer.stride is None else layer.stride
    return {"kernel_size": tuple(layer.kernel), "stride": tuple(stride)}


def _rounds_up(layer: Pool) -> bool:
    """Whether it is `ceil_mode`; under `same` every window is whole already."""
    return layer.rounding == "ceil" and layer.padding != "same"


def _around(layer: Pool, image: Image) -> tuple[Border, bool]:
    """The border, and whether it is laid first, because PyTorch's `padding` cannot say it."""
    around = border(layer, image)
    height, width = layer.kernel
    if around.even and 2 * around.top <= height and 2 * around.left <= width:
        return around, False
    return (covering(layer, image) if _rounds_up(layer) else around), True
