"""What is said of a network over several devices."""

from __future__ import annotations

import cnncalc
from cnncalc.report.cell import cell_text
from cnncalc.report.look import Look
from cnncalc.report.memory.split import Budgeted, meeting_table, tower_table

ALEXNET = cnncalc.memory("alexnet", batch=128)
HALVES = ALEXNET.over(2)


def test_each_device_stands_beside_one_that_holds_all() -> None:
    """60,965,224 parameters in all (Caffe's bvlc_alexnet), the half of them on each."""
    table = tower_table(ALEXNET, HALVES, None)
    assert [cell_text(row[1], Look()) for row in table.rows] == [
        "30,482,612",
        "30,482,612",
        "60,965,224",
    ]
    assert table.columns[-1].heading == "fits 3 GB"
    assert "3 GB is what the GTX 580 of Krizhevsky et al. 2012 had" in table.notes


def test_a_budget_takes_the_place_of_the_papers_card() -> None:
    table = tower_table(ALEXNET, HALVES, Budgeted(1_200_000_000, "1.2GB"))
    assert table.columns[-1].heading == "fits 1.2GB"
    assert [row[-1] for row in table.rows] == ["yes", "yes", "no"]


def test_a_network_without_groups_is_told_what_the_split_means() -> None:
    account = cnncalc.memory("vgg16")
    notes = tower_table(account, account.over(2), None).notes
    assert notes[-1].startswith("no layer has groups, so that behind the first every filter reads")


def test_one_device_with_all_fits_only_if_pytorchs_peak_does() -> None:
    """The estimate is 2.10 GB, the peak 2.53 GB: a budget between them says no, as --budget."""
    table = tower_table(ALEXNET, HALVES, Budgeted(2_300_000_000, "2.3GB"))
    assert [row[-1] for row in table.rows] == ["yes", "yes", "no"]
    assert any(each.startswith("all on one fits only if PyTorch's peak") for each in table.notes)


def test_groups_that_are_divided_are_named() -> None:
    """conv2, conv4 and conv5 have two groups (Krizhevsky et al. 2012): over four devices, two."""
    notes = tower_table(ALEXNET, ALEXNET.over(4), None).notes
    told = "the groups of conv2, conv4, conv5 are each divided over 2 devices, which meet there"
    assert notes[-1] == told


def test_depthwise_filters_stay_on_their_device() -> None:
    account = cnncalc.memory("mobilenet-v1")
    notes = tower_table(account, account.over(2), None).notes
    assert notes[-1].startswith("depthwise filters read only the maps of their own device: ")
    assert not any("no layer has groups" in each for each in notes)


def test_values_and_bytes_of_the_meetings_add_up() -> None:
    """At conv3 13*13*256 values cross forward and as many gradients backward, of 4 bytes each."""
    table = meeting_table(ALEXNET, HALVES)
    conv3 = table.rows[0]
    assert conv3 == ("conv3", "maps of pool2", 43_264, 43_264, 2 * 43_264 * 128 * 4)
    assert table.totals is not None
    assert table.totals[2] == 43_264 + 9_216 + 4_096 + 4_096 + 2


def test_nothing_crosses_backward_in_inference() -> None:
    account = cnncalc.memory("alexnet", training=False)
    assert {row[3] for row in meeting_table(account, account.over(2)).rows} == {0}
