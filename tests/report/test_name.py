"""The layer or total that a word of the command line means."""

from __future__ import annotations

import pytest

from cnncalc.api import analyze, load_text
from cnncalc.diagnostic import CannotRunError
from cnncalc.report.explanation import layer_explanation
from cnncalc.report.working_data import explanation_data, explanation_table

BLOCKS = """
name: Blocks
input: 9x9x4
blocks:
  pair:
    layers:
      - conv: {name: conv1, filters: 4, kernel: 3, padding: 1}
      - relu
layers:
  - pair: {name: c1}
  - repeat: {times: 2, layers: [conv: {name: twice, filters: 4, kernel: 1}]}
  - repeat: {times: 2, layers: [pair: {name: uses}]}
"""


def refusal(layer: str, wanted: str | None = None) -> str:
    """Give the sentence that refuses a name in AlexNet."""
    with pytest.raises(CannotRunError) as caught:
        layer_explanation(analyze("alexnet"), layer, wanted)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("c1", "c1/relu1"),
        ("c1/conv1", "c1/conv1"),
        ("twice", "twice_2"),
        ("uses", "uses_2/relu1"),
        ("uses/conv1", "uses_2/conv1"),
        ("twice_1", "twice_1"),
    ],
)
def test_a_name_means_the_last_layer_of_a_use_or_of_a_repeat(name: str, layer: str) -> None:
    analysis = analyze(load_text(BLOCKS))
    assert layer_explanation(analysis, name).title.startswith(f"{layer} (")
    assert explanation_data(analysis, name)["explain"]["layer"] == layer
    assert explanation_table(analysis, name).rows[0][0] == layer


def test_a_name_within_a_block_is_offered_with_its_path() -> None:
    with pytest.raises(CannotRunError, match="no layer conv1; did you mean c1/conv1"):
        layer_explanation(analyze(load_text(BLOCKS)), "conv1")


def test_an_unknown_layer_is_refused_with_the_nearest_and_the_list() -> None:
    text = refusal("conv11")
    assert text.startswith(
        "AlexNet has no layer conv11; did you mean conv1?\n  its layers: conv1, "
    )
    assert text.endswith("prob")


def test_an_unknown_quantity_is_refused_with_the_nearest_and_the_list() -> None:
    text = refusal("conv1", "paramters")
    assert text.startswith("conv1 has no quantity paramters; did you mean parameters?\n")
    assert "its quantities: output.channels, output.height, " in text


def test_a_long_or_hostile_name_is_cut_and_harmless() -> None:
    text = refusal("\x1b[2J" + "x" * 1000)
    assert len(text.splitlines()[0]) < 150
    assert "\x1b" not in text


def test_of_many_layers_the_first_are_listed() -> None:
    text = "name: n\ninput: 9x9x1\nlayers:\n" + "  - relu\n" * 100
    with pytest.raises(CannotRunError) as caught:
        layer_explanation(analyze(load_text(text)), "nothing")
    assert str(caught.value).endswith("relu60 and 40 more")
