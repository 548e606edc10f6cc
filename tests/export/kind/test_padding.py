"""What stands before a window in PyTorch, which pads both sides alike and rounds few things up."""

from __future__ import annotations

import pytest

from tests.export.exported import class_of


@pytest.mark.parametrize(
    ("layer", "written"),
    [
        pytest.param(
            "conv: {filters: 4, kernel: 3, padding: same}",
            ['nn.Conv2d(3, 4, kernel_size=3, padding="same")'],
            id="torch.nn.Conv2d knows `same` for a stride of 1",
        ),
        pytest.param(
            "conv: {filters: 4, kernel: 2, padding: same}",
            ["SamePad2d(2)", "nn.Conv2d(3, 4, kernel_size=2)"],
            id="where one side has a pixel more, PyTorch warns",
        ),
        pytest.param(
            "conv: {filters: 4, kernel: 3, stride: 2, padding: same}",
            ["SamePad2d(3, stride=2)", "nn.Conv2d(3, 4, kernel_size=3, stride=2)"],
            id="torch.nn.Conv2d refuses `same` for other strides",
        ),
        pytest.param(
            "conv: {filters: 4, kernel: [3, 5], padding: half}",
            ["nn.Conv2d(3, 4, kernel_size=(3, 5), padding=(1, 2))"],
            id="half",
        ),
        pytest.param(
            "conv: {filters: 4, kernel: 3, padding: [0, 2, 1, 1]}",
            ["nn.ZeroPad2d((1, 1, 0, 2))", "nn.Conv2d(3, 4, kernel_size=3)"],
            id="torch.nn.ZeroPad2d begins on the left",
        ),
        pytest.param(
            "maxpool: {kernel: 2, stride: 1, padding: [0, 1, 0, 1]}",
            [
                "nn.ConstantPad2d((0, 1, 0, 1), -torch.inf)",
                "nn.MaxPool2d(kernel_size=2, stride=1)",
            ],
            id="a maximum takes no notice of padding",
        ),
        pytest.param(
            "maxpool: {kernel: 3, stride: 2, rounding: ceil}",
            ["nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)"],
            id="torch.nn.MaxPool2d rounds up",
        ),
        pytest.param(
            "maxpool: {kernel: 2, rounding: ceil}",
            ["nn.MaxPool2d(kernel_size=2)"],
            id="nothing to round",
        ),
        pytest.param(
            "conv: {filters: 4, kernel: 3, stride: 2, rounding: ceil}",
            ["CeilPad2d(3, stride=2)", "nn.Conv2d(3, 4, kernel_size=3, stride=2)"],
            id="torch.nn.Conv2d does not",
        ),
        pytest.param(
            "avgpool: {kernel: 3, stride: 2, padding: [0, 0, 0, 1], rounding: ceil}",
            ["nn.ZeroPad2d((0, 1, 0, 0))", "nn.AvgPool2d(kernel_size=3, stride=2, ceil_mode=True)"],
            id="what a mean lacks at the end does not count in it",
        ),
        pytest.param(
            "avgpool: {kernel: 3, stride: 1, padding: 1, count_include_pad: false}",
            ["nn.AvgPool2d(kernel_size=3, stride=1, padding=1, count_include_pad=False)"],
            id="torch.nn.AvgPool2d leaves out padding that is alike on both sides",
        ),
        pytest.param(
            "avgpool: {kernel: 2, stride: 1, padding: same, count_include_pad: false}",
            ["MeanOfValues(SamePad2d(2), nn.AvgPool2d(kernel_size=2, stride=1))"],
            id="and no other",
        ),
        pytest.param(
            "l2pool: {kernel: 3, stride: 1, padding: 1}",
            ["nn.ZeroPad2d((1, 1, 1, 1))", "nn.LPPool2d(2, kernel_size=3, stride=1)"],
            id="torch.nn.LPPool2d pads nothing",
        ),
    ],
)
def test_a_window_is_written_with_what_pytorch_has(layer: str, written: list[str]) -> None:
    """torch.nn says what each module does."""
    *lines, _ = class_of(f"layers: [{layer}]")
    text = " ".join(lines).replace("( ", "(").replace(" )", ")")
    for each in written:
        assert each in text
    assert ("Sequential" in text) == (len(written) > 1)


def test_padding_that_a_block_is_told_is_an_argument() -> None:
    """Numbers that differ from use to use are the block's own settings."""
    lines = class_of(
        "blocks: {b: {settings: {p: 1}, layers: [conv: {filters: 4, kernel: 3, padding: $p}]}}\n"
        "layers: [b, b: 0]",
        "B",
    )
    assert "self.conv1 = nn.Conv2d(channels, 4, kernel_size=3, padding=p)" in " ".join(lines)
