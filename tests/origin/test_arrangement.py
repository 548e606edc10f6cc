"""Layers that read each other, as lists with branches: what is nested, and what is named."""

from __future__ import annotations

from cnncalc.origin.arrangement import arranged
from cnncalc.origin.plan import INPUT, Plan
from cnncalc.origin.text import Heading, spec_text
from cnncalc.shape import Image


def written(plan: Plan, *outputs: int) -> list[str]:
    """The lines after the input of the spec of a plan."""
    items, names = arranged(plan.steps, outputs)
    text = spec_text(Heading("net", plan.input), items, names)
    return text.split("layers:\n")[1].splitlines()


def image() -> Plan:
    """A plan without steps."""
    return Plan(Image(4, 8, 8))


def test_branches_that_meet_are_nested() -> None:
    plan = image()
    first = plan.add("relu", {}, (INPUT,))
    left = plan.add("tanh", {}, (first,))
    total = plan.add("add", {}, (left, first))
    assert written(plan, total) == ["  - relu", "  - add: [[tanh], []]"]


def test_branches_may_start_at_the_input() -> None:
    plan = image()
    total = plan.add("add", {}, (plan.add("tanh", {}, (INPUT,)), INPUT))
    assert written(plan, total) == ["  - add: [[tanh], []]"]


def test_a_branch_that_is_read_elsewhere_too_is_named() -> None:
    plan = image()
    left = plan.add("tanh", {}, (INPUT,))
    right = plan.add("relu", {}, (INPUT,))
    total = plan.add("add", {}, (left, right))
    both = plan.add("concat", {}, (total, right))
    assert written(plan, both) == [
        "  - tanh: {name: tanh1}",
        "  - relu: {name: relu1, from: input}",
        "  - add: {name: add1, inputs: [tanh1, relu1]}",
        "  - concat: [add1, relu1]",
    ]


def test_branches_from_an_earlier_layer_say_so() -> None:
    """A result between the fork and the merge is no part of a branch."""
    plan = image()
    first = plan.add("relu", {}, (INPUT,))
    side = plan.add("sigmoid", {}, (first,))
    total = plan.add("add", {}, (plan.add("tanh", {}, (first,)), first))
    assert written(plan, side, total) == [
        "  - relu: {name: relu1}",
        "  - sigmoid: {name: sigmoid1}",
        "  - add: {name: add1, from: relu1, inputs: [[tanh], []]}",
        "outputs: [sigmoid1, add1]",
    ]


def test_a_tower_of_merges_is_written_by_names() -> None:
    """As U-Net, whose every resolution lies inside the one before."""
    plan = image()
    kept, last = [], INPUT
    for _ in range(3):
        last = plan.add("relu", {}, (last,))
        kept.append(last)
        last = plan.add("tanh", {}, (last,))
    for each in reversed(kept):
        last = plan.add("concat", {}, (each, last))
    lines = written(plan, last)
    assert [line.strip() for line in lines if "concat" in line] == [
        "- concat: {name: concat1, inputs: [relu3, tanh3]}",
        "- concat: {name: concat2, inputs: [relu2, concat1]}",
        "- concat: [relu1, concat2]",
    ]


def test_branches_stand_in_the_order_of_their_merge() -> None:
    """In whatever order a file computes them: of a concatenation it is that of its channels."""
    plan = image()
    first = plan.add("tanh", {}, (INPUT,))
    second = plan.add("relu", {}, (INPUT,))
    assert written(plan, plan.add("concat", {}, (second, first))) == [
        "  - concat: [[relu], [tanh]]"
    ]


def test_words_of_a_file_are_names_once() -> None:
    plan = image()
    one = plan.add("relu", {}, (INPUT,), "conv1")
    two = plan.add("tanh", {}, (one,), "conv1")
    assert written(plan, two) == ["  - relu: {name: conv1}", "  - tanh"]


def test_what_no_result_needs_is_not_written() -> None:
    plan = image()
    one = plan.add("relu", {}, (INPUT,))
    plan.add("tanh", {}, (one,))
    assert written(plan, one) == ["  - relu"]
