"""Questions to practise on."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.preset import convention
from cnncalc.coursework.drill import A_ROUND, drill, exercise_drill, template_drill
from cnncalc.diagnostic import CannotRunError

from .made import DRAWN, template

NETWORK = cnncalc.load("alexnet")
ANALYSIS = cnncalc.analyze("alexnet")


def places(count: int, seed: str, **more: object) -> list[tuple[str, str]]:
    """What a drill on AlexNet asks."""
    found = drill(NETWORK, ANALYSIS, count=count, seed=seed, **more)  # type: ignore[arg-type]  # as a drill takes it
    return [(each.cell.layer, each.cell.quantity) for each in found]


def test_a_drill_asks_each_question_once_in_the_order_of_the_network() -> None:
    found = places(12, "1")
    assert len(set(found)) == len(found) == 12
    order = [*ANALYSIS.layers]
    assert [order.index(layer) for layer, _ in found] == sorted(
        order.index(layer) for layer, _ in found
    )


def test_the_same_seed_asks_the_same() -> None:
    assert places(5, "1") == places(5, "1")
    assert len({tuple(places(5, seed)) for seed in "123456"}) > 1


def test_what_has_no_answer_worth_a_question_is_not_asked() -> None:
    """Nobody learns from the parameters of a relu."""
    layers = {layer for layer, _ in places(1000, "1")}
    assert layers == {
        *("conv1", "conv2", "conv3", "conv4", "conv5", "pool1", "pool2", "pool5"),
        *("fc6", "fc7", "fc8"),
    }


def test_what_is_asked_may_be_chosen() -> None:
    asked = {quantity for _, quantity in places(1000, "1", quantities=("biases",))}
    assert asked == {"biases"}
    with pytest.raises(CannotRunError, match="no layer of this network has fixed that can be got"):
        places(3, "1", quantities=("fixed",))


def test_a_drill_counts_as_a_convention_does() -> None:
    (problem,) = drill(NETWORK, ANALYSIS, count=1, seed="1", convention=convention("cs231n"))
    assert problem.sheet.convention == convention("cs231n")


def test_a_template_is_drawn_anew_for_each_round() -> None:
    found = template_drill(template(DRAWN), count=5, seed="1")
    assert [each.cell.quantity for each in found] == [
        *("output", "parameters", "output", "parameters", "output")
    ]
    assert len({each.text for each in found if each.text}) == 3


def test_an_exercise_goes_on_for_as_long_as_is_asked() -> None:
    assert len(exercise_drill(["conv"], count=2 * A_ROUND + 1, seed="1")) == 2 * A_ROUND + 1
