"""What cannot be read is named with its node, and what the input leaves open is asked for."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from cnncalc.diagnostic import CannotRunError, Diagnostic, SpecError

pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)

from cnncalc.limit import Limits
from cnncalc.origin import plan
from tests.origin.made import analysis_of, layers_of, model, node, spec_of

CONV = node("Conv", "x w", "c", kernel_shape=[3, 3])
WEIGHT = {"w": (4, 3, 3, 3)}


def refusals(nodes: list[Any], **parts: Any) -> tuple[Diagnostic, ...]:
    """What is said of a file."""
    with pytest.raises(SpecError) as refused:
        spec_of(model(nodes, **parts))
    return refused.value.diagnostics


def test_an_operator_that_no_layer_does_is_named_with_its_node() -> None:
    (problem,) = refusals([CONV, node("Det", "c")], weights=WEIGHT)
    assert problem.code == "unsupported-operator"
    assert problem.message == "node `/Det`, Det: no layer of a spec does this"
    assert problem.working == "what arrives: 1x4x6x6"
    assert problem.helps


def test_all_that_cannot_be_read_comes_out_together_and_once() -> None:
    """What reads from it says nothing more."""
    nodes = [CONV, node("Det", "c", "a"), node("Relu", "a", "b"), node("Erf", "c", "d")]
    nodes += [node("Einsum", "b d", "y", equation="a,b->ab")]
    problems = refusals(nodes, weights=WEIGHT)
    assert [each.message.split()[1] for each in problems] == ["`/Det`,"]
    nodes[-1] = node("NonZero", "c")
    assert len(refusals([*nodes[:2], nodes[-1]], weights=WEIGHT, outputs=("a", "y"))) == 2


def test_an_operator_of_another_house_is_named_with_it() -> None:
    made = node("FusedConv", "x w")
    made.domain = "com.microsoft"
    (problem,) = refusals([made], weights=WEIGHT)
    assert ", com.microsoft.FusedConv: no layer" in problem.message


def test_a_rule_of_a_layer_that_does_not_hold_is_said_of_the_node() -> None:
    """Filters of 5 channels over an image of 3."""
    (problem,) = refusals([node("Conv", "x w")], weights={"w": (4, 5, 3, 3)})
    assert problem.message == "node `/Conv`, Conv: its filters read 5 maps, and 3 arrive"


@pytest.mark.parametrize("strides", [[2.0, 2.0], "two", ["2", "2"]])
def test_an_attribute_of_another_type_is_not_left_out(strides: object) -> None:
    (problem,) = refusals([node("Conv", "x w", strides=strides)], weights={"w": (4, 3, 3, 3)})
    assert problem.message == (
        "node `/Conv`, Conv: its `strides` is not whole numbers, as ONNX has it"
    )


@pytest.mark.parametrize("before", [[], [node("Relu", "c", "b")]])
def test_what_is_added_to_itself_is_an_addition(before: list[Any]) -> None:
    """Twice as much of each value, which an activation could be too."""
    last = "b" if before else "c"
    nodes = [CONV, *before, node("Add", f"{last} {last}")]
    analysis = analysis_of(model(nodes, weights=WEIGHT))
    *_, (name, added) = analysis.layers.items()
    assert (added.kind, len(added.inputs), len(set(added.inputs))) == ("add", 2, 1), name


def test_a_circle_is_refused() -> None:
    nodes = [node("Add", "x b", "a"), node("Relu", "a", "b"), node("Relu", "b", "y")]
    (problem,) = refusals(nodes)
    assert problem.code == "operators-circle"
    assert "node `/Add` reads what is computed from it" in problem.message


def test_a_value_that_nothing_gives_is_refused() -> None:
    (problem,) = refusals([node("Relu", "nobody")])
    assert problem.message == "nothing gives `nobody`, which node `/Relu` reads"


def test_operators_may_stand_in_any_order() -> None:
    nodes = [node("Relu", "c"), CONV]
    assert layers_of(model(nodes, WEIGHT)) == [
        "conv: {filters: 4, kernel: 3, bias: false}",
        "relu",
    ]


def test_what_no_result_needs_is_left_out() -> None:
    """An operator beside the way to the result is not read at all."""
    nodes = [CONV, node("Relu", "c"), node("NonZero", "c", "unused")]
    assert len(layers_of(model(nodes, WEIGHT))) == 2


@pytest.mark.parametrize("batch", [1, 2, 16, "N", "batch_size"])
def test_a_batch_of_any_size_is_no_part_of_a_spec(batch: int | str) -> None:
    text = spec_of(model([CONV, node("Relu", "c")], WEIGHT, input=(batch, 3, 8, 8)))
    assert "input: 8x8x3\n" in text


def test_a_size_that_the_file_leaves_open_is_asked_for() -> None:
    made = model([CONV, node("Relu", "c")], WEIGHT, input=("N", 3, "height", "width"))
    with pytest.raises(CannotRunError) as refused:
        spec_of(made)
    assert str(refused.value) == (
        "the file leaves the size of its input open: its shape is N x 3 x height x width; "
        "say it, as in --input 224x224x3"
    )
    assert "input: 20x30x3\n" in spec_of(made, "20x30x3")


def test_another_input_may_be_asked_for() -> None:
    assert "input: 12x10x3\n" in spec_of(model([CONV, node("Relu", "c")], WEIGHT), "12x10x3")


def test_an_input_that_is_no_shape_is_said() -> None:
    with pytest.raises(CannotRunError, match=r"^--input: `12` is not|`12xq` is not a shape"):
        spec_of(model([CONV, node("Relu", "c")], WEIGHT), "12xq")


def test_two_inputs_are_named() -> None:
    import onnx
    from onnx import helper

    made = onnx.load_from_string(model([node("Add", "x z")]))
    made.graph.input.append(helper.make_tensor_value_info("z", 1, [1, 3, 8, 8]))
    with pytest.raises(SpecError) as refused:
        spec_of(made.SerializeToString())
    assert "the file has 2 inputs, `x` and `z`, and a spec has one" in str(refused.value)


def test_images_with_channels_last_are_read_as_images() -> None:
    """As TensorFlow's files begin: the input is turned before the first convolution."""
    turned = node("Transpose", "x", "t", perm=[0, 3, 1, 2])
    made = model([turned, node("Conv", "t w", "y")], WEIGHT, input=(1, 20, 16, 3))
    assert "input: 20x16x3\n" in spec_of(made)


def test_weights_that_no_layer_has_room_for_are_said() -> None:
    """A group normalization of a spec has gamma and beta; one of a file may have neither."""
    nodes = [
        node("Reshape", "x shape", "r"),
        node("InstanceNormalization", "r one zero", "n"),
        node("Reshape", "n back"),
    ]
    numbers = {"shape": [1, 2, -1], "back": [1, 4, 8, 8], "one": [1.0, 1.0], "zero": [0.0, 0.0]}
    (problem,) = refusals(nodes, numbers=numbers, input=(1, 4, 8, 8))
    assert problem.code == "weights-differ"
    assert "would learn 8 values, and the file has 0" in problem.message


def test_several_results_are_listed() -> None:
    nodes = [CONV, node("Relu", "c", "y"), node("Sigmoid", "c", "z")]
    text = spec_of(model(nodes, WEIGHT, outputs=("y", "z")))
    assert text.endswith("outputs: [relu1, sigmoid1]\n")


def test_more_operators_than_a_spec_has_layers_end_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A spec holds 20,000 layers; with a bound of 50 it takes less time to see."""
    monkeypatch.setattr(plan, "DEFAULT_LIMITS", Limits(layers=50))
    names = ["x", *(f"v{each}" for each in range(50)), "y"]
    nodes = [node("Relu", *pair) for pair in pairwise(names)]
    (problem, *_) = refusals(nodes)
    assert problem.code == "too-many-layers"


def test_a_long_row_that_is_no_activation_ends_in_a_sentence() -> None:
    """Each squares the one before: nothing is tried for ever."""
    names = ["x", *(f"v{each}" for each in range(300)), "y"]
    nodes = [node("Mul", f"{one} {one}", two) for one, two in pairwise(names)]
    (problem, *_) = refusals(nodes)
    assert problem.code == "no-such-layer"


def test_a_number_that_may_be_learned_is_not_said_to_be_none() -> None:
    """A parameter by which a network multiplies all values: one value that no layer has."""
    made = model([CONV, node("Mul", "c alpha")], WEIGHT, {"alpha": [1.5]})
    head = spec_of(made).partition("name:")[0]
    assert "Left out, since one number for all is no layer of a spec: each value times 1.5." in head
    assert "# Not counted, but it may be learned: `alpha` (one value)" in head
    assert "`val_1`" not in spec_of(model([CONV, node("Mul", "c val_1")], WEIGHT, {"val_1": [2.0]}))


def declared(shape: list[int | str]) -> bytes:
    """A convolution of 8x8 by 3x3, which gives 6x6, in a file that says what comes out."""
    import onnx
    from onnx import helper

    made = onnx.load_from_string(model([CONV, node("Relu", "c")], WEIGHT))
    made.graph.value_info.append(helper.make_tensor_value_info("c", 1, shape))
    return made.SerializeToString()


@pytest.mark.parametrize("shape", [[1, 4, 6, 6], [5, 4, 6, 6], ["N", 4, "h", "w"]])
def test_shapes_that_the_file_says_are_those_that_come_out(shape: list[int | str]) -> None:
    assert len(layers_of(declared(shape))) == 2


@pytest.mark.parametrize("shape", [[1, 4, 7, 6], [1, 4, 36]])
def test_a_shape_that_contradicts_the_file_is_refused(shape: list[int | str]) -> None:
    with pytest.raises(SpecError) as refused:
        spec_of(declared(shape))
    (problem,) = refused.value.diagnostics
    said = "x".join(str(each) for each in shape)
    assert problem.code == "shapes-differ"
    assert problem.message == (
        f"node `/Conv`, Conv: the file says that {said} comes out, and it is 1x4x6x6"
    )
    assert len(layers_of(declared(shape), "8x8x3")) == 2


def test_an_operator_with_branches_of_its_own_is_named() -> None:
    """What they read of the image stands inside, so that nothing else reads it."""
    from onnx import helper

    output = [helper.make_tensor_value_info("z", 1, None)]
    branch = helper.make_graph([node("Relu", "x", "z")], "inside", [], output)
    made = node("If", "true", then_branch=branch, else_branch=branch)
    (problem,) = refusals([made], numbers={"true": [1]})
    assert problem.message == "node `/If`, If: no layer of a spec does this"


def test_a_file_without_outputs_is_said() -> None:
    (problem,) = refusals([CONV], weights=WEIGHT, outputs=())
    assert problem.message == "the file names no output, so that none of its operators is needed"


def test_an_output_that_is_the_input_is_left_out_and_said() -> None:
    text = spec_of(model([CONV, node("Relu", "c")], WEIGHT, outputs=("y", "x")))
    assert "# One of the file's outputs is its input as it came, and is left out." in text
    assert "outputs:" not in text


def test_an_input_beyond_the_bound_is_said_without_a_place() -> None:
    (problem,) = refusals([CONV], weights=WEIGHT, outputs=("c",), input=(1, 3, 2**62, 8))
    assert problem.code == "number-too-large"
    assert problem.place is None


def test_a_batch_of_several_examples_becomes_one_and_that_is_said() -> None:
    text = spec_of(model([CONV, node("Relu", "c")], WEIGHT, input=(7, 3, 8, 8)))
    assert "# The file reads 7 examples at once; a spec is of one." in text


def test_a_second_output_that_is_read_is_no_layer() -> None:
    """The places of the largest values, which a pooling of a spec does not give."""
    pool = node("MaxPool", "x", "y places", kernel_shape=[2, 2], strides=[2, 2])
    assert layers_of(model([pool])) == ["maxpool: 2"]
    (problem,) = refusals([pool], outputs=("y", "places"))
    assert problem.message == (
        "node `/MaxPool`, MaxPool: its output `places` is read, "
        "and a layer of a spec gives one output"
    )


@pytest.mark.parametrize(
    ("kind", "dims"), [("Conv", (4, 3, 3, 3)), ("ConvTranspose", (3, 4, 3, 3))]
)
def test_a_window_that_is_said_to_be_another_is_refused(kind: str, dims: tuple[int, ...]) -> None:
    (problem,) = refusals([node(kind, "x w", kernel_shape=[5, 5])], weights={"w": dims})
    assert problem.message == (
        f"node `/{kind}`, {kind}: its `kernel_shape` is 5x5, and its weights are 3x3"
    )
