"""Every kind there is, with any fields: the code written for it has its shape and its counts.

Two examples at once: PyTorch normalizes no group of a single value.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch", reason="exported code runs in PyTorch")

from torch.utils.flop_counter import FlopCounterMode

from cnncalc import SpecError, analyze, load_text
from cnncalc.export.kind import MERGES, MODULES
from cnncalc.export.pytorch import pytorch_code
from cnncalc.layers import KINDS
from cnncalc.shape import Vector
from tests.layers.case import fields_of, inputs_of


def test_every_kind_is_written() -> None:
    assert {*MODULES, *MERGES} == {*KINDS}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_the_code_of_a_layer_gives_its_shape_and_counts(kind: str, data: st.DataObject) -> None:
    fields = data.draw(fields_of(kind))
    fields.pop("like", None)
    (shape, *others) = data.draw(inputs_of(kind))
    if KINDS[kind].merges:
        fields["inputs"] = [[]] * (1 + len(others))
    spec: dict[str, Any] = {"name": "One", "input": str(shape), "layers": [{kind: fields or None}]}
    if isinstance(shape, Vector):
        spec["input"] = shape.length
    else:
        spec["input"] = dict(zip(("channels", "height", "width"), shape.axes, strict=True))
    try:
        network = load_text(yaml.safe_dump(spec))
        analysis = analyze(network)
    except SpecError:
        return
    if not analysis.layers:
        return  # a merge of one thing is that thing
    code = pytorch_code(network, analysis)
    space: dict[str, Any] = {"__name__": "exported"}
    exec(compile(code.text, "<exported>", "exec"), space)  # noqa: S102  code of our own
    with torch.device("meta"):
        model = space[code.class_name]().eval()
        first = torch.empty(2, *shape.axes)
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        output = model(first)
    parameters = sum(each.numel() for each in model.parameters())
    (figures,) = analysis.layers.values()
    assert tuple(output.shape[1:]) == figures.output_shape.axes
    assert parameters == int(analysis.totals.parameters)
    assert counter.get_total_flops() == 2 * 2 * int(analysis.totals.macs)
