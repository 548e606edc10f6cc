"""Laws of checking a sheet, whatever its network."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.coursework.carryover import Answered, carryover
from cnncalc.coursework.check import check
from cnncalc.coursework.question import expected_text, question
from cnncalc.shape import Image
from tests.analysis.network import specs
from tests.coursework.filled import filled
from tests.law import untimed


@untimed
@given(specs(), st.sampled_from(["hwc", "chw", "whc"]))
def test_the_right_answers_of_any_network_are_right(spec: str, order: str) -> None:
    """Every layer, every quantity: what would be expected on the sheet."""
    model = spec.removeprefix("name: Random\n")
    analysis = cnncalc.analyze(cnncalc.load_text(spec))
    blank: dict[str, dict[str, str | None]] = {
        layer: dict.fromkeys(("output", "parameters", "macs", "memory", "receptive_field"))
        for layer in analysis.layers
    }
    asked = filled(model, blank | {"total": {"parameters": None}}, order=order)
    right: dict[str, dict[str, str | None]] = {}
    for cell in asked.cells:
        put = question(asked.analysis, cell.layer, cell.quantity, asked.convention)
        right.setdefault(cell.layer, {})[cell.quantity] = expected_text(put)
    found = check(filled(model, right, order=order))
    assert {each.verdict for each in found.rows} == {"right"}
    assert found.points == found.possible == len(found.rows)


@untimed
@given(specs(), st.data())
def test_a_right_step_from_any_wrong_output_follows(spec: str, data: st.DataObject) -> None:
    """What the next layer gives for the student's own size is never called a slip."""
    model = spec.removeprefix("name: Random\n")
    analysis = cnncalc.analyze(cnncalc.load_text(spec))
    names = [name for name, each in analysis.layers.items() if len(each.output_shape.axes) == 3]
    if len(names) < 2:
        return
    first = data.draw(st.sampled_from(names[:-1]))
    channels, height, width = analysis.layers[first].output_shape.axes
    wrong = f"{height + 1}x{width + 1}x{channels}"
    answers: dict[str, dict[str, str | None]] = {first: {"output": wrong}}
    sheet = filled(model, answers)
    shape = Image(channels, height + 1, width + 1)
    own = carryover(sheet.analysis, Answered({first: (sheet.cells[0], shape)}))
    for name, carried in own.arriving.items():
        true = analysis.layers[name].output_shape
        if carried.figures.output_shape != true and name != first:
            answers[name] = {"output": str(carried.figures.output_shape)}
    rows = check(filled(model, answers)).rows
    assert {each.verdict for each in rows if each.cell.layer != first} <= {
        "follows",
        "right_elsewhere",
    }
