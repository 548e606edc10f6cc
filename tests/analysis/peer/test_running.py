"""The tools themselves, run again: they print what was recorded, and what is computed."""

from __future__ import annotations

import os
from typing import Any

import pytest

import cnncalc
from cnncalc.analysis.peer import PEERS
from cnncalc.analysis.peer.account import peer_account
from tests.analysis.peer import recorded
from tests.analysis.peer.running import TOOLS, ran

pytestmark = pytest.mark.thorough

NAMES = ["lenet5", "resnet50", "mobilenet-v2", "alexnet", "dcgan-generator"]


@pytest.fixture(autouse=True)
def _installed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip a tool that is absent; the extra `peers` has all. Keras runs on PyTorch."""
    monkeypatch.setitem(os.environ, "KERAS_BACKEND", "torch")
    tool = request.node.callspec.params.get("tool", "keras")
    for module in ("torch", tool):
        reason = f"{module} is not installed: pip install 'cnncalc[peers]'"
        pytest.importorskip(module, reason=reason, exc_type=ImportError)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", NAMES)
def test_a_tool_prints_what_is_computed(name: str, tool: str) -> None:
    network = cnncalc.load(name)
    counts = peer_account(cnncalc.analyze(network), PEERS[tool]).counts
    said = ran(tool, network)
    assert {label: int(counts[label].total) for label in said} == said
    assert recorded.NETWORKS[name][tool] == said


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_counts_every_kind_as_it_was_recorded(tool: str) -> None:
    for layer, tools in recorded.KINDS.items():
        assert ran(tool, cnncalc.load_text(layer.spec)) == tools[tool], layer


@pytest.mark.parametrize("application", ["MobileNetV2", "VGG16"])
def test_keras_counts_its_applications_so(application: str) -> None:
    keras: Any = pytest.importorskip("keras")
    model = getattr(keras.applications, application)(weights=None)
    (said,) = (each for each in recorded.KERAS if each["application"] == application)
    assert model.count_params() == int(said["Total params"])
