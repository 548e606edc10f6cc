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


def test_a_pooling_that_sees_a_part_of_its_map_is_not_global() -> None:
    """A window of 6 in a map of 10 stands once: 99 of 100 values are gone, 64 of them unseen."""
    found = finding(advised("rounding: floor\nlayers: [maxpool: 6]", "10x10x8"), CODE)
    assert found.effect.startswith("of 800 values 8 are left, 99.0 % are discarded")


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ("maxpool: {kernel: 5, stride: 1, padding: 2}", "5x5 with stride 1, which keeps the size"),
        ("maxpool: {kernel: 7, stride: 1, padding: 3}", "7x7 with stride 1, which keeps the size"),
        ("maxpool: 10", "10x10 with stride 10, over the whole map"),
        ("maxpool: 2", "2x2 with stride 2"),
    ],
)
def test_every_max_pooling_is_looked_at(layer: str, said: str) -> None:
    assert kept(advised(f"layers: [{layer}]", "10x10x8"), CODE) == [f"1 max pooling of {said}"]


def test_what_is_fine_is_said_beside_what_is_not() -> None:
    found = advised("layers: [maxpool: 2, maxpool: 4]", "32x32x3")
    assert codes(found) == [CODE]
    assert kept(found, CODE) == ["1 max pooling of 2x2 with stride 2"]
