"""The options that say what is counted."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

UNFIT = """
name: An input of the paper's first figure
input: 224x224x3
layers:
  - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}
"""
"""(224 - 11)/4 + 1 = 54.25: what AlexNet's paper draws does not fit (CS231n)."""


def printed(capsys: Captured, *arguments: str) -> str:
    """What a command prints, with a plain x between sizes."""
    assert run([*arguments]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out.replace("\N{MULTIPLICATION SIGN}", "x")


def test_vgg16_is_listed_as_cs231n_lists_it(capsys: Captured) -> None:
    """138,344,128 weights, and 15,237,608 values with the input's 150,528."""
    text = printed(capsys, "analyze", "vgg16", "--convention", "cs231n")
    total = next(each for each in text.splitlines() if each.startswith("total"))
    assert total.split()[1:] == ["138,344,128", "15,470,264,320", "15,237,608", "60,950,432"]
    given = next(each for each in text.splitlines() if each.startswith("input"))
    assert given.split()[1:] == ["224x224x3", "150,528", "602,112"]


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "html", "json", "csv"])
def test_every_form_of_a_report_says_its_convention(form: str, capsys: Captured) -> None:
    text = printed(capsys, "analyze", "vgg16", "--convention", "cs231n", "--format", form)
    assert "cs231n" in text


def test_the_usual_convention_is_said_too(capsys: Captured) -> None:
    text = printed(capsys, "analyze", "lenet5", "--format", "markdown")
    assert "- convention cnncalc: biases counted," in text


def test_alexnet_has_the_mixed_count_of_a_lectures_table(capsys: Captured) -> None:
    """The slides' `Overall 62369152` and `1135906176`; conv 3.7 million, FC 58.6 million."""
    mixed = ("--biases", "conv_only", "--count", "bias_adds=conv_only")
    text = printed(capsys, "analyze", "alexnet-single", *mixed)
    assert "62,369,152  1,135,906,176" in text
    assert "conv layers: 3,747,200 parameters (6.0 %)" in text
    assert "dense layers: 58,621,952 parameters (94.0 %)" in text
    assert "convention cnncalc with biases=conv_only bias_adds=conv_only: " in text


def test_flops_are_shown_where_the_convention_calls_them_operations(capsys: Captured) -> None:
    """torch.utils.flop_counter: two for each of LeNet-5's multiply-adds, 2*325,680 (NUMBERS)."""
    text = printed(capsys, "analyze", "lenet5", "--convention", "pytorch")
    assert " FLOPs " in text
    assert "651,360" in text
    assert " MACs " in printed(
        capsys, "analyze", "lenet5", "--convention", "pytorch", "--work", "macs"
    )


def test_shapes_are_written_as_the_convention_does(capsys: Captured) -> None:
    assert "96x55x55" in printed(capsys, "analyze", "alexnet", "--convention", "pytorch")
    hwc = printed(capsys, "analyze", "alexnet", "--convention", "pytorch", "--order", "hwc")
    assert "55x55x96" in hwc


def test_a_convention_with_the_width_first_writes_all_sizes_so(
    tmp_path: Path, capsys: Captured
) -> None:
    """CS231n: a volume is W x H x D, and a filter has its width first as well."""
    spec = tmp_path / "wide.yaml"
    spec.write_text(
        "name: wide\ninput: 4x9x3\nlayers: [conv: {filters: 2, kernel: [1, 3], stride: 1}]\n"
    )
    columns = ("--columns", "output,kernel,receptive_field", "--convention", "cs231n")
    lines = printed(capsys, "analyze", str(spec), *columns).splitlines()
    row = next(each for each in lines if each.startswith("conv"))
    assert row.split()[1:] == ["7x4x2", "3x1", "3x1"]


def test_a_window_that_does_not_fit_is_what_the_convention_says(
    tmp_path: Path, capsys: Captured
) -> None:
    """PyTorch rounds 54.25 down to 54; CS231n calls it a setting that does not fit."""
    spec = tmp_path / "unfit.yaml"
    spec.write_text(UNFIT)
    assert "96x54x54" in printed(capsys, "analyze", str(spec), "--convention", "pytorch")
    assert run(["analyze", str(spec), "--convention", "cs231n"]) == 1
    assert "54.25" in capsys.readouterr().err


def test_what_the_spec_says_of_windows_stands_whatever_the_convention(capsys: Captured) -> None:
    """ZFNet's pools round up, which gives the 55x55 of its figure 3; so with PyTorch's rounding."""
    text = printed(capsys, "analyze", "zfnet", "--convention", "pytorch")
    assert "96x55x55" in text


def test_rounding_that_is_asked_for_goes_first(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "unfit.yaml"
    spec.write_text(UNFIT)
    text = printed(capsys, "analyze", str(spec), "--convention", "cs231n", "--rounding", "ceil")
    assert "55x55x96" in text


def test_csv_has_a_column_of_the_convention_where_it_is_not_the_usual(capsys: Captured) -> None:
    arguments = ("analyze", "alexnet", "lenet5", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed(capsys, *arguments, "--biases", "conv_only"))))
    assert {each["convention"] for each in rows} == {"cnncalc with biases=conv_only"}
    assert all(None not in each and None not in each.values() for each in rows)
    assert "convention" not in printed(capsys, *arguments)


def test_json_keeps_the_facts(capsys: Captured) -> None:
    """VGG-16: 138,357,544 in torchvision, 138,344,128 weights in CS231n's listing."""
    arguments = ("analyze", "vgg16", "--convention", "cs231n", "--format", "json")
    data = json.loads(printed(capsys, *arguments))
    assert data["totals"]["parameters"] == 138_357_544
    assert data["totals"]["counted"]["parameters"] == 138_344_128
    assert data["convention"]["biases"] == "not_counted"


def test_a_budget_is_held_against_what_the_convention_counts(capsys: Captured) -> None:
    """VGG-16's 138,344,128 weights stay below 138,350,000; its 138,357,544 parameters do not."""
    arguments = ["analyze", "vgg16", "--max-parameters", "138350000"]
    assert run([*arguments, "--convention", "cs231n"]) == 0
    capsys.readouterr()
    assert run(arguments) == 1
    assert "138,357,544 parameters are 7,544 more" in capsys.readouterr().err


def test_a_budget_that_is_exceeded_says_how_it_was_counted(capsys: Captured) -> None:
    arguments = ["analyze", "vgg16", "--max-parameters", "100M", "--convention", "cs231n"]
    assert run(arguments) == 1
    assert "vgg16 (convention cs231n): 138,344,128 parameters are" in capsys.readouterr().err


def test_an_explanation_has_the_formula_that_the_convention_counts_by(capsys: Captured) -> None:
    """CS231n: 34,848 unique weights in AlexNet's first layer."""
    text = printed(capsys, "explain", "alexnet", "conv1", "parameters", "--convention", "cs231n")
    assert "F*F*D*K = 11*11*3*96 = 34,848" in text
    assert "\nConvention cs231n: shapes width x height x channels, biases not counted.\n" in text
    assert "input counted" not in text  # which is nothing to this layer


def test_an_explained_total_counts_the_input_as_a_row(capsys: Captured) -> None:
    text = printed(capsys, "explain", "vgg16", "activations", "--convention", "cs231n")
    assert "input    224x224x3        150,528  224*224*3" in text
    assert "150528 + 3211264 + 3211264 + ... + 1000" in " ".join(text.split())
    assert "15,237,608" in text


def test_a_usual_explanation_says_nothing_of_conventions(capsys: Captured) -> None:
    for form in ("table", "csv"):
        text = printed(capsys, "explain", "alexnet", "conv1", "--format", form)
        assert "convention" not in text.lower()


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "html", "json", "csv"])
@pytest.mark.parametrize("asked", [("conv1", "parameters"), ("parameters",)])
def test_every_form_of_an_explanation_says_its_convention(
    form: str, asked: tuple[str, ...], capsys: Captured
) -> None:
    named = ("--convention", "cs231n", "--format", form)
    assert "cs231n" in printed(capsys, "explain", "alexnet", *asked, *named)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--convention", "cs231m"], "there is no convention `cs231m`; did you mean `cs231n`?"),
        (["--convention", ""], "there is no convention ``"),
        (["--biases", "none"], "'none' is not one of 'counted', 'not_counted', 'conv_only'"),
        (["--count", "biases"], "biases is not NAME=VALUE"),
        (["--count", "bias=counted"], "does not choose `bias`; did you mean `biases`?"),
        (["--count", "input=yes"], "`yes` is no choice of input; there are not_counted and"),
        (["--count", "\x1b[2J=1"], "does not choose `\\x1b[2J`"),
    ],
)
def test_a_choice_that_there_is_not_is_a_line_and_exit_code_2(
    arguments: list[str], answer: str, capsys: Captured
) -> None:
    assert run(["analyze", "alexnet", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert answer in captured.err
    assert "Traceback" not in captured.err


def test_the_last_of_a_choice_counts(capsys: Captured) -> None:
    twice = ("--count", "input=counted", "--count", "input=not_counted")
    assert "input not counted" in printed(capsys, "analyze", "lenet5", *twice)
