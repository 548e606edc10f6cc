"""Random networks as people write them: blocks, repeats, branches, settings, layers from afar.

Every one that is drawn is without problems: windows are rounded down, and maps only shrink where
that is safe. Each is the text of a spec.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["networks"]

BLOCKS = """\
  unit:
    settings: {filters: , kernel: 3, act: relu, bias: true}
    layers:
      - conv: {filters: $filters, kernel: $kernel, padding: half, bias: $bias}
      - $act
  residual:
    settings: {grow: 0, between: [], shortcut: [], rate: 0.5, wide: false}
    layers:
      - add:
        - - unit: {filters: $(channels*2), bias: false}
          - batchnorm: {when: $wide}
          - $between
          - conv: {name: last, filters: $(channels + grow), kernel: 1}
          - dropout: $rate
        - $shortcut
      - relu
  dense_unit:
    settings: {count: 2, growth: 3}
    layers:
      - repeat:
          times: $count
          layers:
            - concat: [[], [unit: {filters: $growth, act: tanh}]]
  stage:
    settings: {body: [], more: 1}
    layers:
      - residual: {between: $body, repeat: $more}
      - conv: {filters: $(channels//2 + width), kernel: 1}
  pair:
    settings: {other: }
    layers:
      - concat: {inputs: [$other, [conv: {filters: 2, kernel: 1}]]}
      - unit: 4
"""
"""Blocks that use settings in every way there is."""

ENDS = (
    (),
    ("flatten",),
    ("dense: 7",),
    ("dense: {units: 5, bias: false, trainable: false}", "softmax"),
    ("rbf: 4",),
    ("dense: $width", "batchnorm", "lrn"),
)

KEEPING = (
    "NAMED-ACT",
    "batchnorm",
    "batchnorm: {scale: false}",
    "batchnorm: {center: false, trainable: false}",
    "lrn: {size: 3}",
    "softmax",
    "dropout: 0.N",
    "conv: {filters: $width, kernel: [3, 1], padding: [1, 0], bias: untied}",
    "conv: {filters: N, kernel: 3, padding: same, dilation: N}",
    "conv: {filters: N, kernel: 2, padding: [1, 0, 0, 1]}",
    "conv: {filters: 2, kernel: 3, padding: half, connections: [[0], [0]]}",
    "maxpool: {kernel: 3, stride: 1, padding: 1}",
    "maxpool: {kernel: 2, stride: 1, padding: same}",
    "avgpool: {kernel: 3, stride: 1, padding: 1, count_include_pad: false}",
    "avgpool: {kernel: 2, stride: 1, padding: same, count_include_pad: false}",
    "l2pool: {kernel: 3, stride: 1, padding: 1}",
    "subsample: {kernel: 3, stride: 1, padding: 1}",
    "unit: {filters: N, kernel: [1, 3], act: ACT}",
    "unit: {filters: $width, repeat: N}",
    "unit: {filters: N, repeat: $times}",
    "residual: {between: LAYERS, wide: true}",
    "residual: {between: LAYERS}",
    "residual: {grow: 2, shortcut: [conv: {filters: $(width*0 + 2), kernel: 1}], when: false}",
    "dense_unit: {count: N, growth: N}",
    "stage: {body: LAYERS, more: N}",
    "pair: START",
    "concat: {inputs: [START, [ACT], none]}",
    "repeat: {times: N, layers: [unit: N, ACT]}",
    "repeat: {times: $times, layers: [conv: {filters: $width, kernel: 1}, ACT]}",
    "repeat: {times: 2, layers: [repeat: {times: 2, layers: [concat: [[], [relu]]]}, tanh]}",
    "repeat: {times: 2, layers: [add: [[unit: N, unit: {filters: 3}], [unit: {filters: 3}]]]}",
)
"""Layers, uses and repeats after which maps have the size that they had."""

DRAWN: dict[str, SearchStrategy[str]] = {
    "LAYERS": st.sampled_from(
        (
            "[]",
            "[relu]",
            "[unit: 3, tanh]",
            "[add: [[relu], []]]",
            "[conv: {filters: $width, kernel: 1}]",
        )
    ),
    "NAMED-ACT": st.sampled_from(("relu: {name: bend}", "tanh", "scaled_tanh")),
    "ACT": st.sampled_from(("relu", "sigmoid", "tanh", "scaled_tanh")),
    "N": st.integers(1, 4).map(str),
}
"""What stands for each word in capitals, wherever it occurs."""


@st.composite
def networks(draw: DrawFn) -> str:
    """Draw the text of a spec."""
    height, width = draw(st.integers(12, 20)), draw(st.integers(12, 20))
    layers: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        start = f"start{number}"
        layers.append(f"conv: {{name: {start}, filters: {draw(st.integers(1, 6))}, kernel: 1}}")
        layers += [_filled(draw, each, start) for each in draw(_some(KEEPING))]
        layers += draw(st.lists(_shrinking(), max_size=1))
    layers += draw(st.sampled_from(ENDS))
    named = [each for each in layers if "name: bend" in each]
    for each in named[1:]:  # a name is given once
        layers.remove(each)
    lines = [
        "name: Random",
        f"input: {height}x{width}x{draw(st.integers(1, 4))}",
        "rounding: floor",
        f"settings: {{width: {draw(st.integers(1, 5))}, times: {draw(st.integers(0, 3))}}}",
        f"blocks:\n{BLOCKS}layers:",
        *(f"  - {each}" for each in layers),
    ]
    return "\n".join(lines) + "\n"


def _some(pieces: tuple[str, ...]) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(pieces), max_size=4)


def _filled(draw: DrawFn, layer: str, start: str) -> str:
    """A layer with something in the place of each word in capitals."""
    layer = layer.replace("START", start)
    for word, values in DRAWN.items():
        while word in layer:
            layer = layer.replace(word, draw(values), 1)
    return layer


@st.composite
def _shrinking(draw: DrawFn) -> str:
    """A layer after which maps are smaller, whatever they were from 6x6 on."""
    rounding = draw(st.sampled_from(("floor", "ceil")))
    stride = draw(st.integers(2, 3))
    padding = draw(st.sampled_from(("0", "same", "half", "[0, 1, 1, 0]")))
    kernel = draw(st.integers(2 if padding.startswith("[") else 1, 3))
    kind = draw(st.sampled_from(("maxpool", "avgpool", "l2pool", "subsample", "conv")))
    filters = "filters: 3, " if kind == "conv" else ""
    window = f"kernel: {kernel}, stride: {stride}, padding: {padding}, rounding: {rounding}"
    return f"{kind}: {{{filters}{window}}}"
