"""The engine against PyTorch on random networks: all kinds, paddings, dilations, groups, roundings.

`python -m pytest -m long tests/verify` looks longer.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from cnncalc import analyze, load_text
from tests.verify.random_network import networks

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.result import Conditions
from cnncalc.verify.verification import verify

PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck))


def disagreements(text: str, conditions: Conditions) -> list[object]:
    """What PyTorch measures otherwise than cnncalc predicts it."""
    network = load_text(text)
    found = verify(network, analyze(network), conditions)
    right = {"agrees", "known fault"}
    return [each for each in found.rows if each.verdict not in right]


@PATIENT
@given(networks())
def test_a_random_network_agrees_with_pytorch_in_every_row(text: str) -> None:
    """Run on the processor, forward and backward."""
    conditions = Conditions(device="cpu", batch=2, backward=True)
    assert disagreements(text, conditions) == []


@PATIENT
@given(networks(most=5, modest=True))
def test_the_gradient_of_a_random_network_reaches_as_far_as_its_receptive_field(text: str) -> None:
    """Position by position, as far as there are pixels."""
    conditions = Conditions(device="cpu", receptive_field=True)
    assert disagreements(text, conditions) == []


@pytest.mark.long
@settings(PATIENT, max_examples=800)
@given(networks(most=12))
def test_thousands_of_random_layers_agree_with_pytorch(text: str) -> None:
    """On the meta device, which finds shapes and counts without computing."""
    conditions = Conditions(device="meta", batch=3, backward=True)
    assert disagreements(text, conditions) == []


@pytest.mark.long
@settings(PATIENT, max_examples=800)
@given(networks(most=12))
def test_thousands_of_random_layers_run_as_predicted(text: str) -> None:
    """On the processor."""
    conditions = Conditions(device="cpu", batch=2, backward=True)
    assert disagreements(text, conditions) == []
