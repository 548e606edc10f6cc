"""Every kind of layer has PyTorch code, and it is that of `cnncalc verify`, written another way."""

from __future__ import annotations

import pytest

from cnncalc import analyze, load_text
from cnncalc.diagnostic import CannotRunError
from cnncalc.export.kind import MERGES, MODULES, module_writer
from cnncalc.export.pytorch import pytorch_code
from cnncalc.layers import KINDS

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from tests.export.running import difference, run

FIELDS = {
    "conv": "{filters: 4, kernel: 3}",
    "maxpool": "{kernel: 3, stride: 1}",
    "avgpool": "{kernel: 3, stride: 1}",
    "l2pool": "{kernel: 3, stride: 1}",
    "subsample": "{kernel: 3, stride: 1}",
    "dropout": "0.5",
    "dense": "5",
    "rbf": "5",
    "add": "[[relu], []]",
    "multiply": "[[relu], []]",
    "concat": "[[relu], []]",
    "depthwise_conv": "{kernel: 3, multiplier: 2}",
    "conv_transpose": "{filters: 2, kernel: 3, stride: 2, output_padding: 1}",
    "locally_connected": "{filters: 2, kernel: 3}",
    "adaptive_avgpool": "{output: 4}",
    "adaptive_maxpool": "{output: [2, 3]}",
    "groupnorm": "{groups: 2}",
    "reshape": "{output: 4x9x4}",
    "upsample": "{scale: 2}",
    "pad": "{amounts: [1, 0, 2, 3]}",
    "crop": "{size: 3}",
    "pixel_shuffle": "{factor: 2}",
    "space_to_depth": "{factor: 2}",
    "channel_shuffle": "{groups: 2}",
    "split": "{parts: 2, take: 1}",
}
"""What has to be said of a kind; nothing of the others."""


def spec(kind: str, frozen: str = "") -> str:
    """A network with a layer of a kind, after one that gives it four maps."""
    layer = f"{kind}: {FIELDS[kind]}" if kind in FIELDS else kind
    if frozen:
        fields = FIELDS.get(kind, "{}").strip("{}")
        field = "units: " if kind in {"dense", "rbf"} else ""
        layer = f"{kind}: {{{field}{fields}{', ' if fields else ''}{frozen}}}"
    return f"{{name: n, input: 6x6x3, layers: [conv: {{filters: 4, kernel: 1}}, {layer}]}}"


def test_every_kind_has_pytorch_code() -> None:
    """One row in cnncalc/export/kind/__init__.py."""
    assert {*MODULES, *MERGES} == set(KINDS)
    assert MODULES.keys().isdisjoint(MERGES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_code_of_a_kind_computes_what_its_builder_computes(kind: str) -> None:
    network = load_text(spec(kind))
    analysis = analyze(network)
    code = pytorch_code(network, analysis).text
    assert run(code, network).parameters == int(analysis.totals.parameters)
    assert difference(code, network, analysis) < 1e-5


@pytest.mark.parametrize("kind", [each for each in KINDS if each not in {"dropout", *MERGES}])
def test_a_kind_that_is_not_trained_has_no_parameter_that_is(kind: str) -> None:
    """What trains is the convolution before it: 3 * 4 weights and 4 biases."""
    network = load_text(spec(kind, frozen="trainable: false"))
    ran = run(pytorch_code(network, analyze(network)).text, network)
    assert ran.trained == 16


def test_a_kind_without_code_is_said_to_have_none() -> None:
    with pytest.raises(CannotRunError) as refusal:
        module_writer("fold", "fold1")
    assert str(refusal.value) == (
        "fold1: there is no PyTorch code for `fold` yet, so it cannot be exported"
    )
