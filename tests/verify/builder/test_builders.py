"""Every kind of layer has a builder."""

from __future__ import annotations

import pytest

from cnncalc.layers import KINDS

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.builder import BUILDERS


def test_every_kind_has_a_builder() -> None:
    """A kind that has none would not be checked."""
    assert set(BUILDERS) == set(KINDS)
