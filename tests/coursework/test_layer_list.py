"""The layers that the questions of a template make together."""

from __future__ import annotations

from cnncalc.coursework.layer_list import layer_list
from cnncalc.spec.source import plain

from .made import template


def listed(questions: str, more: str = "input: 9x9x1") -> tuple[object, object, list[str]]:
    """The layers, the results and the layer of each question."""
    text = f"worksheet: w\n{more}\nquestions: [{questions}]\n"
    layers, outputs, names = layer_list(template(text), {})
    return plain(layers), plain(outputs), names


CONV = "layer: {conv: {filters: 2, kernel: 3}}, ask"


def test_layers_get_the_names_that_a_spec_gives_them() -> None:
    layers, outputs, names = listed(f"{{{CONV}: output}}, {{ask: macs}}, {{{CONV}: output}}")
    assert names == ["conv1", "conv1", "conv2"]
    assert layers == [
        {"conv": {"name": "conv1", "filters": 2, "kernel": 3}},
        {"conv": {"name": "conv2", "filters": 2, "kernel": 3}},
    ]
    assert outputs == []


def test_a_name_of_its_own_stays() -> None:
    layers, _, names = listed("{layer: {maxpool: {name: p, kernel: 3}}, ask: output}")
    assert names == ["p"]
    assert layers == [{"maxpool": {"name": "p", "kernel": 3}}]


def test_layers_of_the_template_come_first_and_are_asked_about_by_name() -> None:
    more = "input: 9x9x1\nlayers: [{conv: {name: c, filters: 2, kernel: 3}}, relu]"
    layers, _, names = listed("{layer: c, ask: macs}, {layer: flatten, ask: output}", more)
    assert names == ["c", "flatten1"]
    assert layers == [{"conv": {"name": "c", "filters": 2, "kernel": 3}}, "relu", "flatten"]


def test_where_layers_start_again_from_the_input_those_that_nothing_reads_are_results() -> None:
    again = "layer: {conv: {from: input, filters: 2, kernel: 5}}, ask: output"
    _, outputs, names = listed(f"{{{CONV}: output}}, {{{again}}}, {{layer: relu, ask: output}}")
    assert names == ["conv1", "conv2", "relu1"]
    assert outputs == ["conv1", "relu1"]


def test_a_network_that_is_named_is_asked_about_and_gets_no_layer() -> None:
    layers, _, names = listed(
        "{layer: conv1, ask: output}, {layer: total, ask: macs}", "model: alexnet"
    )
    assert (layers, names) == ([], ["conv1", "total"])
