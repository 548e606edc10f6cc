"""What would make shapes agree; tests/spec/test_branch.py writes remedies into specs."""

from __future__ import annotations

import pytest

from cnncalc.layers.agreement import concat_helps, product_helps, sum_helps
from cnncalc.shape import Image, Shape, Vector

MAP = Image(256, 56, 56)


@pytest.mark.parametrize(
    ("inputs", "helps"),
    [
        # He et al. 2015, section 3.3: projections are 1x1, with a stride of 2 between sizes
        (
            (MAP, Image(64, 56, 56)),
            ["branch 2: `conv: {filters: 256, kernel: 1}` behind it gives 56x56x256"],
        ),
        (
            (Image(512, 28, 28), MAP),
            [
                (
                    "branch 2: `conv: {filters: 512, kernel: 1, stride: 2, rounding: floor}` "
                    "behind it gives 28x28x512"
                )
            ],
        ),
        (
            (Image(8, 5, 3), Image(4, 9, 3)),
            ["branch 2: `conv: {filters: 8, kernel: 1, stride: [2, 1]}` behind it gives 5x3x8"],
        ),
        # the projection is nearest where only one of the two is needed; the larger may be kept too
        (
            (Image(8, 4, 4), Image(8, 8, 8)),
            [
                (
                    "branch 2: `conv: {filters: 8, kernel: 1, stride: 2, rounding: floor}` "
                    "behind it gives 4x4x8"
                ),
                "branch 1: `upsample: 2` behind it gives 8x8x8",
            ],
        ),
        (
            (Image(8, 30, 30), Image(8, 32, 32)),
            ["branch 2: `crop: {size: [30, 30]}` behind it gives 30x30x8"],
        ),
        (
            (Vector(3136), Image(64, 7, 7)),
            ["branch 1: `reshape: 7x7x64` behind it gives 7x7x64"],
        ),
        ((Vector(10), Vector(84)), ["branch 1: `dense: 84` behind it gives 84"]),
        ((Vector(10), Image(64, 7, 7)), []),
        ((Image(8, 30, 30), Image(4, 32, 32)), []),
    ],
)
def test_the_inputs_of_a_sum_come_to_one_shape(inputs: tuple[Shape, ...], helps: list[str]) -> None:
    assert list(sum_helps(inputs)) == helps


def test_branches_that_all_need_a_layer_are_one_remedy() -> None:
    """One of the layers alone would mend nothing."""
    assert sum_helps((Image(8, 4, 4), Image(2, 4, 4), Image(6, 4, 4))) == (
        "branches 2 and 3: `conv: {filters: 8, kernel: 1}` behind each gives 4x4x8",
    )
    (found,) = sum_helps((Image(8, 4, 4), Image(2, 4, 4), Image(8, 8, 7)))[:1]
    assert found == (
        "branch 2: `conv: {filters: 8, kernel: 1}`, branch 3: "
        "`conv: {filters: 8, kernel: 1, stride: 2, rounding: floor}` behind each gives 4x4x8"
    )
    assert concat_helps([Image(each, 28, 28) for each in (64, 128)] + [Image(32, 24, 24)]) == (
        "branches 1 and 2: `crop: {size: [24, 24]}` behind each gives 24x24",
    )
    assert product_helps((MAP, Image(16, 1, 1), Image(8, 1, 1)), MAP) == (
        (
            "branch 2: `conv: {filters: 256, kernel: 1}` behind it gives 1x1x256, and "
            "branch 3: `conv: {filters: 256, kernel: 1}` behind it gives 1x1x256"
        ),
    )


@pytest.mark.parametrize(
    ("other", "helps"),
    [
        # Hu et al. 2017: the squeeze gives a vector of as many values as there are maps
        (
            Vector(256),
            [
                "branch 2: `reshape: 1x1x256` behind it gives 1x1x256",
                (
                    "branch 2: on 1x1 maps, `conv: {filters: 256, kernel: 1}` in the place of "
                    "its last dense layer gives 1x1x256"
                ),
            ],
        ),
        (
            Vector(16),
            [
                "branch 2: `dense: 256` and `reshape: 1x1x256` behind it gives 1x1x256",
                (
                    "branch 2: on 1x1 maps, `conv: {filters: 256, kernel: 1}` in the place of "
                    "its last dense layer gives 1x1x256"
                ),
            ],
        ),
        (
            Image(16, 1, 1),
            ["branch 2: `conv: {filters: 256, kernel: 1}` behind it gives 1x1x256"],
        ),
        (
            Image(1, 56, 56),
            ["branch 2: `conv: {filters: 256, kernel: 1}` behind it gives 56x56x256"],
        ),
        (Image(256, 28, 28), ["branch 2: `upsample: 2` behind it gives 56x56x256"]),
        (Image(256, 9, 9), ["branch 2: `global_avgpool` behind it gives 1x1x256"]),
        (Image(7, 9, 9), []),
    ],
)
def test_what_multiplies_maps_has_a_value_for_each(other: Shape, helps: list[str]) -> None:
    assert list(product_helps((MAP, other), MAP)) == helps


def test_vectors_multiply_at_one_length() -> None:
    found = product_helps((Vector(3), Vector(5)), Vector(5))
    assert found == ("branch 1: `dense: 5` behind it gives 5",)


def test_images_to_be_put_together_come_to_one_size() -> None:
    """Ronneberger et al. 2015: 64x64 maps are cropped to 56x56, since their halves differ."""
    assert concat_helps((Image(512, 64, 64), Image(512, 56, 56))) == (
        "branch 1: `crop: {size: [56, 56]}` behind it gives 56x56x512",
    )
    assert concat_helps((Image(3, 8, 8), Image(5, 4, 4))) == (
        "branch 1: `maxpool: 2` behind it gives 4x4x3",
        "branch 2: `upsample: 2` behind it gives 8x8x5",
    )
    assert concat_helps((Image(3, 8, 4), Image(5, 4, 8))) == ()


def test_nothing_is_offered_that_a_spec_would_refuse() -> None:
    """`reshape: 3x224x224` looks like channels first."""
    assert sum_helps((Vector(3 * 224 * 224), Image(224, 3, 224))) == ()
