"""What cnncalc answers to the lectures' worked examples and rules, by small specs of their own."""

from collections.abc import Callable
from fractions import Fraction
from itertools import count, product
from math import prod
from typing import Any

from tests.golden.analysed import analysed_text, refusal

Row = dict[str, Any]


def spec(image: str, *layers: str, rounding: str = "exact") -> str:
    """Write a spec: an image of HEIGHTxWIDTHxCHANNELS, and layers as YAML writes them."""
    listed = "".join(f"  - {layer}\n" for layer in layers)
    return f"name: Worked example\ninput: {image}\nrounding: {rounding}\nlayers:\n{listed}"


def rows(image: str, *layers: str, rounding: str = "exact") -> list[Row]:
    """Give the rows of that spec."""
    found: list[Row] = analysed_text(spec(image, *layers, rounding=rounding))["layers"]
    return found


def shape(image: str, *layers: str) -> list[int]:
    """Give the shape that the last layer gives."""
    found: list[int] = rows(image, *layers)[-1]["output_shape"]
    return found


def sizes(image: str, *layers: str, rounding: str = "exact") -> list[int]:
    """Give the widths of the square maps that the layers give."""
    shapes = [row["output_shape"] for row in rows(image, *layers, rounding=rounding)]
    assert all(high == wide for _, high, wide in shapes)
    return [wide for _, _, wide in shapes]


def conv(filters: int, kernel: int, stride: int = 1, padding: int = 0) -> str:
    """Write a square convolution as a spec does."""
    return f"conv: {{filters: {filters}, kernel: {kernel}, stride: {stride}, padding: {padding}}}"


# The formulas, on every case of a range.


def conv_cases() -> int:
    return cases_that_hold("conv: {filters: 1, ", paddings=range(4))


def pool_cases() -> int:
    return cases_that_hold("maxpool: {", paddings=range(1))


def cases_that_hold(opening: str, paddings: range) -> int:
    """Count the cases that fit and give an output for each place of the window."""
    holding = 0
    for wide in range(1, 33):
        cases = [
            case for case in product(range(1, 8), range(1, 5), paddings) if case_fits(wide, *case)
        ]
        layers = [
            f"{opening}name: case_{size}_{stride}_{padding}, from: input, "
            f"kernel: {size}, stride: {stride}, padding: {padding}}}"
            for size, stride, padding in cases
        ]
        names = ", ".join(f"case_{size}_{stride}_{padding}" for size, stride, padding in cases)
        text = spec(f"{wide}x{wide}x1", *layers) + f"outputs: [{names}]\n"
        for row, case in zip(analysed_text(text)["layers"], cases, strict=True):
            places = len(positions(wide, *case))
            holding += row["output_shape"] == [1, places, places]
    return holding


def case_fits(wide: int, size: int, stride: int, padding: int) -> bool:
    """Tell whether a window fits at all, and the last one ends at the last pixel."""
    places = positions(wide, size, stride, padding)
    return bool(places) and places[-1] + size == wide + padding


def positions(wide: int, size: int, stride: int, padding: int) -> range:
    """List where a window may start, the first pixel being 0."""
    return range(-padding, wide + padding - size + 1, stride)


def parameter_cases() -> int:
    """Count the cases with F*F*D1 weights for each of the K filters, and K biases."""
    return sum(
        (row["weights"], row["biases"]) == (size * size * depth * filters, filters)
        for size, depth, filters in product(range(1, 6), (1, 3, 6, 16), range(1, 11))
        for row in rows(f"8x8x{depth}", conv(filters, size))
    )


def output_volume() -> list[int]:
    return shape("115x227x3", conv(96, 11, stride=4))


def growth_with_half_padding() -> int:
    """Give the output size less the input size, the same for every odd F up to 11."""
    (growth,) = {
        size - 32
        for kernel in range(1, 12, 2)
        for size in sizes("32x32x3", conv(8, kernel, padding=(kernel - 1) // 2))
    }
    return growth


def pooling_parameters() -> int:
    pools = rows("32x32x3", "maxpool: 2", "avgpool: 2", "l2pool: 2")
    return sum(int(row["parameters"]) for row in pools)


# Sizes.


def size_keeping_padding(kernel: int) -> int:
    """Give the one padding up to 8 that keeps the size at stride 1."""
    (padding,) = (
        padding for padding in range(9) if sizes("32x32x3", conv(8, kernel, 1, padding)) == [32]
    )
    return padding


def sizes_of_the_common_settings() -> list[int]:
    settings = ((3, 1), (5, 2), (1, 0))
    return [sizes("32x32x3", conv(8, size, padding=pad))[0] for size, pad in settings]


def sizes_of_overlapping_pools() -> list[int]:
    strides = (2, 1)
    return [sizes("4x4x1", f"maxpool: {{kernel: 2, stride: {stride}}}")[0] for stride in strides]


def times_divisible_by_two() -> dict[int, int]:
    return {wide: halvings(wide) for wide in (32, 64, 96, 224, 384, 512)}


def halvings(wide: int) -> int:
    """Count the 2x2 pools, one after another, that a square image allows."""
    too_many = next(n for n in count(1) if refusal(spec(f"{wide}x{wide}x1", *["maxpool: 2"] * n)))
    return too_many - 1


def discarded_by_pooling() -> Fraction:
    """Give the share of values that a 2x2 pool discards, the same for every even size up to 32."""
    (share,) = {
        1 - Fraction(prod(row["output_shape"]), prod(row["input_shapes"][0]))
        for even in range(2, 33, 2)
        for row in rows(f"{even}x{even}x16", "maxpool: {kernel: 2, stride: 2}")
    }
    return share


# Fields of view, and three layers of 3x3 against one of 7x7.


def fields_of_view(*layers: str) -> list[int]:
    """Give the receptive fields of square windows one after another."""
    found = [row["receptive_field"]["size"] for row in rows("32x32x3", *layers)]
    assert all(high == wide for high, wide in found)
    return [wide for _, wide in found]


def weights_per_squared_width(kernel: int, layers: int) -> Fraction:
    """Give the weights over C*C where all volumes have C maps, the same for every C."""
    (ratio,) = {
        sum(Fraction(row["weights"], maps**2) for row in rows(f"32x32x{maps}", *convs))
        for maps in (1, 3, 16, 64)
        for convs in [[conv(maps, kernel)] * layers]
    }
    return Fraction(ratio)


THREE_OF_64 = [conv(64, 3, padding=1)] * 3


def shape_of_three_of_64() -> list[int]:
    (found,) = {tuple(row["output_shape"]) for row in rows("224x224x3", *THREE_OF_64)}
    return list(found)


def activations_of_three_of_64() -> int:
    return sum(int(row["activations"]) for row in rows("224x224x3", *THREE_OF_64))


def one_filter(count_of: str) -> int:
    """Give a count of a layer of ten 5x5 filters over 32x32x3, for each filter."""
    (row,) = rows("32x32x3", conv(10, 5, padding=2))
    return int(row[count_of]) // 10


ANSWERS: dict[str, Callable[[], Any]] = {
    "s0-001": conv_cases,
    "s0-003": growth_with_half_padding,
    "s0-005": output_volume,
    "s0-006": parameter_cases,
    "s0-007": pool_cases,
    "s0-008": pooling_parameters,
    "s0-031": lambda: fields_of_view(conv(8, 3), conv(8, 3), conv(8, 3)),
    "s0-032": lambda: fields_of_view(conv(8, 7))[0],
    "s0-033": lambda: weights_per_squared_width(kernel=7, layers=1),
    "s0-034": lambda: weights_per_squared_width(kernel=3, layers=3),
    "s0-035": times_divisible_by_two,
    "s0-036": lambda: size_keeping_padding(3),
    "s0-037": lambda: size_keeping_padding(5),
    "s0-038": discarded_by_pooling,
    "s0-039": shape_of_three_of_64,
    "s0-040": activations_of_three_of_64,
    "s2-005": sizes_of_overlapping_pools,
    "s3-001": lambda: shape("32x32x3", conv(6, 5)),
    "s3-002": lambda: sizes("7x7x1", conv(1, 3, stride=1))[0],
    "s3-003": lambda: sizes("7x7x1", conv(1, 3, stride=2))[0],
    "s3-005": lambda: sizes("7x7x1", conv(1, 3, padding=1))[0],
    "s3-006": lambda: size_keeping_padding(3),
    "s3-007": lambda: size_keeping_padding(5),
    "s3-008": lambda: size_keeping_padding(7),
    "s3-009": lambda: sizes("32x32x3", conv(6, 5), conv(10, 5)),
    "s3-010": lambda: sizes("4x4x1", conv(1, 3))[0],
    "s3-012": lambda: shape("32x32x3", conv(10, 5, padding=2)),
    "s3-013": lambda: one_filter("parameters"),
    "s3-014": lambda: rows("32x32x3", conv(10, 5, padding=2))[0]["parameters"],
    "s3-017": sizes_of_the_common_settings,
    "s3-020": lambda: one_filter("weights"),
    "s3-021": lambda: shape("32x32x3", conv(5, 5)),
    "s3-022": lambda: fields_of_view(conv(5, 5))[0],
}

# Windows that do not fit: the image and the layer of each claim.
MISFITS: dict[str, tuple[str, str]] = {
    "s0-004": ("10x10x1", conv(1, 3, stride=2)),
    "s3-004": ("7x7x1", conv(1, 3, stride=3)),
}
