"""The table of an analysis, and how it looks: golden files of whole outputs, read by a person.

python -m pytest tests/report --update-golden
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
import yaml

import cnncalc
from cnncalc.diagnostic import CannotRunError
from cnncalc.report.format import write_table
from cnncalc.report.layer_column import COLUMNS
from cnncalc.report.look import Look
from cnncalc.report.view import ALL, WorkShown, analysis_table

if TYPE_CHECKING:
    from tests.conftest import Golden

TABLES = Path(__file__).parents[1] / "data" / "layers"
MEASURED = {"alexnet": "alexnet_caffe_grouped227", "lenet5": "lenet5_1998"}
"""The tables that running the same networks in PyTorch gave."""

LOOKS = {
    "piped": Look(),
    "200": Look(width=200),
    "100": Look(width=100),
    "80": Look(width=80),
    "40": Look(width=40),
    "20": Look(width=20),
    "80-ascii": Look(width=80, ascii=True, order="chw"),
    "80-color": Look(width=80, color=True),
}
SUFFIXES = {"markdown": "md", "latex": "tex", "html": "html", "csv": "csv", "json": "json"}


def written(spec: str, form: str, look: Look, work: WorkShown = "macs") -> str:
    table = analysis_table(cnncalc.analyze(spec), work=work, working=look.working)
    return write_table(table, form, look)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("spec", MEASURED)
def test_a_network_in_a_terminal_looks_like_this(spec: str, look: str, golden: Golden) -> None:
    golden(f"{spec}-{look}.txt", written(spec, "table", LOOKS[look]))


@pytest.mark.parametrize("width", [None, 100, 80, 40])
@pytest.mark.parametrize("spec", MEASURED)
def test_the_working_looks_like_this(spec: str, width: int | None, golden: Golden) -> None:
    text = written(spec, "table", Look(width=width, working=True))
    golden(f"{spec}-working-{width or 'piped'}.txt", text)


@pytest.mark.parametrize("work", [each for each in get_args(WorkShown) if each != "macs"])
def test_another_work_looks_like_this(work: WorkShown, golden: Golden) -> None:
    golden(f"lenet5-{work}.txt", written("lenet5", "table", Look(width=120), work))


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("spec", MEASURED)
def test_a_network_in_another_format_looks_like_this(spec: str, form: str, golden: Golden) -> None:
    golden(f"{spec}.{SUFFIXES[form]}", written(spec, form, Look()))


def measured(spec: str) -> dict[str, Any]:
    text = (TABLES / f"{MEASURED[spec]}.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


@pytest.mark.parametrize("spec", MEASURED)
def test_the_golden_files_hold_the_numbers_that_pytorch_gave(spec: str) -> None:
    text = (Path(__file__).parent / "golden" / f"{spec}-piped.txt").read_text(encoding="utf-8")
    rows = {line.split()[0]: line.split() for line in text.splitlines() if line}
    table = measured(spec)
    totals = table["totals"]
    assert f"{totals['params']:,}" in rows["total"]
    assert f"{totals['macs']:,}" in rows["total"]
    layers = {each["name"]: each for each in table["layers"] if each["params"]}
    assert layers
    for name, each in layers.items():
        assert f"{each['params']:,}" in rows[name]
        assert f"{each['macs']:,}" in rows[name]


@pytest.mark.parametrize("spec", MEASURED)
def test_the_numbers_of_the_json_stand_whole_in_the_text_at_every_width(spec: str) -> None:
    """In a table and in blocks alike: what is shown is shown whole, and what is not is named."""
    analysis = cnncalc.analyze(spec)
    data = analysis.as_json()
    table = analysis_table(analysis)
    names = {"parameters", "macs", "activations", "activation_bytes"}
    headings = {each.key: each.heading for each in table.columns}
    for width in range(20, 221):
        text = write_table(table, "table", Look(width=width, ascii=True))
        words = set(re.split(r"[\s]+", text))
        joined = " ".join(text.split())
        match = re.search(r"not shown, for lack of width: ([a-z, ]+?)(?= conv layers)", joined)
        hidden = set(match[1].split(", ")) if match else set()
        assert hidden <= {each.heading for each in table.columns if each.rank}
        for name in names:
            if headings[name] not in hidden:
                for each in (*data["layers"], data["totals"]):
                    assert f"{each[name]:,}" in words
        for each in data["layers"]:
            channels, *sizes = each["output_shape"]
            assert "x".join(map(str, [*sizes, channels])) in words
            assert each["name"] in words


def test_the_input_is_the_first_row_and_has_no_figures() -> None:
    first = analysis_table(cnncalc.analyze("alexnet")).rows[0]
    assert [str(each) for each in first if each is not None] == ["input", "227x227x3"]


@pytest.mark.parametrize("work", ["macs", "flops", "connections"])
def test_the_work_that_is_asked_for_is_shown_at_every_width(work: WorkShown) -> None:
    columns = analysis_table(cnncalc.analyze("alexnet"), work=work).columns
    assert [each.rank for each in columns if each.key == work] == [0]
    others = {"macs", "flops", "connections"} - {work}
    assert not others & {each.key for each in columns}


def test_all_work_shows_each_sort_that_there_is() -> None:
    columns = {each.key for each in analysis_table(cnncalc.analyze("lenet5"), work="all").columns}
    assert {"macs", "work.exponential", "work.bias_add"} <= columns
    assert "work.comparison" not in columns  # LeNet-5 has neither relu nor max pooling
    assert "work.multiply_add" in columns  # those of subsampling are no MACs (LeCun et al. 1998)


def test_multiply_adds_that_are_all_macs_have_no_second_column() -> None:
    """VGG-16 has neither normalization nor subsampling."""
    columns = {each.key for each in analysis_table(cnncalc.analyze("vgg16"), work="all").columns}
    assert {"macs", "work.comparison"} <= columns
    assert "work.multiply_add" not in columns


def test_the_working_shows_both_sizes_where_they_come_about_differently() -> None:
    text = """{name: x, input: 9x8x1, layers: [{conv: {filters: 1, kernel: [3, 1]}}]}"""
    for network, sizes in (
        (cnncalc.load_text(text), ["output", "output.height", "output.width"]),
        ("alexnet", ["output", "output.width"]),
    ):
        columns = analysis_table(cnncalc.analyze(network), working=True).columns
        assert [each.key for each in columns if each.key.startswith("output")] == sizes


def test_columns_come_in_the_order_asked_for_after_the_name() -> None:
    columns = analysis_table(
        cnncalc.analyze("lenet5"), columns=["connections", "kind", "connections"]
    ).columns
    assert [each.key for each in columns] == ["name", "connections", "kind"]
    assert {each.rank for each in columns} == {0}


def test_a_column_has_the_names_that_people_use_for_its_figure() -> None:
    words = ["layer", "params", "MACs", "bytes", "memory", "rf", "shape", "bias adds"]
    columns = analysis_table(cnncalc.analyze("lenet5"), columns=words).columns
    assert [each.key for each in columns] == [
        *("name", "parameters", "macs", "activation_bytes", "receptive_field", "output"),
        "bias_adds",
    ]


def test_all_columns_can_be_asked_for_at_once() -> None:
    columns = analysis_table(cnncalc.analyze("lenet5"), columns=[ALL]).columns
    assert [each.key for each in columns] == list(COLUMNS)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("paramters", "did you mean `parameters`?"),
        ("Filter", "did you mean `filters`?"),
        ("receptive", "did you mean `receptive_field`?"),
    ],
)
def test_a_column_that_there_is_not_gets_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(CannotRunError) as problem:
        analysis_table(cnncalc.analyze("lenet5"), columns=["kind", name])
    assert str(problem.value) == f"there is no column `{name}`; {hint}"


@pytest.mark.parametrize("name", ["", "\x1b[2J", "q" * 1000])
def test_one_that_is_near_to_none_gets_them_all(name: str) -> None:
    with pytest.raises(CannotRunError) as problem:
        analysis_table(cnncalc.analyze("lenet5"), columns=[name])
    assert str(problem.value).isprintable()
    assert str(problem.value).endswith("trainable, stored and all")
    assert len(str(problem.value)) < 1000


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("{name: Net, input: 9, layers: [{dense: 1}]}", "Net"),
        ("{name: Net, title: Net of 1998, input: 9, layers: [{dense: 1}]}", "Net of 1998"),
        ("{name: Net, title: The net, input: 9, layers: [{dense: 1}]}", "Net: The net"),
    ],
)
def test_the_title_has_the_name_in_it(text: str, title: str) -> None:
    assert analysis_table(cnncalc.analyze(cnncalc.load_text(text))).title == title
