"""Transposed convolutions that say how large their output is."""

from __future__ import annotations

import pytest

from cnncalc.diagnostic import SpecError

pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)

from tests.origin.made import analysis_of, model, node, spec_of


@pytest.mark.parametrize("side", [15, 16, 17])
def test_an_output_as_large_as_it_is_said_to_be(side: int) -> None:
    """A window of 2 by 2 over 8 makes 16; ONNX's own inference of shapes gives what is asked."""
    made = node("ConvTranspose", "x w", strides=[2, 2], output_shape=[side, side])
    (layer,) = analysis_of(model([made], {"w": (3, 4, 2, 2)})).layers.values()
    assert tuple(layer.output_shape.axes) == (4, side, side)


def test_an_output_that_no_layer_makes_is_refused() -> None:
    made = node("ConvTranspose", "x w", strides=[2, 2], output_shape=[18, 18])
    with pytest.raises(SpecError, match="output padding 2 is not below the stride 2"):
        spec_of(model([made], {"w": (3, 4, 2, 2)}))
