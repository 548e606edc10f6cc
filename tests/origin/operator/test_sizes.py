"""Numbers that a file computes: whole ones of 64 bits, and as many of them as a shape can need."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from cnncalc.diagnostic import SpecError

pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)

from tests.origin.made import layers_of, model, node, spec_of

RESHAPE = node("Reshape", "x k")


def refusal(nodes: list[Any], **numbers: list[Any]) -> str:
    """What is said of a file, in one sentence."""
    with pytest.raises(SpecError) as refused:
        spec_of(model(nodes, numbers=numbers))
    (problem,) = refused.value.diagnostics
    return problem.message


def doubled(kind: str, times: int) -> list[Any]:
    """Operators that each read the one before twice; the last gives `k`."""
    names = ["a", *(f"a{each}" for each in range(1, times)), "k"]
    return [
        node(kind, f"{one} {one}", two, **({"axis": 0} if kind == "Concat" else {}))
        for one, two in pairwise(names)
    ]


def test_a_row_that_grows_without_end_is_known_by_its_length() -> None:
    """3 * 2^40 numbers would fill any memory."""
    said = refusal([*doubled("Concat", 40), RESHAPE], a=[1, 4, 8])
    assert said == "node `/Reshape`, Reshape: its `shape` are not in the file as plain numbers"


@pytest.mark.parametrize("times", [12, 45])
def test_a_number_beyond_64_bits_is_refused_before_it_grows(times: int) -> None:
    said = refusal([*doubled("Mul", times), RESHAPE], a=[3, 3, 3])
    assert said == (
        "node `/Mul`, Mul: whole numbers are read there, "
        "and not one beyond 9,223,372,036,854,775,807"
    )


def test_a_power_is_refused_before_it_is_computed() -> None:
    nodes = [node("Pow", "a a", "b"), node("Pow", "b b", "k"), RESHAPE]
    assert "are not in the file as plain numbers" in refusal(nodes, a=[99_999_999])


def test_a_product_of_many_numbers_stays_within_64_bits() -> None:
    nodes = [node("Expand", "a n", "e"), node("ReduceProd", "e", "k", keepdims=0), RESHAPE]
    assert "and not one beyond" in refusal(nodes, a=[12_345], n=[4_000])


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 2.0**80])
def test_what_is_no_whole_number_is_said(value: float) -> None:
    said = refusal([RESHAPE], k=[value, 1.0])
    assert said == f"node `/Reshape`, Reshape: whole numbers are read there, and not {value}"


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
@pytest.mark.parametrize(
    ("nodes", "count"),
    [
        ([node("Resize", "x - k")], 4),
        ([node("Pad", "x k")], 8),
        ([node("Cast", "k", "c", to=7), node("Reshape", "x c")], 4),
    ],
    ids=["Resize", "Pad", "Cast"],
)
def test_operators_that_read_sizes_refuse_what_is_none(
    nodes: list[Any], count: int, value: float
) -> None:
    said = f"whole numbers are read there, and not {value}"
    assert said in refusal(nodes, k=[*[1.0] * (count - 2), value, value])


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_an_attribute_that_is_no_whole_number_is_said(value: float) -> None:
    assert f"and not {value}" in refusal([node("Flatten", "x", axis=value)])


def test_a_cast_to_whole_numbers_cuts_the_fraction_off() -> None:
    """As onnx.reference.ReferenceEvaluator does: 7.5 becomes 7, and twice that is 14."""
    nodes = [node("Cast", "a", "c", to=7), node("Mul", "c b", "k"), node("Resize", "x - - k")]
    numbers: dict[str, list[Any]] = {"a": [1.0, 3.0, 7.5, 7.5], "b": [1, 1, 2, 2]}
    assert layers_of(model(nodes, numbers=numbers)) == ["upsample: {size: 14}"]


def test_a_cast_to_real_numbers_keeps_the_fraction_of_what_comes_next() -> None:
    """15/2 is 7.5, not 7: twice that is 15."""
    nodes = [
        node("Cast", "a", "c", to=1),
        node("Div", "c b", "d"),
        node("Mul", "d b", "e"),
        node("Cast", "e", "k", to=7),
        node("Resize", "x - - k"),
    ]
    numbers: dict[str, list[Any]] = {"a": [1, 3, 15, 15], "b": [2.0, 2.0, 2.0, 2.0]}
    assert layers_of(model(nodes, numbers=numbers)) == ["upsample: {size: 15}"]
