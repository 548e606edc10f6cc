"""All rules together, over networks that everybody knows."""

from __future__ import annotations

import pytest

from cnncalc.analysis.advice import RULES, advice
from cnncalc.spec.catalog import shipped
from tests.analysis.advice.advised import advised, advised_shipped, codes


def test_good_networks_get_few_findings() -> None:
    """VGG-16 is what the notes hold up as an example; its memory and its first FC are their own."""
    assert codes(advised_shipped("vgg16")) == ["memory-early", "dense-parameters"]
    assert codes(advised_shipped("alexnet")) == ["dense-parameters"]
    for name in ("resnet50", "googlenet", "mobilenet-v2", "convnext-tiny", "alphago", "darknet53"):
        assert set(codes(advised_shipped(name))) <= {"memory-early"}, name


@pytest.mark.parametrize("name", shipped())
def test_no_network_that_was_published_is_told_off(name: str) -> None:
    """Four at most, each with a place in the file, a source, and an effect with a number in it."""
    found = advised_shipped(name, samples=1_250_000)
    assert len(found.findings) <= 4
    for each in found.findings:
        assert each.place.file == f"<{name}>"
        assert each.place.line > 1
        assert each.source
        assert any(character.isdigit() for character in each.effect)


def test_every_rule_finds_something_in_a_first_try() -> None:
    found = advised(
        """\
rounding: floor
layers:
  - conv: {filters: 8, kernel: 3, padding: 1}
  - conv: {name: jumps, filters: 32, kernel: 3, stride: 4}
  - conv: {name: large, filters: 64, kernel: 9, padding: 4}
  - conv: {name: wide, filters: 8, kernel: [6, 6], stride: 2, padding: half}
  - maxpool: {name: pool, kernel: 5, stride: 4}
  - conv: {name: shrinks, filters: 8, kernel: 3}
  - dense: {name: fc, units: 2000}
""",
        "700x700x3",
        5000,
    )
    assert codes(found) == [
        "input-halving",
        "stack-of-small-filters",
        "large-filter",
        "large-stride",
        "size-not-kept",
        "large-pooling",
        "memory-early",
        "dense-parameters",
        "samples-per-parameter",
    ]
    assert len(RULES) == len(codes(found))


def test_a_network_of_vectors_has_nothing_to_slide() -> None:
    found = advised("layers: [dense: 10, relu, dense: 5]", "20")
    assert not found.findings
    assert advice.__doc__


def test_a_network_without_layers_that_store_is_silent() -> None:
    assert not advised("layers: [relu]").findings
