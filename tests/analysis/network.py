"""Specs of random networks, as text: chains, branches that merge, layers by name."""

from __future__ import annotations

from hypothesis import strategies as st

LAYERS = st.sampled_from(
    [
        "conv: {filters: 3, kernel: 3, padding: 1}",
        "conv: {filters: 4, kernel: 1, bias: false}",
        "conv: {filters: 6, kernel: [3, 2], stride: [1, 2], bias: untied}",
        "conv: {filters: 4, kernel: 5, padding: half}",
        "conv: {filters: 2, kernel: 3, stride: 2, padding: same}",
        "conv: {filters: 2, kernel: 3, dilation: 2, padding: [1, 2, 3, 0]}",
        "maxpool: {kernel: 3, stride: 2, rounding: ceil}",
        "avgpool: 2",
        "l2pool: {kernel: 2, stride: 1}",
        "subsample: 2",
        "batchnorm",
        "lrn",
        "relu",
        "scaled_tanh",
        "dropout: 0.1",
    ]
)
KEEPING = st.sampled_from(
    [
        "conv: {filters: 4, kernel: 3, padding: 1}",
        "conv: {filters: 4, kernel: 5, padding: same}",
        "conv: {filters: 4, kernel: 3, dilation: 2, padding: half}",
        "conv: {filters: 4, kernel: 1}",
    ]
)
"""Layers that keep height and width, so that their outputs merge."""
ENDINGS = st.sampled_from(
    [
        [],
        ["flatten"],
        ["dense: 10", "softmax"],
        ["dense: {units: 7, bias: false}", "sigmoid", "rbf: 3"],
        ["flatten", "dense: 4", "dense: 2"],
    ]
)


@st.composite
def merges(draw: st.DrawFn) -> str:
    """Draw a merge of branches, one of which may be the identity of a layer of four maps."""
    branches = draw(st.lists(st.lists(KEEPING, min_size=1, max_size=3), min_size=1, max_size=3))
    written = ", ".join(f"[{', '.join(f'{{{each}}}' for each in branch)}]" for branch in branches)
    return f"{draw(st.sampled_from(['add', 'concat']))}: [{written}]"


@st.composite
def specs(draw: st.DrawFn) -> str:
    """Draw a spec that fits: sizes are rounded down, and eight layers may halve the image."""
    layers = draw(st.lists(LAYERS | merges(), min_size=1, max_size=8)) + draw(ENDINGS)
    height, width = draw(st.integers(700, 720)), draw(st.integers(700, 720))
    size = f"{height}x{width}x3"
    return f"name: Random\ninput: {size}\nrounding: floor\nlayers:\n" + "".join(
        f"  - {each}\n" for each in layers
    )
