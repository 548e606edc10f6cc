"""`cnncalc analyze`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from cnncalc.report.layer_column import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

ALEXNET = {"parameters": 60_965_224, "macs": 724_406_816}
"""Caffe's bvlc_alexnet, and the same in PyTorch with two groups."""
VGG16 = {"parameters": 138_357_544}
"""Simonyan & Zisserman 2015, table 2 (138 millions); exactly torchvision's vgg16."""


def test_a_table_has_every_layer_and_the_totals(capsys: Captured) -> None:
    assert run(["analyze", "alexnet"]) == 0
    text = capsys.readouterr().out
    for number in ("34,944", "60,965,224", "724,406,816"):  # conv1 has 34,944 (CS231n)
        assert number in text


def test_json_is_one_object_for_one_spec(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert data["network"] == {"name": "AlexNet", "input": [3, 227, 227]}
    assert {name: data["totals"][name] for name in ALEXNET} == ALEXNET
    assert "derivations" not in data["layers"][0]


def test_json_is_a_list_for_several_specs(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "vgg16", "--format", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["totals"]["parameters"] == ALEXNET["parameters"]
    assert second["totals"]["parameters"] == VGG16["parameters"]


def test_derivations_are_added_to_json(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--format", "json", "--derivations"]) == 0
    conv1 = json.loads(capsys.readouterr().out)["layers"][0]
    assert conv1["derivations"]["parameters"]["substituted"] == "(11*11*3 + 1)*96"
    assert conv1["derivations"]["output.height"]["value"] == 55


def test_one_bad_spec_does_not_stop_the_rest(tmp_path: Path, capsys: Captured) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: bad\ninput: 10x10x1\nlayers: [zzzz]\n")
    assert run(["analyze", str(bad), "alexnet", "missing.yaml", "vgg16"]) == 2
    captured = capsys.readouterr()
    assert "60,965,224" in captured.out
    assert "138,357,544" in captured.out
    first, second = captured.err.splitlines()
    assert first.startswith(f"{bad}:3:")
    assert second.startswith("error: missing.yaml: ")


def test_one_bad_spec_is_left_out_of_a_list(tmp_path: Path, capsys: Captured) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: bad\n")
    assert run(["analyze", str(bad), "alexnet", "--format", "json"]) == 1
    (only,) = json.loads(capsys.readouterr().out)
    assert only["network"]["name"] == "AlexNet"


def test_only_bad_specs_give_no_output(tmp_path: Path, capsys: Captured) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: bad\n")
    for form in ("table", "markdown", "latex", "html", "csv", "json"):
        assert run(["analyze", str(bad), str(bad), "--format", form]) == 1
        assert capsys.readouterr().out == ""


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "html"])
def test_several_networks_come_one_after_another(form: str, capsys: Captured) -> None:
    texts = []
    for spec in ("alexnet", "lenet5"):
        assert run(["analyze", spec, "--format", form]) == 0
        texts.append(capsys.readouterr().out)
    assert run(["analyze", "alexnet", "lenet5", "--format", form]) == 0
    assert capsys.readouterr().out == "\n".join(texts)


def test_several_networks_are_one_table_of_csv(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "lenet5", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {each["network"] for each in rows} == {"AlexNet", "LeNet-5"}
    assert all(None not in each and None not in each.values() for each in rows)
    assert any(each["network"] == "AlexNet" and "34944" in each.values() for each in rows)


def test_working_writes_the_formula_into_the_cell(capsys: Captured) -> None:
    """As the table of the lecture has it: (11*11*3 + 1)*96 = 34,944."""
    assert run(["analyze", "alexnet", "--working"]) == 0
    assert "(11*11*3 + 1)*96 = 34,944" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("work", "number"),
    [
        ("macs", "105,415,200"),  # conv1: 11*11*3 * 96*55*55
        ("flops", "210,830,400"),  # two for each
        ("connections", "105,705,600"),  # (11*11*3 + 1) * 96*55*55, CS231n
        ("all", "290,400"),  # a bias is added for each of the 55*55*96 neurons
    ],
)
def test_work_chooses_what_is_counted(work: str, number: str, capsys: Captured) -> None:
    assert run(["analyze", "alexnet-single", "--work", work, "--width", "1000"]) == 0
    assert number in capsys.readouterr().out


@pytest.mark.parametrize("each", [1, 2, 4, 8])
def test_bytes_are_those_of_one_value(each: int, capsys: Captured) -> None:
    """conv1 of AlexNet has 55*55*96 = 290,400 output values (CS231n)."""
    assert run(["analyze", "alexnet", "--bytes", str(each), "--format", "json"]) == 0
    conv1 = json.loads(capsys.readouterr().out)["layers"][0]
    assert conv1["activation_bytes"] == 290_400 * each


def test_columns_have_the_names_that_people_use(capsys: Captured) -> None:
    names = "layer, Params,shape,rf,,bytes,"
    assert run(["analyze", "alexnet", "--columns", names, "--format", "csv"]) == 0
    usual = capsys.readouterr().out
    names = "name,parameters,output,receptive_field,activation_bytes"
    assert run(["analyze", "alexnet", "--columns", names, "--format", "csv"]) == 0
    assert capsys.readouterr().out == usual


def test_the_help_names_every_column(capsys: Captured) -> None:
    assert run(["analyze", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    named = text.partition("Columns: ")[2].partition(" Options: ")[0]
    for column in COLUMNS:
        assert column in named or column == "name" or column.startswith("work.")


def test_columns_are_those_that_are_named_in_that_order(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--columns", "parameters, kind", "--format", "csv"]) == 0
    header = capsys.readouterr().out.splitlines()[0]
    assert header.split(",") == ["name", "parameters", "kind"]


def test_a_column_that_is_none_gets_the_nearest(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--columns", "kind,paramters"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "parameters" in captured.err


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--derivations"], "--derivations goes with --format json"),
        (["--columns", "kind", "--format", "json"], "--columns and --working go with tables"),
        (["--working", "--format", "json"], "--columns and --working go with tables"),
        (["--work", "mac"], "'mac' is not one of"),
        (["--bytes", "3"], "'3' is not one of"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--max-memory", "6G"], "6G is not an amount of memory"),
        (["--width", "0"], "'0' is not a whole number from 1 to"),
        (["--input", "64"], "64"),
    ],
    ids=str,
)
def test_options_that_make_no_sense_are_a_line_and_exit_code_2(
    arguments: list[str], answer: str, capsys: Captured
) -> None:
    code = run(["analyze", "alexnet", *arguments])
    captured = capsys.readouterr()
    assert captured.out == ""
    assert answer in captured.err
    assert code in {1, 2}


def test_blocks_are_rows_and_fit_one_screen(capsys: Captured) -> None:
    """He et al. 2015, table 1: conv4_x of 152 layers has 36 blocks."""
    assert run(["analyze", "resnet152", "--group-by", "block", "--width", "80"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    (row,) = [each.split() for each in lines if each.startswith("conv4_x")]
    assert row[1:4] == ["bottleneck", "×36", "14×14×1024"]  # noqa: RUF001  as it is shown


def test_blocks_in_blocks_are_rows_at_a_depth(capsys: Captured) -> None:
    options = ["--group-by", "block", "--depth", "2", "--format", "csv"]
    assert run(["analyze", "resnet152", *options]) == 0
    rows = {e["name"]: e for e in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert rows["conv4_x/bottleneck2..36"]["layers"] == "350"
    assert rows["total"]["parameters"] == "60192808"  # torchvision's resnet152


def test_json_has_the_groups_beside_the_layers(capsys: Captured) -> None:
    assert run(["analyze", "vgg16", "--group-by", "block", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert len(data["layers"]) == 39
    conv3 = next(each for each in data["groups"] if each["name"] == "conv3")
    assert conv3["layers"] == ["conv3_1", "relu5", "conv3_2", "relu6", "conv3_3", "relu7"]
    assert conv3["made_of"] == [{"kind": "conv", "count": 3}, {"kind": "relu", "count": 3}]
    assert (conv3["block"], conv3["copies"], conv3["output_shape"]) == (None, 3, [256, 56, 56])
    # CS231n's listing: 294,912 + 589,824 + 589,824 weights, and 256 biases each
    assert conv3["parameters"] == 294_912 + 2 * 589_824 + 3 * 256
    assert "counted" not in conv3
    assert sum(each["parameters"] for each in data["groups"]) == VGG16["parameters"]
    assert run(["analyze", "vgg16", "-f", "json"]) == 0
    assert "groups" not in json.loads(capsys.readouterr().out)


def test_groups_count_as_the_convention_does(capsys: Captured) -> None:
    options = ["--group-by", "block", "--convention", "cs231n", "--format", "json"]
    assert run(["analyze", "vgg16", *options]) == 0
    groups = {each["name"]: each for each in json.loads(capsys.readouterr().out)["groups"]}
    assert groups["conv3"]["counted"]["parameters"] == 294_912 + 2 * 589_824  # CS231n's listing


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--depth", "2"], "--depth goes with --group-by block"),
        (["--group-by", "block", "--working"], "a block's is the sum of many"),
        (["--group-by", "block", "--columns", "stride"], "is of single layers"),
        (["--group-by", "block", "--depth", "0"], "--depth"),
    ],
)
def test_what_says_nothing_of_blocks_is_refused(
    options: list[str], said: str, capsys: Captured
) -> None:
    assert run(["analyze", "resnet18", *options]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "html", "csv", "json"])
def test_another_tools_total_is_written_in_every_format(form: str, capsys: Captured) -> None:
    """Fvcore, run on torchvision's ResNet-50: 4,111,512,576."""
    assert run(["analyze", "resnet50", "--as", "fvcore", "--format", form]) == 0
    digits = capsys.readouterr().out.replace(",", "").replace("{}", "")
    assert "4111512576" in digits


def test_another_tools_totals_of_several_networks(capsys: Captured) -> None:
    """Thop finds 59,956 of LeNet-5's 60,000 parameters, and 61,706 of its modern form."""
    specs = ["lenet5", "lenet5-modern"]
    assert run(["analyze", *specs, "--as", "thop", "--format", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert [each["figures"][0]["total"] for each in (first, second)] == [59_956, 61_706]
    assert run(["analyze", *specs, "--as", "thop", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    totals = [each["value"] for each in rows if each["what"] == "total"]
    assert totals[::2] == ["59956", "61706"]


@pytest.mark.parametrize(
    "option",
    [
        ["--columns", "macs"],
        ["--work", "flops"],
        ["--working"],
        ["--convention", "cs231n"],
        ["--biases", "not_counted"],
    ],
)
def test_what_another_tool_counts_is_its_own_choice(option: list[str], capsys: Captured) -> None:
    assert run(["analyze", "lenet5", "--as", "thop", *option]) == 2
    assert "--as shows what another tool counts" in capsys.readouterr().err


def test_a_tool_that_is_not_known_is_refused(capsys: Captured) -> None:
    assert run(["analyze", "lenet5", "--as", "torchscan"]) == 2
    assert "'torchscan' is not one of 'torchinfo'" in capsys.readouterr().err
