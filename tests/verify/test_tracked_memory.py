"""The memory that is predicted against PyTorch's own account of it, on the CPU, to the byte."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cnncalc import analyze, load, load_text
from cnncalc.analysis.memory.setup import OPTIMIZERS, Setup
from cnncalc.analysis.memory.step import predicted
from tests.verify.random_graph import branching
from tests.verify.random_network import networks

if TYPE_CHECKING:
    from cnncalc.analysis.memory.setup import Dtype, Optimizer
    from cnncalc.spec.graph import Network

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from tests.verify.tracked import Tracked, tracked

PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck))
NETWORKS = ("resnet18", "mobilenet-v2", "densenet121", "unet")


def both(network: Network, setup: Setup) -> tuple[Tracked, Tracked]:
    """What is predicted, and what PyTorch's MemTracker counted, which adds out of place."""
    analysis = analyze(network)
    counted = tracked(network, analysis, setup)
    found = predicted(analysis, setup)
    steps = (found.first_step.bytes, found.second_step.bytes)[: len(counted.steps)]
    return Tracked(found.base, found.inference.bytes, steps), counted


def on_the_cpu(
    *,
    batch: int = 1,
    dtype: Dtype = "float32",
    optimizer: Optimizer = "sgd",
    weight_decay: bool = False,
    in_place: bool = False,
) -> Setup:
    """A setup as the tracker runs it."""
    return Setup(
        batch=batch,
        dtype=dtype,
        optimizer=optimizer,
        weight_decay=weight_decay,
        in_place=in_place,
        rules="cpu",
        accumulation="out_of_place",
    )


@pytest.mark.long
@pytest.mark.parametrize(("batch", "optimizer"), [(1, "adam"), (8, "momentum")])
@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_takes_what_pytorch_counts(name: str, batch: int, optimizer: Optimizer) -> None:
    """Residual blocks, depthwise filters, dense connections, and a way back up."""
    predicted_, counted = both(load(name), on_the_cpu(batch=batch, optimizer=optimizer))
    assert predicted_ == counted


@pytest.mark.thorough
@pytest.mark.timeout(3600)  # not a bound on speed: a machine at work takes long
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("batch", [1, 8])
@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_takes_what_pytorch_counts_with_every_optimizer(
    name: str, batch: int, optimizer: Optimizer
) -> None:
    """All of them, at both sizes of a batch."""
    predicted_, counted = both(load(name), on_the_cpu(batch=batch, optimizer=optimizer))
    assert predicted_ == counted


@pytest.mark.parametrize("weight_decay", [False, True])
@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float64"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_an_optimizer_takes_what_pytorch_counts(
    optimizer: Optimizer, dtype: Dtype, *, weight_decay: bool
) -> None:
    """LeNet-5's parameters are more than its activations, so that they make the peak."""
    setup = on_the_cpu(dtype=dtype, optimizer=optimizer, weight_decay=weight_decay)
    predicted_, counted = both(load("lenet5-modern"), setup)
    assert predicted_ == counted


def test_filters_of_a_connection_table_take_what_pytorch_counts() -> None:
    """LeNet-5 of the paper: C3 reads some maps, S2 and S4 are trained, the output is not."""
    predicted_, counted = both(load("lenet5"), on_the_cpu(batch=2, optimizer="adam"))
    assert predicted_ == counted


@pytest.mark.parametrize("kind", ["relu", "leaky_relu", "elu", "selu"])
def test_an_activation_in_place_takes_what_pytorch_counts(kind: str) -> None:
    """Behind a convolution and behind a normalization, which do not need what they gave."""
    layers = (
        f"[conv: {{filters: 9, kernel: 3}}, {kind}, conv: {{filters: 9, kernel: 3}}, batchnorm, "
        f"{kind}, dense: 3]"
    )
    network = load_text(f"{{name: n, input: 12x12x3, layers: {layers}}}")
    setup = replace(on_the_cpu(batch=3), in_place=True)
    predicted_, counted = both(network, setup)
    assert predicted_ == counted
    assert predicted_ != both(network, on_the_cpu(batch=3))[0]


C = "conv: {filters: 8, kernel: 3, padding: 1}"
FROZEN = "conv: {filters: 16, kernel: 3, padding: 1, trainable: false}"


@pytest.mark.parametrize("batch", [1, 2])
@pytest.mark.parametrize(
    "layers",
    [
        f"{C}, split: 2, flatten",
        f"{C}, split: 2, split: 2, dense: 3",
        f"{C}, split: 2, reshape: 4x4x16, {C}, dense: 3",
        f"{C}, split: 8, crop: {{size: [4, 8]}}, dense: 3",
        f"{C}, crop: {{size: [4, 8]}}, split: 2, dense: 3",
        f"{C}, crop: {{size: [8, 1]}}, flatten",
        f"{C}, crop: {{size: 1}}, flatten",
        f"{C}, split: 2, dropout: 0.5, dense: 3",
        f"{C}, split: 2, groupnorm: 2, {C}",
        f"{C}, crop: {{size: 6}}, instancenorm, {C}",
        f"{C}, crop: {{size: 6}}, instancenorm: {{scale: true}}, {C}",
    ],
)
def test_a_view_is_copied_where_pytorch_copies_it(layers: str, batch: int) -> None:
    """Flattening joins axes without gaps between them; some normalizations want none at all."""
    network = load_text(f"{{name: n, input: 8x8x4, layers: [{layers}]}}")
    predicted_, counted = both(network, on_the_cpu(batch=batch))
    assert predicted_ == counted


@pytest.mark.parametrize(
    "layers",
    [
        "prelu, dense: 3",
        f"{FROZEN}, prelu, dense: 3",
        f"{C}, prelu",
        "batchnorm, dense: 3",
        f"{FROZEN}, batchnorm, dense: 3",
        "batchnorm: {center: false}, dense: 3",
    ],
)
def test_a_gradient_that_nothing_wants_takes_what_pytorch_counts(layers: str) -> None:
    """PReLU's kernel gives both gradients, and batch normalization's does on fake tensors."""
    network = load_text(f"{{name: n, input: 6x6x4, layers: [{layers}]}}")
    predicted_, counted = both(network, on_the_cpu(batch=8))
    assert predicted_ == counted


@pytest.mark.parametrize(
    "layers",
    [
        f"relu, {C}, dense: 3",
        f"{C}, flatten, relu, dense: 3",
        f"{C}, crop: {{size: 4}}, relu, {C}",
        f"{C}, split: 2, relu, {C}",
        f"{C}, dropout: 0.5, relu, dense: 3",
        f"{C}, sigmoid, elu, selu, dense: 3",
        f"{C}, {{add: [[{C}], []]}}, relu, {C}, leaky_relu",
    ],
)
def test_in_place_nothing_writes_over_a_view_or_a_batch(layers: str) -> None:
    """Nor over what is needed: there it is out of place, in training and in inference."""
    network = load_text(f"{{name: n, input: 8x8x4, layers: [{layers}]}}")
    predicted_, counted = both(network, on_the_cpu(batch=2, in_place=True))
    assert predicted_ == counted


def test_several_results_each_have_a_loss() -> None:
    """Whose sum is what is differentiated."""
    layers = "[{dense: {name: a, units: 3}}, {dense: {name: b, from: input, units: 4}}]"
    text = f"{{name: n, input: 8, layers: {layers}, outputs: [a, b]}}"
    predicted_, counted = both(load_text(text), on_the_cpu(batch=5))
    assert predicted_ == counted


def test_layer_normalization_over_channels_is_predicted_within_a_part_in_five_hundred() -> None:
    """The one residual: its output lies channels last, and so then do gradients of weights.

    PyTorch copies such a gradient into the order of the weight; the copy is not predicted.
    """
    predicted_, counted = both(load("convnext-tiny"), on_the_cpu(batch=1))
    assert predicted_.base == counted.base
    assert predicted_.inference == counted.inference
    for mine, theirs in zip(predicted_.steps, counted.steps, strict=True):
        assert 0 <= theirs - mine <= theirs // 500


@settings(PATIENT, max_examples=60)
@given(
    networks(most=6),
    st.sampled_from(["sgd", "momentum", "adam"]),
    st.sampled_from([2, 8]),
    st.booleans(),
)
def test_a_random_network_takes_what_pytorch_counts(
    text: str,
    optimizer: Optimizer,
    batch: int,
    in_place: bool,  # noqa: FBT001  drawn by hypothesis
) -> None:
    """Every kind, frozen layers among them; of one example batch normalization may refuse to learn.

    Of a channel shuffle that moves nothing fake tensors make now a copy and now a view.
    """
    assume("channel_shuffle" not in text)
    setup = on_the_cpu(batch=batch, optimizer=optimizer, in_place=in_place)
    predicted_, counted = both(load_text(text), setup)
    assert predicted_ == counted


@settings(PATIENT, max_examples=60)
@given(branching(), st.sampled_from(["sgd", "adam"]), st.sampled_from([1, 2]))
def test_a_random_graph_of_many_results_takes_what_pytorch_counts(
    text: str, optimizer: Optimizer, batch: int
) -> None:
    """Values that are read by several layers, views, frozen layers, and up to all as results."""
    predicted_, counted = both(load_text(text), on_the_cpu(batch=batch, optimizer=optimizer))
    assert predicted_ == counted


@pytest.mark.thorough
@pytest.mark.timeout(3600)  # as above
@settings(PATIENT, max_examples=800)
@given(
    networks(most=12),
    st.sampled_from(OPTIMIZERS),
    st.sampled_from(["float32", "bfloat16", "float64"]),
)
def test_hundreds_of_random_networks_take_what_pytorch_counts(
    text: str, optimizer: Optimizer, dtype: Dtype
) -> None:
    """Longer ones, with every optimizer, in every type."""
    assume("channel_shuffle" not in text)
    setup = on_the_cpu(batch=2, optimizer=optimizer, dtype=dtype)
    predicted_, counted = both(load_text(text), setup)
    assert predicted_ == counted
