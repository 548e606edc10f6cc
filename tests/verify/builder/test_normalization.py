"""What the builders of normalization give."""

from __future__ import annotations

import pytest

from cnncalc.layers.normalization import BatchNorm, Lrn
from cnncalc.shape import Image, Vector

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.builder import BUILDERS


def test_lrn_has_the_alpha_of_the_paper() -> None:
    """Krizhevsky et al. 2012: a/(k + alpha*sum)^beta; PyTorch divides its alpha by the size."""
    layer = Lrn(size=3, alpha=0.5, beta=1, k=2)
    module = BUILDERS["lrn"](layer, (Vector(2),))
    expected = [3 / (2 + 0.5 * (9 + 16)), 4 / (2 + 0.5 * (9 + 16))]
    assert module(torch.tensor([[3.0, 4.0]])).flatten().tolist() == pytest.approx(expected)


def test_a_half_affine_normalization_has_one_parameter_a_map() -> None:
    """Gamma alone is a weight, beta alone a bias."""
    for scale, name in ((True, "weight"), (False, "bias")):
        layer = BatchNorm(scale=scale, center=not scale)
        module = BUILDERS["batchnorm"](layer, (Image(7, 2, 2),))
        assert {key: each.numel() for key, each in module.named_parameters()} == {name: 7}
