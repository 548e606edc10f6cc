"""What a class found hard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.class_report import class_report
from cnncalc.coursework.grading import graded_sheets, grading

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.coursework.class_report import ClassReport

SHEET = """\
worksheet: alexnet
student: {student}
input: 227x227x3
layers:
  - conv: {{name: conv1, filters: 96, kernel: 11, stride: 4}}
  - maxpool: {{name: pool1, kernel: 3, stride: 2}}
answers:
  conv1:
    parameters: {parameters}
    macs: {macs}
  pool1:
    output: {output}
"""
"""Right are 34,944, 105,415,200 and 27x27x96 (Krizhevsky et al. 2012; CS231n)."""


def report(folder: Path, *rows: tuple[str, str, str, str]) -> ClassReport:
    """Hand in sheets of a student, parameters, MACs and an output, and report on them."""
    paths = []
    for number, (student, parameters, macs, output) in enumerate(rows):
        path = folder / f"{number}.yaml"
        filled = SHEET.format(student=student, parameters=parameters, macs=macs, output=output)
        path.write_text(filled)
        paths.append(str(path))
    return class_report(grading(graded_sheets(paths)))


def test_slips_are_counted_by_student_the_most_frequent_first(tmp_path: Path) -> None:
    """34,848 has no biases; 210,830,400 are FLOPs; both are documented slips."""
    found = report(
        tmp_path,
        ("Ada", "34,848", "105,415,200", "27x27x96"),
        ("Alan", "34,848", "", ""),
        ("ALAN ", "34,848", "", ""),
        ("Kurt", "34,944", "105,415,200", "27x27x96"),
    )
    assert found.sheets == 4
    (slip,) = found.slips
    assert (slip.misconception.id, slip.students, slip.answers) == ("P-NO-BIAS", 2, 3)
    assert slip.questions == ("conv1 parameters",)


def test_each_question_says_how_it_went(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        ("Ada", "34,848", "105,415,200", "27x27x96"),
        ("Kurt", "34,944", "7", ""),
    )
    assert [(each.layer, each.quantity) for each in found.questions] == [
        ("conv1", "parameters"),
        ("conv1", "macs"),
        ("pool1", "output"),
    ]
    parameters, macs, output = found.questions
    assert (parameters.answered, parameters.right) == (2, 1)
    assert [(slip.id, count) for slip, count in parameters.slips] == [("P-NO-BIAS", 1)]
    assert (macs.answered, macs.right, macs.counts["not_recognised"]) == (2, 1, 1)
    assert (output.answered, output.right) == (1, 1)


def test_a_question_that_a_common_slip_cannot_fail_is_named(tmp_path: Path) -> None:
    """(55 - 3)/2 + 1 = 27, and 55/2 rounded down is 27 too."""
    found = report(tmp_path, ("Ada", "34,944", "105,415,200", "27x27x96"))
    output = found.questions[-1]
    assert "S-DIVIDE-BY-STRIDE" in [each.id for each in output.blind]
    assert found.questions[0].blind == ()


def test_of_no_sheets_there_is_nothing_to_report() -> None:
    found = class_report(grading(()))
    assert (found.sheets, found.slips, found.questions) == (0, (), ())
