"""What the builders of merges give."""

from __future__ import annotations

import pytest

from cnncalc.layers.merge import Add
from cnncalc.shape import Image

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.builder import BUILDERS


def test_a_sum_stretches_nothing() -> None:
    """PyTorch would add 1x1 to any image without a word."""
    module = BUILDERS["add"](Add(), (Image(1, 5, 5), Image(1, 1, 1)))
    with pytest.raises(ValueError, match="shapes differ"):
        module(torch.ones(1, 1, 5, 5), torch.ones(1, 1, 1, 1))
