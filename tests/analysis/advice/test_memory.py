"""Where the memory goes."""

from __future__ import annotations

from tests.analysis.advice.advised import advised, advised_shipped, codes, finding, kept

CODE = "memory-early"


def test_three_full_sized_layers_take_what_the_notes_say() -> None:
    """CS231n notes: "about 10 million activations, or 72MB of memory (per image, for both)".

    3*224*224*64 = 9,633,792 values, twice at 4 bytes: 77,070,336, which are 73.5 MiB.
    """
    layers = ", ".join(["conv: {filters: 64, kernel: 3, padding: 1}"] * 3)
    found = finding(advised(f"layers: [{layers}]", "224x224x3"), CODE)
    assert "9,633,792 of 9,633,792 activation values" in found.what
    assert found.effect.startswith("77,070,336 B = 77.1 MB = 73.5 MiB for one example")
    assert found.quantities[0].value == 77_070_336


def test_vgg16s_first_two_layers_hold_43_percent() -> None:
    """2*224*224*64 of the 15,087,080 values in CS231n's listing; at 112x112 a quarter of it."""
    found = finding(advised_shipped("vgg16"), CODE)
    assert found.layers == ("conv1_1", "conv1_2")
    assert "6,422,528 of 15,087,080 activation values (42.6 %)" in found.what
    assert "would leave 12,845,056 B" in found.effect


def test_small_networks_need_no_compromise() -> None:
    """Half of the 8,094 values that LeNet-5 stores are the 28*28*6 of its first layer."""
    found = advised_shipped("lenet5")
    assert CODE not in codes(found)
    (words,) = kept(found, CODE)
    assert words == (
        "memory: of 7 layers that store activations, C1 alone holds half of the values "
        "(4,704 of 8,094)"
    )
