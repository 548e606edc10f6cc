"""Networks as large and as nested as the language allows: Python reads their code.

It takes 200 brackets within one another.
"""

from __future__ import annotations

import pytest

from cnncalc import analyze, load_text
from cnncalc.export.pytorch import pytorch_code


def nested(layer: str, frame: str, times: int) -> str:
    """A layer within something that is within the same, and so on."""
    for _ in range(times):
        layer = frame.replace("LAYER", layer)
    return layer


MERGES = ", ".join(["[conv: {filters: 2, kernel: 1}, relu]"] * 500)
BLOCKS = "".join(
    f"b{n}: {{settings: {{s: []}}, layers: [repeat: {{times: $one, layers: "
    f"[b{n - 1}: {{s: [$s, conv: {{filters: 3, kernel: 1}}]}}, $s]}}]}}, "
    for n in range(1, 10)
)


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param(
            f"layers: [{nested('relu', 'repeat: {times: $one, layers: [LAYER, tanh]}', 20)}]",
            id="repeats within repeats",
        ),
        pytest.param(
            f"layers: [{nested('relu', 'add: [[LAYER], []]', 20)}]", id="merges within merges"
        ),
        pytest.param(
            "blocks: {b: {settings: {s: []}, layers: [$s, tanh]}}, "
            f"layers: [{nested('relu', 'b: {s: [LAYER, conv: {filters: 3, kernel: 1}]}', 12)}]",
            id="layers handed over within layers handed over",
        ),
        pytest.param(
            f"blocks: {{b0: {{settings: {{s: []}}, layers: [$s, relu, $s]}}, {BLOCKS}}}, "
            "layers: [b9: {s: [conv: {filters: 3, kernel: 1}]}]",
            id="blocks written out within blocks written out",
        ),
        pytest.param(f"layers: [concat: [{MERGES}]]", id="a merge of 500 branches"),
        pytest.param("layers: [repeat: {times: 9000, layers: [relu, tanh]}]", id="18,000 layers"),
    ],
)
def test_the_code_of_a_network_is_read_by_python(rest: str) -> None:
    network = load_text(f"{{name: n, input: 8x8x3, settings: {{one: 1}}, {rest}}}")
    code = pytorch_code(network, analyze(network)).text
    compile(code, "<exported>", "exec")
