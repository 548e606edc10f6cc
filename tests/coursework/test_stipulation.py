"""Conventions, points, tolerance and partial points of a sheet."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cnncalc.analysis.convention import Convention
from cnncalc.analysis.preset import convention
from cnncalc.coursework.sheet import Sheet, sheet_of
from cnncalc.diagnostic import SpecError
from cnncalc.spec.source import parse_source

ANSWERS = """
answers:
  conv1:
    output:
    parameters:
  pool1:
    output:
  total:
    parameters:
"""


def sheet(lines: str) -> Sheet:
    """A sheet of AlexNet that says something beside its questions."""
    return sheet_of(parse_source(f"model: alexnet\n{lines}{ANSWERS}", "sheet.yaml"))


def said_of(lines: str) -> list[str]:
    """What is said of a sheet that cannot be read, a line each."""
    with pytest.raises(SpecError) as caught:
        sheet(lines)
    return [each.concise().removeprefix("sheet.yaml:") for each in caught.value.diagnostics]


def test_a_sheet_that_says_nothing_counts_as_every_report_does() -> None:
    for nothing in ("", "conventions:", "conventions: {}"):
        assert sheet(nothing).convention == Convention()


@pytest.mark.parametrize("name", ["cs231n", "CS231n", "deeplearning.ai", "lecun98"])
def test_a_preset_is_named_alone_or_with_changes(name: str) -> None:
    preset = convention(name.lower())
    assert sheet(f"conventions: {name}").convention == preset
    changed = sheet(f"conventions:\n  preset: {name}\n  biases: conv_only").convention
    assert changed == preset.choosing(biases="conv_only")


@pytest.mark.parametrize(
    ("line", "choice"),
    [
        ("order: W x H x C", ("order", "whc")),
        ("shape_order: HWC", ("order", "hwc")),
        ("axes: CHW", ("order", "chw")),
        ("shape_order: WHD", ("order", "whc")),
        ("operations: FLOP", ("operations", "flops")),
        ("bias_additions: yes", ("bias_adds", "counted")),
        ("biases: no", ("biases", "not_counted")),
        ("rounding: must_fit", ("rounding", "exact")),
        ("rounding:", ("rounding", None)),
        ("megabyte: 1,048,576", ("megabyte", 1048576)),
        ("MB: MiB", ("megabyte", 1048576)),
    ],
)
def test_a_choice_is_read_in_the_words_of_teachers(line: str, choice: tuple[str, object]) -> None:
    found = sheet(f"conventions:\n  {line}").convention
    assert getattr(found, choice[0]) == choice[1]


def test_what_a_sheet_says_of_conventions_is_known() -> None:
    """So that one who checks it can name what it leaves open; a preset says everything."""
    assert sheet("").stated == frozenset()
    assert sheet("conventions: {shape_order: HWC, biases: no}").stated == {"order", "biases"}
    assert sheet("conventions: cs231n").stated == sheet("conventions: {preset: keras}").stated
    assert "megabyte" in sheet("conventions: cs231n").stated
    assert sheet("rounding: floor").stated == {"rounding"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "conventions: cs213n",
            "2:14: convention there is no convention `cs213n`; help: did you mean `cs231n`?",
        ),
        (
            "conventions: {oder: hwc}",
            "2:15: convention a convention does not choose `oder`; help: did you mean `order`?",
        ),
        (
            "conventions: {biases: some}",
            (
                "2:23: convention `some` is no choice of biases; "
                "help: there are counted, not_counted and conv_only"
            ),
        ),
        ("conventions: {order: [h, w]}", "2:22: convention `order` of the conventions is one word"),
        (
            "conventions: [cs231n]",
            (
                "2:14: convention `conventions` is the name of a preset, or a mapping; "
                "help: write one of cnncalc, cs231n, pytorch, keras, lecun98, deeplearning.ai"
            ),
        ),
    ],
)
def test_a_convention_that_is_none_has_its_sentence(lines: str, said: str) -> None:
    assert said_of(lines) == [said]


def test_an_answer_is_worth_a_point_where_nothing_is_said() -> None:
    assert set(sheet("").points.values()) == {Fraction(1)}


def test_points_are_said_of_all_of_a_quantity_of_a_layer_or_of_a_cell() -> None:
    """The more exactly a cell is named, the more what is said counts."""
    points = sheet("points: {output: 3, conv1: {params: 2.5}, total: 0}").points
    assert points == {
        ("conv1", "output"): 3,
        ("conv1", "parameters"): Fraction(5, 2),
        ("pool1", "output"): 3,
        ("total", "parameters"): 0,
    }
    both = sheet("points: {conv1: {output: 5}, output: 3}").points
    assert [both[each, "output"] for each in ("conv1", "pool1")] == [5, 3]
    assert set(sheet("points: 2").points.values()) == {Fraction(2)}


def test_a_tolerance_is_exact_or_a_number_of_digits() -> None:
    assert sheet("").tolerance == "exact"
    assert sheet("tolerance: 3").tolerance == 3
    assert sheet("tolerance: 3 significant digits").tolerance_of("conv1", "output") == 3
    mixed = sheet("tolerance: {total: 2 digits, conv1: {parameters: exact}}")
    assert mixed.tolerance_of("total", "parameters") == 2
    assert mixed.tolerance_of("conv1", "parameters") == "exact"
    assert mixed.tolerance_of("pool1", "output") == "exact"
    assert mixed.tolerance == "exact"


def test_a_slip_may_earn_a_part_of_the_points() -> None:
    found = sheet("partial: {conv1: {parameters: {P-NO-BIAS: 0.5}}}")
    assert found.partial == {("conv1", "parameters"): {"P-NO-BIAS": Fraction(1, 2)}}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "tolerance: 1%",
            (
                "2:12: tolerance a percentage is no tolerance here: 1 % would let a forgotten bias "
                "pass; help: write `exact`, or `3 significant digits`"
            ),
        ),
        (
            "tolerance: 0",
            (
                "2:12: tolerance a tolerance is `exact`, or digits from 1 to 15; "
                "help: write `exact`, or `3 significant digits`"
            ),
        ),
        (
            "points: -1",
            (
                "2:9: points points are a number from 0 to 1,000; "
                "help: write `points: 1`, or `points: 0.5`"
            ),
        ),
        (
            "points: {conv1: true}",
            (
                "2:17: points points are a number from 0 to 1,000; "
                "help: write `points: 1`, or `points: 0.5`"
            ),
        ),
        (
            "points: {conv1: {macs: 1}}",
            (
                "2:18: not-asked the sheet does not ask for `conv1 macs`; "
                "help: name a layer and a quantity that stand under `answers`"
            ),
        ),
        (
            "points: {pool2: 1}",
            (
                "2:10: not-asked the sheet does not ask for `pool2`; "
                "help: name a layer and a quantity that stand under `answers`"
            ),
        ),
        (
            "partial: {parameters: {P-NO-BAIS: 1}}",
            "2:24: unknown-slip there is no slip `P-NO-BAIS`; help: did you mean `P-NO-BIAS`?",
        ),
        (
            "partial: 1",
            (
                "2:10: wrong-value `partial` gives points to slips by their id; "
                "help: write `{P-NO-BIAS: 1}`"
            ),
        ),
    ],
)
def test_what_is_said_of_no_cell_or_says_nothing_is_refused(lines: str, said: str) -> None:
    assert said_of(lines) == [said]
