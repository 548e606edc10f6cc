"""What there is to explain about a layer, and what a reader is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.api import analyze, load_text
from cnncalc.diagnostic import CannotRunError
from cnncalc.report.explanation import layer_explanation, network_explanation
from cnncalc.report.look import Look
from cnncalc.report.name import total_named
from cnncalc.report.working_format import write_working

if TYPE_CHECKING:
    from cnncalc.report.working import Explanation, Line
    from tests.conftest import Golden

BRANCHES = """
name: Branches
input: 9x9x4
layers:
  - concat:
    - [{conv: {name: wide, filters: 2, kernel: [5, 3], padding: [2, 1]}}]
    - [{maxpool: {kernel: 3, stride: 1, padding: 1}}]
  - conv: {name: single, filters: 2, kernel: 1}
  - relu
"""


def refusal(layer: str, wanted: str | None = None) -> str:
    """Give the sentence that refuses a name in AlexNet."""
    with pytest.raises(CannotRunError) as caught:
        layer_explanation(analyze("alexnet"), layer, wanted)
    return str(caught.value)


def lines_of(explanation: Explanation) -> dict[str, Line]:
    """Give the lines of all sections by their labels."""
    return {
        ", ".join(line.labels): line for section in explanation.sections for line in section.lines
    }


def test_the_first_layer_of_alexnet(golden: Golden) -> None:
    """Its numbers are those of CS231n: 55x55x96, (11*11*3 + 1)*96 = 34,944, 105,705,600."""
    explanation = layer_explanation(analyze("alexnet"), "conv1", look=Look())
    for style, suffix in (("table", "txt"), ("markdown", "md"), ("latex", "tex")):
        golden(f"explain-conv1.{suffix}", write_working(explanation, style, Look()))


def test_the_totals_of_lenet(golden: Golden) -> None:
    """LeCun et al. 1998: 60,000 trainable parameters, 340,908 connections."""
    explanation = network_explanation(analyze("lenet5"), Look())
    golden("explain-lenet5.txt", write_working(explanation, "table", Look(width=80)))


def test_what_is_given_are_the_sizes_of_the_formula() -> None:
    """CS231n: (11*11*3 + 1)*96, where the 1 is the bias."""
    explanation = layer_explanation(analyze("alexnet"), "conv1", "parameters")
    given = [(each.symbol, each.value, each.name) for each in explanation.given]
    assert given == [("F", 11, "kernel size"), ("D", 3, "channels in"), ("K", 96, "filters")]
    (line,) = lines_of(explanation).values()
    assert [(each.symbol, each.name) for each in line.constants] == [
        ("1", "the bias of each filter")
    ]


def test_constants_of_one_letter_are_told_apart() -> None:
    """Dumoulin & Visin 2016: (W - (d*(F - 1) + 1) + 2*P)/S + 1 has three ones of two meanings."""
    text = (
        "name: n\ninput: 9x9x1\nlayers:\n  - conv: {name: c, filters: 1, kernel: 3, dilation: 2}\n"
    )
    explanation = layer_explanation(analyze(load_text(text)), "c", "output.height")
    (line,) = lines_of(explanation).values()
    assert [each.symbol for each in line.constants] == ["1", "2", "1"]


def test_a_letter_with_two_meanings_is_given_beside_each_line() -> None:
    """The union of a window of 5x3 and one of 3x3 is 5 high and 3 wide."""
    explanation = layer_explanation(analyze(load_text(BRANCHES)), "single", "receptive_field.size")
    lines = lines_of(explanation)
    assert "r" not in {each.symbol for each in explanation.given}
    width = lines["size (width)"]
    assert [(each.symbol, each.value) for each in width.given] == [("r", 3)]


def test_what_is_settled_stands_after_what_is_given() -> None:
    """AlexNet's conv1, as CS231n has it."""
    given = layer_explanation(analyze("alexnet"), "conv1").given
    assert [each.symbol for each in given] == [*"KWFPSDB", "H_out", "W_out", *"rjs"]
    names = {each.symbol: each.name for each in given}
    assert names["W"] == "input width"
    assert names["H_out"] == "output height, computed"
    assert names["r"] == "field of the input, passed on"


def test_what_only_another_way_needs_is_given_beside_it() -> None:
    """The window of 6x6 that makes a convolution of AlexNet's fc6 (CS231n)."""
    explanation = layer_explanation(analyze("alexnet"), "fc6")
    assert not {"F", "K"} & {each.symbol for each in explanation.given}
    line = lines_of(explanation)["as convolution"]
    assert [(each.symbol, each.value) for each in line.given] == [("F", 6), ("K", 4096)]
    alone = layer_explanation(analyze("alexnet"), "fc6", "as_convolution")
    assert {"F", "K"} <= {each.symbol for each in alone.given}


def test_both_axes_of_a_receptive_field_stand_side_by_side() -> None:
    explanation = layer_explanation(analyze("alexnet"), "fc6", "rf")
    assert list(lines_of(explanation)) == ["size (height)", "size (width)", "start"]


def test_a_source_and_its_chapter_are_one() -> None:
    explanation = layer_explanation(analyze("alexnet"), "conv1", "values_and_memory")
    (values,) = explanation.sections
    assert [source for source, _ in values.sources] == [
        "Krizhevsky et al. 2012",
        "CS231n, Convolutional Networks",
    ]


def test_a_whole_share_has_no_decimals() -> None:
    """A window of 2x2 that moves by 2 keeps one value of four (LeCun et al. 1998)."""
    (line,) = lines_of(layer_explanation(analyze("lenet5"), "S2", "discarded")).values()
    assert line.remarks[0].endswith(": 75 %")


def test_a_total_is_explained_alone() -> None:
    """Caffe's bvlc_alexnet: 60,965,224 parameters, in the 8 weight layers of the paper."""
    analysis = analyze("alexnet")
    assert total_named(analysis, "params") == "parameters"
    assert total_named(analysis, "conv1") is None
    assert total_named(analysis, "kernel") is None
    layers, totals = network_explanation(analysis, total="parameters").sections
    assert layers.table
    assert len(layers.table.rows) == 8
    assert [line.quantity.value for line in totals.lines] == [60_965_224]


def test_a_word_for_what_a_layer_does_not_have_is_not_offered() -> None:
    assert refusal("pool1", "without_sharing").startswith("pool1 has no quantity without_sharing\n")


def test_figures_that_come_about_alike_share_a_line() -> None:
    explanation = layer_explanation(analyze("alexnet"), "conv1")
    lines = lines_of(explanation)
    assert "height, width" in lines
    assert "size" in lines
    assert "neurons, output values, activations" in lines


def test_a_shared_line_keeps_the_source_of_each_figure() -> None:
    explanation = layer_explanation(analyze("alexnet"), "conv1")
    (values,) = (each for each in explanation.sections if each.title == "Values and memory")
    assert ("Krizhevsky et al. 2012", ("neurons",)) in values.sources


def test_what_is_zero_is_summed_up() -> None:
    """CS231n: pooling has no parameters."""
    explanation = layer_explanation(analyze("alexnet"), "pool1")
    assert explanation.zero[:4] == ("parameters", "weights", "biases", "fixed values")
    assert "Parameters" not in {each.title for each in explanation.sections}


def test_a_zero_that_is_asked_for_is_shown() -> None:
    explanation = layer_explanation(analyze("alexnet"), "pool1", "parameters")
    assert lines_of(explanation)["parameters"].quantity == 0
    assert explanation.zero == ()


def test_a_layer_that_changes_no_size_cites_its_input() -> None:
    """The 55x55x96 and the field of 11 that conv1 gives (CS231n)."""
    explanation = layer_explanation(analyze("alexnet"), "relu1")
    lines = lines_of(explanation)
    assert str(lines["channels"].quantity) == "output channels = D = 96"
    assert str(lines["height"].quantity) == "output height = H = 55"
    assert lines["size"].quantity.derivation.value == 11
    assert "F" not in {each.symbol for each in explanation.given}


def test_a_window_of_one_value_cites_the_field_of_its_input() -> None:
    """The union of a window of 5x3 and one of 3x3."""
    explanation = layer_explanation(analyze(load_text(BRANCHES)), "single", "receptive_field.size")
    given = {line.given for line in lines_of(explanation).values()}
    assert [[(each.symbol, each.value) for each in one] for one in sorted(given, key=repr)] == [
        [("r", 3)],
        [("r", 5)],
    ]


@pytest.mark.parametrize(
    ("word", "labels"),
    [
        ("params", ["parameters"]),
        ("PARAMETERS", ["parameters"]),
        ("macs", ["MACs"]),
        ("output", ["channels", "height, width"]),
        ("output.height", ["height"]),
        ("height", ["height"]),
        ("rf", ["size", "jump", "start"]),
        ("receptive-field", ["size", "jump", "start"]),
        ("receptive_field.jump", ["jump"]),
        ("rf size", None),
        ("memory", ["memory"]),
        ("values_and_memory", ["neurons, output values, activations", "memory"]),
        ("unshared", ["without sharing"]),
        ("locally_connected", ["without sharing"]),
        ("fc", ["fully connected"]),
        ("multiply_add", ["multiply adds"]),
    ],
)
def test_a_figure_has_many_names(word: str, labels: list[str] | None) -> None:
    if labels is None:
        assert "conv1 has no quantity rf size" in refusal("conv1", word)
        return
    assert list(lines_of(layer_explanation(analyze("alexnet"), "conv1", word))) == labels
