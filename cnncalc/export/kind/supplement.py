"""Modules that PyTorch does not have, as they are written into generated code where it needs them.

Each is a whole definition with its source in its docstring; `needed` are other supplements that it
uses. All take and give images of batch x channels x height x width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

__all__ = ["SUPPLEMENTS", "Supplement", "definitions"]


class Supplement(NamedTuple):
    """A definition of generated code."""

    code: str
    needed: tuple[str, ...] = ()


def definitions(used: AbstractSet[str]) -> Iterator[str]:
    """Give the definitions of the supplements that are used, and of those that they need."""
    all_used = {
        *used,
        *(each for name in used if name in SUPPLEMENTS for each in SUPPLEMENTS[name].needed),
    }
    return (each.code.strip() for name, each in SUPPLEMENTS.items() if name in all_used)


PAIR = '''
def pair(size: int | tuple[int, int]) -> tuple[int, int]:
    """Give a size for each axis, height first."""
    return (size, size) if isinstance(size, int) else size
'''

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

SAME_PAD = '''
class SamePad2d(nn.Module):
    """Padding after which a window gives ceil(size / stride), as TensorFlow's `same`.

    Where the padding is odd, the pixel more is at the bottom and at the right.
    """

    def __init__(
        self,
        kernel_size: int | tuple[int, int],
        stride: int | tuple[int, int] = 1,
        dilation: int | tuple[int, int] = 1,
        value: float = 0.0,
    ) -> None:
        super().__init__()
        self.kernel_size, self.stride = pair(kernel_size), pair(stride)
        self.dilation, self.value = pair(dilation), value

    def forward(self, x: Tensor) -> Tensor:
        """Pad to what the size at hand needs."""
        sides: list[int] = []
        for axis, size in enumerate(x.shape[-2:]):
            span = self.dilation[axis] * (self.kernel_size[axis] - 1) + 1
            windows = -(-size // self.stride[axis])
            padding = max((windows - 1) * self.stride[axis] + span - size, 0)
            sides = [padding // 2, padding - padding // 2, *sides]
        return functional.pad(x, sides, value=self.value)
'''

CEIL_PAD = '''
class CeilPad2d(nn.Module):
    """Padding, and at the end what a last window lacks: sizes round up, as in Caffe.

    A window more that would start in the padding is left out. The padding is in the
    order left, right, top, bottom.
    """

    def __init__(
        self,
        kernel_size: int | tuple[int, int],
        stride: int | tuple[int, int] = 1,
        padding: tuple[int, int, int, int] = (0, 0, 0, 0),
        dilation: int | tuple[int, int] = 1,
        value: float = 0.0,
    ) -> None:
        super().__init__()
        self.kernel_size, self.stride = pair(kernel_size), pair(stride)
        self.padding, self.dilation = (padding[2:], padding[:2]), pair(dilation)
        self.value = value

    def forward(self, x: Tensor) -> Tensor:
        """Pad to what the size at hand needs."""
        sides: list[int] = []
        for axis, size in enumerate(x.shape[-2:]):
            before, after = self.padding[axis]
            stride = self.stride[axis]
            span = self.dilation[axis] * (self.kernel_size[axis] - 1) + 1
            room = before + size + after - span
            last = -(-room // stride) * stride
            if last > room and last >= before + size:
                last -= stride
            sides = [before, max(last + span - before - size, 0), *sides]
        return functional.pad(x, sides, value=self.value)
'''

MEAN_OF_VALUES = '''
class MeanOfValues(nn.Module):
    """Average pooling in which the padding does not count, on whichever side it is."""

    def __init__(self, pad: nn.Module, pool: nn.Module) -> None:
        super().__init__()
        self.pad, self.pool = pad, pool

    def forward(self, x: Tensor) -> Tensor:
        """Divide the mean of each window by the share of values in it."""
        return self.pool(self.pad(x)) / self.pool(self.pad(torch.ones_like(x)))
'''

SUPPLEMENTS: Mapping[str, Supplement] = {
    "pair": Supplement(PAIR),
    "without": Supplement(WITHOUT),
    "frozen": Supplement(FROZEN),
    "ScaledTanh": Supplement(SCALED_TANH),
    "Subsample": Supplement(SUBSAMPLE, ("pair",)),
    "Rbf": Supplement(RBF),
    "TableConv2d": Supplement(TABLE_CONV),
    "UntiedBias": Supplement(UNTIED_BIAS),
    "SamePad2d": Supplement(SAME_PAD, ("pair",)),
    "CeilPad2d": Supplement(CEIL_PAD, ("pair",)),
    "MeanOfValues": Supplement(MEAN_OF_VALUES),
}
"""The supplements by name, in the order in which they are written."""
