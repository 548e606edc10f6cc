"""A rule of the engine that is wrong on purpose is caught: one for each family of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cnncalc import analyze, load_text
from cnncalc.analysis import walk
from cnncalc.derivation import constant
from cnncalc.layers import FAMILIES
from cnncalc.layers.convolution import Conv
from cnncalc.layers.dense import Dense, Flatten
from cnncalc.layers.depthwise import DepthwiseConv
from cnncalc.layers.layer import NOTHING, Learned, Output
from cnncalc.layers.merge import Concat
from cnncalc.layers.normalization import BatchNorm
from cnncalc.layers.pooling import AvgPool, Pool
from cnncalc.layers.rectifier import Relu
from cnncalc.layers.resize import Upsample
from cnncalc.layers.transposed import ConvTranspose
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape

    Shapes = tuple[Shape, ...]

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.result import Conditions
from cnncalc.verify.verification import verify

NETWORK = """
name: every family
input: 12x12x3
layers:
  - conv: {filters: 8, kernel: 3}
  - batchnorm
  - relu
  - concat: [[{conv: {filters: 4, kernel: 1}}], []]
  - depthwise_conv: {kernel: 3, padding: 1}
  - avgpool: 2
  - conv_transpose: {filters: 4, kernel: 2, stride: 2}
  - upsample: 2
  - flatten
  - dense: 10
"""
ONE = constant("a mistake", 1)


def without_biases(rule: Callable[..., Learned]) -> Callable[..., Learned]:
    """Forget the biases, the commonest mistake."""

    def wrong(layer: Any, inputs: Shapes, output: Shape) -> Learned:
        learned = rule(layer, inputs, output)
        return learned._replace(biases=NOTHING, parameters=learned.weights)

    return wrong


def without_statistics(rule: Callable[..., Learned]) -> Callable[..., Learned]:
    """Forget what batch normalization keeps and does not train."""
    return lambda layer, inputs, output: rule(layer, inputs, output)._replace(fixed=NOTHING)


def with_a_slope(_: Callable[..., Learned]) -> Callable[..., Learned]:
    """Give an activation a parameter."""
    return lambda layer, inputs, output: Learned(ONE, NOTHING, NOTHING, ONE)  # noqa: ARG005  the form of the rule


def with_a_row_more(rule: Callable[..., Output]) -> Callable[..., Output]:
    """Count one row too many, as whoever rounds up does."""

    def wrong(layer: Any, inputs: Shapes) -> Output:
        shape = rule(layer, inputs).shape
        assert isinstance(shape, Image)
        return Output(shape._replace(height=shape.height + 1), {})

    return wrong


def with_a_value_less(rule: Callable[..., Output]) -> Callable[..., Output]:
    """Lose a value."""
    return lambda layer, inputs: Output(Vector(rule(layer, inputs).shape.values - 1), {})


def with_a_channel_less(rule: Callable[..., Output]) -> Callable[..., Output]:
    """Lose a map."""

    def wrong(layer: Any, inputs: Shapes) -> Output:
        shape = rule(layer, inputs).shape
        assert isinstance(shape, Image)
        return Output(shape._replace(channels=shape.channels - 1), {})

    return wrong


def with_the_bias(rule: Callable[..., Any]) -> Callable[..., Any]:
    """Count the additions of the biases among the multiply-adds."""

    def wrong(layer: Any, inputs: Shapes, output: Shape) -> Any:
        work = dict(rule(layer, inputs, output))
        return {"multiply_add": work["multiply_add"] + work["bias_add"]}

    return wrong


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """The engine asks a rule once for equal layers: forget the answers, the right and the wrong."""
    remembering = [each for each in vars(walk).values() if hasattr(each, "cache_clear")]
    for each in remembering:
        each.cache_clear()
    yield
    for each in remembering:
        each.cache_clear()


MISTAKES: list[tuple[type[Layer], str, Callable[..., Any], str, set[str]]] = [
    (Conv, "learned", without_biases, "conv1", {"parameters", "biases"}),
    (Conv, "work", with_the_bias, "conv1", {"flops", "backward_flops"}),
    (DepthwiseConv, "learned", without_biases, "depthwise_conv1", {"parameters", "biases"}),
    (ConvTranspose, "output", with_a_row_more, "conv_transpose1", {"output_shape"}),
    (AvgPool, "output", with_a_row_more, "avgpool1", {"output_shape"}),
    (BatchNorm, "learned", without_statistics, "batchnorm1", {"fixed"}),
    (Relu, "learned", with_a_slope, "relu1", {"parameters", "weights"}),
    (Upsample, "output", with_a_row_more, "upsample1", {"output_shape"}),
    (Flatten, "output", with_a_value_less, "flatten1", {"output_shape"}),
    (Dense, "work", with_the_bias, "dense1", {"flops", "backward_flops"}),
    (Concat, "output", with_a_channel_less, "concat1", {"output_shape"}),
]
"""A kind, the question that it answers wrong, how, and the row and the figures that show it."""


def test_there_is_a_mistake_in_every_family() -> None:
    """A new family has one here."""
    kinds = {kind for kind, *_ in MISTAKES}
    assert [name for name, family in FAMILIES.items() if kinds.isdisjoint(family)] == []


@pytest.mark.parametrize(
    ("kind", "question", "mistake", "row", "figures"),
    [pytest.param(*each, id=f"{each[0].kind} {each[1]}") for each in MISTAKES],
)
def test_a_wrong_rule_differs_in_its_own_row_and_figure(
    monkeypatch: pytest.MonkeyPatch,
    kind: type,
    question: str,
    mistake: Callable[..., Any],
    row: str,
    figures: set[str],
) -> None:
    """All other rows still agree, so that the fault can be found."""
    monkeypatch.setattr(kind, question, mistake(getattr(kind, question)))
    network = load_text(NETWORK)
    found = verify(network, analyze(network), Conditions(device="cpu", batch=2, backward=True))
    assert not found.agrees
    wrong = {each.name: each for each in found.rows if each.verdict != "agrees"}
    assert row in wrong
    assert wrong[row].verdict == "differs"
    differing = {name for name, each in wrong[row].checks.items() if each.verdict == "differs"}
    assert differing == figures


def test_a_wrong_receptive_field_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that forgets the stride of a pooling, as the field of the layers after it shows."""
    rule = Pool.window

    def wrong(layer: Any, inputs: Shapes) -> Any:
        window = rule(layer, inputs)
        return window._replace(stride=window.stride._replace(height=1))

    monkeypatch.setattr(Pool, "window", wrong)
    monkeypatch.setattr(Pool, "output", lambda *_: Output(Image(1, 6, 6), {}))
    network = load_text(
        "{name: n, input: 12x12x1, layers: [avgpool: 2, conv: {filters: 1, kernel: 3}]}"
    )
    conditions = Conditions(device="cpu", receptive_field=True)
    found = verify(network, analyze(network), conditions)
    assert [each.checks["receptive_field"].verdict for each in found.rows] == ["differs"] * 2
    assert [each.checks["output_shape"].verdict for each in found.rows] == ["agrees"] * 2
