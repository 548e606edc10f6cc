"""Random networks: what is exported is what PyTorch builds layer by layer, and reads as formatted.

`python -m pytest -m thorough tests/export` looks longer.
"""

from __future__ import annotations

import json
from math import isnan

import pytest
from hypothesis import HealthCheck, assume, given, settings

from cnncalc import SpecError, analyze, load_text
from cnncalc.export.pytorch import pytorch_code
from tests.export.formatting import formatted
from tests.export.random_network import networks
from tests.networks import Drawn
from tests.networks import networks as awkward_networks
from tests.verify.random_network import networks as networks_of_every_field

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from tests.export.running import difference, run

PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck))
AN_HOUR = pytest.mark.timeout(3600)  # not a bound on speed: a machine at work takes long
LEAST = 1e-4
"""What rounding in the order of additions may come to, relative to the largest value."""


def assert_exported(text: str) -> None:
    """Fail unless the exported network has the shapes, figures and values of the spec's layers."""
    try:
        network = load_text(text)
        analysis = analyze(network)
    except SpecError as error:
        assume("window-too-large" not in str(error))  # drawn too small for its windows
        raise
    code = pytorch_code(network, analysis).text
    ran, totals = run(code, network), analysis.totals
    assert ran.outputs == [analysis.layers[each].output_shape.axes for each in analysis.outputs]
    assert (ran.parameters, ran.fixed) == (int(totals.parameters), int(totals.fixed))
    assert ran.flops == int(totals.flops)
    apart = difference(code, network, analysis)
    assume(not isnan(apart))  # the largest value of padding alone is none
    assert apart < LEAST
    assert code == formatted(code)


@settings(PATIENT, max_examples=20)
@given(networks())
def test_a_random_network_of_blocks_and_repeats_is_exported_as_it_is(text: str) -> None:
    """Settings, layers that are handed over, `from`, `when`, names of other blocks."""
    assert_exported(text)


@settings(PATIENT, max_examples=20)
@given(networks_of_every_field())
def test_a_random_network_of_all_fields_is_exported_as_it_is(text: str) -> None:
    """Paddings, roundings, dilations, groups, tables, untied biases, frozen layers."""
    assert_exported(text)


@settings(PATIENT, max_examples=20)
@given(awkward_networks())
def test_a_random_network_with_awkward_names_is_exported_as_it_is(drawn: Drawn) -> None:
    assert_exported(json.dumps(drawn.spec, ensure_ascii=False))


@pytest.mark.thorough
@AN_HOUR
@settings(PATIENT, max_examples=500)
@given(networks())
def test_many_random_networks_of_blocks_are_exported_as_they_are(text: str) -> None:
    assert_exported(text)


@pytest.mark.thorough
@AN_HOUR
@settings(PATIENT, max_examples=500)
@given(networks_of_every_field(most=12))
def test_many_random_networks_of_all_fields_are_exported_as_they_are(text: str) -> None:
    assert_exported(text)
