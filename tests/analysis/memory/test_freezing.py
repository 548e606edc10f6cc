"""Which layers a word freezes, and how far gradients then pass."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.memory.freezing import frozen, frozen_layers, named, passage, thawed
from cnncalc.diagnostic import CannotRunError

VGG16 = cnncalc.analyze("vgg16")
RESNET50 = cnncalc.analyze("resnet50")


def test_a_name_means_its_layer_and_a_repeat_all_its_copies() -> None:
    assert named(VGG16, "conv1_2") == ("conv1_2",)
    assert named(VGG16, "conv3") == ("conv3_1", "conv3_2", "conv3_3")


def test_a_use_of_a_block_means_all_that_is_in_it() -> None:
    """Three bottlenecks of three convolutions, one on the shortcut (He et al. 2015, table 1)."""
    found = [each for each in named(RESNET50, "conv2_x") if RESNET50.layers[each].kind == "conv"]
    assert len(found) == 10
    assert all(each.startswith("conv2_x/") for each in named(RESNET50, "conv2_x"))
    assert set(named(RESNET50, "conv2_x/bottleneck1")) < set(named(RESNET50, "conv2_x"))


def test_a_range_runs_in_the_order_of_the_network_from_the_first_copy_to_the_last() -> None:
    """Freeze these, train this: VGG-16's thirteen convolutions, and not its dense layers."""
    names = frozen_layers(frozen(VGG16, ["conv1..conv5"]))
    assert len(names) == 13
    assert (names[0], names[-1]) == ("conv1_1", "conv5_3")


def test_a_side_of_a_range_that_is_left_out_means_the_end() -> None:
    assert named(VGG16, "..conv5") == named(VGG16, "conv1..conv5")
    assert named(VGG16, "fc6..")[-1] == "prob"


def test_several_words_freeze_all_that_they_name() -> None:
    assert frozen_layers(frozen(VGG16, ["conv1", "fc8"])) == ("conv1_1", "conv1_2", "fc8")


def test_what_a_spec_freezes_stays_frozen_and_can_be_thawed() -> None:
    network = cnncalc.load_text(
        "{name: tuned, input: 8x8x1, layers: [conv: {filters: 2, kernel: 3, trainable: false}, "
        "dense: 10]}"
    )
    analysis = cnncalc.analyze(network)
    assert frozen_layers(analysis) == ("conv1",)
    assert frozen_layers(frozen(analysis, ["dense1"])) == ("conv1", "dense1")
    assert frozen_layers(thawed(analysis)) == ()


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("cnv1_1", "VGG-16 has no layer cnv1_1; did you mean conv1_1?"),
        ("conv1..cnv5_3", "VGG-16 has no layer cnv5_3; did you mean conv5_3?"),
        ("conv5..conv1", "conv5 comes after conv1 in VGG-16: the range is conv1..conv5"),
        ("", "VGG-16 has no layer (an empty name); `cnncalc analyze` shows its layers"),
        ("..", "VGG-16 has no layer ..; `cnncalc analyze` shows its layers"),
        ("\x1b[2J", r"VGG-16 has no layer \x1b[2J; `cnncalc analyze` shows its layers"),
        ("(", "VGG-16 has no layer (; `cnncalc analyze` shows its layers"),
    ],
)
def test_a_name_that_there_is_not_is_answered_with_the_nearest(word: str, message: str) -> None:
    with pytest.raises(CannotRunError) as error:
        frozen(VGG16, [word])
    assert str(error.value) == message


def test_the_last_part_of_a_path_is_nearer_than_another_word() -> None:
    """`unit1/relu1` is meant by `relu1`, and not `elu1`."""
    text = (
        "{name: b, input: 8x8x3, blocks: {u: {layers: [conv: {filters: 4, kernel: 3}, relu]}}, "
        "layers: [elu, u: {name: unit1}, dense: 3]}"
    )
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    with pytest.raises(CannotRunError, match="did you mean unit1/relu1"):
        frozen(analysis, ["relu1"])


def test_a_long_name_that_there_is_not_is_cut_and_takes_no_time() -> None:
    with pytest.raises(CannotRunError) as error:
        frozen(VGG16, ["a" * 100_000])
    assert len(str(error.value)) < 200


def test_where_nothing_is_frozen_gradients_pass_everywhere() -> None:
    """As the lecture counts: twice every activation."""
    found = passage(VGG16)
    assert not found.frozen
    assert found.reached == found.kept == frozenset(VGG16.layers)


def test_gradients_end_at_the_first_layer_that_is_trained() -> None:
    """What it reads is kept for the gradient of its weights: pool5, in VGG-16."""
    found = passage(frozen(VGG16, ["conv1..conv5"]))
    names = list(VGG16.layers)
    assert found.reached == frozenset(names[names.index("fc6") :])
    assert found.kept == found.reached | {"pool5"}


def test_a_frozen_layer_above_a_trained_one_passes_the_gradient_on() -> None:
    """conv1_1 is trained, so that everything behind it has a gradient."""
    found = passage(frozen(VGG16, ["conv1_2.."]))
    assert found.frozen
    assert found.reached == frozenset(VGG16.layers)


def test_what_lies_in_the_memory_of_another_layer_is_kept_there() -> None:
    """A ReLU works in place: what fc6 would read of it is the convolution's output."""
    analysis = cnncalc.analyze(
        cnncalc.load_text(
            "{name: small, input: 4x4x1, layers: "
            "[conv: {filters: 2, kernel: 1}, relu, flatten, dense: 3]}"
        )
    )
    assert passage(frozen(analysis, ["conv1"])).kept == {"conv1", "dense1"}
