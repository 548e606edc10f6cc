"""The types of the fields: what they admit, and what they say of the rest."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from cnncalc.layers.field import (
    Amount,
    ConnectionTable,
    Count,
    Fraction01,
    Numeral,
    Pad,
    Pair,
    PairOfCounts,
    Sides,
)
from cnncalc.layers.word import Bias, RoundingRule, Switch


class Fields(BaseModel):
    """One field of each type."""

    count: Count = 1
    amount: Amount = 0
    pair: PairOfCounts = Pair(1, 1)
    padding: Pad = Sides(0, 0, 0, 0)
    switch: Switch = True
    bias: Bias = True
    numeral: Numeral = 0.0
    fraction: Fraction01 = 0.5
    rounding: RoundingRule = "exact"
    table: ConnectionTable | None = None


def read(field: str, value: object) -> Any:  # noqa: ANN401  whatever the field makes of it
    return getattr(Fields.model_validate({field: value}), field)


def refusal(field: str, value: object) -> str:
    """Give what is said of a value that a field does not admit."""
    with pytest.raises(ValidationError) as caught:
        Fields.model_validate({field: value})
    (error,) = caught.value.errors(include_url=False, include_input=False)
    return str(error.get("ctx", {}).get("text", error["type"]))


@pytest.mark.parametrize(
    ("field", "value", "meaning"),
    [
        ("count", 96, 96),
        ("amount", 0, 0),
        ("pair", 3, Pair(3, 3)),
        ("pair", [1, 7], Pair(height=1, width=7)),
        ("padding", 2, Sides(2, 2, 2, 2)),
        ("padding", [1, 2], Sides(top=1, bottom=1, left=2, right=2)),
        ("padding", [0, 1, 2, 3], Sides(top=0, bottom=1, left=2, right=3)),
        ("padding", "same", "same"),
        ("padding", "half", "half"),
        ("padding", "valid", "valid"),
        ("switch", False, False),
        ("bias", "untied", "untied"),
        ("bias", False, False),
        ("numeral", 2, 2.0),
        ("numeral", -0.5, -0.5),
        ("fraction", 0, 0.0),
        ("fraction", 0.25, 0.25),
        ("fraction", 1, 1.0),
        ("rounding", "ceil", "ceil"),
        ("table", [[0, 1], [2]], ((0, 1), (2,))),
    ],
)
def test_a_value_is_read_as_people_write_it(field: str, value: object, meaning: object) -> None:
    assert read(field, value) == meaning
    assert type(read(field, value)) is type(meaning)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("count", 0, "0 is below 1, the least that makes sense here"),
        ("count", -3, "-3 is below 1, the least that makes sense here"),
        ("count", 3.0, "3.0 is not a whole number in plain decimals"),
        ("count", True, "true is not a whole number in plain decimals"),
        ("count", "1_000", "1_000 is not a whole number in plain decimals"),
        ("count", "٣", "٣ is not a whole number in plain decimals"),
        ("count", None, "nothing stands here, where a whole number from 1 is meant"),
        ("count", [3], "a whole number from 1 is meant here, not a list or mapping"),
        ("count", "x" * 99, f"{'x' * 40}... is not a whole number in plain decimals"),
        pytest.param(
            "count",
            -(10**5000),
            "a number of many digits is below 1, the least that makes sense here",
            id="count of 5,001 digits",
        ),
        ("amount", -1, "-1 is below 0, the least that makes sense here"),
        ("pair", [3], "a pair is [height, width], not 1 value"),
        ("pair", [3, 0], "0 is below 1, the least that makes sense here"),
        ("pair", "3x3", "3x3 is not a size: a number, or [height, width]"),
        (
            "padding",
            [1, 2, 3],
            "padding is [height, width] or [top, bottom, left, right], not 3 values",
        ),
        ("padding", [1], "padding is [height, width] or [top, bottom, left, right], not 1 value"),
        ("padding", "full", "full is not a padding: a number, a list, valid, half or same"),
        ("padding", {"top": 1}, "a whole number from 0 is meant here, not a list or mapping"),
        ("switch", 1, "1 is neither true nor false"),
        ("switch", "yes", "yes is neither true nor false"),
        ("bias", 1, "1 is neither true, false nor untied"),
        ("bias", None, "nothing stands here, where true, false or untied is meant"),
        ("bias", [True], "a list or mapping is neither true, false nor untied"),
        ("numeral", math.inf, "inf is not a number"),
        ("numeral", math.nan, "nan is not a number"),
        ("numeral", True, "true is not a number"),
        pytest.param(
            "numeral", 10**400, "a number of many digits is not a number", id="no float holds it"
        ),
        ("fraction", 1.5, "1.5 is not between 0 and 1"),
        ("rounding", "round", "literal_error"),
        ("table", 3, "a list is meant here, not 3"),
        ("table", [3], "a list is meant here, not 3"),
        ("table", [[-1]], "-1 is below 0, the least that makes sense here"),
        ("table", [], "too_short"),
    ],
)
def test_a_value_that_makes_no_sense_is_said_to(field: str, value: object, said: str) -> None:
    assert refusal(field, value) == said


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=6,
    ),
    st.sampled_from(sorted(Fields.model_fields)),
)
def test_any_value_is_read_or_refused_in_a_short_sentence(value: object, field: str) -> None:
    try:
        Fields.model_validate({field: value})
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            assert len(each["msg"]) < 160
