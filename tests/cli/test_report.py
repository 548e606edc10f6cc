"""`cnncalc report`. AlexNet's total is that of the Caffe model bvlc_alexnet."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import ran, seen

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]


def test_a_page_is_written_whole(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "net.html"
    assert run(["report", "alexnet", "-o", str(path)]) == 0
    html = path.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>\n")
    assert html.endswith("</html>\n")
    for piece in (
        "60,965,224",
        "Pictures",
        "Memory over a step of training",
        "What the words mean",
    ):
        assert piece in html
    assert capsys.readouterr() == ("", "")


def test_a_pipe_gets_the_page_and_a_terminal_a_remedy() -> None:
    assert ran("report", "lenet5").stdout.startswith("<!doctype html>")
    text, code = seen("report", "lenet5")
    assert code == 2
    assert "a page is for a browser, not for a terminal; name a file: `-o net.html`" in text


def test_a_spec_with_problems_has_its_page_and_exit_code_1(
    tmp_path: Path, capsys: Captured
) -> None:
    spec, page = tmp_path / "bad.yaml", tmp_path / "bad.html"
    spec.write_text("name: n\ninput: 8x8x1\nlayers: [rleu]\n")
    assert run(["report", str(spec), "-o", str(page)]) == 1
    assert "did you mean <code>relu</code>?" in page.read_text()
    assert capsys.readouterr().err == f"{spec}: 1 problem, shown on the page\n"


def test_what_cannot_be_read_is_told_and_the_others_have_their_page(
    tmp_path: Path, capsys: Captured
) -> None:
    page = tmp_path / "net.html"
    assert run(["report", "lenet5", str(tmp_path / "none.yaml"), "-o", str(page)]) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert "LeNet-5" in page.read_text()


def test_where_nothing_can_be_read_no_file_is_written(tmp_path: Path, capsys: Captured) -> None:
    page = tmp_path / "net.html"
    assert run(["report", str(tmp_path / "none.yaml"), "-o", str(page)]) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert not page.exists()


def test_a_page_is_html_and_nothing_else(tmp_path: Path, capsys: Captured) -> None:
    assert run(["report", "lenet5", "-o", str(tmp_path / "net.pdf")]) == 2
    assert capsys.readouterr().err.endswith("those with one are .html and .htm\n")


def test_the_spec_is_not_overwritten(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.html"
    spec.write_text("name: n\ninput: 8x8x1\nlayers: [relu]\n")
    assert run(["report", str(spec), "-o", str(spec)]) == 2
    assert "is what is read here" in capsys.readouterr().err


def test_standard_input_has_a_page_too() -> None:
    process = ran("report", "-", text="name: piped\ninput: 8x8x1\nlayers: [relu]\n")
    assert process.returncode == 0
    assert "<h1>piped</h1>" in process.stdout
    assert "Text of &lt;stdin&gt;" in process.stdout


def test_options_reach_the_page(capsys: Captured) -> None:
    """(3*3*3)*64 = 1,728 is the first row of CS231n's listing of VGG-16, without biases."""
    options = ("--convention", "cs231n", "--batch", "4", "--optimizer", "adam", "--order", "chw")
    assert run(["report", "vgg16", *options]) == 0
    html = capsys.readouterr().out
    assert ">1,728</button>" in html
    assert "batch of 4 examples" in html
    assert "optimizer adam" in html
    assert "64\N{MULTIPLICATION SIGN}224\N{MULTIPLICATION SIGN}224" in unescape(html)


@pytest.mark.parametrize("option", [("--input", "no"), ("--set", "k=1"), ("--batch", "0")])
def test_an_option_that_cannot_be_ends_with_2(option: tuple[str, str], capsys: Captured) -> None:
    assert run(["report", "lenet5", *option]) == 2
    assert capsys.readouterr().err


def test_the_page_is_the_same_in_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "net.html"
    assert run(["report", "lenet5", "-o", str(path)]) == 0
    assert path.read_bytes().isascii()


def test_of_very_many_problems_it_is_said_how_many_the_page_shows(
    tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "net.cnn.yaml"
    layers = ", ".join(f"relv{number}" for number in range(500))
    path.write_text(f"name: n\ninput: 8\nlayers: [{layers}]\n", encoding="utf-8")
    assert run(["report", str(path), "-o", str(tmp_path / "net.html")]) == 1
    assert "500 problems, of which the page shows 200\n" in capsys.readouterr().err
