"""Pooling windows: 2x2 or 3x3 (CS231n notes: larger ones are too lossy and aggressive)."""

from __future__ import annotations

import pytest

from tests.analysis.advice.advised import advised, advised_shipped, codes, finding, kept

CODE = "large-pooling"


def test_4x4_discards_15_of_16_values_where_2x2_discards_three_quarters() -> None:
    """CS231n notes, of 2x2: "this discards exactly 75% of the activations"."""
    found = finding(advised("layers: [maxpool: {kernel: 4, stride: 4}]"), CODE)
    assert found.effect == (
        "of 3,072 values 192 are left, 93.8 % are discarded; 2x2 with stride 2 discards 75.0 %"
    )


@pytest.mark.parametrize(
    "layer",
    [
        "maxpool: {kernel: 2}",
        "maxpool: {kernel: 3, stride: 2, padding: 1}",
        "maxpool: {kernel: 32}",
        "maxpool: {kernel: 5, stride: 1, padding: 2}",
        "avgpool: {kernel: 8}",
        "global_maxpool",
    ],
)
def test_usual_and_global_poolings_are_fine(layer: str) -> None:
    """And one that keeps the size discards nothing."""
    assert CODE not in codes(advised(f"rounding: floor\nlayers: [{layer}]"))


def test_vgg16_has_five_poolings_of_2x2() -> None:
    """Simonyan & Zisserman 2015, section 2.1."""
    assert kept(advised_shipped("vgg16"), CODE) == ["5 max poolings of 2x2 with stride 2"]
