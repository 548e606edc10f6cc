"""Questions to practise on: about a network, from a template, or on kinds of layers.

>>> [(each.cell.layer, each.cell.quantity) for each in drill(network, analysis, count=2, seed="1")]
[('conv2', 'parameters'), ('pool1', 'output')]
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from cnncalc.analysis.convention import Convention
from cnncalc.coursework.draw import below, drawn
from cnncalc.coursework.exercise import exercise
from cnncalc.coursework.practice import Problem, problems_of
from cnncalc.coursework.question import question
from cnncalc.coursework.sheet import Cell, Sheet
from cnncalc.coursework.slip import slips
from cnncalc.coursework.subject import Subject
from cnncalc.diagnostic import CannotRunError, Place
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.coursework.template import Template
    from cnncalc.spec.graph import Network

__all__ = ["QUANTITIES", "drill", "exercise_drill", "template_drill"]

QUANTITIES = ("output", "parameters", "macs", "receptive_field")
"""What is asked of a network where nothing else is said."""


def drill(  # noqa: PLR0913  each says one thing, by name
    network: Network,
    analysis: Analysis,
    *,
    count: int,
    seed: str,
    quantities: Sequence[str] = QUANTITIES,
    convention: Convention | None = None,
) -> list[Problem]:
    """Choose questions about a network that something can be got wrong at, in its own order.

    CannotRunError where there is none.
    """
    counting = convention or Convention()
    sheet = Sheet(
        worksheet=analysis.name,
        title="",
        student="",
        model="",
        subject=Subject(network, analysis, {}),
        convention=counting,
        cells=(),
        path="",
    )
    places = [
        (layer, quantity)
        for layer in analysis.layers
        for quantity in quantities
        if _is_worth_asking(analysis, layer, quantity, counting)
    ]
    if not places:
        asked = listed([each.replace("_", " ") for each in quantities])
        message = f"no layer of this network has {asked} that can be got wrong; ask something else"
        raise CannotRunError(message)
    random = Random(f"{seed} {analysis.name}")  # noqa: S311  numbers for an exercise, which anyone may repeat
    while len(places) > count:
        del places[below(random, len(places))]
    nowhere = Place("", 1, 1)
    return [Problem(sheet, Cell(*each, None, nowhere, each[1]), "") for each in places]


def template_drill(template: Template, *, count: int, seed: str) -> list[Problem]:
    """Draw from a template, its questions in their order, until there are enough."""
    problems: list[Problem] = []
    taken: list[dict[str, int]] = []
    while len(problems) < count:
        stream = f"{seed} {len(taken) + 1}"
        made = drawn(template, stream, template.worksheet, avoid=taken)
        taken.append(dict(made.numbers))
        problems += problems_of(made)
    return problems[:count]


def exercise_drill(
    kinds: Sequence[str], *, count: int, seed: str, convention: Convention | None = None
) -> list[Problem]:
    """Draw from exercises on kinds of layers; CannotRunError for a kind that there is none for."""
    made = exercise(kinds, min(count, A_ROUND), convention=convention)
    return template_drill(made, count=count, seed=seed)


A_ROUND = 8
"""Questions after which the numbers are drawn anew."""


def _is_worth_asking(analysis: Analysis, layer: str, quantity: str, convention: Convention) -> bool:
    """Whether a question has an answer that is not nothing, and a known way to get it wrong."""
    try:
        asked = question(analysis, layer, quantity, convention)
    except LookupError:
        return False
    if not isinstance(asked.right, tuple) and not asked.right.value:
        return False
    figures = analysis.layers[layer]
    if quantity in {"output", "receptive_field"} and figures.window is None:
        return False
    return next(iter(slips(asked)), None) is not None
