"""What the builders of dense layers give."""

from __future__ import annotations

import pytest

from cnncalc.layers.dense import Rbf
from cnncalc.shape import Vector

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.builder import BUILDERS


def test_an_rbf_is_a_squared_distance() -> None:
    """LeCun et al. 1998, section II.B: (3 - 1)^2 + (5 - 1)^2."""
    module = BUILDERS["rbf"](Rbf(units=1), (Vector(2),))
    module.centres.fill_(1)
    assert module(torch.tensor([[3.0, 5.0]])).tolist() == [[20]]
