"""Layers that rescale values."""

import pytest

from cnncalc.layers.normalization import BatchNorm, Lrn
from cnncalc.notation import equation
from cnncalc.shape import Image, Vector
from tests.layers.case import answers


def test_local_response_normalization_works_over_n_maps() -> None:
    """Krizhevsky et al. 2012, section 3.3: n = 5; the five sorts are those of netscope."""
    found = answers(Lrn(size=5), (Image(96, 27, 27),))
    assert found is not None
    values = 96 * 27 * 27
    assert {sort: each.value for sort, each in found.work.items()} == {
        "multiplication": 5 * values,
        "addition": 4 * values,
        "multiply_add": values,
        "power": values,
        "division": values,
    }
    assert equation(found.work["addition"]) == (
        "(n - 1)*K*H_out*W_out = (5 - 1)*96*27*27 = 279,936"
    )
    assert found.output.shape == Image(96, 27, 27)
    assert found.learned.parameters.value == 0


def test_the_numbers_of_lrn_are_pytorchs_unless_they_are_given() -> None:
    """torch.nn.LocalResponseNorm: alpha=0.0001, beta=0.75, k=1.0; the paper has k=2."""
    assert (Lrn().alpha, Lrn().beta, Lrn().k) == (0.0001, 0.75, 1.0)
    assert Lrn(k=2).k == 2


@pytest.mark.parametrize(
    ("scale", "center", "learned", "written"),
    [
        (True, True, (64, 64, 128, 128), "2*K = 2*64 = 128"),
        (True, False, (64, 0, 128, 64), "K = 64"),
        (False, True, (0, 64, 128, 64), "K = 64"),
        (False, False, (0, 0, 128, 0), "0"),
    ],
)
def test_batch_normalization_learns_gamma_and_beta(
    scale: bool,  # noqa: FBT001  pytest gives it by name
    center: bool,  # noqa: FBT001  as above
    learned: tuple[int, int, int, int],
    written: str,
) -> None:
    """Ioffe & Szegedy 2015; torch.nn.BatchNorm2d(64) has 128 parameters and 128 statistics."""
    found = answers(BatchNorm(scale=scale, center=center), (Image(64, 112, 112),))
    assert found is not None
    assert tuple(each.value for each in found.learned) == learned
    assert equation(found.learned.parameters) == written
    assert equation(found.learned.fixed) == "2*K = 2*64 = 128"


def test_batch_normalization_is_one_multiply_add_a_value() -> None:
    """netscope; as it is folded for use. It is not a MAC."""
    found = answers(BatchNorm(), (Image(64, 112, 112),))
    assert found is not None
    assert {sort: each.value for sort, each in found.work.items()} == {"multiply_add": 802_816}
    assert not BatchNorm.weighted


def test_a_vector_is_normalized_value_by_value() -> None:
    """torch.nn.BatchNorm1d(4096) has 8,192 parameters."""
    found = answers(BatchNorm(), (Vector(4096),))
    assert found is not None
    assert found.learned.parameters.value == 8192
    assert found.output.shape == Vector(4096)
