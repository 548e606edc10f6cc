"""Padding that PyTorch has no module for, as generated code has it."""

from __future__ import annotations

__all__ = ["CEIL_PAD", "MEAN_OF_VALUES", "PAIR", "SAME_PAD"]

PAIR = '''
def pair(size: int | tuple[int, int]) -> tuple[int, int]:
    """Give a size for each axis, height first."""
    return (size, size) if isinstance(size, int) else size
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
