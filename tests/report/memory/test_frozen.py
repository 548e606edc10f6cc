"""What freezing saves, as it is shown."""

from __future__ import annotations

import cnncalc
from cnncalc.report.memory.frozen import frozen_table


def test_the_rows_are_everything_and_what_is_not_frozen() -> None:
    """VGG-16 has 138,357,544 parameters (torchvision), 14,714,688 of them below fc6 (Keras)."""
    table = frozen_table(cnncalc.memory("vgg16", freeze=["conv1..conv5"], optimizer="adam"))
    assert table is not None
    whole, tuned = table.rows
    assert (whole[1], tuned[1]) == (138_357_544, 138_357_544 - 14_714_688)
    # Of 14,714,688 parameters neither gradients nor two values of Adam's, of 4 bytes each, nor the
    # activations and gradients of what is below pool5, nor the gradient of pool5 itself.
    below = 15_087_080 - (7 * 7 * 512 + 4096 + 4096 + 1000)
    assert isinstance(whole[2], int)
    assert isinstance(tuned[2], int)
    assert whole[2] - tuned[2] == 4 * (3 * 14_714_688 + 2 * below + 7 * 7 * 512)
    assert table.notes[0] == (
        "frozen: conv1_1, conv1_2, conv2_1, conv2_2, conv3_1, conv3_2 and 7 more"
    )


def test_where_nothing_is_frozen_there_is_no_table() -> None:
    assert frozen_table(cnncalc.memory("vgg16")) is None
    assert frozen_table(cnncalc.memory("vgg16", freeze=["relu1"])) is None


def test_inference_trains_nothing_anyway() -> None:
    assert frozen_table(cnncalc.memory("vgg16", freeze=["conv1"], training=False)) is None
