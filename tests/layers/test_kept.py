"""What each kind keeps for the backward pass, as PyTorch's `saved_tensors_hooks` shows it.

A batch of 2 examples of 6 maps of 8 x 8: 768 values. The figures were found with PyTorch 2.13, by
counting what is saved of each memory once, beside the input of the layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.diagnostic import LayerError
from cnncalc.layers import KINDS
from cnncalc.shape import Image
from tests.verify.random_layer import drawn_fields

if TYPE_CHECKING:
    from cnncalc.layers.layer import Layer

Fields = dict[str, Any]

IMAGE = Image(6, 8, 8)


def kept(kind: str, fields: Fields) -> tuple[bool, int, int]:
    """Whether the input is kept, results of its own that are, and new tensors beside them."""
    layer: Layer = KINDS[kind](**fields)
    found = layer.kept((IMAGE,), layer.output((IMAGE,)).shape)
    memory = [0]  # the value in whose memory each lies: a view of a dense input is the input itself
    for number, operation in enumerate(found.operations, start=1):
        memory.append(number if operation.view is None else memory[operation.reads[0]])
    numbers = {memory[keep.value] for operation in found.operations for keep in operation.keeps}
    sizes = [operation.gives.items for operation in found.operations]
    results = sum(sizes[number - 1] for number in numbers if number)
    extra = sum(each.items for operation in found.operations for each in operation.extra)
    return 0 in numbers, results, extra


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("conv", {"filters": 4, "kernel": 3}, (True, 0, 0)),
        ("conv", {"filters": 4, "kernel": 2, "padding": "same"}, (False, 6 * 9 * 9, 0)),
        ("dense", {"units": 5}, (True, 0, 0)),  # a view of the input, which takes no room
        ("relu", {}, (False, 384, 0)),
        ("sigmoid", {}, (False, 384, 0)),
        ("softmax", {}, (False, 384, 0)),
        ("gelu", {}, (True, 0, 0)),
        ("silu", {}, (True, 0, 0)),
        ("leaky_relu", {}, (True, 0, 0)),
        ("selu", {}, (True, 0, 0)),
        ("hardsigmoid", {}, (True, 0, 0)),
        ("softplus", {}, (True, 0, 0)),
        ("scaled_tanh", {}, (False, 384, 0)),
        ("maxpool", {"kernel": 2}, (True, 0, 6 * 4 * 4)),
        ("global_maxpool", {}, (True, 0, 6)),
        ("avgpool", {"kernel": 2}, (True, 0, 0)),
        ("adaptive_avgpool", {"output": 2}, (True, 0, 0)),
        ("global_avgpool", {}, (False, 0, 0)),
        ("l2pool", {"kernel": 2}, (False, 2 * 384 + 4 * 96, 0)),
        ("subsample", {"kernel": 2}, (False, 384 + 96, 0)),
        ("lrn", {"size": 5}, (True, 10 * 8 * 8 + 2 * 384, 0)),
        ("batchnorm", {}, (True, 0, 2 * 6)),
        ("groupnorm", {"groups": 3}, (True, 0, 2 * 3)),
        ("layernorm", {}, (True, 0, 2)),
        ("layernorm", {"axes": "channels"}, (True, 0, 2 * 64)),
        ("instancenorm", {}, (True, 0, 2 * 6)),
        ("scale", {}, (True, 0, 0)),
        ("dropout", {"rate": 0.5}, (False, 0, 384)),
        ("dropout", {"rate": 0}, (False, 0, 0)),
        ("upsample", {"scale": 2}, (False, 0, 0)),
        ("pad", {"amounts": 1}, (False, 0, 0)),
        ("crop", {"size": 4}, (False, 0, 0)),
        ("channel_shuffle", {"groups": 2}, (False, 0, 0)),
        ("split", {"parts": 2}, (False, 0, 0)),
    ],
)
def test_what_a_kind_keeps(kind: str, fields: Fields, expected: tuple[bool, int, int]) -> None:
    """Whether its input, values of its own results, and items of what is new beside them."""
    assert kept(kind, fields) == expected


@given(st.data(), st.sampled_from(sorted(name for name, each in KINDS.items() if not each.merges)))
def test_the_operations_of_any_kind_fit_together(data: st.DataObject, kind: str) -> None:
    """Each reads what is there, the last gives the output; parameters are those counted."""
    layer = KINDS[kind](**drawn_fields(data.draw, kind, IMAGE))
    try:
        output = layer.output((IMAGE,)).shape
    except LayerError:
        return
    found = layer.kept((IMAGE,), output)
    for number, operation in enumerate(found.operations, 1):
        assert all(0 <= each < number for each in operation.reads)
        assert all(0 <= keep.value <= number for keep in operation.keeps)
        assert all(0 <= each < len(found.parameters) for each in operation.trains)
    given_ = found.operations[-1].gives.items if found.operations else IMAGE.values
    assert given_ == output.values
    trained = sorted(each for operation in found.operations for each in operation.trains)
    assert trained == list(range(len(found.parameters)))
    learned = layer.learned((IMAGE,), output)
    assert sum(each.items for each in found.parameters) == int(learned.parameters)
    fixed = [each.items for each in found.fixed if each.each == "value"]
    assert sum(fixed) == int(learned.fixed)
