"""Adaptive and global pooling (https://docs.pytorch.org/docs/stable/nn.html#pooling-layers)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import nn

if TYPE_CHECKING:
    from cnncalc.layers.adaptive import (
        AdaptiveAvgPool,
        AdaptiveMaxPool,
        GlobalAvgPool,
        GlobalMaxPool,
    )
    from cnncalc.shape import Image

__all__ = ["adaptive_avgpool", "adaptive_maxpool", "global_avgpool", "global_maxpool"]


def adaptive_avgpool(layer: AdaptiveAvgPool, inputs: tuple[Image]) -> nn.Module:  # noqa: ARG001
    """Build the mean of as many windows as are asked for."""
    return nn.AdaptiveAvgPool2d(tuple(layer.output_))


def adaptive_maxpool(layer: AdaptiveMaxPool, inputs: tuple[Image]) -> nn.Module:  # noqa: ARG001
    """Build the largest value of as many windows as are asked for."""
    return nn.AdaptiveMaxPool2d(tuple(layer.output_))


def global_avgpool(layer: GlobalAvgPool, inputs: tuple[Image]) -> nn.Module:  # noqa: ARG001
    """Build the mean of each map."""
    return nn.AdaptiveAvgPool2d(1)


def global_maxpool(layer: GlobalMaxPool, inputs: tuple[Image]) -> nn.Module:  # noqa: ARG001
    """Build the largest value of each map."""
    return nn.AdaptiveMaxPool2d(1)
