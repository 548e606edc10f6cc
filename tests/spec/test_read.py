"""From a source to a network: outputs, layers that nothing reads, and what a reading knows."""

from __future__ import annotations

import pytest

from cnncalc.analysis.walk import walk
from cnncalc.spec.graph import INPUT
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source

from .written import codes, network, problems, problems_of, reading, rows, spec


def test_the_output_is_the_last_layer_unless_outputs_are_named() -> None:
    two = "[relu, {tanh: {name: t}}, {sigmoid: {from: relu1}}]"
    assert network("[relu, tanh]").outputs == (1,)
    assert network(two, "outputs: [t, sigmoid1]").outputs == (1, 2)
    assert network(two, "outputs: [t, sigmoid1]").named("t") == "t"


def test_an_output_may_be_a_use_or_a_path() -> None:
    frame = "blocks: {unit: [relu, add: [[tanh], []]]}\noutputs: [unit1, unit2, unit1/relu1]"
    assert network("[unit, {unit: {from: input}}]", frame).outputs == (2, 5, 0)


def test_an_output_that_there_is_not_gets_the_nearest() -> None:
    assert problems("[relu, tanh]", "outputs: [tahn1]") == [
        "3:11: unknown-layer there is no layer `tahn1` to be an output; help: did you mean `tanh1`?"
    ]
    (problem,) = problems("[relu]", "outputs: [xyzzy]")
    assert problem.endswith("help: name a layer of the spec")


def test_a_layer_that_nothing_reads_is_a_problem_at_its_place() -> None:
    assert problems("[relu, {tanh: {name: t}}, {sigmoid: {from: relu1}}]") == [
        (
            "3:17: unused-layer nothing reads t, and it is not an output; "
            "help: read it with `from`, or list it: `outputs: [t, ...]`"
        )
    ]


def test_layers_that_nothing_reads_are_found_beside_other_problems() -> None:
    layers = (
        "[{relu: {nam: a}}, {tanh: {from: input}}, {dense: 010}, {conv: {filters: 1, kernel: 9}}]"
    )
    assert codes(layers) == ["unused-layer", "unknown-field", "wrong-value"]


@pytest.mark.parametrize(
    ("layers", "frame", "code"),
    [
        ("[relu, {tanh: {from: rleu1}}]", "", "unknown-layer"),
        ("[relu, add: [[tanh], relu9]]", "", "unknown-layer"),
        ("[relu, tanh]", "outputs: [tan]", "unknown-layer"),
        ("[{relu: {from: input}}, {tanh: {from: input}}]", "outputs: relu1", "wrong-value"),
    ],
)
def test_a_layer_is_not_unused_for_a_name_that_went_wrong(
    layers: str, frame: str, code: str
) -> None:
    assert codes(layers, frame) == [code]


def test_a_graph_node_says_what_it_reads_and_where_it_stands() -> None:
    block = "  unit:\n    - conv: {filters: 4, kernel: 1}"
    text = f"name: n\ninput: 8x8x4\nblocks:\n{block}\nlayers:\n  - unit\n"
    found = reading(text)
    (node,) = found.network.nodes
    assert (node.name, node.path, node.kind) == ("unit1/conv1", ("unit1",), "conv")
    assert node.inputs == (INPUT,)
    assert (node.key.line, [each.line for each in node.uses]) == (5, [7])
    assert found.network.source.place(node.fields["filters"].value).column == 23


@pytest.mark.parametrize("text", ["- relu", "relu", "5"])
def test_what_is_no_mapping_is_no_spec(text: str) -> None:
    assert problems_of(text) == [
        (
            "1:1: not-a-spec a spec is a mapping with `name`, `input` and `layers`; "
            "help: start it with `name: mynet`"
        )
    ]


def test_the_problems_of_a_reading_come_before_any_shape_is_asked_for() -> None:
    assert [each.code for each in reading(spec("[rellu]")).diagnostics()] == ["unknown-kind"]
    assert reading(spec("[relu]")).diagnostics() == ()


def test_ten_thousand_layers_are_read_without_recursion() -> None:
    layers = ", ".join(["{conv: {filters: 4, kernel: 3, padding: 1}}", "relu"] * 5000)
    found = rows(f"[{layers}]")
    assert len(found) == 10_000
    assert found["relu5000"] == ["conv5000"]


@pytest.mark.parametrize(
    ("frame", "pooled"),
    [
        ("", "3x3x4"),  # (8 - 3)/2 + 1 = 3.5, rounded down
        ("rounding: {conv: ceil}", "3x3x4"),
        ("rounding: ceil", "4x4x4"),
        ("rounding: {maxpool: ceil}", "4x4x4"),
    ],
)
def test_a_usual_rounding_stands_where_the_spec_says_nothing(frame: str, pooled: str) -> None:
    source = parse_source(spec("[{maxpool: {kernel: 3, stride: 2}}]", frame), "spec.yaml")
    analysis = walk(read_network(source, usual_rounding="floor"))
    assert str(analysis.layers["maxpool1"].output_shape) == pooled
    assert not read_network(source, usual_rounding="floor").network.overridden
