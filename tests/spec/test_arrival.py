"""What arrives at a layer and from where."""

from __future__ import annotations

import pytest

from tests.spec.written import problems

UNIT = "blocks: {unit: {layers: [{conv: {name: c, filters: 6, kernel: 1}}, relu]}}"


def note(layers: str, frame: str = "") -> str:
    (problem,) = problems(layers, frame)
    return problem.rpartition("note: ")[2]


@pytest.mark.parametrize(
    ("layers", "branches"),
    [
        (
            "[{conv: {name: a, filters: 6, kernel: 1}}, relu, batchnorm, {add: [[], input]}]",
            [
                "branch 1 (batchnorm1) arrives as 8x8x6, last changed by a (line 3)",
                "branch 2 as 8x8x4, the network's input",
            ],
        ),
        (
            (
                "[{maxpool: {name: p, kernel: 2}}, {add: {name: s, inputs: [[relu], []]}}, "
                "{concat: [s, input]}]"
            ),
            [
                "branch 1 (s) arrives as 4x4x4, last changed by p (line 3)",
                "branch 2 as 8x8x4, the network's input",
            ],
        ),
        (
            "[{add: [[{dense: 5}], []]}]",
            [
                "branch 1 arrives as a vector of 5, last changed by dense1 (line 3)",
                "branch 2 as 8x8x4, the network's input",
            ],
        ),
    ],
)
def test_a_branch_is_followed_to_what_gave_it_its_shape(layers: str, branches: list[str]) -> None:
    assert note(layers) == "; ".join(branches)


def test_a_layer_in_a_block_is_placed_there_and_where_the_block_is_used() -> None:
    assert note("[{add: [[unit], []]}]", UNIT) == (
        "branch 1 (unit1/relu1) arrives as 8x8x6, last changed by unit1/c (line 3, "
        "used at line 4); branch 2 as 8x8x4, the network's input"
    )
    inside = "blocks: {unit: {layers: [{add: [[{conv: {name: c, filters: 6, kernel: 1}}], []]}]}}"
    assert "unit1/c (line 3);" in note("[unit]", inside)


def test_padding_is_offered_where_it_is_all_that_is_missing() -> None:
    two = "{conv: {filters: 4, kernel: 3, padding: 1}}, {conv: {name: c, filters: 4, kernel: 3}}"
    (problem,) = problems(f"[{{add: [[{two}], []]}}]")
    assert "help: `padding: 1` in c (line 3) gives 8x8x4; help: branch 2: `crop: " in problem
    mended = two.replace("kernel: 3}}", "kernel: 3, padding: 1}}")
    assert problems(f"[{{add: [[{mended}], []]}}]") == []
    (problem,) = problems("[{add: [[{conv: {name: c, filters: 5, kernel: 3}}], []]}]")
    assert "padding" not in problem


def test_a_long_way_back_needs_no_deeper_stack() -> None:
    chain = ", ".join(["relu"] * 1500)
    found = note(f"[{{maxpool: {{name: p, kernel: 2}}}}, {chain}, {{add: [[], input]}}]")
    assert found.startswith("branch 1 (relu1500) arrives as 4x4x4, last changed by p (line 3)")
