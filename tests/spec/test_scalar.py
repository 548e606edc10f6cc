"""Words: the examples of the YAML 1.2 core schema, and the words that YAML 1.1 reads otherwise."""

from __future__ import annotations

import math
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.spec.scalar import as_yaml11, resolved


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("0", 0),
        ("-0", 0),
        ("11", 11),
        ("-3", -3),
        ("9" * 30, 10**30 - 1),
        ("0.5", 0.5),
        ("-2.", -2.0),
        ("+.5", 0.5),
        ("1e3", 1000.0),
        ("1.5E-3", 0.0015),
        ("-0.0", -0.0),
        ("010.5", 10.5),
    ],
)
def test_a_word_of_the_core_schema_has_its_value(word: str, value: object) -> None:
    """Types are compared too: 1, 1.0 and true are equal in Python."""
    assert (type(resolved(word)), resolved(word)) == (type(value), value)


@pytest.mark.parametrize(
    "word",
    [
        *("010", "00", "+5", "1_000", "0x10", "0o10", "0b11", "1:30", "1:30.5", "08"),
        *("yes", "no", "on", "off", "y", "N", "Null", "NULL", "tRUE"),
        *(".inf", "-.inf", ".nan", "inf", "nan", "1e400", "-1e400"),
        *(
            "2024-01-01",
            "\u0663",
            "\uff13",
            "²",
            "1²",
            "-",
            "+",
            ".",
            "-.",
            "1e",
            "e3",
            "1.2.3",
            "--1",
        ),
        *("227x227x3", "$classes", " 1", "1 ", "1\n", "9" * 4001, "-" + "9" * 4001),
    ],
)
def test_a_word_that_readers_take_differently_stays_text(word: str) -> None:
    """Only the digits 0 to 9 count, and only the plainest way to write a number."""
    assert resolved(word) == word


def test_a_number_of_four_thousand_digits_is_a_number() -> None:
    """Python refuses to convert more than 4,300 digits, and so longer ones stay text."""
    assert resolved("-" + "9" * 4000) == -(10**4000 - 1)


def test_a_lower_bound_on_digits_leaves_text() -> None:
    """PYTHONINTMAXSTRDIGITS can make int() refuse earlier."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    try:
        assert resolved("9" * 700) == "9" * 700
    finally:
        sys.set_int_max_str_digits(before)


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("010", "8"),
        ("-010", "-8"),
        ("00", "0"),
        ("-00", "0"),
        ("+5", "5"),
        ("1_000", "1000"),
        ("0x10", "16"),
        ("-0x1F", "-31"),
        ("0b11", "3"),
        ("1:30", "90"),
        ("-1:30", "-90"),
        ("190:20:30", "685230"),
        ("1:30.5", "90.5"),
        ("1:30.", "90.0"),
        ("1_0.5", "10.5"),
        ("1.0e+999", "infinity"),
        ("-1.0e+999", "-infinity"),
        ("yes", "true"),
        ("On", "true"),
        ("y", "true"),
        ("NO", "false"),
        ("off", "false"),
        ("Null", "null"),
        (".inf", "infinity"),
        ("+.INF", "infinity"),
        ("-.Inf", "-infinity"),
        (".NaN", "not a number"),
        ("2024-01-01", "the date 2024-01-01"),
        ("2001-12-14t21:59:43.10-05:00", "a date and a time"),
        ("2001-12-14 21:59:43", "a date and a time"),
    ],
)
def test_the_reading_of_yaml_11_is_written_plainly(word: str, reading: str) -> None:
    """The forms are those of https://yaml.org/type/."""
    assert as_yaml11(word) == reading


@pytest.mark.parametrize(
    "word",
    [
        *("", "5", "0.5", "true", "null", "~", "1e3", "conv1", "227x227x3", "08", "0o10", "1e400"),
        *("\u0663", "1:60", "0x", "0b", "-", "+", ".", "_", "2024-13", "09:30", "+-5", "2024-1-1"),
        *("1" + ":1" * 200_000, "0" * 41, "1_" * 100_000),
    ],
)
def test_a_word_that_means_the_same_in_yaml_11_has_no_other_reading(word: str) -> None:
    """Nor has one of more than 40 characters: 400 kB of base 60 take half a minute."""
    assert as_yaml11(word) is None


WORDS = st.text(st.sampled_from("0123456789_:.+-exbafinyosNT "), max_size=12)


@given(WORDS)
def test_what_has_no_other_reading_is_the_same_to_pyyaml(word: str) -> None:
    """PyYAML reads YAML 1.1; it needs a point and a sign where we read an exponent without."""
    try:
        theirs = yaml.safe_load(word)
    except (yaml.YAMLError, ValueError):
        return
    ours = resolved(word)
    if isinstance(theirs, (dict, list)) or word != word.strip() or "#" in word:
        return
    if as_yaml11(word) is None and not (isinstance(ours, float) and isinstance(theirs, str)):
        assert (type(ours), ours) == (type(theirs), theirs)


@given(WORDS)
def test_the_reading_of_yaml_11_is_that_of_pyyaml(word: str) -> None:
    """Except `y` and `n`, truth values of YAML 1.1 that PyYAML leaves out."""
    reading = as_yaml11(word)
    if reading is None or word.lower() in {"y", "n"}:
        return
    try:
        theirs = yaml.safe_load(word)
    except ValueError:  # a date such as 2024-13-45
        return
    if isinstance(theirs, bool):
        assert reading == str(theirs).lower()
    elif isinstance(theirs, int):
        assert reading == str(theirs)
    elif isinstance(theirs, float) and math.isfinite(theirs):
        assert math.isclose(float(reading), theirs, rel_tol=1e-9)


@given(st.text(max_size=30))
def test_every_word_has_a_value(word: str) -> None:
    """Whatever the characters."""
    assert isinstance(resolved(word), (str, int, float, bool, type(None)))
    assert as_yaml11(word) is None or as_yaml11(word)
