"""What is said of a budget."""

from __future__ import annotations

import cnncalc
from cnncalc.analysis.memory.budget import verdict_on
from cnncalc.report.cell import cell_text
from cnncalc.report.look import Look
from cnncalc.report.memory.verdict import refusal, verdict_table

VGG16 = cnncalc.memory("vgg16", batch=64, optimizer="adam")
"""MemTracker measured 6,897,575,424 bytes for its second step."""
TIGHT = verdict_on(VGG16, 6 * 2**30)


def test_a_row_stands_for_the_network_as_it_is_and_for_each_remedy() -> None:
    rows = [
        [cell_text(each, Look(ascii=True)) for each in row]
        for row in verdict_table(VGG16, TIGHT).rows
    ]
    assert rows[0][:5] == ["as it is", "6,897,575,424", "6.90 GB", "6.42 GiB", "no"]
    assert [row[0] for row in rows[1:]] == [each.remedy.meaning for each in TIGHT.reliefs]
    assert {row[4] for row in rows[1:]} == {"yes"}


def test_the_notes_say_where_the_batch_ends_and_what_dominates() -> None:
    first, alone, second, *_ = verdict_table(VGG16, TIGHT).notes
    most = TIGHT.largest_batch
    assert first.startswith(f"the largest batch that fits is {most}: ")
    assert f"; {most + 1} would need " in first
    assert alone.startswith("a budget is for tensors alone: the CUDA context")
    assert second.startswith("at the peak of 64 examples: activations ")


def test_where_nothing_fits_the_notes_say_so() -> None:
    small = verdict_on(VGG16, 10**6)
    assert verdict_table(VGG16, small).notes[0].startswith("not even one example fits: it needs ")


def test_batches_beyond_the_largest_that_is_tried_are_told() -> None:
    account = cnncalc.memory("lenet5")
    note = verdict_table(account, verdict_on(account, 10**18)).notes[0]
    assert note.startswith("1,000,000,000 examples fit: ")
    assert note.endswith("; larger batches were not tried")


def test_a_network_without_remedies_says_so() -> None:
    """In half precision, with an optimizer that keeps nothing, and without a convolution."""
    network = cnncalc.load_text("{name: d, input: 10, layers: [dense: 10]}")
    account = cnncalc.memory(network, dtype="bfloat16", optimizer="sgd")
    table = verdict_table(account, verdict_on(account, 10**6))
    assert len(table.rows) == 1
    assert table.notes[-1] == "no remedy of the lecture takes less"


def test_a_refusal_says_by_how_much_and_what_would_fit() -> None:
    """6,897,575,424 - 6*2^30 = 455,124,480."""
    assert refusal(VGG16, TIGHT, "6GiB") == (
        "VGG-16: 64 examples need 455,124,480 B = 455 MB = 434 MiB more than the 6GiB allowed; "
        f"{TIGHT.largest_batch} examples would fit; this counts tensors alone, the CUDA context "
        "and workspaces come on top (hundreds of MiB)"
    )
    assert "more than the 1000000 B allowed" in str(
        refusal(VGG16, verdict_on(VGG16, 10**6), "1000000")
    )
    assert refusal(VGG16, verdict_on(VGG16, 10**10), "10GB") is None
