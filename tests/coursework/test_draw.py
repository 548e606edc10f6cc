"""Drawing the numbers of a template: reproducible, and as required."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnncalc.coursework.draw import below, diagnostic_power, drawn
from cnncalc.diagnostic import SpecError
from tests.cli.process import surroundings

from .made import CS231N, DRAWN, template

TEMPLATE = template(DRAWN)

PROGRAM = """\
import json, sys
from cnncalc.coursework.draw import drawn
from cnncalc.coursework.template import parse_template
made = drawn(parse_template(sys.stdin.read()), "2025 7", "w/7")
print(json.dumps(dict(made.numbers)))
"""


def no_draw(text: str) -> str:
    """What is said of a template of which no draw will do."""
    with pytest.raises(SpecError) as caught:
        drawn(template(text), "1", "w/1")
    (problem,) = caught.value.diagnostics
    return problem.concise()


few_examples = settings(max_examples=25)
"""Each of which draws some tens of times."""


@few_examples
@given(st.text(max_size=20))
def test_every_draw_meets_what_is_required(seed: str) -> None:
    made = drawn(TEMPLATE, seed, "w/1")
    numbers = made.numbers
    assert numbers["W"] in {28, 31, 32, 63, 64}
    assert 0 <= numbers["P"] <= (numbers["F"] - 1) // 2
    assert numbers["S"] < numbers["F"]
    assert (numbers["W"] - numbers["F"] + 2 * numbers["P"]) % numbers["S"] == 0
    assert all(diagnostic_power(each.question) >= 4 for each in made.asked)


@few_examples
@given(st.text(max_size=20))
def test_the_same_seed_draws_the_same(seed: str) -> None:
    assert drawn(TEMPLATE, seed, "w/1").numbers == drawn(TEMPLATE, seed, "w/1").numbers


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_a_draw_depends_on_nothing_but_its_seed(hash_seed: str) -> None:
    """In a process of its own, whatever the order of its sets is."""
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=DRAWN,
        env=surroundings(PYTHONHASHSEED=hash_seed),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(process.stdout) == drawn(TEMPLATE, "2025 7", "w/7").numbers


def test_whole_numbers_are_made_of_the_one_method_that_python_promises_to_keep() -> None:
    """The library reference, "Notes on Reproducibility": `random()`, under a known seed."""
    promised = Random("2025 7")  # noqa: S311  as the module under test
    same = Random("2025 7")  # noqa: S311  as above
    assert [below(same, 10) for _ in range(100)] == [
        int(promised.random() * 10) for _ in range(100)
    ]


def test_what_is_to_be_avoided_is_drawn_only_where_nothing_else_is_left() -> None:
    text = DRAWN.replace("[28, 31, 32, 63, 64]", "[32]").replace("[6, 10, 16, 32]", "[6, 10]")
    few = template(text.replace("[1, 2, 3]", "[1]").replace("[3, 5, 7]", "[5]"))
    taken: list[dict[str, int]] = []
    for copy in range(6):
        taken.append(dict(drawn(few, str(copy), "w/1", avoid=taken).numbers))
    # F = 5 leaves P = 0, 1 or 2, and K = 6 or 10
    assert len({tuple(each.values()) for each in taken}) == 6
    assert dict(drawn(few, "7", "w/1", avoid=taken).numbers) in taken


def test_the_diagnostic_power_counts_different_wrong_numbers() -> None:
    """CS231n 2017, lecture 5: 760; 750 without biases, 260 without channels, 751 with one bias."""
    made = drawn(template(CS231N), "1", "w/1")
    assert diagnostic_power(made.asked[1].question) >= len({750, 260, 751})


def test_a_template_without_parameters_is_drawn_as_it_stands() -> None:
    assert dict(drawn(template(CS231N), "1", "w/1").numbers) == {}


def test_a_requirement_that_is_never_met_is_named() -> None:
    said = no_draw(DRAWN.replace("S < F", "S > F"))
    assert said.startswith(
        "t.yaml:12:5: no-draw none of 1,000 draws meets all that is required; S > F: not met 1,000"
    )


def test_a_question_that_slips_cannot_fail_is_named() -> None:
    said = no_draw(DRAWN.replace("diagnostic >= 4", "diagnostic >= 400"))
    assert "diagnostic >= 400 at question 1" in said


def test_a_fault_of_the_template_is_told_and_not_drawn_a_thousand_times() -> None:
    assert no_draw(DRAWN.replace("filters: K", "filtres: K")).startswith(
        "t.yaml:17:20: unknown-field conv has no field `filtres`"
    )


def test_windows_that_never_fit_are_shown_as_in_any_spec() -> None:
    """(28 - 5)/2 + 1 = 12.5."""
    text = DRAWN.replace("[28, 31, 32, 63, 64]", "[28]").replace("[1, 2, 3]", "[2]")
    said = no_draw(text.replace("[3, 5, 7]", "[5]").replace("[0, (F-1)//2]", "[0, 0]"))
    assert "stride-does-not-fit conv1: a window of 5 moving by 2 over 28 leaves 1 over" in said


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("[0, (F-1)//2]", "[0, (Q-1)//2]", "`(Q-1)//2`: `Q` is no parameter"),
        ("[0, (F-1)//2]", "[5, 1]", "nothing lies between the first and the last value of `P`"),
        ("S < F", "S < Q", "`S < Q`: `Q` is no parameter"),
        ("diagnostic >= 4", "diagnostic >= Q", "`diagnostic >= Q`: `Q` is no parameter"),
    ],
)
def test_arithmetic_that_cannot_be_done_is_told_at_its_place(
    old: str, new: str, answer: str
) -> None:
    assert answer in no_draw(DRAWN.replace(old, new))
