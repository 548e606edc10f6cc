"""Networks as they are read: the places that problems point at, and what names mean."""

from __future__ import annotations

import pytest

from .written import network, problems, problems_of, spec


@pytest.mark.parametrize(
    ("layer", "column"),
    [
        ("{maxpool: {kernel: 3, stride: 2}}", 40),
        ("{maxpool: {stride: 2, kernel: 3}}", 29),
        ("{maxpool: {kernel: 3}}", 29),  # moves by its kernel
        ("{maxpool: 3}", 20),
        ("{conv: {filters: 1, kernel: 9}}", 38),
        ("{conv: {filters: 2, kernel: 1, groups: 3}}", 49),
    ],
)
def test_a_problem_points_at_the_value_that_it_is_about(layer: str, column: int) -> None:
    (problem,) = problems(f"[{layer}]")
    assert problem.startswith(f"3:{column}: ")


def test_a_problem_of_the_layer_itself_points_at_its_kind() -> None:
    (problem,) = problems("[dense: 3, {maxpool: 2}]")
    assert problem.startswith("3:21: image-expected maxpool1: ")


def test_a_vector_as_the_networks_input_is_told_to_be_an_image() -> None:
    (problem,) = problems_of(spec("[{maxpool: 2}]", shape="28"))
    assert problem.endswith("a vector of 28; help: give the network an image: `input: 28x28x1`")
    assert problems_of(spec("[{maxpool: 2}]", shape="28x28x1")) == []


def test_a_name_means_a_layer_by_its_full_name() -> None:
    frame = "blocks: {unit: [relu, tanh]}"
    found = network("[{unit: {name: u, repeat: 2}}, {softmax: {name: last}}]", frame)
    assert found.named("last") == "last"
    assert found.named("u") == "u_2/tanh1"
    assert found.named("u_1/relu1") == "u_1/relu1"
    assert found.named("nobody") is None
    assert found.named("input") is None


def test_a_use_that_comes_to_nothing_means_no_layer() -> None:
    assert network("[{unit: {name: u}}, relu]", "blocks: {unit: []}").named("u") is None
