"""Which choices of a convention matter to what is asked."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.question import question
from cnncalc.coursework.relevance import relevant


def choices(model: str, layer: str, quantity: str) -> set[str]:
    """The choices that matter to one question."""
    return set(relevant([question(cnncalc.analyze(model), layer, quantity, Convention())]))


@pytest.mark.parametrize(
    ("model", "layer", "quantity", "expected"),
    [
        ("alexnet", "conv1", "parameters", {"biases"}),
        ("alexnet", "relu1", "parameters", set()),
        ("alexnet", "conv1", "weights", set()),
        ("alexnet", "conv1", "macs", {"bias_adds"}),
        ("alexnet", "conv1", "connections", {"connections"}),
        ("alexnet", "conv1", "output", {"order"}),  # 227 fits
        ("alexnet", "fc6", "output", set()),  # a vector has one order
        ("alexnet", "conv1", "receptive_field", set()),
        ("vgg16", "total", "memory", {"memory", "input", "megabyte"}),
        ("vgg16", "conv1_1", "memory", {"memory", "megabyte"}),
        ("vgg16", "total", "activations", {"input"}),
    ],
)
def test_a_choice_matters_where_it_changes_the_answer(
    model: str, layer: str, quantity: str, expected: set[str]
) -> None:
    """FINDINGS, section 5: what differs between courses, and in what."""
    assert choices(model, layer, quantity) == expected


def test_batch_normalization_has_two_parameters_a_map_or_four() -> None:
    text = "{name: n, input: 8x8x4, layers: [batchnorm: {name: b}]}"
    asked = question(cnncalc.analyze(cnncalc.load_text(text)), "b", "parameters", Convention())
    assert "batchnorm" in relevant([asked])


def test_rounding_matters_where_a_window_does_not_fit() -> None:
    """CS231n: 10 with kernel 3 and stride 2 leaves half a step."""
    text = (
        "{name: n, input: 10x10x1, rounding: floor, layers: ["
        "maxpool: {name: p, kernel: 3, stride: 2}, maxpool: {name: q, kernel: 2}]}"
    )
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    uneven, even = (question(analysis, each, "output", Convention()) for each in ("p", "q"))
    assert relevant([uneven]) == {"rounding", "order"}
    assert relevant([even]) == {"order"}
    assert relevant([uneven, even]) == {"rounding", "order"}
