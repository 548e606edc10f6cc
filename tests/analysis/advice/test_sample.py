"""Samples for each parameter."""

from __future__ import annotations

from tests.analysis.advice.advised import advised, advised_shipped, codes, finding, kept

CODE = "samples-per-parameter"


def test_alexnet_had_a_fiftieth_of_a_sample_for_each_parameter() -> None:
    """Seminar slides: 60 million parameters, 1.25 million samples, and a ratio of 10 wanted."""
    found = finding(advised_shipped("alexnet", 1_250_000), CODE)
    assert found.what.endswith("0.0205 for each")
    assert "609,652,240 samples, or 125,000 parameters" in found.effect


def test_ten_for_each_are_enough() -> None:
    """A dense layer of 3 to 2 has 8 parameters."""
    assert kept(advised("layers: [dense: 2]", "3", 80), CODE)
    assert CODE in codes(advised("layers: [dense: 2]", "3", 79))


def test_frozen_parameters_are_not_trained() -> None:
    rest = "layers: [dense: {units: 100, trainable: false}, dense: 1]"
    assert CODE not in codes(advised(rest, "3", 1010))  # 101 are trained


def test_nothing_is_said_where_no_samples_are_named() -> None:
    found = advised_shipped("alexnet")
    assert CODE not in codes(found)
    assert not kept(found, CODE)
