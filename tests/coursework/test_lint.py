"""What a teacher should know about a sheet before handing it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.coursework.lint import lint
from cnncalc.coursework.sheet import sheet_of
from cnncalc.spec.source import parse_source
from tests.analysis.network import specs
from tests.coursework.filled import filled
from tests.law import untimed

if TYPE_CHECKING:
    from collections.abc import Mapping

NET = "alexnet-single"


def found(
    answers: Mapping[str, Mapping[str, str | None]],
    model: str = NET,
    more: str = "",
    **choices: str,
) -> dict[str, str]:
    """Give what is found, by code; the last message of each."""
    sheet = filled(model, answers, more=more, **choices)
    return {each.diagnostic.code: each.diagnostic.message for each in lint(sheet)}


def test_a_sheet_that_says_everything_and_can_see_everything_has_no_finding() -> None:
    """Q003: 63x63x16, 32 filters 7x7, stride 2; the biases are said to be counted."""
    model = "input: 63x63x16\nlayers:\n- conv: {name: c, filters: 32, kernel: 7}\n"
    assert found({"c": {"parameters": None}}, model, biases="counted") == {}


def test_a_convention_that_matters_and_is_not_said_is_a_problem() -> None:
    """FINDINGS: 21 of 150 questions depend on a convention that the question does not state."""
    (finding,) = lint(filled(NET, {"conv1": {"parameters": None}}))
    assert finding.severity == "problem"
    assert finding.diagnostic.code == "convention-not-said"
    assert finding.diagnostic.message == (
        "the right conv1 parameters depends on `biases`, and the sheet does not say it"
    )
    assert finding.diagnostic.helps == (
        "under `conventions` write `biases: counted, not_counted or conv_only`",
    )
    assert found({"conv1": {"parameters": None}}, biases="counted") == {}
    assert found({"relu1": {"parameters": None}}) == {}


def test_a_preset_says_everything() -> None:
    text = "worksheet: w\nmodel: vgg16\nconventions: cs231n\nanswers:\n  total:\n    memory:\n"
    assert lint(sheet_of(parse_source(text, "sheet.yaml"))) == ()
    unsaid = lint(filled("vgg16", {"total": {"memory": None}}))
    assert {each.diagnostic.message.split("`")[1] for each in unsaid} == {
        "input",
        "megabyte",
        "memory",
    }


def test_a_tolerance_that_a_slip_passes_is_a_problem() -> None:
    """34,848 without the biases is 0.27 % less than 34,944: 35K is both, 34.9K is one."""
    asked = {"conv1": {"parameters": None}}
    two = found(asked, more="tolerance: 2 significant digits\n", biases="counted")
    assert two == {
        "slip-let-through": "to 2 digits 34,848, the count without the biases, passes for the "
        "right conv1 parameters of 34,944"
    }
    assert found(asked, more="tolerance: 3 significant digits\n", biases="counted") == {}


def test_answers_in_a_sheet_make_it_a_key_or_a_faulty_one() -> None:
    asked = {"conv1": {"parameters": "34,944", "weights": None}}
    assert found(asked, biases="counted") == {
        "holds-answers": "the sheet holds 1 of 2 answers, all of them right"
    }
    asked = {"conv1": {"parameters": "34,944", "weights": "34,944"}}
    (finding,) = lint(filled(NET, asked, biases="counted"))
    assert finding.severity == "problem"
    assert finding.diagnostic.message == "1 of 2 answers in the sheet are not right: conv1 weights"


def test_a_size_that_does_not_fit_is_noted_with_its_arithmetic() -> None:
    """CS231n: 224 with kernel 11 and stride 4 leaves 54.25."""
    model = (
        "input: 224x224x3\nrounding: floor\nlayers:\n"
        "- conv: {name: c, filters: 96, kernel: 11, stride: 4}\n"
    )
    sheet = filled(model, {"c": {"output": None}}, rounding="floor")
    (finding,) = (each for each in lint(sheet) if each.diagnostic.code == "size-does-not-fit")
    assert finding.severity == "note"
    assert finding.diagnostic.working == (
        "floor((W - F + 2*P)/S) + 1 = floor((224 - 11 + 2*0)/4) + 1 = 54"
    )


def test_a_common_slip_that_gives_the_right_answer_is_noted() -> None:
    """FINDINGS: W/S gives the right size in half of the poolings; 28/2 is one, 55/2 - 1 is none."""
    model = "input: 28x28x4\nlayers:\n- maxpool: {name: p, kernel: 2}\n"
    assert found({"p": {"output": None}}, model)["slip-not-seen"] == (
        "the right p output also comes of the size just divided by the stride"
    )
    model = "input: 28x28x4\nlayers:\n- conv: {name: c, filters: 2, kernel: 5}\n"
    assert "slip-not-seen" not in found({"c": {"output": None}}, model)


def test_a_slip_that_changes_nothing_here_is_not_noted() -> None:
    """Without padding, forgetting the padding is no slip."""
    model = "input: 28x28x4\nlayers:\n- conv: {name: c, filters: 2, kernel: 5}\n"
    assert found({"c": {"output": None}}, model) == {}


def test_a_wrong_answer_of_two_common_slips_is_noted() -> None:
    """224 taken for 227 and the +1 left out both make 54 of AlexNet's 55."""
    assert found({"conv1": {"output": None}})["slips-collide"] == (
        '54x54x96 as conv1 output comes of the "+1" left out and of 224 taken for AlexNet\'s input'
    )


def test_problems_come_before_notes_and_each_has_its_line() -> None:
    found_here = lint(filled(NET, {"conv1": {"output": None, "parameters": None}}))
    assert [each.severity for each in found_here] == ["problem", "note"]
    assert all(each.diagnostic.place is not None for each in found_here)


@untimed
@given(specs(), st.sampled_from(["hwc", "chw", "whc"]), st.data())
def test_the_key_of_any_sheet_is_taken_whole(spec: str, order: str, data: st.DataObject) -> None:
    """Numbas issue editor#502: marking the expected answer wrong is the worst thing one can do."""
    analysis = cnncalc.analyze(cnncalc.load_text(spec))
    asked: dict[str, dict[str, str | None]] = {
        layer: {"output": None, "memory": None, "connections": None}
        for layer in data.draw(st.sets(st.sampled_from([*analysis.layers]), min_size=1, max_size=3))
    }
    codes = found(asked, spec.removeprefix("name: Random\n"), order=order)
    assert "key-not-taken" not in codes
