"""Budgets: how they are written, and what exceeds them."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from cnncalc.cli.budget import Budget, count, memory
from cnncalc.cli.main import run

if TYPE_CHECKING:
    Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("5000000", 5_000_000),
        ("5M", 5_000_000),
        ("5 M", 5_000_000),
        ("0.5k", 500),
        ("62.4M", 62_400_000),
        ("1.5G", 1_500_000_000),
        ("2B", 2_000_000_000),
        ("0.1", Fraction(1, 10)),
    ],
)
def test_a_count_takes_a_decimal_prefix(text: str, value: Fraction) -> None:
    assert count(text) == Budget(text, Fraction(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1024", 1024),
        ("1024B", 1024),
        ("100MB", 100 * 10**6),
        ("100MiB", 100 * 2**20),
        ("6GiB", 6 * 2**30),
        ("0.5KiB", 512),
        ("1kB", 1000),
    ],
)
def test_memory_takes_decimal_and_binary_units_for_what_they_are(text: str, value: int) -> None:
    assert memory(text) == Budget(text, Fraction(value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "M",
        "-5M",
        "5X",
        "5MiB",
        "1e6",
        "1_000",
        "1,000",
        "٣M",
        "nan",
        "inf",
        "9" * 40,
        "\x1b[2J",
    ],
)
def test_what_is_no_count_is_refused_with_examples(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is not a count such as 5000000, 5M or") as caught:
        count(text)
    assert caught.value.message.isprintable()


@pytest.mark.parametrize("text", ["5M", "5G", "6 Gib", "6gib", "1KiBs"])
def test_memory_never_guesses_between_the_units(text: str) -> None:
    with pytest.raises(
        click.BadParameter, match=re.escape("100MB (10^6 bytes each), 6GiB (2^30 each)")
    ):
        memory(text)


def test_a_budget_that_is_kept_says_nothing(capsys: Captured) -> None:
    """60,965,224 parameters and 724,406,816 MACs: Caffe's bvlc_alexnet."""
    budgets = ["--max-parameters", "60965224", "--max-macs", "724406816", "--max-memory", "1GB"]
    assert run(["analyze", "alexnet", *budgets]) == 0
    assert capsys.readouterr().err == ""


def test_a_budget_that_is_exceeded_by_one_says_so_after_the_table(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--max-parameters", "60965223"]) == 1
    captured = capsys.readouterr()
    assert "60,965,224" in captured.out
    assert captured.err == (
        "error: alexnet: 60,965,224 parameters are 1 more than the 60965223 allowed\n"
    )


def test_every_budget_that_is_exceeded_is_told(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--max-parameters", "5M", "--max-macs", "600M"]) == 1
    assert capsys.readouterr().err == (
        "error: alexnet: 60,965,224 parameters are 55,965,224 more than the 5M allowed\n"
        "error: alexnet: 724,406,816 MACs are 124,406,816 more than the 600M allowed\n"
    )


def test_memory_is_parameters_and_the_activations_of_one_example(
    tmp_path: Path, capsys: Captured
) -> None:
    """By hand: one 3x3 filter over 10x10 has 3*3 + 1 parameters and gives 8*8 activations."""
    spec = f"{tmp_path}/net.yaml"
    text = "name: net\ninput: 10x10x1\nlayers: [{conv: {filters: 1, kernel: 3}}, relu]\n"
    Path(spec).write_text(text)
    assert run(["analyze", spec, "--max-memory", "296B"]) == 0
    assert run(["analyze", spec, "--max-memory", "295"]) == 1
    assert run(["analyze", spec, "--max-memory", "147", "--bytes", "2"]) == 1
    assert capsys.readouterr().err == (
        f"error: {spec}: 296 bytes (40 of parameters + 256 of one example's activations) "
        "are 1 more than the 295 allowed\n"
        f"error: {spec}: 148 bytes (20 of parameters + 128 of one example's activations) "
        "are 1 more than the 147 allowed\n"
    )
