"""`cnncalc memory`, as it is seen on a terminal, in a pipe and in files."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import ran, seen, surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

    Captured = pytest.CaptureFixture[str]


SHOWN = {
    "alexnet-devices-80.txt": ("alexnet", "--batch", "128", "--devices", "2", "--width", "80"),
    "vgg16-budget-80.txt": (
        *("vgg16", "--batch", "64", "--optimizer", "adam"),
        *("--budget", "6GiB", "--width", "80"),
    ),
    "vgg16-freeze-200.txt": ("vgg16", "--freeze", "conv1..conv5", "--width", "200"),
    "lenet5-inference-40.txt": ("lenet5", "--inference", "--width", "40"),
    "lenet5-piped.txt": ("lenet5-modern",),
    "vgg16-working.txt": ("vgg16", "--working"),
    "vgg16-working.tex": ("vgg16", "--working", "--format", "latex", "--freeze", "conv1"),
    "lenet5.md": ("lenet5-modern", "--format", "markdown"),
    "lenet5.tex": ("lenet5-modern", "--format", "latex"),
    "lenet5.html": ("lenet5-modern", "--format", "html"),
    "vgg16-working.html": ("vgg16", "--working", "--format", "html"),
    "lenet5.csv": ("lenet5-modern", "--format", "csv", "--devices", "2", "--budget", "1MB"),
    "lenet5.json": ("lenet5-modern", "--format", "json", "--devices", "2", "--budget", "1MB"),
}


@pytest.mark.parametrize(("name", "arguments"), SHOWN.items(), ids=SHOWN)
def test_memory_looks_like_this(
    name: str, arguments: tuple[str, ...], golden: Golden, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(("memory", *arguments))
    golden(f"memory-{name}", capfdbinary.readouterr().out.decode())


def test_what_fits_ends_with_0_and_what_does_not_with_1(capsys: Captured) -> None:
    """VGG-16's parameters take 553,430,176 bytes, three times that with gradients and momentum."""
    assert run(("memory", "vgg16", "--budget", "4GB")) == 0
    assert capsys.readouterr().err == ""
    assert run(("memory", "vgg16", "--budget", "1.6GB", "--batch", "8")) == 1
    assert "VGG-16: 8 examples need " in (told := capsys.readouterr().err)
    assert "not even one example fits" in told
    assert run(("memory", "vgg16", "--budget", "1.6GB")) == 1
    assert "VGG-16: 1 example needs " in capsys.readouterr().err


def test_a_batch_that_is_too_large_is_told_with_the_largest(capsys: Captured) -> None:
    assert run(("memory", "vgg16", "--budget", "6GiB", "--batch", "1000", "-f", "json")) == 1
    captured = capsys.readouterr()
    most = json.loads(captured.out)["budget"]["largest_batch"]
    assert f"; {most} examples would fit" in captured.err
    assert run(("memory", "vgg16", "--budget", "6GiB", "--batch", str(most))) == 0
    assert run(("memory", "vgg16", "--budget", "6GiB", "--batch", str(most + 1))) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--freeze", "cnv1"), "AlexNet has no layer cnv1; did you mean conv1?"),
        (("--freeze", "conv1,"), "AlexNet has no layer (an empty name)"),
        (("--devices", "3"), "do not divide among 3 devices; 2 or 4 devices would do"),
        (("--devices", "1"), "'1' is not a whole number from 2 to 1,024"),
        (("--budget", "6 gigs"), "6 gigs is not an amount of memory"),
        (("--budget", "6gib"), "; did you mean 6GiB?"),
        (("--budget", "6G"), "; did you mean 6GB or 6GiB?"),
        (("--freeze", "conv1..fc8"), "nothing of AlexNet is left to train"),
        (("--batch", "0"), "'0' is not a whole number from 1 to"),
        (("--optimizer", "adan"), "'adan' is not one of"),
        (("--working", "-f", "json"), "--working goes with table, markdown, latex and html"),
    ],
)
def test_what_cannot_be_run_says_so_in_a_sentence(
    arguments: tuple[str, ...], told: str, capsys: Captured
) -> None:
    assert run(("memory", "alexnet", *arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err


def test_the_working_is_followed_by_what_the_other_options_ask_for(capsys: Captured) -> None:
    assert run(("memory", "lenet5", "--working", "--devices", "2", "--budget", "1GB")) == 0
    text = capsys.readouterr().out
    assert text.index("All together") < text.index("A budget of") < text.index("Over 2 devices")


def test_a_network_without_parameters_is_run_for_inference_alone(
    tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "pool.yaml"
    path.write_text("name: m\ninput: 8x8x3\nlayers: [{maxpool: {kernel: 2, stride: 2}}, relu]\n")
    assert run(("memory", str(path))) == 0
    text = capsys.readouterr().out
    assert text.startswith("m: inference, 1 example")
    assert "there are no parameters to train: this is inference" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--freeze", "relu1"), "relu1 has no parameters: freezing it changes nothing"),
        (("--inference", "--freeze", "conv1"), "inference trains nothing"),
        (("--inference", "--optimizer", "adam"), "inference trains nothing"),
        (
            ("--optimizer", "none", "--weight-decay"),
            "without an optimizer there is no weight decay",
        ),
    ],
)
def test_an_option_that_makes_no_difference_says_so(
    arguments: tuple[str, ...], told: str, capsys: Captured
) -> None:
    assert run(("memory", "alexnet", *arguments)) == 0
    assert told in capsys.readouterr().out


def test_weight_decay_takes_a_copy_of_the_gradients(capsys: Captured) -> None:
    """PyTorch's Adam adds the decay to a copy: `torch._foreach_add(device_grads, ...)`."""
    run(("memory", "alexnet", "--optimizer", "adam", "-f", "json"))
    without = json.loads(capsys.readouterr().out)["pytorch"]["needed"]
    run(("memory", "alexnet", "--optimizer", "adam", "--weight-decay", "-f", "json"))
    # 60,965,224 parameters of 4 bytes, each tensor in blocks of 512.
    assert json.loads(capsys.readouterr().out)["pytorch"]["needed"] - without == 243_861_504


def test_a_spec_with_problems_says_no(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "misfit.yaml"
    path.write_text("name: m\ninput: 10x10x3\nlayers: [{maxpool: {kernel: 3, stride: 2}}]\n")
    assert run(("memory", str(path))) == 1
    assert "stride-does-not-fit" in capsys.readouterr().err


def test_csv_has_a_row_for_every_figure(capsys: Captured) -> None:
    """The parameters of torchvision's AlexNet: 61,100,840."""
    run(("memory", "alexnet-torchvision", "-f", "csv"))
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    (row,) = [each for each in rows if (each["model"], each["item"]) == ("textbook", "parameters")]
    assert (row["case"], row["values"], row["bytes"]) == ("training", "61100840", "244403360")
    cases = {each["case"] for each in rows if each["model"] == "pytorch"}
    assert cases == {"inference", "first step", "later steps"}


@pytest.mark.parametrize("columns", [80, 200])
def test_a_terminal_is_never_too_narrow(columns: int) -> None:
    arguments = ("memory", "resnet50", "--batch", "32", "--budget", "8GiB", "--devices", "2")
    found = seen(*arguments, columns=columns, environment=surroundings(NO_COLOR="1"))
    assert found.code == 0
    assert max(map(len, found.text.splitlines())) <= columns
    assert "\x1b" not in found.text


def test_colour_and_blocks_follow_the_terminal() -> None:
    assert "\x1b[1mMemory over a step" in seen("memory", "lenet5").text
    plain = ran("memory", "lenet5", environment=surroundings(PYTHONIOENCODING="ascii"))
    assert plain.returncode == 0
    assert plain.stdout.isascii()
    assert "#" in plain.stdout


HOSTILE = """\
name: "x\\e[2J|[red]`a`$y_1$\\\\end{verbatim}\\\\input{/etc/passwd}"
input: 8x8x2
layers:
  - conv: {name: "=cmd[31m\\\\end{verbatim}|<b>", filters: 4, kernel: 3}
  - dense: {name: "@x ```", units: 2}
"""


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "html", "csv", "json"])
def test_a_name_is_text_in_every_format(form: str, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(HOSTILE)
    arguments = ("memory", str(path), "-f", form, "--devices", "2", "--budget", "1MB")
    assert run(arguments) == 0
    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert "\u202e" not in text
    if form == "latex":
        assert text.count(r"\end{verbatim}") == 1
        assert r"\input{/etc" not in text
    if form == "markdown":
        assert text.count("\n```") == 2
    if form == "html":
        assert text.isascii()
        assert text.count("<pre") == 1
        assert "<b>" not in text


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs pdflatex, which CI may lack")
def test_the_latex_compiles(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(HOSTILE)
    run(("memory", str(path), "-f", "latex", "--devices", "2", "--budget", "1MB"))
    text = capsys.readouterr().out
    page = rf"\documentclass{{article}}\begin{{document}}{text}\end{{document}}"
    (tmp_path / "page.tex").write_text(page, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    process = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert process.returncode == 0, process.stdout[-2000:]


def test_a_file_takes_its_format_from_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "memory.md"
    assert run(("memory", "lenet5", "-o", str(path))) == 0
    assert path.read_text(encoding="utf-8").startswith("**LeNet-5")
