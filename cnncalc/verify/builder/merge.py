"""Layers that join branches: sums, products and concatenations of tensors."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import torch
from torch import nn

if TYPE_CHECKING:
    from cnncalc.layers.merge import Add, Concat, Multiply
    from cnncalc.shape import Shape

__all__ = ["add", "concat", "multiply"]


def add(layer: Add, inputs: tuple[Shape, ...]) -> nn.Module:  # noqa: ARG001
    """Build the sum of tensors, value by value."""
    return _Sum()


def concat(layer: Concat, inputs: tuple[Shape, ...]) -> nn.Module:  # noqa: ARG001
    """Build tensors one after another along their maps."""
    return _Concatenation()


def multiply(layer: Multiply, inputs: tuple[Shape, ...]) -> nn.Module:  # noqa: ARG001
    """Build the product of tensors, where one of 1 x 1 is stretched over a map."""
    return _Product()


class _Sum(nn.Module):
    """The sum of tensors of one shape; PyTorch would stretch a side of 1 without a word."""

    def forward(self, *parts: torch.Tensor) -> torch.Tensor:
        """Give their sum; ValueError where their shapes differ."""
        if len({each.shape for each in parts}) > 1:
            message = f"shapes differ: {', '.join(str(tuple(each.shape)) for each in parts)}"
            raise ValueError(message)
        return reduce(torch.add, parts)


class _Concatenation(nn.Module):
    """Tensors one after another, along axis 1."""

    def forward(self, *parts: torch.Tensor) -> torch.Tensor:
        """Give (N, C_1 + C_2 + ..., ...) for parts of (N, C_i, ...)."""
        return torch.cat(parts, dim=1)


class _Product(nn.Module):
    """The product of tensors; only whole maps of 1 x 1 are stretched."""

    def forward(self, *parts: torch.Tensor) -> torch.Tensor:
        """Give their product; ValueError where a shape is neither the largest nor 1 x 1."""
        shape = max((each.shape for each in parts), key=torch.Size.numel)
        allowed = {shape, torch.Size((*shape[:2], *(1 for _ in shape[2:])))}
        if not allowed.issuperset(each.shape for each in parts):
            message = f"shapes differ: {', '.join(str(tuple(each.shape)) for each in parts)}"
            raise ValueError(message)
        return reduce(torch.mul, parts)
