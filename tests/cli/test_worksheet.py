"""`cnncalc worksheet`: a blank sheet on standard output or in a file, from any kind of SPEC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from cnncalc.coursework.sheet import read_sheet, sheet_of
from cnncalc.spec.source import parse_source
from tests.cli.process import ran

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

SMALL = "name: Small\ninput: 32x32x3\nlayers:\n  - conv: {filters: 8, kernel: 5}  # 608\n"


def asked(text: str) -> list[tuple[str, str]]:
    """What a sheet asks."""
    return [(each.layer, each.quantity) for each in sheet_of(parse_source(text, "s.yaml")).cells]


def test_a_sheet_goes_to_standard_output(capsys: Captured) -> None:
    assert run(["worksheet", "alexnet", "--layers", "conv1,pool*", "--ask", "output,params"]) == 0
    assert asked(capsys.readouterr().out) == [
        (layer, quantity)
        for layer in ("conv1", "pool1", "pool2", "pool5")
        for quantity in ("output", "parameters")
    ]


def test_totals_are_asked_for_at_the_end(capsys: Captured) -> None:
    assert run(["worksheet", "lenet5", "--layers", "C1", "--ask", "params,macs", "--total"]) == 0
    assert asked(capsys.readouterr().out)[-2:] == [("total", "parameters"), ("total", "macs")]


def test_a_convention_is_written_at_the_top(capsys: Captured) -> None:
    assert run(["worksheet", "vgg16", "--convention", "cs231n", "--biases", "conv_only"]) == 0
    sheet = sheet_of(parse_source(capsys.readouterr().out, "s.yaml"))
    assert (sheet.convention.name, sheet.convention.biases) == ("cs231n", "conv_only")


def test_what_is_said_beside_the_spec_stands_on_the_sheet(capsys: Captured) -> None:
    arguments = ["worksheet", "alphago", "--set", "k=128", "--input", "13x13x48"]
    assert run([*arguments, "--title", "Go: \x1b[2J{a: b}"]) == 0
    sheet = sheet_of(parse_source(capsys.readouterr().out, "s.yaml"))
    assert str(sheet.analysis.layers["conv1"].output_shape) == "13x13x128"
    assert "\x1b" not in sheet.title or sheet.title.startswith("Go: ")


def test_a_network_from_a_file_is_written_out_without_what_gives_it_away(tmp_path: Path) -> None:
    """Comments and published figures may hold the answers: 608 = (5*5*3 + 1)*8."""
    net, path = tmp_path / "small.cnn.yaml", tmp_path / "sheet.yaml"
    net.write_text(f"{SMALL}published: [{{parameters: 608, source: me}}]\n", encoding="utf-8")
    assert run(["worksheet", str(net), "-o", str(path)]) == 0
    net.unlink()
    assert "608" not in path.read_text(encoding="utf-8")
    assert read_sheet(path).network.name == "Small"
    assert "# Then run: cnncalc check sheet.yaml\n" in path.read_text(encoding="utf-8")


def test_a_network_from_a_file_can_be_named_instead(tmp_path: Path) -> None:
    """By its path from the sheet's folder, wherever the command was run."""
    (tmp_path / "nets").mkdir()
    (tmp_path / "sheets").mkdir()
    (tmp_path / "nets" / "small").write_text(SMALL, encoding="utf-8")
    path = tmp_path / "sheets" / "one.yaml"
    process = ran("worksheet", "nets/small", "--link", "-o", "sheets/one.yaml", cwd=tmp_path)
    assert (process.returncode, process.stderr) == (0, "")
    assert read_sheet(path).model == "../nets/small"
    beside = ran("worksheet", "./small", "--link", cwd=tmp_path / "nets")
    assert 'model: "./small"' in beside.stdout


def test_a_network_from_standard_input_is_written_out() -> None:
    process = ran("worksheet", "-", "--ask", "parameters", text=SMALL)
    assert (process.returncode, process.stderr) == (0, "")
    assert asked(process.stdout) == [("conv1", "parameters")]


def test_answers_are_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    again = ("worksheet", "alexnet", "-o", str(path))
    assert ran(*again).returncode == 0
    assert ran(*again).returncode == 0  # a blank sheet is no loss
    filled = path.read_text(encoding="utf-8").replace("output:", "output: 55x55x96", 1)
    path.write_text(filled, encoding="utf-8")
    process = ran(*again)
    assert process.returncode == 2
    assert f"answers stand in {path}; write to another file, or add --force" in process.stderr
    assert path.read_text(encoding="utf-8") == filled
    assert ran(*again, "--force").returncode == 0
    assert path.read_text(encoding="utf-8") != filled


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["alexnte"], 2, "did you mean `alexnet`?"),
        (["alexnet", "--layers", "covn1"], 2, "--layers: AlexNet has no layer covn1; did you mean"),
        (["alexnet", "--ask", "prams"], 2, "did you mean parameters?"),
        (["alexnet", "--convention", "cs213n"], 2, "did you mean `cs231n`?"),
        (["alexnet", "--input", "64"], 1, "image-expected"),
        (["alexnet", "-o", "/nowhere/sheet.yaml"], 2, "cannot write /nowhere/sheet.yaml"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(arguments: list[str], code: int, said: str) -> None:
    process = ran("worksheet", *arguments)
    assert (process.returncode, process.stdout) == (code, "")
    assert said in process.stderr
    assert "Traceback" not in process.stderr
