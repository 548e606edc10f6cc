"""What mends branches that do not fit together; each remedy is written into the spec as well.

The blocks are those of their papers: the residual block and its projection (He et al. 2015),
squeeze and excitation (Hu et al. 2017), Inception (Szegedy et al. 2014 and 2015).
"""

from __future__ import annotations

import pytest

from .written import problems_of, spec

CONV = "{conv: {filters: %s, kernel: 3, padding: 1}}"
MAIN = f"{CONV}, relu, {CONV}"


def helps(layers: str, shape: str, frame: str = "rounding: exact") -> list[str]:
    """What is offered for the first problem of a spec."""
    found = problems_of(spec(layers, frame, shape))[0].partition("; note: ")[0]
    return found.split("; help: ")[1:]


@pytest.mark.parametrize(
    ("shape", "layers", "old", "new", "help_"),
    [
        (  # a residual block whose padding was forgotten twice: 32 - 2 - 2 = 28
            "32x32x64",
            (
                "[add: [[{conv: {filters: 64, kernel: 3}}, relu, "
                "{conv: {filters: 64, kernel: 3}}], []]]"
            ),
            "kernel: 3",
            "kernel: 3, padding: 1",
            "`padding: 1` in conv1 and conv2 (line 4) gives 32x32x64",
        ),
        (  # squeeze and excitation ends with as many values as there are maps
            "32x32x64",
            (
                "[multiply: [[global_avgpool, {conv: {filters: 4, kernel: 1}}, relu, "
                "{conv: {filters: 32, kernel: 1}}, sigmoid], []]]"
            ),
            "filters: 32",
            "filters: 64",
            "`filters: 64` in conv2 (line 4) gives 1x1x64",
        ),
        (  # a projection of too few filters
            "32x32x64",
            f"[add: [[{MAIN % (128, 128)}], [{{conv: {{filters: 64, kernel: 1}}}}, batchnorm]]]",
            "filters: 64",
            "filters: 128",
            "`filters: 128` in conv3 (line 4) gives 32x32x128",
        ),
        (  # and of too many
            "32x32x64",
            f"[add: [[{MAIN % (128, 128)}], [{{conv: {{filters: 256, kernel: 1}}}}, batchnorm]]]",
            "filters: 256",
            "filters: 128",
            "`filters: 128` in conv3 (line 4) gives 32x32x128",
        ),
        (  # a projection without its stride: (33 - 3 + 2)/2 + 1 = 17 = (33 - 1)/2 + 1
            "33x33x64",
            (
                "[add: [[{conv: {filters: 128, kernel: 3, padding: 1, stride: 2}}, relu], "
                "[{conv: {filters: 128, kernel: 1}}, batchnorm]]]"
            ),
            "kernel: 1}",
            "kernel: 1, stride: 2}",
            "`stride: 2` in conv2 (line 4) gives 17x17x128",
        ),
        (  # without its stride and of too few filters
            "33x33x64",
            (
                "[add: [[{conv: {filters: 128, kernel: 3, padding: 1, stride: 2}}, relu], "
                "[{conv: {filters: 64, kernel: 1}}, batchnorm]]]"
            ),
            "filters: 64, kernel: 1",
            "filters: 128, kernel: 1, stride: 2",
            "`filters: 128, stride: 2` in conv2 (line 4) gives 17x17x128",
        ),
        (  # where a window of 1 moving by 2 leaves one over: (32 - 1)/2 + 1 = 16.5
            "32x32x64",
            (
                "[add: [[{conv: {filters: 128, kernel: 2, stride: 2}}, relu], "
                "[{conv: {filters: 128, kernel: 1}}, batchnorm]]]"
            ),
            "kernel: 1}",
            "kernel: 1, stride: 2, rounding: floor}",
            "`stride: 2, rounding: floor` in conv2 (line 4) gives 16x16x128",
        ),
        (  # Inception, one padding forgotten: 28 - 5 + 1 = 24
            "28x28x192",
            (
                "[concat: [[{conv: {filters: 64, kernel: 1}}], "
                "[{conv: {filters: 128, kernel: 3, padding: 1}}], "
                "[{conv: {filters: 32, kernel: 5}}], "
                "[{maxpool: {kernel: 3, stride: 1, padding: 1}}]]]"
            ),
            "kernel: 5",
            "kernel: 5, padding: half",
            "`padding: 2` in conv3 (line 4) gives 28x28x32",
        ),
        (  # all of them forgotten: 75, 73, 71, 73
            "75x75x3",
            (
                "[concat: [[{conv: {filters: 64, kernel: 1}}], "
                "[{conv: {filters: 128, kernel: 3}}], [{conv: {filters: 32, kernel: 5}}], "
                "[{maxpool: {kernel: 3, stride: 1}}]]]"
            ),
            "kernel",
            "padding: half, kernel",
            "`padding: half` in conv2, conv3 and maxpool1 (line 4) gives 75x75",
        ),
        (  # a pooling that says no stride moves by its window: 27 becomes 9
            "27x27x8",
            "[concat: [[{conv: {filters: 64, kernel: 1}}], [{maxpool: {kernel: 3}}]]]",
            "kernel: 3",
            "kernel: 3, stride: 1, padding: 1",
            "`stride: 1, padding: 1` in maxpool1 (line 4) gives 27x27x8",
        ),
    ],
)
def test_a_field_that_is_there_is_named_first_and_mends_it(
    shape: str, layers: str, old: str, new: str, help_: str
) -> None:
    assert helps(layers, shape)[0] == help_
    assert old in layers
    assert problems_of(spec(layers.replace(old, new), "rounding: exact", shape)) == []


def test_no_layer_is_put_behind_a_projection_that_is_there() -> None:
    layers = f"[add: [[{MAIN % (128, 128)}], [{{conv: {{filters: 64, kernel: 1}}}}, batchnorm]]]"
    assert len(helps(layers, "32x32x64")) == 1


def test_crops_of_several_branches_are_one_remedy() -> None:
    """One of them alone would leave the others as they are."""
    layers = (
        "[concat: [[{conv: {filters: 64, kernel: 1}}], [{conv: {filters: 32, kernel: 5}}], [relu]]]"
    )
    assert helps(layers, "28x28x8")[1:] == [
        "branches 1 and 3: `crop: {size: [24, 24]}` behind each gives 24x24"
    ]


def test_two_mistakes_are_mended_together() -> None:
    unpadded = MAIN.replace(", padding: 1", "") % (128, 128)
    layers = f"[add: [[{unpadded}], [{{conv: {{filters: 64, kernel: 1}}}}]]]"
    assert helps(layers, "32x32x64") == [
        (
            "`padding: 1` in conv1 and conv2 (line 4) and `filters: 128` in conv3 (line 4) give "
            "32x32x128"
        )
    ]


def test_an_identity_is_projected_and_the_block_is_not_made_smaller() -> None:
    """He et al. 2015, section 3.3, option B."""
    assert helps(f"[add: [[{MAIN % (128, 128)}], []]]", "32x32x64") == [
        "branch 2: `conv: {filters: 128, kernel: 1}` behind it gives 32x32x128"
    ]


def test_a_block_is_padded_in_all_its_uses_and_its_settings_are_left_alone() -> None:
    frame = (
        "blocks: {unit: {settings: {mid: }, layers: [add: [[{conv: {filters: $mid, kernel: 3}}, "
        "{conv: {filters: $mid, kernel: 3}}], []]]}}"
    )
    layers = "[{unit: {name: one, mid: 64}}, {unit: {name: two, mid: 64}}]"
    assert helps(layers, "32x32x64", frame)[0] == (
        "`padding: 1` in one/conv1 and one/conv2 (line 3) gives 32x32x64"
    )
    assert not [each for each in helps("[unit: 32]", "32x32x64", frame) if "filters: 64" in each]


def test_a_number_that_other_uses_of_a_block_share_is_left_alone() -> None:
    """64 filters in place of 32 are right for the first use, and wrong for the second."""
    frame = "blocks: {unit: [multiply: [[global_avgpool, {conv: {filters: 32, kernel: 1}}], []]]}"
    once = helps("[unit]", "8x8x64", frame)
    assert once[0].startswith("`filters: 64` in unit1/conv1")
    twice = helps("[unit, {conv: {filters: 32, kernel: 1}}, unit]", "8x8x64", frame)
    assert twice == ["branch 1: `conv: {filters: 64, kernel: 1}` behind it gives 1x1x64"]


def test_what_another_layer_needs_as_it_is_stays() -> None:
    """With padding `a` would be 8x8, and the sum before would not add up any more."""
    layers = (
        "[{conv: {name: a, filters: 4, kernel: 3}}, {crop: {name: b, size: [6, 6], from: input}}, "
        "{add: {name: s, inputs: [a, b]}}, {conv: {name: c, filters: 4, kernel: 1, from: a}}, "
        "{add: {name: t, inputs: [c, input]}}, {add: [s, s]}]"
    )
    assert not [each for each in helps(layers, "8x8x4") if "padding" in each]


def test_many_wrong_merges_are_looked_at_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not looked at any more is told what could stand behind it."""
    monkeypatch.setattr("cnncalc.spec.trial.MOST_STEPS", -1)
    layers = "[add: [[{conv: {filters: 4, kernel: 3}}], []]]"
    assert helps(layers, "8x8x4") == ["branch 2: `crop: {size: [6, 6]}` behind it gives 6x6x4"]
