"""A network as one way, and the ways around."""

from __future__ import annotations

import cnncalc
from cnncalc.diagram.volumes.chain import Chain, chain_of, shortened_chain


def chain(name: str) -> Chain:
    """The chain of a shipped network."""
    return chain_of(cnncalc.analyze(name))


def test_lenet_5_has_the_seven_layers_of_its_figure() -> None:
    """LeCun et al. 1998, figure 2."""
    found = chain("lenet5")
    assert [each.name for each in found.stations] == ["C1", "S2", "C3", "S4", "C5", "F6", "OUTPUT"]
    assert found.skips == ()


def test_alexnet_has_the_layers_of_its_figure_and_its_poolings() -> None:
    """Krizhevsky et al. 2012, figure 2: five convolutions, three of them pooled, three dense."""
    names = [each.name for each in chain("alexnet").stations]
    assert names == [
        *("conv1", "pool1", "conv2", "pool2", "conv3", "conv4", "conv5", "pool5"),
        *("fc6", "fc7", "fc8"),
    ]


def test_branches_that_stand_in_a_block_are_one_station() -> None:
    """Szegedy et al. 2014, table 1: nine inception blocks."""
    stations = [each for each in chain("googlenet").stations if each.single is None]
    assert [each.name.removeprefix("inception") for each in stations] == [
        *("3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b")
    ]


def test_u_net_is_one_way_with_four_skips() -> None:
    """Ronneberger et al. 2015, figure 1: each half copies and crops four maps to the other."""
    found = chain("unet")
    widths = [
        (found.stations[each.start].shape.channels, [unit.lead.kind for unit in each.units])
        for each in found.skips
    ]
    assert sorted(widths) == [(64, ["crop"]), (128, ["crop"]), (256, ["crop"]), (512, ["crop"])]
    assert all(found.stations[each.end].shape.channels for each in found.skips)


def test_too_many_ways_are_one_station() -> None:
    branches = ", ".join(["[{conv: {filters: 2, kernel: 1}}]"] * 40)
    text = f"name: wide\ninput: 8x8x3\nlayers:\n  - concat: [{branches}]\n"
    found = chain_of(cnncalc.analyze(cnncalc.load_text(text)))
    assert len(found.stations) == 1
    assert found.skips == ()


def test_ways_that_part_at_the_input_are_found() -> None:
    text = """
name: twin
input: 8x8x3
layers:
  - conv: {name: a, filters: 4, kernel: 1}
  - conv: {name: b, from: input, filters: 4, kernel: 1}
  - maxpool: {name: c, kernel: 1}
  - conv: {name: d, filters: 4, kernel: 1}
  - add: {name: e, inputs: [a, d]}
"""
    found = chain_of(cnncalc.analyze(cnncalc.load_text(text)))
    assert [each.name for each in found.stations] == ["b", "c", "d", "e"]
    (skip,) = found.skips
    assert (skip.start, skip.end, [each.name for each in skip.units]) == (-1, 3, ["a"])


def test_stations_of_one_inner_block_may_be_one() -> None:
    """MobileNet v2 (Sandler et al. 2018, table 2): its 17 blocks, the first in no stage."""
    shorter = shortened_chain(chain("mobilenet-v2"))
    names = [each.name for each in shorter.stations]
    assert len([each for each in names if each.startswith("stage")]) == 16
