"""A named number with its unit, derivation and source; and units, spelled once."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.derivation import Leaf
from cnncalc.quantity import Quantity, bytes_written, scaled

SIDE = Leaf("kernel size", 5, "F")
WEIGHTS = Quantity("weights", SIDE * SIDE, "", "LeCun et al. 1998")
HALF = Quantity("share", Leaf("part", Fraction(1, 2), "p"))


def test_a_quantity_prints_its_working() -> None:
    """LeCun et al. 1998: a unit of C1 has 5*5 inputs."""
    assert str(WEIGHTS) == "weights = F*F = 5*5 = 25"
    assert repr(WEIGHTS) == "<weights 25>"
    assert str(Quantity("macs", SIDE * SIDE, "MAC")) == "macs = F*F = 5*5 = 25 MAC"


def test_a_quantity_is_a_number() -> None:
    assert int(WEIGHTS) == 25
    assert float(HALF).hex() == (0.5).hex()
    assert list(range(30))[WEIGHTS] == 25
    assert WEIGHTS == 25
    assert Quantity("biases", Leaf("biases", 25, "K")) == WEIGHTS
    assert hash(WEIGHTS) == hash(25)
    assert WEIGHTS != "25"


def test_a_quantity_compares_with_numbers_and_quantities() -> None:
    assert HALF < 1 < WEIGHTS < 26
    assert HALF < WEIGHTS
    assert WEIGHTS > HALF
    assert WEIGHTS >= 25
    assert Quantity("more", Leaf("more", 26, "n")) >= WEIGHTS


def test_a_part_is_no_whole_number() -> None:
    with pytest.raises(ValueError, match="1/2 is not a whole number"):
        int(HALF)


def test_a_quantity_is_finished() -> None:
    with pytest.raises(FrozenInstanceError):
        WEIGHTS.name = "biases"  # type: ignore[misc]  # what is tried here


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.00 k"),
        (62_378_344, "62.4 M"),
        (138_357_544, "138 M"),
        (1_135_256_096, "1.14 G"),
        (15_470_264_320, "15.5 G"),
        (9_994, "9.99 k"),
        (9_995, "10.0 k"),
        (99_950, "100 k"),
        (999_499, "999 k"),
        (999_500, "1.00 M"),
        (10**15, "1,000 T"),
        (10**400, f"{10**388:,} T"),
    ],
)
def test_a_count_is_written_in_three_digits(value: int, written: str) -> None:
    """Prefixes of the SI; the counts are those of AlexNet and VGG-16 (62.4 M, 138 M in CS231n)."""
    assert scaled(value) == written


def test_memory_is_written_in_both_units() -> None:
    """CS231n's VGG-16: the 15,237,608 values that its rows sum to are 61.0 MB, or 58.1 MiB."""
    assert bytes_written(4 * 15_237_608) == "60,950,432 B = 61.0 MB = 58.1 MiB"
    assert bytes_written(840) == "840 B"
    assert bytes_written(1000) == "1,000 B = 1.00 kB"
    assert bytes_written(2**10) == "1,024 B = 1.02 kB = 1.00 KiB"
    assert bytes_written(1023) == "1,023 B = 1.02 kB"
    assert bytes_written(2**20 - 1) == "1,048,575 B = 1.05 MB = 1.00 MiB"
    assert bytes_written(1000 * 2**10) == "1,024,000 B = 1.02 MB = 1,000 KiB"
    assert bytes_written(2**30) == "1,073,741,824 B = 1.07 GB = 1.00 GiB"
    assert bytes_written(3 * 2**40) == "3,298,534,883,328 B = 3.30 TB = 3.00 TiB"
    assert bytes_written(24 * 10**6 * 4) == "96,000,000 B = 96.0 MB = 91.6 MiB"


@given(st.integers(1000, 10**18))
def test_a_scaled_count_is_right_to_half_of_its_last_digit(value: int) -> None:
    digits, prefix = scaled(value).split(" ")
    factor = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}[prefix]
    decimals = len(digits.partition(".")[2])
    error = abs(Fraction(digits.replace(",", "")) * factor - value)
    assert error <= Fraction(factor, 2 * 10**decimals)
    assert len(digits.replace(".", "").replace(",", "")) >= 3


def test_it_is_formatted_as_its_value_is() -> None:
    assert f"{WEIGHTS:,}" == "25"
    assert f"{WEIGHTS:>6.1f}" == "  25.0"
    assert f"{WEIGHTS}" == str(WEIGHTS)


def test_arithmetic_with_it_gives_plain_numbers() -> None:
    for result, expected in (
        (WEIGHTS + 1, 26),
        (1 + WEIGHTS, 26),
        (WEIGHTS - 1, 24),
        (30 - WEIGHTS, 5),
        (WEIGHTS * 2, 50),
        (2 * WEIGHTS, 50),
        (WEIGHTS + WEIGHTS, 50),
        (sum([WEIGHTS, WEIGHTS]), 50),
    ):
        assert type(result) is int
        assert result == expected
    assert (WEIGHTS / 2, 100 / WEIGHTS) == (12.5, 4.0)
