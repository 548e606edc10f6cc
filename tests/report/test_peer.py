"""What other tools print, as tables and as data: golden files, read by a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.peer import PEERS
from cnncalc.analysis.peer.account import peer_account
from cnncalc.report.format import write_table
from cnncalc.report.look import Look
from cnncalc.report.peer import peer_data, peer_table
from tests.analysis.peer.recorded import NETWORKS
from tests.report.specimen import HOSTILE
from tests.report.test_latex import compiled, compiles

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.analysis.peer.account import Account
    from tests.conftest import Golden

LOOKS = {
    "piped": Look(),
    "200": Look(width=200),
    "80": Look(width=80),
    "40": Look(width=40),
    "80-ascii": Look(width=80, ascii=True),
}
SUFFIXES = {"markdown": "md", "latex": "tex", "csv": "csv"}


def account(spec: str, tool: str) -> Account:
    return peer_account(cnncalc.analyze(spec), PEERS[tool])


def written(spec: str, tool: str, form: str, look: Look) -> str:
    return write_table(peer_table(account(spec, tool), exact=form == "csv"), form, look)


@pytest.mark.parametrize("look", LOOKS)
def test_torchinfo_on_resnet50_looks_like_this(look: str, golden: Golden) -> None:
    golden(f"as-torchinfo-{look}.txt", written("resnet50", "torchinfo", "table", LOOKS[look]))


@pytest.mark.parametrize("tool", [each for each in PEERS if each != "torchinfo"])
def test_each_tool_on_lenet5_looks_like_this(tool: str, golden: Golden) -> None:
    golden(f"as-{tool}.txt", written("lenet5", tool, "table", Look(width=80)))


@pytest.mark.parametrize("form", SUFFIXES)
def test_ptflops_in_another_format_looks_like_this(form: str, golden: Golden) -> None:
    golden(f"as-ptflops.{SUFFIXES[form]}", written("resnet50", "ptflops", form, Look()))


@pytest.mark.parametrize("tool", ["torchinfo", "fvcore", "ptflops", "thop"])
def test_the_numbers_that_a_tool_printed_stand_whole_at_every_width(tool: str) -> None:
    """The tools run on ResNet-50's module; tests/data/peers/networks.csv."""
    for look in LOOKS.values():
        text = written("resnet50", tool, "table", look)
        for value in NETWORKS["resnet50"][tool].values():
            assert f"{value:,}" in text


def test_json_has_every_difference_with_its_layers() -> None:
    """4,089,184,256 MACs, and 4,089,238,376 of torchinfo, run on torchvision's ResNet-50."""
    data = json.loads(json.dumps(peer_data(account("resnet50", "torchinfo"))))
    (figure,) = (each for each in data["figures"] if each["label"] == "Total mult-adds")
    assert figure["ours"] == {"figure": "macs", "value": 4_089_184_256}
    assert figure["total"] == 4_089_238_376
    assert [each["value"] for each in figure["differences"]] == [1000, 53_120]
    assert figure["differences"][0]["layers"] == ["fc"]
    assert figure["printed"] == "(G): 4.09"


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "latex"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_comes_alive(name: str, form: str) -> None:
    """The name of a network stands in the title; a layer has no such name."""
    spec = f"name: {json.dumps(name)}\ninput: 8x8x2\nlayers: [subsample: {{kernel: 2}}]\n"
    analysis = cnncalc.analyze(cnncalc.load_text(spec))
    text = write_table(peer_table(peer_account(analysis, PEERS["keras"])), form, Look())
    assert "\x1b" not in text
    assert "\u202e" not in text


@compiles
def test_latex_fits_a_page(tmp_path: Path) -> None:
    for tool in PEERS:
        log = compiled(written("inception-v3", tool, "latex", Look()), tmp_path)
        assert "Overfull" not in log, tool
