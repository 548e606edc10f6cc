"""PyTorch modules as ONNX files, and what is read of them: `assert_read(module, "old 17", "relu")`.

PyTorch has two exporters, `new` and `old`, which writes a version of ONNX that is asked for.
"""

from __future__ import annotations

import io
import logging
import warnings
from typing import TYPE_CHECKING, Any

import torch

from cnncalc import analyze, load_text
from tests.origin.made import layers_of, spec_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Module", "assert_read", "conv", "file_of"]

nn: Any = torch.nn


class Module(nn.Module):
    """A function of an image and of some modules."""

    def __init__(self, function: Callable[..., Any], *modules: Any) -> None:
        super().__init__()
        self.function = function
        self.inner = nn.ModuleList(modules)

    def forward(self, image: Any) -> Any:
        """Apply the function."""
        return self.function(image, *self.inner)


def file_of(module: Any, exporter: str, side: int = 16, *, trained: bool = True) -> bytes:
    """Export a module of images of 4 maps; the exporter is `new`, or `old` with a version."""
    module.eval()
    with torch.no_grad():
        for each in module.parameters() if trained else ():  # no gamma is 1 after training
            each.uniform_(0.5, 0.9)
    content = io.BytesIO()
    name, _, version = exporter.partition(" ")
    options: dict[str, Any] = {"dynamo": False, "opset_version": int(version or 17)}
    if name == "new":
        options = {"dynamo": True, "verbose": False}
    disabled = logging.root.manager.disable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        torch.onnx.export(module, (torch.zeros(2, 4, side, side),), content, **options)
        logging.disable(disabled)
    return content.getvalue()


def assert_read(module: Any, exporter: str, *layers: str) -> None:
    """Fail unless a module becomes some layers, with PyTorch's parameters and output."""
    content = file_of(module, exporter)
    assert layers_of(content) == [*layers]
    analysis = analyze(load_text(spec_of(content)))
    assert int(analysis.totals.parameters) == sum(each.numel() for each in module.parameters())
    last = list(analysis.layers.values())[-1]
    with torch.no_grad():
        assert tuple(last.output_shape.axes) == tuple(module(torch.zeros(2, 4, 16, 16)).shape[1:])


def conv(inputs: int = 4, outputs: int = 8, kernel: int = 3, **fields: Any) -> Any:
    """A convolution."""
    return nn.Conv2d(inputs, outputs, kernel, **fields)
