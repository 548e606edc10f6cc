"""Networks that come along, written as ONNX files and read back: every figure is as before.

The file is written by PyTorch's exporter from the module that PyTorch runs, so nothing of the spec
reaches it but the network itself. A small input is taken where a network allows one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from cnncalc import analyze, load, load_text, onnx_model, shipped
from cnncalc.diagnostic import SpecError
from cnncalc.layers import FAMILIES, KINDS

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)
pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)
pytest.importorskip("onnxscript", reason="onnxscript is not installed", exc_type=ImportError)

from cnncalc.origin.onnx_file import parsed_model
from cnncalc.origin.onnx_spec import model_spec
from cnncalc.shape import Image, Shape

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis

SMALL = ("lenet5-modern", "squeezenet1-1", "resnet18", "shufflenet-v2")
CANNOT = {
    "lenet5": "PyTorch writes its table of connections as operators (GatherND) that no layer does",
}
"""Networks that come back in no other way than by hand, and why."""
OTHER_ORDER = {
    "yolo-v2": "its spec names what it concatenates; a spec from a file nests it, in that order",
}
"""Networks whose file has the same rows in another order than the spec, and why."""

POOLING = {each.kind for each in FAMILIES["pooling"]}
SIDES = (64, 96, 128, 160, 192)


class Row(NamedTuple):
    """What is compared of a layer with weights, or of a pooling."""

    output: Shape
    parameters: int
    macs: int
    seen: str


def rows(analysis: Analysis) -> list[Row]:
    """The rows of layers with weights and of poolings, in order."""
    seen = {each["name"]: str(each["receptive_field"]) for each in analysis.as_json()["layers"]}
    return [
        Row(each.output_shape, int(each.parameters), int(each.macs), seen[each.name])
        for each in analysis.layers.values()
        if KINDS[each.kind].weighted or each.kind in POOLING
    ]


def small_input(name: str) -> tuple[int, int, int] | None:
    """A smaller input that a network takes; None where it takes only its own."""
    native = load(name).input_shape
    for side in SIDES:
        if isinstance(native, Image) and side < native.height:
            try:
                analyze(name, input=(side, side, native.channels))
            except SpecError:
                continue
            return side, side, native.channels
    return None


def assert_comes_back(name: str, input: tuple[int, int, int] | None) -> None:  # noqa: A002  the word of the language
    """Fail unless a network is the same after it was a file."""
    before = analyze(name, input=input)
    text = model_spec(parsed_model(onnx_model(name, input=input), name), f"{name}.onnx", None)
    after = analyze(load_text(text))
    assert (int(after.totals.parameters), int(after.totals.macs)) == (
        int(before.totals.parameters),
        int(before.totals.macs),
    )
    if name in OTHER_ORDER:
        assert sorted(map(str, rows(after))) == sorted(map(str, rows(before)))
    else:
        assert rows(after) == rows(before)


@pytest.mark.parametrize("name", SMALL)
def test_a_network_is_the_same_after_it_was_an_onnx_file(name: str) -> None:
    assert_comes_back(name, small_input(name))


def test_unet_is_the_same_after_it_was_an_onnx_file() -> None:
    """The smallest input that leaves something of its lowest maps, 188 x 188."""
    assert_comes_back("unet", (188, 188, 1))


@pytest.mark.thorough
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", [each for each in shipped() if each not in {*SMALL, "unet"}])
def test_every_other_network_is_the_same_after_it_was_an_onnx_file(name: str) -> None:
    if name in CANNOT:
        with pytest.raises(SpecError):
            assert_comes_back(name, None)
    else:
        assert_comes_back(name, small_input(name))


def test_this_test_can_fail() -> None:
    with pytest.raises(AssertionError):
        assert rows(analyze("lenet5-modern")) == rows(analyze("lenet-caffe"))
