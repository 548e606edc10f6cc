"""Under which other convention an answer is right."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.choice import difference
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.answer import read_answer
from cnncalc.coursework.elsewhere import convention_of, own_convention
from cnncalc.coursework.question import question


def elsewhere(
    model: str, layer: str, quantity: str, text: str, convention: Convention | None = None
) -> str | None:
    """What the convention does otherwise, under which an answer about a network is right."""
    asked = question(cnncalc.analyze(model), layer, quantity, convention or Convention())
    answer = read_answer(text, shape=isinstance(asked.right, tuple))
    assert answer is not None
    found = convention_of(asked, answer)
    return None if found is None else difference(own_convention(asked), found)


@pytest.mark.parametrize(
    ("model", "layer", "quantity", "text", "turned"),
    [
        # CS231n: 11*11*3*96 weights; torchinfo adds biases; LeCun et al. 1998 counts them as lines
        ("alexnet", "conv1", "parameters", "34,848", "with the biases left out"),
        ("alexnet", "conv1", "macs", "210,830,400", "as FLOPs, two for each MAC"),
        ("alexnet", "conv1", "flops", "105,415,200", "as MACs, one for each product"),
        ("alexnet", "conv1", "macs", "105,705,600", "with the additions of biases"),
        ("alexnet", "conv1", "connections", "105,415,200", "without the biases as connections"),
        # CS231n's listing of VGG-16: 15,237,608 values with the input, four bytes each
        ("vgg16", "total", "activations", "15,237,608", "with the input"),
        ("vgg16", "total", "memory", "60,950,432", "with the input"),
    ],
)
def test_the_nearest_convention_is_found(
    model: str, layer: str, quantity: str, text: str, turned: str
) -> None:
    assert elsewhere(model, layer, quantity, text) == turned


def test_two_choices_may_differ_together() -> None:
    """CS231n: `~*2 for bwd`, of the listing with the input."""
    assert elsewhere("vgg16", "total", "memory", str(2 * 60_950_432)) == (
        "with the gradients of the backward pass and with the input"
    )


def test_choices_that_nobody_makes_together_are_no_convention() -> None:
    """CS231n: 105,415,200 MACs, twice as many FLOPs; not with 290,400 biases as well."""
    assert elsewhere("alexnet", "conv1", "macs", "211,120,800") is None


def test_the_mixed_count_of_many_lectures_is_found() -> None:
    """62,369,152: all weights, and the biases of the convolutions alone."""
    turned = elsewhere("alexnet-single", "total", "parameters", "62,369,152")
    assert turned is not None
    assert "convolutions" in turned
    assert "dense" in turned


def test_only_pooling_may_round_otherwise() -> None:
    """Caffe rounds pooling up, and convolutions down, as everybody does."""
    text = (
        "{name: n, input: 10x10x1, rounding: floor, layers: ["
        "maxpool: {name: p, kernel: 3, stride: 2}, conv: {name: c, filters: 1, kernel: 3}]}"
    )
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    pooled = question(analysis, "p", "output", Convention())
    answer = read_answer("5x5x1", shape=True)
    assert answer is not None
    found = convention_of(pooled, answer)
    assert found is not None
    assert found.rounding == "ceil"
    assert convention_of(question(analysis, "c", "output", Convention()), answer) is None


def test_a_number_that_is_right_nowhere_is_found_nowhere() -> None:
    assert elsewhere("alexnet", "conv1", "parameters", "34,847") is None
    assert elsewhere("alexnet", "conv1", "output", "54x54x96") is None
