"""Every kind there is, with any fields: PyTorch gives the shape and the counts that it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch", reason="PyTorch is what builders build in")

from torch.utils.flop_counter import FlopCounterMode

from cnncalc.layers import KINDS
from cnncalc.verify.builder import BUILDERS
from tests.layers.case import answers, fields_of, inputs_of

if TYPE_CHECKING:
    from torch import nn

    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape

every_kind = pytest.mark.parametrize("kind", KINDS)


def test_every_kind_has_a_builder() -> None:
    assert {*BUILDERS} == {*KINDS}


@every_kind
@settings(max_examples=60)
@given(data=st.data())
def test_pytorch_gives_the_shape_and_the_counts_of_a_layer(kind: str, data: st.DataObject) -> None:
    fields = data.draw(fields_of(kind))
    fields.pop("like", None)  # the engine puts a size in its place before anyone builds it
    layer = KINDS[kind](**fields)
    inputs = data.draw(inputs_of(kind))
    found = answers(layer, inputs)
    if found is None:
        return
    module = built(layer, inputs)
    shape, flops = run(module, inputs)
    named = list(module.named_parameters())
    biases = sum(each.numel() for name, each in named if name.rpartition(".")[2] == "bias")
    assert shape == found.output.shape.axes
    assert biases == found.learned.biases.value
    assert sum(each.numel() for _, each in named) == found.learned.parameters.value
    macs = found.work["multiply_add"].value if layer.weighted else 0
    assert flops == 2 * macs


def built(layer: Layer, inputs: tuple[Shape, ...]) -> nn.Module:
    """Build a layer without memory."""
    with torch.device("meta"):
        return BUILDERS[layer.kind](layer, inputs).eval()


def run(module: nn.Module, inputs: tuple[Shape, ...]) -> tuple[tuple[int, ...], int]:
    """Give the shape of what comes out, without the batch, and the FLOPs of a batch of one."""
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        output = module(*(torch.empty(1, *each.axes, device="meta") for each in inputs))
    return tuple(output.shape[1:]), counter.get_total_flops()
