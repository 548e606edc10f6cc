"""The network of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.sheet import Sheet, read_sheet, sheet_of
from cnncalc.diagnostic import SpecError
from cnncalc.spec.source import parse_source

if TYPE_CHECKING:
    from pathlib import Path

SMALL = "name: Small\ninput: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 3}\n"


def sheet(about: str, layer: str = "conv1") -> Sheet:
    """A sheet about a network that asks one thing."""
    return sheet_of(parse_source(f"{about}\nanswers:\n  {layer}:\n    output:\n", "sheet.yaml"))


def said_of(about: str, layer: str = "conv1") -> list[str]:
    """What is said of a sheet that cannot be read, a line each."""
    with pytest.raises(SpecError) as caught:
        sheet(about, layer)
    return [each.concise() for each in caught.value.diagnostics]


def test_a_shipped_network_is_called_by_its_name() -> None:
    found = sheet("model: alexnet")
    assert (found.model, found.network.name) == ("alexnet", "AlexNet")
    assert str(found.analysis.layers["conv1"].output_shape) == "55x55x96"  # CS231n


def test_a_network_from_a_file_is_found_beside_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "nets").mkdir()
    (tmp_path / "nets" / "small.yaml").write_text(SMALL, encoding="utf-8")
    path = tmp_path / "sheet.yaml"
    path.write_text("model: nets/small.yaml\nanswers: {conv1: {output: }}\n", encoding="utf-8")
    assert read_sheet(path).network.name == "Small"


def test_a_network_is_written_out_in_the_sheet() -> None:
    found = sheet(f"worksheet: mine\n{SMALL}outputs: [conv1]")
    assert (found.network.name, found.model) == ("Small", "")
    assert sheet(f"worksheet: mine\n{SMALL}".replace("name: Small\n", "")).network.name == "mine"


def test_another_input_another_setting_and_another_rounding_may_stand_beside_a_name() -> None:
    """Silver et al. 2016: AlphaGo has 48 planes in and k filters, 192 unless said otherwise."""
    shapes = sheet("model: alphago\ninput: 13x13x48\nsettings: {k: 128}").analysis.layers
    assert str(shapes["conv1"].output_shape) == "13x13x128"
    text = "model: alexnet\ninput: 224x224x3\nrounding: floor"
    assert sheet(text).analysis.layers["conv1"].output_shape.axes == (96, 54, 54)  # CS231n: 54.25


def test_the_conventions_round_where_the_network_says_nothing() -> None:
    text = f"conventions: pytorch\n{SMALL.replace('kernel: 3', 'kernel: 3, stride: 2')}"
    assert str(sheet(text).analysis.layers["conv1"].output_shape) == "3x3x4"
    shipped = sheet("conventions: pytorch\nmodel: alexnet\ninput: 224x224x3").analysis
    assert shipped.layers["conv1"].output_shape.axes == (96, 54, 54)  # CS231n: 54.25
    exact = sheet(text.replace("stride: 2", "stride: 5"))
    assert str(exact.analysis_under("ceil").layers["conv1"].output_shape) == "2x2x4"


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (
            "worksheet: w",
            (
                "sheet.yaml:1:1: missing-field the sheet does not say which network it is about; "
                "help: write `model: alexnet`, or the path of a spec; "
                "help: or write the network out: `input: 32x32x3` and `layers: [...]`"
            ),
        ),
        (
            "model: alexnte",
            (
                "sheet.yaml:1:8: model there is no file and no shipped network `alexnte`; "
                "did you mean `alexnet`?"
            ),
        ),
        (
            "model: nets/alexnet.yaml",
            (
                "sheet.yaml:1:8: model nets/alexnet.yaml: there is no such file; "
                "check its name and its folder"
            ),
        ),
        (
            "model: [alexnet]",
            (
                "sheet.yaml:1:8: wrong-value `model` is the name of a shipped network, "
                "or the path of a spec; help: write `model: alexnet`"
            ),
        ),
        (
            "model: alexnet\nlayers: [relu]",
            (
                "sheet.yaml:2:1: two-networks `layers` belongs to a network that is written out, "
                "and `model` names one; help: remove `layers`, or `model`"
            ),
        ),
        (
            "model: alexnet\ninput: 64",
            (
                "sheet.yaml:1:8: model the network alexnet has problems, such as `image-expected`; "
                "help: `cnncalc validate alexnet` shows them"
            ),
        ),
        (
            "model: alexnet\nrounding: up",
            "sheet.yaml:2:11: wrong-value `rounding` beside `model` is exact, floor or ceil",
        ),
        (
            "model: alexnet\ninput: [64, 64, 3]",
            (
                "sheet.yaml:2:8: wrong-value `input` beside `model` is one word, "
                "such as `64x64x3` or `floor`"
            ),
        ),
    ],
)
def test_a_network_that_is_none_has_its_sentence(about: str, said: str) -> None:
    assert said_of(about) == [said]


def test_a_network_in_the_sheet_has_its_problems_at_their_lines() -> None:
    problems = said_of("input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernal: 3}\n  - rellu")
    assert [each.split(":")[1:3] for each in problems] == [["3", "24"], ["4", "5"]]
    assert "did you mean `kernel`?" in problems[0]
    assert "did you mean `relu`?" in problems[1]


@pytest.mark.parametrize("model", ["/etc/passwd", "/dev/zero", "-", "../..", "a\\0b", "x" * 500])
def test_what_another_file_holds_is_not_shown(model: str) -> None:
    """A sheet may come from anywhere, and its reader may be one that students cannot look into."""
    (problem,) = said_of(f'model: "{model}"')
    assert problem.startswith("sheet.yaml:1:8: model ")
    assert "root" not in problem
