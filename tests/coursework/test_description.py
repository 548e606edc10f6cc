"""Layers in the words of a sheet."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.description import described


def words(layer: str, **choices: str) -> str:
    """The description of the first of some layers of a small network."""
    text = f"name: n\ninput: 16x16x4\nlayers: [{layer}]"
    analysis = cnncalc.analyze(cnncalc.load_text(text, rounding="floor"))
    figures = next(iter(analysis.layers.values()))
    return described(figures, Convention(**choices, rounding="floor"), "input")  # type: ignore[arg-type]  # words of the test's own


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ("relu", "relu"),
        (
            "conv: {filters: 96, kernel: 11, stride: 4}",
            "conv: filters 96, kernel 11, stride 4",
        ),
        ("conv: {filters: 8, kernel: [1, 7], padding: same}",
         "conv: filters 8, kernel 1x7, padding same"),
        ("conv: {filters: 8, kernel: 3, padding: 1, groups: 2, bias: false}",
         "conv: filters 8, kernel 3, padding 1, groups 2, bias no"),
        ("conv: {filters: 8, kernel: 3, padding: [0, 1, 2, 3]}",
         "conv: filters 8, kernel 3, padding [0, 1, 2, 3]"),
        ("conv: {filters: 8, kernel: 3, padding: [1, 2]}",
         "conv: filters 8, kernel 3, padding 1x2"),
        ("maxpool: {kernel: 3, stride: 2}", "maxpool: kernel 3, stride 2"),
        ("dense: 4096", "dense: units 4096"),
    ],
)  # fmt: skip
def test_a_layer_is_described_by_what_is_not_as_usual(layer: str, said: str) -> None:
    assert words(layer) == said


def test_dilation_and_padding_are_written_as_a_course_counts_them() -> None:
    """CS231n calls an ordinary filter one of dilation 0; d2l's p is of both sides together."""
    layer = "conv: {filters: 8, kernel: 3, dilation: 2, padding: 1}"
    assert words(layer) == "conv: filters 8, kernel 3, padding 1, dilation 2"
    assert words(layer, dilation="zero") == "conv: filters 8, kernel 3, padding 1, dilation 1"
    assert words(layer, padding="total") == "conv: filters 8, kernel 3, padding 2, dilation 2"


def test_what_a_layer_reads_is_said_where_it_is_not_the_one_before() -> None:
    text = "layers: [dense: 8, relu, {dense: {units: 8, from: dense1}}]\noutputs: [relu1, dense2]"
    layers = cnncalc.analyze(cnncalc.load_text(f"name: n\ninput: 8\n{text}")).layers
    assert described(layers["dense2"], Convention(), "relu1") == "dense: units 8, reads dense1"
    assert described(layers["relu1"], Convention(), "dense1") == "relu"


def test_a_table_of_connections_is_too_long_to_be_repeated() -> None:
    """LeCun et al. 1998, table I, is sixteen lists."""
    layers = cnncalc.analyze("lenet5").layers
    assert described(layers["C3"], Convention(), *layers["C3"].inputs) == (
        "conv: filters 16, kernel 5, connections as in the spec"
    )
