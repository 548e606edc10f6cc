"""`cnncalc fit`."""

from __future__ import annotations

import csv
import json
import warnings
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import ran, seen

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]


def fit(*arguments: str) -> tuple[str, ...]:
    """Give the arguments of the command."""
    return ("fit", *arguments)


def test_the_first_layer_of_alexnet_fits(capsys: Captured) -> None:
    """CS231n: (227 - 11)/4 + 1 = 55."""
    assert run(fit("--input", "227", "--kernel", "11", "--stride", "4")) == 0
    text = capsys.readouterr().out
    assert text.startswith("Fits: a window of 11 moving by 4 over 227 has 55 positions\n")
    assert "padding 0, since none is given" in text
    assert "= (227 - 11 + 2*0)/4 + 1 = 55" in text


def test_the_lecture_s_impossible_stride_is_refused(capsys: Captured) -> None:
    """CS231n: (10 - 3 + 0)/2 + 1 = 4.5."""
    assert run(fit("--input", "10", "--kernel", "3", "--stride", "2")) == 1
    captured = capsys.readouterr()
    assert "= (10 - 3 + 2*0)/2 + 1 = 4.5\n" in captured.out
    assert "What would fit" in captured.out
    assert captured.err == ""


def test_an_input_and_a_kernel_give_a_table(capsys: Captured) -> None:
    """CS231n: 10 and 3 with stride 2 fit at no padding."""
    assert run(fit("--input", "10", "--kernel", "3")) == 0
    text = capsys.readouterr().out
    assert "     1    8   10   12\n     2    -    -    -\n" in text


def test_a_size_that_is_left_out_is_found(capsys: Captured) -> None:
    """CS231n: an input of 227."""
    sizes = ("--kernel", "11", "--stride", "4", "--padding", "0", "--output", "55")
    assert run(fit(*sizes, "--format", "csv")) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["input"], row["output"]) for row in rows] == [("227", "55")]


def test_a_padding_that_is_left_out_is_found_where_there_is_one(capsys: Captured) -> None:
    """CS231n: (F - 1)/2 = 1 keeps the size."""
    assert run(fit("--input", "8", "--kernel", "3", "--stride", "1", "--output", "8")) == 0
    assert "(8 - 3 + 2*1)/1 + 1 = 8" in capsys.readouterr().out


def test_another_output_than_the_window_has_is_refused(capsys: Captured) -> None:
    """CS231n: AlexNet's first layer has 55 positions."""
    sizes = ("--input", "227", "--kernel", "11", "--stride", "4", "--output", "54")
    assert run(fit(*sizes)) == 1
    text = capsys.readouterr().out
    assert text.startswith("Does not fit: the output is 55, not 54\n")
    assert "no padding from 0 to 10 gives 54; with padding 0:" in text
    assert run(fit(*sizes, "--padding", "0")) == 1


def test_nothing_that_fits_is_exit_code_1(capsys: Captured) -> None:
    sizes = ("--input", "10", "--kernel", "3", "--padding", "0", "--output", "5")
    assert run(fit(*sizes)) == 1
    assert capsys.readouterr().out.startswith("Nothing fits: ")
    assert run(fit(*sizes, "-f", "json")) == 1
    assert json.loads(capsys.readouterr().out)["fit"]["placements"] == []


@pytest.mark.parametrize(
    ("padding", "positions"), [("same", 112), ("half", 109 + 3), ("valid", None)]
)
def test_padding_by_a_rule(padding: str, positions: int | None, capsys: Captured) -> None:
    """Same is 224/2 (TensorFlow); half is 3, which does not divide; valid is 0."""
    sizes = ("--input", "223", "--kernel", "7", "--stride", "2", "--padding", padding)
    code = run(fit(*sizes, "-f", "json"))
    data = json.loads(capsys.readouterr().out)["fit"]
    if positions is None:
        assert (code, data["output"]["value"]) == (0, 109)
    else:
        assert (code, data["output"]["value"]) == (0, positions)


def test_the_data_is_one_object(capsys: Captured) -> None:
    run(fit("--input", "10", "--kernel", "3", "--stride", "2", "-f", "json"))
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["schema", "cnncalc", "fit"]
    assert data["fit"]["output"]["value"] == 4.5


@pytest.mark.parametrize("style", ["table", "markdown", "latex", "html", "csv", "json"])
@pytest.mark.parametrize("sizes", [("--input", "10"), ("--input", "10", "--stride", "2")])
def test_every_format_writes_something(
    style: str, sizes: tuple[str, ...], capsys: Captured
) -> None:
    run(fit(*sizes, "--kernel", "3", "--format", style))
    assert "10" in capsys.readouterr().out


def test_a_file_is_written_by_its_short_option(tmp_path: Path, capsys: Captured) -> None:
    """`--output` is a size here."""
    path = tmp_path / "fit.md"
    assert run(fit("--input", "10", "--kernel", "3", "-o", str(path))) == 0
    assert path.read_text(encoding="utf-8").startswith("## What fits: input 10, kernel 3\n")
    assert capsys.readouterr().out == ""


def test_no_option_is_there_twice(capsys: Captured) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run(fit("--help")) == 0
    text = capsys.readouterr().out
    assert text.count("--output") == 2  # the size, and in an example
    assert "-o FILE" in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--input", "0"), "0 is below 1, the least that makes sense here"),
        (("--stride", "0"), "0 is below 1, the least that makes sense here"),
        (("--padding", "-1"), "-1 is not a whole number from 0 to 1,000,000, or valid, half, same"),
        (("--input", "-227"), "-227 is not a whole number from 1 to 1,000,000"),
        (("--kernel", "abc"), "abc is not a whole number from 1 to 1,000,000"),
        (("--kernel", "1e3"), "1e3 is not a whole number"),
        (("--kernel", "3.0"), "3.0 is not a whole number"),
        (("--kernel", "1_000"), "1_000 is not a whole number"),
        (("--kernel", " 3"), " 3 is not a whole number"),
        (("--kernel", "\u0663"), "is not a whole number"),
        (("--kernel", ""), "is not a whole number"),
        (("--kernel", "\x1b[2J"), r"\x1b[2J is not a whole number"),
        (("--input", "1" + "0" * 30), "is beyond 1,000,000, the bound on sizes"),
        (("--input", "9" * 5000), "is beyond 1,000,000, the bound on sizes"),
        (("--input", "1000001"), "1000001 is beyond 1,000,000, the bound on sizes"),
        (("--padding", "sane"), "or valid, half, same; did you mean same?"),
        (("--input", "10"), "two or more of --input, --kernel, --stride, --padding and --output"),
        ((), "two or more of --input, --kernel, --stride, --padding and --output"),
        (("--kernel", "3", "--kernal", "3"), "No such option '--kernal'"),
    ],
)
def test_a_value_that_makes_no_sense_is_a_sentence(
    arguments: tuple[str, ...], sentence: str, capsys: Captured
) -> None:
    assert run(fit(*arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: ")
    assert sentence in captured.err
    assert len(captured.err) < 300


def test_a_window_may_be_rounded(capsys: Captured) -> None:
    """PyTorch's ResNet: 224, 7, 2 and 3 give 112."""
    sizes = ("--input", "224", "--kernel", "7", "--stride", "2", "--padding", "3")
    assert run(fit(*sizes)) == 1
    assert run(fit(*sizes, "--rounding", "floor")) == 0
    assert "floor((224 - 7 + 2*3)/2) + 1 = 112" in capsys.readouterr().out
    assert run(fit("--kernel", "7", "--stride", "2", "--rounding", "floor")) == 2
    assert "--rounding goes with" in capsys.readouterr().err


def test_leading_zeros_change_nothing(capsys: Captured) -> None:
    assert run(fit("--input", "0" * 5000 + "227", "--kernel", "11", "--stride", "4")) == 0
    assert "over 227 has 55 positions" in capsys.readouterr().out


def test_on_a_terminal_a_wide_table_keeps_its_numbers_whole() -> None:
    """By hand: 234 = (224 - 11 + 2*10)/1 + 1 stands in the last column."""
    wide = seen("fit", "--input", "224", "--kernel", "11", columns=80)
    assert "234" in wide.text
    narrow = seen(*fit("--input", "224", "--kernel", "11", "--color", "never"), columns=30)
    assert " 214" in narrow.text
    assert max(len(line) for line in narrow.text.splitlines()) <= 30


def test_nothing_heavy_is_loaded_for_a_window() -> None:
    """A process of its own, as a person runs it."""
    finished = ran("fit", "--input", "227", "--kernel", "11", "--stride", "4")
    assert finished.returncode == 0
    assert finished.stderr == ""
