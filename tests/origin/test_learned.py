"""Gammas, betas and factors before training: what is learned, and what an exporter made up."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)
pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)

import torch

from tests.origin.exported import Module, file_of
from tests.origin.made import layers_of, model, node, spec_of

nn: Any = torch.nn

EXPORTERS = ["new", "old 17"]
MADE_UP = "that the exporter made up, as its name says"


class Untrained(nn.Module):
    """A batch normalization of ones and zeros that stand in the module itself."""

    def __init__(self) -> None:
        super().__init__()
        self.g, self.s = (nn.Parameter(each) for each in (torch.ones(4), torch.zeros(4)))
        self.register_buffer("mean", torch.zeros(4))
        self.register_buffer("spread", torch.ones(4))

    def forward(self, image: Any) -> Any:
        """Apply it."""
        return nn.functional.batch_norm(image, self.mean, self.spread, self.g, self.s)


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_gammas_of_ones_that_have_a_name_are_learned(exporter: str) -> None:
    text = spec_of(file_of(Untrained(), exporter, trained=False))
    assert text.endswith("  - batchnorm\n")
    assert MADE_UP not in text


@pytest.mark.parametrize("exporter", EXPORTERS)
@pytest.mark.parametrize("sort", ["BatchNorm2d", "InstanceNorm2d"])
def test_gammas_that_an_exporter_makes_up_are_left_out_and_said(sort: str, exporter: str) -> None:
    """PyTorch has no parameters there; the operator of ONNX cannot do without them."""
    made = Module(lambda x, norm: norm(x), getattr(nn, sort)(4, affine=False))
    text = spec_of(file_of(made, exporter, trained=False))
    last = "batchnorm: {scale: false, center: false}" if sort == "BatchNorm2d" else "instancenorm"
    assert text.endswith(f"  - {last}\n")
    assert MADE_UP in " ".join(each.removeprefix("#").strip() for each in text.splitlines())


def test_names_of_keras_are_those_of_weights() -> None:
    """As tf2onnx calls gamma and beta, which start as ones and zeros."""
    names = [f"m/batch_normalization/ReadVariableOp{each}:0" for each in ("", "_1")]
    numbers = {names[0]: [1.0] * 3, names[1]: [0.0] * 3, "m": [0.0] * 3, "v": [1.0] * 3}
    made = model([node("BatchNormalization", f"x {' '.join(names)} m v")], numbers=numbers)
    assert layers_of(made) == ["batchnorm"]
