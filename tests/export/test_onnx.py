"""ONNX files: whole, checked by onnx itself, and with the values of the PyTorch module."""

from __future__ import annotations

import logging
import math
import warnings
from importlib import util
from typing import TYPE_CHECKING, Any

import pytest

from cnncalc import analyze, load, load_text
from cnncalc.diagnostic import CannotRunError
from cnncalc.export import onnx as writing
from cnncalc.export.onnx import onnx_model
from cnncalc.export.pytorch import pytorch_code
from tests.export.specs import loaded

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)
pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)
pytest.importorskip("onnxscript", reason="onnxscript is not installed", exc_type=ImportError)

import onnx
import onnx.checker
import onnx.reference

from tests.export.running import network_class

if TYPE_CHECKING:
    from cnncalc.spec.graph import Network

RESIDUAL = """
name: residual
input: 16x16x3
layers:
  - conv: {filters: 4, kernel: 3, padding: 1, bias: false}
  - batchnorm
  - add: [[conv: {name: last, filters: 4, kernel: 1, bias: false}], []]
  - relu: {name: "a b"}
  - maxpool: {kernel: 3, stride: 2, padding: same}
  - dense: {name: "é", units: 5}
outputs: ["é", "a b"]
"""


def model_of(network: Network) -> Any:
    """The model in the bytes that are written."""
    return onnx.load_from_string(onnx_model(network, analyze(network)))


def module_of(network: Network) -> Any:
    """The PyTorch module with the values that it starts from after `torch.manual_seed(0)`."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return network_class(pytorch_code(network, analyze(network)).text)().eval()


def sizes(value: Any) -> list[str | int]:
    """The shape of an input or output."""
    return [each.dim_param or each.dim_value for each in value.type.tensor_type.shape.dim]


@pytest.mark.parametrize("network", [loaded("lenet5"), loaded("every_helper"), load_text(RESIDUAL)])
def test_a_model_is_sound_and_computes_what_the_pytorch_module_computes(network: Network) -> None:
    """Onnx checks it and runs it; the weights are the module's own, under their names there."""
    model, module = model_of(network), module_of(network)
    onnx.checker.check_model(model, full_check=True)
    learned = module.state_dict()
    kept = {each.name: tuple(each.dims) for each in model.graph.initializer}
    numbers = {name for name in learned if "num_batches" in name}
    assert {name: tuple(each.shape) for name, each in learned.items() if name not in numbers} == {
        name: shape for name, shape in kept.items() if name in learned
    }
    images = torch.randn(3, *network.input_shape.axes, generator=torch.Generator().manual_seed(1))
    found = onnx.reference.ReferenceEvaluator(model).run(None, {"input": images.numpy()})
    with torch.no_grad():
        outputs = module(images)
    several = outputs if isinstance(outputs, tuple) else (outputs,)
    for one, two in zip(found, several, strict=True):
        assert torch.allclose(torch.from_numpy(one), two, rtol=1e-3, atol=1e-4)


def test_a_model_names_its_results_and_leaves_the_batch_open() -> None:
    """Names are words, as in the PyTorch module, and the input is `input`."""
    graph = model_of(load_text(RESIDUAL)).graph
    assert [sizes(each) for each in graph.input] == [["batch", 3, 16, 16]]
    assert {each.name: sizes(each) for each in graph.output} == {
        "e": ["batch", 5],
        "a_b": ["batch", 4, 16, 16],
    }


def test_a_model_keeps_normalization_and_convolution_apart() -> None:
    """As the spec has them: what is not there is not made up either, such as biases of 0."""
    network = load_text(RESIDUAL)
    graph = model_of(network).graph
    kinds = [each.op_type for each in graph.node]
    assert (kinds.count("Conv"), kinds.count("BatchNormalization")) == (2, 1)
    totals = analyze(network).totals
    values = sum(math.prod(each.dims) for each in graph.initializer if "." in each.name)
    assert values == int(totals.parameters) + int(totals.fixed)


def test_a_model_is_the_same_each_time_and_names_no_file_of_this_machine() -> None:
    network = load_text(RESIDUAL)
    first, second = (onnx_model(network, analyze(network)) for _ in range(2))
    assert first == second
    assert b".py" not in first


def test_writing_a_model_leaves_no_trace(capfd: pytest.CaptureFixture[str]) -> None:
    """No warning, nothing printed, the same random numbers, the same logging."""
    network = load("lenet5")
    torch.manual_seed(3)
    state, disabled = torch.random.get_rng_state(), logging.root.manager.disable
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        onnx_model(network, analyze(network))
    assert [str(each.message) for each in warned] == []
    assert capfd.readouterr() == ("", "")
    assert bool((torch.random.get_rng_state() == state).all())
    assert logging.root.manager.disable == disabled


def test_a_package_that_is_missing_is_named_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = load("lenet5")
    monkeypatch.setattr(
        writing, "find_spec", lambda name: None if "onnx" in name else util.find_spec(name)
    )
    with pytest.raises(CannotRunError) as refusal:
        onnx_model(network, analyze(network))
    assert str(refusal.value) == "ONNX needs onnx and onnxscript: pip install 'cnncalc[onnx]'"


def test_weights_that_no_file_holds_are_refused_beforehand() -> None:
    """100,000 * 100,000 weights and 100,000 biases, of 4 bytes: 40,000,400,000 bytes."""
    network = load_text("{name: wide, input: 100000, layers: [dense: 100000]}")
    with pytest.raises(CannotRunError) as refusal:
        onnx_model(network, analyze(network))
    assert str(refusal.value) == ("an ONNX file holds at most 2 GiB, and the weights are 37.3 GiB")


def test_a_network_that_free_memory_does_not_hold_is_refused_beforehand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """LeNet-5: 60,000 parameters and 840 centres of 4 bytes, four times over: 973,440 bytes."""
    network = load("lenet5")
    monkeypatch.setattr(writing, "_free_memory", lambda: 900_000)
    with pytest.raises(CannotRunError) as refusal:
        onnx_model(network, analyze(network))
    assert "GiB are free" in str(refusal.value)


def test_what_stops_the_exporter_of_pytorch_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its messages have many lines; the first says it."""

    def stopping(*_: object, **__: object) -> None:
        raise torch.onnx.OnnxExporterError("no such operator\nand where to report it")

    network = load("lenet5")
    monkeypatch.setattr(torch.onnx, "export", stopping)
    with pytest.raises(CannotRunError) as refusal:
        onnx_model(network, analyze(network))
    assert str(refusal.value) == "PyTorch's ONNX exporter stopped: no such operator"
