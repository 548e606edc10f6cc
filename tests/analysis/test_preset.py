"""The conventions of courses and frameworks."""

from __future__ import annotations

import re

import pytest

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.preset import PRESETS, changes, convention, sentence, title, word


def test_every_preset_is_called_by_its_name_and_has_a_source() -> None:
    for name, each in PRESETS.items():
        assert each.convention.name == name
        assert each.source
        assert each.meaning.endswith(".")


def test_the_usual_preset_is_cnncalcs_own() -> None:
    assert convention() == Convention() == PRESETS["cnncalc"].convention


def test_cs231n_counts_as_its_notes_list_vgg16() -> None:
    """cs231n.github.io/convolutional-networks, in its words.

    Volumes are `W1 x H1 x D1`; a size of 4.5 is `not an integer`; the listing of VGG-16 has no
    biases and begins with `INPUT: [224x224x3] memory: 224*224*3=150K`; a neuron has `3*3*20 = 180
    connections`; a dilation of 0 is an ordinary filter; `divide by 1024 multiple times to get the
    amount of memory in KB, MB`.
    """
    cs231n = convention("cs231n")
    assert cs231n.order == "whc"
    assert cs231n.rounding == "exact"
    assert cs231n.biases == "not_counted"
    assert cs231n.input == "counted"
    assert cs231n.connections == "without_biases"
    assert cs231n.dilation == "zero"
    assert cs231n.megabyte == 1024**2


def test_pytorch_counts_as_its_documentation_says() -> None:
    """docs.pytorch.org: torch.nn.Conv2d, torch.nn.BatchNorm2d and torch.utils.flop_counter.

    Shapes are (N, C, H, W) with a floor around a size; a batch normalization's statistics are
    buffers; a multiply-add is two FLOPs, and a bias none.
    """
    pytorch = convention("pytorch")
    assert (pytorch.order, pytorch.rounding) == ("chw", "floor")
    assert (pytorch.operations, pytorch.bias_adds) == ("flops", "not_counted")
    assert (pytorch.biases, pytorch.batchnorm) == ("counted", "trained")


def test_keras_counts_as_its_summary_does() -> None:
    """keras/src/utils/summary_utils.py: `readable_memory_size` has `scale = 1024`.

    `Total params` are the trainable and the non-trainable ones.
    """
    keras = convention("keras")
    assert (keras.batchnorm, keras.megabyte) == ("all", 1024**2)
    assert (keras.order, keras.biases) == ("hwc", "counted")


def test_lecun98_counts_as_the_paper_does() -> None:
    """LeCun et al. 1998, section II.B and figure 2 (6@28x28).

    C1 has 156 trainable parameters and 122,304 connections: (5*5 + 1)*6, and that at 28*28 places.
    """
    lecun = convention("lecun98")
    assert (lecun.biases, lecun.connections) == ("counted", "with_biases")
    assert lecun.order == "chw"


def test_deeplearning_ai_counts_as_its_videos_do() -> None:
    """Week 1, One Layer of a Convolutional Network.

    Ten filters of 3x3x3 have 280 parameters; a size is the floor of (n + 2p - f)/s + 1, and a
    volume n_H x n_W x n_C.
    """
    course = convention("deeplearning.ai")
    assert (course.order, course.rounding, course.biases) == ("hwc", "floor", "counted")


def test_a_preset_takes_other_choices_as_a_sheet_writes_them() -> None:
    chosen = convention("cs231n", biases="counted", megabyte="1000000", rounding=None)
    assert chosen == convention("cs231n").choosing(
        biases="counted", megabyte=1_000_000, rounding=None
    )


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("megabyte", "MB", 1_000_000),
        ("megabyte", "MiB", 1_048_576),
        ("megabyte", 1_048_576, 1_048_576),
        ("operations", "MAC", "macs"),
        ("operations", "FLOPs", "flops"),
        ("order", "HWC", "hwc"),
        ("rounding", "must_fit", "exact"),
        ("rounding", "none", None),
        ("biases", "not-counted", "not_counted"),
    ],
)
def test_an_option_is_read_as_people_write_it(name: str, written: object, meant: object) -> None:
    assert getattr(convention(**{name: written}), name) == meant


def test_every_option_reads_back_from_its_word() -> None:
    for name, choice in CHOICES.items():
        for option in choice.options:
            assert getattr(convention(**{name: word(option)}), name) == option


def test_a_preset_that_is_none_gets_the_nearest() -> None:
    with pytest.raises(LookupError, match=re.escape("there is no convention `cs231m`; did you")):
        convention("cs231m")


def test_a_choice_that_is_none_gets_the_nearest() -> None:
    with pytest.raises(LookupError, match="does not choose `bias`; did you mean `biases`"):
        convention(bias="counted")


def test_an_option_that_is_none_gets_those_there_are() -> None:
    with pytest.raises(ValueError, match="`no` is no choice of biases; there are counted, not_"):
        convention(biases="no")


@pytest.mark.parametrize("text", ["\x1b[2J", "\u202eevil", "x" * 10_000, "[red]"])
def test_text_of_a_sheet_stays_data_in_a_message(text: str) -> None:
    for preset, choices in (
        (text, {}),
        ("cs231n", {text: "counted"}),
        ("cs231n", {"biases": text}),
    ):
        with pytest.raises((LookupError, ValueError)) as caught:
            convention(preset, **choices)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 300


def test_a_title_says_where_a_convention_departs_from_its_preset() -> None:
    assert title(convention("cs231n")) == "cs231n"
    assert title(convention("cs231n", biases="counted")) == "cs231n with biases=counted"
    assert title(Convention(name="", input="counted")) == "by hand with input=counted"


def test_changes_are_written_as_options_take_them() -> None:
    found = changes(convention("keras"), Convention())
    assert found == ("rounding=floor", "batchnorm=all", "megabyte=1048576")


def test_a_report_says_its_convention_on_one_line() -> None:
    assert sentence(convention("cs231n"), ["biases", "input"]) == (
        "convention cs231n: biases not counted, input counted"
    )
    assert sentence(convention("keras"), []) == "convention keras"
