"""What is said beside the spec: another input, other settings, another rounding."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.limit import Limits
from cnncalc.shape import Image, Vector

from .written import fields, network, shapes


def test_an_input_is_written_as_in_a_spec() -> None:
    assert network("[relu]", input="32x64x3").input_shape == Image(3, 32, 64)
    assert network("[relu]", input=" 784 ").input_shape == Vector(784)
    assert shapes("[{maxpool: 2}]", input="64x64x3") == ["32x32x3"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "3x224x224",
            (
                "--input: 3x224x224 looks like channels first, and shapes are height x "
                "width x channels: write 224x224x3, or if it is meant, {height: 3, width: 224, "
                "channels: 224}"
            ),
        ),
        ("", "--input: `` is not a shape: height x width x channels, as 227x227x3, or a length"),
        (
            "big",
            ("--input: `big` is not a shape: height x width x channels, as 227x227x3, or a length"),
        ),
        (
            "010",
            ("--input: `010` is not a shape: height x width x channels, as 227x227x3, or a length"),
        ),
        ("0x3x3", "--input: a size of 0 has no pixels: write sizes from 1"),
        (
            "2000000",
            (
                "--input: 2,000,000 is beyond 1,000,000, the bound on numbers; "
                "`--limit size=2000000` raises it"
            ),
        ),
    ],
)
def test_an_input_that_is_none_cannot_be_run(text: str, sentence: str) -> None:
    with pytest.raises(cnncalc.CannotRunError) as refused:
        network("[relu]", input=text)
    assert str(refused.value) == sentence


def test_a_raised_bound_holds_for_the_input_too() -> None:
    limits = Limits(size=2_000_000)
    assert network("[relu]", input="2000000", limits=limits).input_shape == Vector(2_000_000)


@pytest.mark.parametrize("value", [5, "5", " 5"])
def test_a_setting_is_read_as_if_it_stood_in_the_file(value: object) -> None:
    frame = "settings: {k: 3}"
    assert fields("[dense: $k]", frame, settings={"k": str(value).strip()}) == fields("[dense: 5]")


def test_a_setting_may_be_a_truth_value_or_a_fraction() -> None:
    frame = "settings: {on: true, rate: 0.1}"
    layers = "[{dense: {units: 3, bias: $on}}, {dropout: $rate}]"
    assert fields(layers, frame, settings={"on": False, "rate": 0.25}) == fields(
        "[{dense: {units: 3, bias: false}}, {dropout: 0.25}]"
    )


@pytest.mark.parametrize(
    ("frame", "settings", "sentence"),
    [
        (
            "settings: {classes: 3}",
            {"clases": 5},
            ("<text> has no setting `clases`; did you mean `classes`?"),
        ),
        (
            "settings: {classes: 3, k: 3}",
            {"xyz": 5},
            ("<text> has no setting `xyz`; it has classes and k"),
        ),
        ("", {"k": 5}, "<text> has no setting `k`; it has none"),
        ("settings: {k: 3}", {"k": [5]}, "the setting `k` is given as a number or a word"),
    ],
)
def test_a_setting_that_there_is_not_cannot_be_given(
    frame: str, settings: dict[str, object], sentence: str
) -> None:
    with pytest.raises(cnncalc.CannotRunError) as refused:
        network("[relu]", frame, settings=settings)
    assert str(refused.value) == sentence


def test_a_rounding_is_one_of_three() -> None:
    with pytest.raises(cnncalc.CannotRunError) as refused:
        network("[relu]", rounding="up")  # type: ignore[arg-type]  # no such rounding
    assert str(refused.value) == "--rounding: `up` is none of exact, floor and ceil"


def test_what_is_overridden_is_known_to_be() -> None:
    assert not network("[relu]").overridden
    assert network("[relu]", input="4x4x4").overridden
    assert network("[relu]", rounding="floor").overridden
    assert network("[relu]", "settings: {k: 3}", settings={"k": 3}).overridden
