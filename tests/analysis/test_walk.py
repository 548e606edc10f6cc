"""The engine: one loop over the layers, whatever they are."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.analysis.figure import COUNTED
from cnncalc.analysis.receptive import field_of_input
from cnncalc.analysis.result import Layers
from cnncalc.analysis.walk import recomputed
from cnncalc.shape import Image, Vector
from tests.analysis.network import specs
from tests.analysis.seen import Taps, Trail, extent, pixel, through_merge, through_window
from tests.law import untimed


def analysis(*layers: str, image: str = "32x32x3", frame: str = "") -> cnncalc.Analysis:
    """Analyse layers, one a line."""
    listed = "".join(f"  - {each}\n" for each in layers)
    text = f"name: Small\ninput: {image}\n{frame}layers:\n{listed}"
    return cnncalc.analyze(cnncalc.load_text(text))


def problems(*layers: str, image: str = "32x32x3", frame: str = "") -> list[str]:
    """Give the problems of layers, one a line."""
    with pytest.raises(cnncalc.SpecError) as caught:
        analysis(*layers, image=image, frame=frame)
    return [each.concise() for each in caught.value.diagnostics]


def test_each_layer_reads_the_one_before() -> None:
    """CS231n's example: 32x32x3, ten 5x5 filters with padding 2, and its 760 parameters."""
    found = analysis("conv: {filters: 10, kernel: 5, padding: 2}", "relu", "maxpool: 2")
    assert [*found.layers] == ["conv1", "relu1", "maxpool1"]
    assert [each.inputs for each in found.layers.values()] == [
        ("input",),
        ("conv1",),
        ("relu1",),
    ]
    assert found.layers["conv1"].parameters == 760
    assert found.layers["maxpool1"].output_shape == Image(10, 16, 16)
    assert found.outputs == ("maxpool1",)


def test_a_shape_that_is_passed_on_is_cited_as_a_number() -> None:
    """The second layer's formula begins with the first's 28, not with how it came about."""
    found = analysis("conv: {filters: 6, kernel: 5}", "conv: {filters: 10, kernel: 5}")
    sizes = dict(found.layers["conv2"].quantities())
    assert str(sizes["output.height"]) == (
        "output height = (W - F + 2*P)/S + 1 = (28 - 5 + 2*0)/1 + 1 = 24"
    )


def test_branches_meet_in_a_merge() -> None:
    found = analysis(
        "conv: {filters: 64, kernel: 1}",
        "add: [[{conv: {filters: 64, kernel: 3, padding: 1}}, relu], []]",
    )
    merge = found.layers["add1"]
    assert merge.inputs == ("relu1", "conv1")
    assert merge.input_shapes == (Image(64, 32, 32),) * 2
    assert merge.receptive_field is not None
    assert int(merge.receptive_field.height.size) == 3


def test_layers_that_are_alike_are_asked_once_and_keep_their_names() -> None:
    found = analysis(*["conv: {filters: 3, kernel: 3, padding: 1}"] * 3)
    first, second, third = found.layers.values()
    assert second.learned is third.learned is first.learned
    assert [each.name for each in (first, second, third)] == ["conv1", "conv2", "conv3"]
    fields = [each.receptive_field for each in (first, second, third)]
    assert [field and int(field.width.size) for field in fields] == [3, 5, 7]


def test_a_network_of_vectors_has_no_receptive_field() -> None:
    found = analysis("dense: 300", "relu", "dense: 10", image="784")
    assert [each.receptive_field for each in found.layers.values()] == [None] * 3
    assert found.layers["dense2"].output_shape == Vector(10)


def test_a_layer_that_fails_leaves_the_others_to_speak() -> None:
    """All problems of a file come out in one run."""
    said = problems(
        "conv: {name: a, filters: 4, kernel: 5, stride: 4}",
        "conv: {name: b, filters: 4, kernel: 3}",
        "conv: {name: c, from: input, filters: 4, kernel: 33}",
        "add: {name: d, inputs: [c, b]}",
        "conv: {name: e, from: input, filters: 4, kernel: 1, groups: 2}",
        frame="outputs: [d, e]\n",
    )
    assert [each.split(" ", 2)[1] for each in said] == [
        "stride-does-not-fit",
        "window-too-large",
        "groups-do-not-divide",
    ]
    assert [re.findall(r" ([a-e]): ", each) for each in said] == [["a"], ["c"], ["e"]]


def test_a_layer_that_is_not_complete_stops_what_reads_it_and_nothing_else() -> None:
    said = problems(
        "conv: {name: a, kernel: 3}",
        "conv: {name: b, filters: 4, kernel: 99}",
        "conv: {name: c, from: input, filters: 4, kernel: 33}",
        frame="outputs: [b, c]\n",
    )
    assert [each.split(" ", 2)[1] for each in said] == ["missing-field", "window-too-large"]


def test_a_problem_says_what_arrives_and_from_where() -> None:
    (said,) = problems(
        "conv: {name: c1, filters: 4, kernel: 3}",
        "add: {name: sum, inputs: [c1, input]}",
    )
    assert "sum: only equal shapes add up: 30x30x4, 32x32x3" in said
    assert said.endswith(
        "note: branch 1 arrives as 30x30x4, last changed by c1 (line 4); "
        "branch 2 as 32x32x3, the network's input"
    )
    (said,) = problems("dense: {name: d1, units: 9}", "conv: {name: c2, filters: 4, kernel: 3}")
    assert said.endswith("note: d1 gives 9")


def test_of_many_inputs_the_first_are_named() -> None:
    def note(inputs: int) -> str:
        names = ", ".join(["input"] * (inputs - 1))
        merge = f"add: {{inputs: [{names}, c1]}}"
        (said,) = problems("conv: {name: c1, filters: 4, kernel: 3}", merge)
        return said.rpartition("note: ")[2]

    assert note(7).endswith("; branch 6 as 32x32x3, the network's input; ...")
    assert note(6).endswith("; branch 6 as 30x30x4, last changed by c1 (line 4)")


def test_a_thousand_layers_need_no_deeper_stack_than_ten() -> None:
    """The walk is a loop: a long network does not recurse."""
    found = analysis(*["conv: {filters: 3, kernel: 3, padding: 1}"] * 3000)
    assert found.totals.layer_count == 3000
    last = found.layers["conv3000"]
    assert last.receptive_field is not None
    assert int(last.receptive_field.width.size) == 6001
    assert int(last.receptive_field.width.start) == -3000


@untimed
@given(specs())
def test_totals_are_the_sums_of_the_rows_in_any_network(spec: str) -> None:
    found = cnncalc.analyze(cnncalc.load_text(spec))
    for name in COUNTED:
        rows = [getattr(each, name).value for each in found.layers.values()]
        assert getattr(found.totals, name) == sum(rows)


@untimed
@given(specs())
def test_a_layer_that_is_asked_again_for_what_it_reads_answers_the_same(spec: str) -> None:
    """With its own output given or not."""
    found = cnncalc.analyze(cnncalc.load_text(spec))
    fields = {"input": field_of_input()} | {
        name: each.receptive_field for name, each in found.layers.items()
    }
    asked: dict[bool, Layers] = {True: Layers(), False: Layers()}
    for name, figures in found.layers.items():
        read = [fields[each] for each in figures.inputs]
        for given_output, layers in asked.items():
            output = figures.output_shape if given_output else None
            layers[name] = recomputed(
                figures, figures.input_shapes, read, found.input_shape, output
            )
    for layers in asked.values():
        assert replace(found, layers=layers).as_json() == found.as_json()


@untimed
@given(specs())
def test_an_analysis_goes_through_json_unchanged(spec: str) -> None:
    data = cnncalc.analyze(cnncalc.load_text(spec)).as_json(derivations=True)
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def trails(found: cnncalc.Analysis, axis: int) -> dict[str, Trail]:
    """Give one axis of every layer, to be followed back by the windows that the rows show."""
    known: dict[str, Trail] = {"input": pixel}
    for row in found.as_json()["layers"]:
        trail = through_merge(*(known[name] for name in row["inputs"]))
        if "kernel" in row:
            before = row["padding"][2 * axis]
            taps = Taps(row["kernel"][axis], row["stride"][axis], before, row["dilation"][axis])
            trail = through_window(trail, taps)
        known[row["name"]] = trail
    return known


@untimed
@given(specs(), st.sampled_from([0, 1]))
def test_every_row_sees_what_following_its_pixels_back_finds(spec: str, axis: int) -> None:
    """Through branches too; a dense layer sees the whole input."""
    found = cnncalc.analyze(cnncalc.load_text(spec))
    known = trails(found, axis)
    for row in found.as_json()["layers"]:
        field = row["receptive_field"]
        if field["jump"] is None:
            assert field["size"] == list(found.input_shape.axes[1:])
            break  # what comes after it sees the whole input too
        assert field["exact"]
        for position in range(3):
            start, size = extent(known[row["name"]](position))
            assert start == field["start"][axis] + position * field["jump"][axis]
            assert size == field["size"][axis]
