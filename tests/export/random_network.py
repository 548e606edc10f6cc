"""Random networks as people write them: blocks, repeats, branches, settings, layers from afar.

Every one that is drawn is valid: windows are rounded down, and maps only shrink where that is safe.
"""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["networks"]

ACTIVATIONS = ("relu", "sigmoid", "tanh", "scaled_tanh")

Draw = st.DrawFn


@st.composite
def networks(draw: Draw) -> str:
    """Draw the text of a spec."""
    size = draw(st.integers(12, 20))
    channels = draw(st.integers(1, 4))
    lines = [
        "name: Random",
        f"input: {size}x{draw(st.integers(12, 20))}x{channels}",
        "rounding: floor",
        f"settings: {{width: {draw(st.integers(1, 5))}, times: {draw(st.integers(0, 3))}}}",
        "blocks:",
        *_blocks(),
        "layers:",
        *(f"  - {each}" for each in _layers(draw)),
    ]
    return "\n".join(lines) + "\n"


def _blocks() -> list[str]:
    """Blocks that use settings in every way there is."""
    return [
        "  unit:",
        "    settings: {filters: , kernel: 3, act: relu, bias: true}",
        "    layers:",
        "      - conv: {filters: $filters, kernel: $kernel, padding: half, bias: $bias}",
        "      - $act",
        "  residual:",
        "    settings: {grow: 0, between: [], shortcut: [], rate: 0.5, wide: false}",
        "    layers:",
        "      - add:",
        "        - - unit: {filters: $(channels*2), bias: false}",
        "          - batchnorm: {when: $wide}",
        "          - $between",
        "          - conv: {name: last, filters: $(channels + grow), kernel: 1}",
        "          - dropout: $rate",
        "        - $shortcut",
        "      - relu",
        "  dense_unit:",
        "    settings: {count: 2, growth: 3}",
        "    layers:",
        "      - repeat:",
        "          times: $count",
        "          layers:",
        "            - concat: [[], [unit: {filters: $growth, act: tanh}]]",
        "  stage:",
        "    settings: {body: [], more: 1}",
        "    layers:",
        "      - residual: {between: $body, repeat: $more}",
        "      - conv: {filters: $(channels//2 + width), kernel: 1}",
        "  pair:",
        "    settings: {other: }",
        "    layers:",
        "      - concat: {inputs: [$other, [conv: {filters: 2, kernel: 1}]]}",
        "      - unit: 4",
    ]


def _layers(draw: Draw) -> list[str]:
    """The layers of the network: stretches that keep the size, with something smaller between."""
    layers = []
    named = 0
    for _ in range(draw(st.integers(1, 3))):
        layers.append(
            f"conv: {{name: start{named}, filters: {draw(st.integers(1, 6))}, kernel: 1}}"
        )
        layers += draw(st.lists(_keeping(named), max_size=4))
        layers += draw(st.lists(_shrinking(), max_size=1))
        named += 1
    tail = [
        [],
        ["flatten"],
        ["dense: 7"],
        ["dense: {units: 5, bias: false, trainable: false}", "softmax"],
    ]
    return [
        *layers,
        *draw(st.sampled_from([*tail, ["rbf: 4"], ["dense: $width", "batchnorm", "lrn"]])),
    ]


@st.composite
def _keeping(draw: Draw, named: int) -> str:
    """A layer, use or repeat after which maps have the size that they had."""
    number = st.integers(1, 4)
    act = draw(st.sampled_from(ACTIVATIONS))
    content = draw(
        st.sampled_from(
            [
                "[]",
                "[relu]",
                "[unit: 3, tanh]",
                "[add: [[relu], []]]",
                "[conv: {filters: $width, kernel: 1}]",
            ]
        )
    )
    return draw(
        st.sampled_from(
            [
                act,
                "batchnorm",
                "batchnorm: {scale: false}",
                "batchnorm: {center: false, trainable: false}",
                "lrn: {size: 3}",
                "softmax",
                f"dropout: 0.{draw(number)}",
                f"conv: {{filters: $width, kernel: [3, 1], padding: [{1}, 0], bias: untied}}",
                f"conv: {{filters: {draw(number)}, kernel: 3, padding: same, dilation: {draw(number)}}}",
                f"conv: {{filters: {draw(number)}, kernel: 2, padding: [1, 0, 0, 1]}}",
                "conv: {filters: 2, kernel: 3, padding: half, connections: [[0], [0]]}",
                "maxpool: {kernel: 3, stride: 1, padding: 1}",
                "maxpool: {kernel: 2, stride: 1, padding: same}",
                "avgpool: {kernel: 3, stride: 1, padding: 1, count_include_pad: false}",
                "avgpool: {kernel: 2, stride: 1, padding: same, count_include_pad: false}",
                "l2pool: {kernel: 3, stride: 1, padding: 1}",
                "subsample: {kernel: 3, stride: 1, padding: 1}",
                f"unit: {{filters: {draw(number)}, kernel: [1, 3], act: {act}}}",
                f"unit: {{filters: $width, repeat: {draw(number)}}}",
                f"unit: {{name: u, filters: {draw(number)}, repeat: $times}}"
                if named == 0
                else act,
                f"residual: {{between: {content}, wide: {draw(st.sampled_from(['true', 'false']))}}}",
                "residual: {grow: 2, shortcut: [conv: {filters: $(width*0 + 2), kernel: 1}], when: false}",
                f"dense_unit: {{count: {draw(number)}, growth: {draw(number)}}}",
                f"stage: {{body: {content}, more: {draw(number)}}}",
                f"pair: start{named}",
                f"concat: {{inputs: [start{named}, [{act}], none]}}",
                f"repeat: {{times: {draw(number)}, layers: [unit: {draw(number)}, {act}]}}",
                f"repeat: {{times: $times, layers: [conv: {{filters: $width, kernel: 1}}, {act}]}}",
                "repeat: {times: 2, layers: [repeat: {times: 2, layers: [concat: [[], [relu]]]}, tanh]}",
                "repeat: {times: 2, layers: [add: [[unit: 3, unit: {filters: 3, kernel: 1}], [conv: {filters: 3, kernel: 1}]]]}",
            ]
        )
    )


@st.composite
def _shrinking(draw: Draw) -> str:
    """A layer after which maps are smaller, whatever they were from 6x6 on."""
    rounding = draw(st.sampled_from(["floor", "ceil"]))
    kernel, stride = draw(st.integers(1, 3)), draw(st.integers(2, 3))
    padding = draw(st.sampled_from(["0", "same", "half", "[0, 1, 1, 0]"]))
    window = f"kernel: {kernel}, stride: {stride}, padding: {padding}, rounding: {rounding}"
    if padding.startswith("[") and kernel == 1:
        window = f"kernel: 2, stride: {stride}, padding: {padding}, rounding: {rounding}"
    kind = draw(st.sampled_from(["maxpool", "avgpool", "l2pool", "subsample", "conv"]))
    filters = "filters: 3, " if kind == "conv" else ""
    return f"{kind}: {{{filters}{window}}}"
