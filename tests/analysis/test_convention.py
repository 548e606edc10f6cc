"""A convention as a value."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from cnncalc.analysis.convention import Convention


def test_a_convention_with_other_choices_is_another_one() -> None:
    usual = Convention()
    other = usual.choosing(biases="not_counted", megabyte=1_048_576)
    assert (usual.biases, usual.megabyte) == ("counted", 1_000_000)
    assert (other.biases, other.megabyte) == ("not_counted", 1_048_576)
    assert other != usual


def test_a_convention_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Convention().biases = "not_counted"  # type: ignore[misc]  # that is what is tested


def test_a_convention_reads_back_from_its_json() -> None:
    other = Convention().choosing(rounding="floor", batchnorm="all")
    choices = json.loads(json.dumps(other.as_json()))
    assert Convention(**choices) == other
