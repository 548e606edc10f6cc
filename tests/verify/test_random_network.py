"""The engine against PyTorch on random networks: all kinds, paddings, dilations, groups, roundings.

`python -m pytest -m thorough tests/verify` looks longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnncalc import analyze, load_text
from tests.verify.random_network import networks

if TYPE_CHECKING:
    from cnncalc.verify.result import DTypeName

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.result import Conditions
from cnncalc.verify.verification import verify

PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck))
A_FEW = settings(PATIENT, max_examples=60)
MANY = settings(PATIENT, max_examples=800)
AN_HOUR = pytest.mark.timeout(3600)  # not a bound on speed: a machine at work takes long


def disagreements(text: str, conditions: Conditions) -> list[object]:
    """What PyTorch measures otherwise than cnncalc predicts it, or refuses.

    A receptive field of which cnncalc says itself that positions differ has no one figure to check.
    """
    network = load_text(text)
    found = verify(network, analyze(network), conditions)
    return [
        (row.name, row.refusal, figure, check)
        for row in found.rows
        for figure, check in row.checks.items()
        if check.verdict not in {"agrees", "known fault"}
        and not (figure == "receptive_field" and check.predicted is None)
    ]


@A_FEW
@given(networks())
def test_a_random_network_agrees_with_pytorch_in_every_row(text: str) -> None:
    """Run on the processor, forward and backward."""
    conditions = Conditions(device="cpu", batch=2, backward=True)
    assert disagreements(text, conditions) == []


@A_FEW
@given(networks(most=5, modest=True))
def test_the_gradient_of_a_random_network_reaches_as_far_as_its_receptive_field(text: str) -> None:
    """Position by position, as far as there are pixels."""
    conditions = Conditions(device="cpu", receptive_field=True)
    assert disagreements(text, conditions) == []


@pytest.mark.thorough
@AN_HOUR
@MANY
@given(networks(most=12))
def test_thousands_of_random_layers_agree_with_pytorch(text: str) -> None:
    """On the meta device, which finds shapes and counts without computing."""
    conditions = Conditions(device="meta", batch=3, backward=True)
    assert disagreements(text, conditions) == []


@pytest.mark.thorough
@AN_HOUR
@MANY
@given(networks(most=12), st.sampled_from(["float32", "float64"]))
def test_thousands_of_random_layers_run_as_predicted(text: str, dtype: DTypeName) -> None:
    """On the processor."""
    conditions = Conditions(device="cpu", batch=2, dtype=dtype, backward=True)
    assert disagreements(text, conditions) == []


@pytest.mark.thorough
@AN_HOUR
@settings(PATIENT, max_examples=300)
@given(networks(modest=True))
def test_thousands_of_gradients_reach_as_far_as_their_receptive_fields(text: str) -> None:
    """On the processor."""
    conditions = Conditions(device="cpu", receptive_field=True)
    assert disagreements(text, conditions) == []
