"""Layers that PyTorch has no module for, as generated code has them."""

from __future__ import annotations

__all__ = [
    "CROP",
    "FROZEN",
    "LAYER_NORM",
    "LOCALLY_CONNECTED",
    "PART",
    "RBF",
    "SCALE",
    "SCALED_TANH",
    "SUBSAMPLE",
    "TABLE_CONV",
    "UNTIED_BIAS",
    "WITHOUT",
]

WITHOUT = '''
def without(parameter: str, module: nn.Module) -> nn.Module:
    """Take a parameter out of a module: `weight` is gamma, `bias` is beta."""
    module.register_parameter(parameter, None)
    return module
'''

FROZEN = '''
def frozen(module: nn.Module) -> nn.Module:
    """Keep the parameters of a module as they are while others are trained."""
    return module.requires_grad_(False)
'''

SCALED_TANH = '''
class ScaledTanh(nn.Module):
    """1.7159 * tanh(2/3 * x): LeCun et al. 1998, appendix A."""

    def forward(self, x: Tensor) -> Tensor:
        """Change each value by itself."""
        return 1.7159 * torch.tanh(2 / 3 * x)
'''

SUBSAMPLE = '''
class Subsample(nn.Module):
    """Trainable pooling: LeCun et al. 1998, section II.B.

    The sum of each window, times a coefficient and plus a bias that each map has.
    """

    def __init__(
        self,
        channels: int,
        kernel_size: int | tuple[int, int],
        stride: int | tuple[int, int] | None = None,
        padding: int | tuple[int, int] = 0,
    ) -> None:
        super().__init__()
        height, width = pair(kernel_size)
        self.mean = nn.AvgPool2d(kernel_size, stride, padding)
        self.values = height * width
        self.weight = nn.Parameter(torch.ones(channels, 1, 1))
        self.bias = nn.Parameter(torch.zeros(channels, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        """Shrink each map by itself."""
        return self.values * self.mean(x) * self.weight + self.bias
'''

RBF = '''
class Rbf(nn.Module):
    """The squared distance to the centre of each unit: LeCun et al. 1998, section II.B.

    The centres are fixed. The paper draws them by hand; these are -1 and 1 at random.
    """

    centers: Tensor

    def __init__(self, in_features: int, units: int) -> None:
        super().__init__()
        signs = torch.randint(2, (units, in_features))
        self.register_buffer("centers", 2.0 * signs - 1)

    def forward(self, x: Tensor) -> Tensor:
        """Give a distance for each unit."""
        return (x.unsqueeze(1) - self.centers).square().sum(dim=2)
'''

TABLE_CONV = '''
class TableConv2d(nn.Module):
    """A convolution whose filters read only some maps: LeCun et al. 1998, table I.

    The table says for each filter which maps it reads, counted from 0.
    """

    def __init__(
        self,
        table: list[list[int]],
        kernel_size: int | tuple[int, int],
        stride: int | tuple[int, int] = 1,
        padding: int | tuple[int, int] | str = 0,
        dilation: int | tuple[int, int] = 1,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.table = table
        self.filters = nn.ModuleList(
            nn.Conv2d(len(maps), 1, kernel_size, stride, padding, dilation, bias=bias)
            for maps in table
        )

    def forward(self, x: Tensor) -> Tensor:
        """Give a map for each filter."""
        maps = [conv(x[:, read]) for conv, read in zip(self.filters, self.table)]
        return torch.cat(maps, dim=1)
'''

UNTIED_BIAS = '''
class UntiedBias(nn.Module):
    """A bias of its own for each position of each map: Silver et al. 2016, Methods."""

    def __init__(self, channels: int, height: int, width: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels, height, width))

    def forward(self, x: Tensor) -> Tensor:
        """Add the biases."""
        return x + self.bias
'''

LAYER_NORM = '''
class LayerNorm2d(nn.Module):
    """Layer normalization over the maps at each position: Liu et al. 2022 (ConvNeXt)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(channels)

    def forward(self, x: Tensor) -> Tensor:
        """Normalize with the channels last, where PyTorch looks for them."""
        return self.norm(x.movedim(1, -1)).movedim(-1, 1)
'''

SCALE = '''
class Scale(nn.Module):
    """A factor and a bias for each map, as Caffe's Scale layer."""

    def __init__(self, channels: int, bias: bool = True, axes: int = 3) -> None:
        super().__init__()
        shape = (channels, *[1] * (axes - 1))
        self.weight = nn.Parameter(torch.ones(shape))
        self.bias = nn.Parameter(torch.zeros(shape)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        """Multiply, and add."""
        x = x * self.weight
        return x if self.bias is None else x + self.bias
'''

CROP = '''
class Crop(nn.Module):
    """A part of each map: Ronneberger et al. 2015 (U-Net)."""

    def __init__(
        self, offset: int | tuple[int, int], size: int | tuple[int, int]
    ) -> None:
        super().__init__()
        (top, left), (height, width) = pair(offset), pair(size)
        self.rows = slice(top, top + height)
        self.columns = slice(left, left + width)

    def forward(self, x: Tensor) -> Tensor:
        """Keep the rows and columns."""
        return x[:, :, self.rows, self.columns]
'''

PART = '''
class Part(nn.Module):
    """One of equal parts of the channels: Ma et al. 2018 (ShuffleNet v2)."""

    def __init__(self, parts: int, take: int) -> None:
        super().__init__()
        self.parts, self.take = parts, take

    def forward(self, x: Tensor) -> Tensor:
        """Keep the part, counted from 0."""
        return x.chunk(self.parts, dim=1)[self.take]
'''

LOCALLY_CONNECTED = '''
class LocallyConnected2d(nn.Module):
    """A convolution in which each position has filters of its own, as Keras has it."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        output_size: int | tuple[int, int],
        kernel_size: int | tuple[int, int],
        stride: int | tuple[int, int] = 1,
        dilation: int | tuple[int, int] = 1,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.output_size = rows, columns = pair(output_size)
        self.unfold = nn.Unfold(kernel_size, dilation, stride=stride)
        height, width = pair(kernel_size)
        read = in_channels * height * width
        weight = torch.randn(rows * columns, out_channels, read) / read**0.5
        self.weight = nn.Parameter(weight)
        biases = torch.zeros(out_channels, rows, columns)
        self.bias = nn.Parameter(biases) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        """Multiply the patch at each position with the filters there."""
        patches = self.unfold(x).permute(2, 1, 0)
        x = torch.bmm(self.weight, patches).permute(2, 1, 0)
        x = x.unflatten(2, self.output_size)
        return x if self.bias is None else x + self.bias
'''
