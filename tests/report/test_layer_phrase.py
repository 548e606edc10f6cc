"""One layer in a few words."""

from __future__ import annotations

import pytest

from cnncalc.report.cell import cell_text
from cnncalc.report.layer_phrase import layer_phrase
from cnncalc.report.look import Look
from tests.spec.written import analysis

ASCII = Look(ascii=True)


@pytest.mark.parametrize(
    ("layer", "differing", "text"),
    [
        ("conv: {filters: 6, kernel: 2, stride: 2}", (), "conv 6 filters 2x2 stride 2"),
        (
            "conv: {filters: 6, kernel: [1, 3], padding: [0, 1]}",
            ("kernel", "filters"),
            "conv 6 filters 1x3 pad [0, 1]",
        ),
        (
            "conv: {filters: 6, kernel: 1, bias: false}",
            ("bias", "filters"),
            "conv 6 filters 1x1 bias false",
        ),
        ("maxpool: 2", (), "maxpool 2x2 stride 2"),
        ("dense: 10", (), "dense 10 units"),
        ("relu", (), "relu"),
        ("dropout: 0.4", (), "dropout"),
        ("dropout: 0.4", ("rate",), "dropout rate 0.4"),
        ("upsample: 2", ("scale", "mode"), "upsample scale 2x2 mode nearest"),
        ("reshape: 4x4x16", ("output_",), "reshape output 4x4x16"),
    ],
)
def test_a_layer_is_said_by_what_is_not_ordinary_and_what_differs(
    layer: str, differing: tuple[str, ...], text: str
) -> None:
    (found,) = analysis(f"[{{{layer}}}]" if ":" in layer else f"[{layer}]").layers.values()
    assert cell_text(layer_phrase(found, differing), ASCII) == text
