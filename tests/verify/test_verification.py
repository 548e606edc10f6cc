"""The whole of `verify`: every shipped network, and the traces it must not leave."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from cnncalc import CannotRunError, analyze, load, load_text, shipped
from cnncalc.verify.result import Conditions, Peaks

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.verify.result import Verification

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from torch.utils.flop_counter import FlopCounterMode

from cnncalc.verify import verification
from cnncalc.verify.assembly import assembled, placed
from cnncalc.verify.builder import BUILDERS
from cnncalc.verify.peak import Memory
from cnncalc.verify.verification import verify

GIANT = "{name: giant, input: 3000x3000x1, layers: [dense: 1000000]}"
SMALL = ["lenet5", "lenet5-modern", "lenet-caffe", "convnetjs-cifar10", "stack3x3"]


def verified(text: str, **conditions: Any) -> Verification:
    """Verify a spec written in a test; on the processor unless said otherwise."""
    network = load_text(text)
    return verify(network, analyze(network), Conditions(**{"device": "cpu", **conditions}))


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_network_agrees_in_every_row_and_as_a_whole(name: str) -> None:
    """On the meta device, where one forward and backward pass of the module counts the same.

    Output shapes, parameters, FLOPs, and FLOPs of the backward pass.
    """
    network = load(name)
    analysis = analyze(network)
    found = verify(network, analysis, Conditions(device="meta", batch=2, backward=True))
    assert found.agrees
    assert [each.name for each in found.rows] == list(analysis.layers)
    assembly = assembled(network, analysis)
    first = torch.empty((2, *network.input_shape.axes), device="meta")
    with FlopCounterMode(display=False) as counter:
        outputs = assembly(first)
        forward = counter.get_total_flops()
        sum(each.sum() for each in outputs).backward()
    total = found.total("backward_flops")
    assert forward == found.total("flops").measured
    assert counter.get_total_flops() - forward == total.measured
    assert total.measured in {total.predicted, total.fault}


@pytest.mark.parametrize("name", SMALL)
def test_a_small_network_agrees_when_it_is_run(name: str) -> None:
    """On the processor, with receptive fields by gradient."""
    network = load(name)
    conditions = Conditions(device="cpu", batch=2, backward=True, receptive_field=True)
    found = verify(network, analyze(network), conditions)
    assert [each for each in found.rows if each.verdict != "agrees"] == []
    assert all(each.milliseconds is not None for each in found.rows)


def test_a_grouped_convolution_shows_the_known_fault_of_the_counter() -> None:
    """pytorch/pytorch#183405: the gradient of the weights counts `groups` times."""
    text = "{name: n, input: 8x8x4, layers: [conv: {filters: 4, kernel: 1}, conv: %s]}"
    found = verified(text % "{filters: 8, kernel: 3, groups: 4}", backward=True)
    check = found.rows[1].checks["backward_flops"]
    forward = 2 * 3 * 3 * (4 // 4) * 8 * 6 * 6  # torch.utils.flop_counter, conv_flop_count
    assert check.predicted == 2 * forward
    assert check.measured in {2 * forward, 5 * forward}
    assert found.agrees


def test_a_frozen_layer_costs_no_gradient_of_its_weights() -> None:
    """Nothing before it is trained either, so that autograd computes nothing at all."""
    conv = "conv: {filters: 3, kernel: 3, trainable: %s}"
    layers = f"[{conv % 'false'}, {conv % 'true'}, {conv % 'false'}]"
    found = verified(f"{{name: n, input: 9x9x3, layers: {layers}}}", backward=True)
    forward = [each.checks["flops"].measured for each in found.rows]
    backward = [each.checks["backward_flops"].measured for each in found.rows]
    assert backward == [0, forward[1], forward[2]]
    assert found.agrees


def test_a_giant_is_refused_before_anything_is_allocated(monkeypatch: pytest.MonkeyPatch) -> None:
    """9*10^12 parameters: the sentence says how much is needed, and how much is free."""

    def allocated(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(verification, "placed", allocated)
    monkeypatch.setattr(verification, "_inputs", allocated)
    with pytest.raises(CannotRunError, match=r"36,000,0\d\d,000,000 B .* is free; `--device meta`"):
        verified(GIANT)


def test_the_meta_device_holds_a_giant() -> None:
    """Shapes and counts of any size need no memory."""
    found = verified(GIANT, device="meta")
    assert found.total("parameters").measured == 9_000_001_000_000
    assert found.agrees


def test_a_device_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message offers the two that always are."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(CannotRunError, match=r"no CUDA GPU here; `--device cpu` .* meta"):
        verified(GIANT, device="cuda")


def test_on_a_gpu_memory_is_measured_and_stands_beside_what_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A GPU that only gives numbers; the layers run on the processor."""
    cpu, gpu = torch.device("cpu"), torch.device("cuda", 0)
    found = Memory({"inference": Peaks(1, 2, 3, 4, 0)}, "it has nothing to train")
    inputs = verification._inputs
    monkeypatch.setattr(verification, "chosen_device", lambda _: gpu)
    monkeypatch.setattr(verification, "called", lambda _: "cuda (NVIDIA H200)")
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _: (10_000, 20_000))
    monkeypatch.setattr(verification, "placed", lambda net, _, dtype: placed(net, cpu, dtype))
    monkeypatch.setattr(verification, "_inputs", lambda a, b, _, d: inputs(a, b, cpu, d))
    monkeypatch.setattr(verification, "peaks", lambda *_: found)
    monkeypatch.setattr(verification, "context_bytes", lambda _: 500)
    layers = "[conv: {filters: 2, kernel: 3}, batchnorm]"
    seen = verified(f"{{name: n, input: 6x6x1, layers: {layers}}}", device="cuda", batch=2)
    assert (seen.untrained, seen.context_bytes) == (found.untrained, 500)
    assert seen.base_bytes == 4 * (18 + 2 + 2 + 2 + 2 + 2 + 2 * 36) + 8 * (1 + 2 * 16)
    assert seen.workspace_bytes == 1 - seen.base_bytes
    peak = seen.peaks["inference"]
    # What the normalization reads and gives, of two examples of two maps of 4 x 4.
    assert peak == Peaks(1, 2, 3, 4, 0, predicted=seen.base_bytes + 4 * 2 * (32 + 32))
    assert (seen.surroundings.device, seen.surroundings.threads) == ("cuda (NVIDIA H200)", None)
    assert seen.parameter_bytes == 4 * (18 + 2 + 2 + 2 + 2 + 2)  # the last two are not trained
    assert seen.activation_bytes == 4 * 2 * (36 + 32 + 32)
    assert seen.agrees


def test_receptive_fields_need_a_run() -> None:
    """On the meta device there is no gradient to see."""
    with pytest.raises(CannotRunError, match="on the meta device nothing runs"):
        verified("{name: n, input: 4x4x1, layers: [relu]}", device="meta", receptive_field=True)


def test_a_network_over_a_vector_has_no_receptive_field() -> None:
    """There are no rows and columns to see."""
    found = verified("{name: n, input: 12, layers: [dense: 3, softmax]}", receptive_field=True)
    assert not found.checked("receptive_field")
    assert found.agrees


def test_a_kind_without_a_builder_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never silently right; the layers after it are checked all the same."""
    from cnncalc.verify import assembly

    known = {kind: each for kind, each in BUILDERS.items() if kind != "relu"}
    monkeypatch.setattr(assembly, "BUILDERS", known)
    text = "{name: n, input: 6x6x1, layers: [conv: {filters: 2, kernel: 3}, relu, dense: 3]}"
    found = verified(text, backward=True, receptive_field=True)
    assert [each.verdict for each in found.rows] == ["not checked"] * 3
    assert found.rows[2].checks["flops"].verdict == "agrees"
    assert not found.agrees
    assert [each.verdict for each in verified(text).rows] == ["agrees", "not checked", "agrees"]


def state() -> list[object]:
    """What a run could change for those after it."""
    modules, cudnn = torch.nn.modules.module, torch.backends.cudnn
    return [
        warnings.filters[:],
        torch.is_anomaly_enabled(),
        torch.is_inference_mode_enabled(),
        torch.is_autocast_enabled("cpu"),
        torch.get_float32_matmul_precision(),
        torch.get_num_interop_threads(),
        torch.get_default_dtype(),
        torch.get_default_device(),
        torch.get_rng_state().tolist(),
        torch.is_grad_enabled(),
        torch.get_num_threads(),
        torch.are_deterministic_algorithms_enabled(),
        (cudnn.enabled, cudnn.benchmark, cudnn.deterministic, cudnn.allow_tf32),
        [len(vars(modules)[each]) for each in vars(modules) if each.endswith("_hooks")],
        torch.utils._python_dispatch._get_current_dispatch_mode_stack(),
    ]


def test_a_run_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No default, no seed, no mode, no hook; and no file, in the folder or at home."""
    for name in ("HOME", "TORCH_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    before, surroundings = state(), dict(os.environ)
    network = load("lenet5")
    conditions = Conditions(device="cpu", backward=True, receptive_field=True)
    assert verify(network, analyze(network), conditions).agrees
    assert state() == before
    assert dict(os.environ) == surroundings
    assert list(tmp_path.rglob("*")) == []


def test_a_run_that_is_stopped_leaves_no_trace_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops it, in the middle of a layer."""
    before = state()
    monkeypatch.setattr(torch.nn.ReLU, "forward", stopped)
    with pytest.raises(ZeroDivisionError):
        verified("{name: n, input: 4x4x1, layers: [relu]}", backward=True)
    assert state() == before


def stopped(*_: object) -> None:
    """Stand for a layer in which something unforeseen happens."""
    raise ZeroDivisionError


def test_a_part_of_maps_may_see_less_than_all_of_them() -> None:
    """The field of a concat is that of all its maps; the first of them sees one pixel."""
    conv = "conv: {filters: 1, kernel: [1, 2], padding: same}"
    text = "{name: part, input: 1x4x1, layers: [concat: [[], [CONV]], split: 2, avgpool: [1, 2]]}"
    found = verified(text.replace("CONV", conv), receptive_field=True)
    assert found.agrees
