"""What the builder of convolutions gives."""

from __future__ import annotations

import pytest

from cnncalc.layers.convolution import Conv
from cnncalc.shape import Image

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.builder import BUILDERS


def test_a_filter_of_a_table_reads_the_maps_of_its_row() -> None:
    """Filter 0 reads map 1, and filter 1 both."""
    layer = Conv(filters=2, kernel=1, bias=False, connections=[[1], [0, 1]])
    module = BUILDERS["conv"](layer, (Image(2, 1, 1),))
    for each in module.parameters():
        each.detach().fill_(1)
    assert module(torch.tensor([[[[3.0]], [[5.0]]]])).flatten().tolist() == [5, 8]


def test_an_untied_bias_is_one_for_each_value() -> None:
    """AlphaGo's last layer has 361 of them (Silver et al. 2016)."""
    layer = Conv(filters=1, kernel=1, bias="untied")
    module = BUILDERS["conv"](layer, (Image(192, 19, 19),))
    assert dict(module.named_parameters())["bias"].numel() == 361
