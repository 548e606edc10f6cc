"""The first step towards an answer."""

from __future__ import annotations

import re

import pytest

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.question import ASKED, OF_TOTALS, TOTAL, question
from cnncalc.coursework.step import first_step


@pytest.mark.parametrize(
    ("layer", "quantity", "word"),
    [
        ("conv1", "output", "filter"),
        ("pool1", "output", "window"),
        ("fc6", "output", "units"),
        ("conv1", "parameters", "one filter"),
        ("fc6", "parameters", "one unit"),
        ("pool1", "parameters", "training"),
        ("conv1", "macs", "products"),
        ("relu1", "macs", "weights"),
        ("conv2", "receptive_field", "layer before"),
    ],
)
def test_a_step_fits_what_the_layer_is(layer: str, quantity: str, word: str) -> None:
    asked = question(cnncalc.analyze("alexnet"), layer, quantity, Convention())
    assert word in first_step(asked)


@pytest.mark.parametrize("model", ["alexnet", "lenet5", "vgg16"])
def test_a_step_is_a_question_without_a_number(model: str) -> None:
    """For every layer and all that can be asked of it."""
    analysis = cnncalc.analyze(model)
    places = [(layer, quantity) for layer in analysis.layers for quantity in ASKED]
    places += [(TOTAL, quantity) for quantity in OF_TOTALS]
    for layer, quantity in places:
        step = first_step(question(analysis, layer, quantity, Convention()))
        assert step.endswith("?")
        assert not re.search("[0-9]", step)
