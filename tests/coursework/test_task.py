"""Questions of a template."""

from __future__ import annotations

from cnncalc.spec.source import plain

from .made import CS231N, template


def test_a_question_without_a_name_is_called_by_its_number() -> None:
    text = "{worksheet: w, input: 9, questions: [{layer: {dense: 3}, ask: macs}, {ask: biases}]}"
    assert [each.id for each in template(text).tasks] == ["1", "2"]


def test_a_question_keeps_what_it_says_of_its_points_for_the_sheet() -> None:
    _, second = template(CS231N).tasks
    assert second.layer is None
    assert second.text is None
    assert plain(second.entries["points"].value) == 2
    assert plain(second.entries["partial"].value) == {"P-NO-BIAS": 1}
