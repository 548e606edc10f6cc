"""Layers that change each value by itself."""

import pytest

from cnncalc.layers import FAMILIES, KINDS
from cnncalc.layers.activation import Dropout
from cnncalc.layers.layer import NOTHING
from cnncalc.notation import equation
from cnncalc.shape import Image, Vector
from tests.layers.case import answers

VALUES = 96 * 55 * 55


@pytest.mark.parametrize(
    ("kind", "work"),
    [
        # the sorts of netscope, and for scaled_tanh 1.7159*tanh(2/3*x) of LeCun et al. 1998
        ("relu", {"comparison": 1}),
        ("sigmoid", {"exponential": 1, "addition": 1, "division": 1}),
        ("tanh", {"exponential": 1}),
        ("scaled_tanh", {"exponential": 1, "multiplication": 2}),
        ("softmax", {"exponential": 1, "addition": 1, "division": 1}),
        ("dropout", {}),
    ],
)
def test_an_activation_works_on_each_value(kind: str, work: dict[str, int]) -> None:
    found = answers(KINDS[kind](), (Image(96, 55, 55),))
    assert found is not None
    counted = {sort: each.value for sort, each in found.work.items()}
    assert counted == {sort: times * VALUES for sort, times in work.items()}


@pytest.mark.parametrize("kind", FAMILIES["activation"], ids=lambda each: each.kind)
@pytest.mark.parametrize("shape", [Image(96, 55, 55), Vector(1000)], ids=str)
def test_an_activation_keeps_the_shape_and_needs_no_memory(
    kind: type[Dropout], shape: Image | Vector
) -> None:
    """CS231n: activations are applied in place and are not counted as layers of values."""
    found = answers(kind(), (shape,))
    assert found is not None
    assert found.output == (shape, {})
    assert found.connections is NOTHING
    assert (kind.stored, kind.weighted, kind.merges) == (False, False, False)
    assert kind().window((shape,)) is None


def test_the_count_is_derived_from_the_values() -> None:
    found = answers(KINDS["relu"](), (Image(96, 55, 55),))
    assert found is not None
    assert equation(found.work["comparison"]) == "1*K*H_out*W_out = 1*96*55*55 = 290,400"
    vector = answers(KINDS["scaled_tanh"](), (Vector(84),))
    assert vector is not None
    assert equation(vector.work["multiplication"]) == "2*U = 2*84 = 168"


def test_half_of_the_values_are_dropped_unless_said() -> None:
    """Srivastava et al. 2014; torch.nn.Dropout has p=0.5."""
    assert Dropout().rate == 0.5
