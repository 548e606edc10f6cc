"""Writing out whole examples: what the language's own pages promise comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cnncalc

from .examples import EXAMPLES
from .written import problems_of

PAGE = Path(__file__).parents[2] / "docs" / "language.md"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_example_is_a_network_without_problems(name: str) -> None:
    assert problems_of(EXAMPLES[name]) == []


def test_the_first_stage_of_resnet_has_the_parameters_of_torchvisions() -> None:
    """`layer1` of torchvision's resnet50: 75,008 + 2*70,400 = 215,808, from PyTorch."""
    analysis = cnncalc.analyze(cnncalc.load_text(EXAMPLES["blocks"]))
    assert int(analysis.totals.parameters) == 215_808
    blocks = [
        sum(int(each.parameters) for each in analysis.layers.values() if each.path == (name,))
        for name in ("bottleneck1", "bottleneck2", "bottleneck3")
    ]
    assert blocks == [75_008, 70_400, 70_400]
    assert analysis.outputs == ("bottleneck3/relu3",)
    assert str(analysis.layers["bottleneck3/relu3"].output_shape) == "56x56x256"


def test_the_layers_of_a_block_are_named_by_their_path() -> None:
    names = list(cnncalc.load_text(EXAMPLES["blocks"]).scope.inner["bottleneck1"].layers)
    assert names == [
        *("conv1", "batchnorm1", "relu1", "conv2", "batchnorm2", "relu2", "conv3", "batchnorm3"),
        *("conv4", "batchnorm4", "add1", "relu3"),
    ]


def test_vggs_names_come_out_of_a_repeat() -> None:
    names = [each.name for each in cnncalc.load_text(EXAMPLES["repeats"]).nodes]
    assert names == [
        *("conv1_1", "relu1", "conv1_2", "relu2", "maxpool1"),
        *("conv2_1", "relu3", "conv2_2", "relu4", "maxpool2"),
    ]


def fragments() -> list[str]:
    """The examples of the page on the language, each made a whole spec."""
    found = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [each for each in found if "layers:" in each and each.startswith(("name:", "blocks:"))]


@pytest.mark.parametrize("number", range(len(fragments())))
def test_the_examples_of_the_page_on_the_language_are_networks(number: int) -> None:
    text = fragments()[number]
    frame = "" if text.startswith("name:") else "name: example\ninput: 56x56x64\n"
    assert problems_of(frame + text) == []
