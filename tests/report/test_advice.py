"""Advice as a table and as data: golden files, read by a person."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Literal

import pytest

import cnncalc
from cnncalc.analysis.advice import Advice, advice
from cnncalc.report.advice import advice_data, advice_table
from cnncalc.report.format import write_table
from cnncalc.report.look import Look
from tests.report.specimen import HOSTILE
from tests.report.test_latex import compiled, compiles

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

FIRST_TRY = """\
name: First try
input: 100x100x3
rounding: floor
layers:
  - conv: {name: conv1, filters: 32, kernel: 3, stride: 4}
  - relu
  - conv: {name: conv2, filters: 64, kernel: 9, padding: 4}
  - relu
  - maxpool: {name: pool1, kernel: 5, stride: 4}
  - conv: {name: conv3, filters: 64, kernel: 3}
  - relu
  - dense: {name: fc1, units: 2000}
  - relu
  - dense: {name: fc2, units: 10}
"""
"""A network as a student may begin, who has not yet heard of any rule."""

SAMPLES = {"alexnet": 1_250_000, "vgg16": None, "resnet50": None, "first-try": 5000}
FORMS: dict[str, Literal["people", "page", "program"]] = {"latex": "page", "csv": "program"}
SUFFIXES = {"markdown": "md", "latex": "tex", "csv": "csv"}


def advised(name: str) -> Advice:
    first = cnncalc.load_text(FIRST_TRY, "first-try.cnn.yaml") if name == "first-try" else None
    network = first or cnncalc.load(name)
    return advice(network, cnncalc.analyze(network), SAMPLES[name])


def written(name: str, form: str, look: Look) -> str:
    return write_table(advice_table(advised(name), FORMS.get(form, "people")), form, look)


@pytest.mark.parametrize("width", [200, 80])
@pytest.mark.parametrize("name", SAMPLES)
def test_advice_in_a_terminal_looks_like_this(name: str, width: int, golden: Golden) -> None:
    golden(f"advice-{name}-{width}.txt", written(name, "table", Look(width=width)))


@pytest.mark.parametrize("form", SUFFIXES)
def test_advice_in_another_format_looks_like_this(form: str, golden: Golden) -> None:
    golden(f"advice-first-try.{SUFFIXES[form]}", written("first-try", form, Look()))


def test_a_program_gets_rows_of_findings_alone() -> None:
    for name, number in (("resnet50", 0), ("vgg16", 2)):
        rows = list(csv.DictReader(io.StringIO(written(name, "csv", Look()))))
        assert len(rows) == number


def test_json_has_the_place_and_the_figures_of_each_finding() -> None:
    """VGG-16's first FC has 102,764,544 parameters (CS231n, with biases), and stands in line 20."""
    data = json.loads(json.dumps(advice_data(advised("vgg16"))))
    memory, dense = data["findings"]
    assert dense["layers"] == ["fc6"]
    assert (dense["file"], dense["line"]) == ("<vgg16>", 20)
    assert dense["figures"]["parameters"]["value"] == 102_764_544
    assert memory["code"] == "memory-early"
    assert {each["code"] for each in data["kept"]} >= {"input-halving", "large-pooling"}


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "latex"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_comes_alive(name: str, form: str) -> None:
    """The name of a network stands in the title; a layer has no such name."""
    layers = "[conv: {filters: 8, kernel: 5}]"
    spec = f"name: {json.dumps(name)}\ninput: 32x32x3\nlayers: {layers}\n"
    network = cnncalc.load_text(spec, name)
    found = advice(network, cnncalc.analyze(network))
    text = write_table(advice_table(found, FORMS.get(form, "people")), form, Look())
    assert "\x1b" not in text
    assert "\u202e" not in text
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [each for each in cells if each.startswith(("=", "+", "-", "@"))]


@compiles
@pytest.mark.parametrize("name", ["inception-v3", "unet", "vgg16", "resnet50"])
def test_latex_fits_a_page(name: str, tmp_path: Path) -> None:
    network = cnncalc.load(name)
    table = advice_table(advice(network, cnncalc.analyze(network), 1000), "page")
    assert "Overfull" not in compiled(write_table(table, "latex", Look()), tmp_path)
