"""Which layers are one box."""

from __future__ import annotations

import cnncalc
from cnncalc.diagram.unit import Unit, units

PRE_ACTIVATED = """
name: pre-activated
input: 8x8x4
layers:
  - conv: {name: stem, filters: 4, kernel: 1}
  - add:
    - [batchnorm, relu, {conv: {filters: 4, kernel: 3, padding: 1}}]
    - []
  - relu
"""
"""He et al. 2016, "Identity mappings in deep residual networks", figure 4 (e)."""


def found(text: str) -> dict[str, Unit]:
    """The units of a spec by their names."""
    return {each.name: each for each in units(cnncalc.analyze(cnncalc.load_text(text)))}


def followers(unit: Unit) -> list[str]:
    """The kinds of what belongs to a layer."""
    return [each.kind for each in unit.followers]


def test_what_alone_reads_a_layer_and_changes_its_values_belongs_to_it() -> None:
    """Krizhevsky et al. 2012, section 3: a convolution, its rectifier and its normalization."""
    conv1, pool1, *_ = units(cnncalc.analyze("alexnet"))
    assert (conv1.name, followers(conv1)) == ("conv1", ["relu", "lrn"])
    assert pool1.inputs == ("conv1",)


def test_what_is_read_twice_keeps_to_itself() -> None:
    """The stem is read by the branch and by the identity, so the branch begins with a box."""
    by_name = found(PRE_ACTIVATED)
    assert followers(by_name["stem"]) == []
    assert followers(by_name["batchnorm1"]) == ["relu"]
    assert by_name["add1"].inputs == ("conv1", "stem")
    assert followers(by_name["add1"]) == ["relu"]


def test_a_result_of_the_network_keeps_to_itself() -> None:
    text = "name: two\ninput: 8x8x1\noutputs: [a, b]\nlayers:\n"
    text += "  - conv: {name: a, filters: 1, kernel: 1}\n  - relu: {name: b}\n"
    assert list(found(text)) == ["a", "b"]


def test_a_follower_outside_its_blocks_begins_a_box() -> None:
    """What stands in another block is drawn in the frame of that."""
    text = "name: x\ninput: 8x8x1\nblocks:\n  after: {layers: [relu, {maxpool: {kernel: 2}}]}\n"
    text += "layers:\n  - conv: {name: a, filters: 1, kernel: 1}\n  - after\n"
    assert list(found(text)) == ["a", "after1/relu1", "after1/maxpool1"]
