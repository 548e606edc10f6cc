"""Rules of the catalogue for receptive fields: what a slip makes of the windows on the way.

>>> steps = [Step("conv1", 3, 1, 1, False), Step("conv2", 3, 1, 1, False)]
>>> equation(FIELD_RULES["windows added"](steps))
'F_conv1 + F_conv2 = 3 + 3 = 6'
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.wrong.formula import ONE
from cnncalc.derivation import Leaf, constant, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.wrong.side import Axis
    from cnncalc.derivation import Expression

__all__ = ["FIELD_RULES", "Step", "grown", "steps_along"]

FIRST_VALUE = constant("the window's first value, which is seen already", 1)
ONE_PIXEL = constant("one pixel sees itself", 1)


class Step(NamedTuple):
    """A window on the way from the input, along one axis."""

    layer: str
    kernel: int
    stride: int
    dilation: int
    pools: bool

    @property
    def window(self) -> Leaf:
        """F of the layer."""
        return Leaf(f"kernel of {self.layer}", self.kernel, f"F_{self.layer}")

    @property
    def step(self) -> Leaf:
        """S of the layer."""
        return Leaf(f"stride of {self.layer}", self.stride, f"S_{self.layer}")


def steps_along(path: Iterable[LayerFigures], axis: Axis) -> tuple[Step, ...]:
    """Give the windows of a path along one axis."""
    index = 0 if axis == "height" else 1
    return tuple(
        Step(
            each.name,
            each.window.kernel[index],
            each.window.stride[index],
            each.window.dilation[index],
            each.kind.endswith("pool"),
        )
        for each in path
        if each.window is not None
    )


def grown(steps: Iterable[Step], *, own: bool = False) -> Expression:
    """Give the field: one pixel, and (F - 1)*d times the strides before it for each window.

    With `own` a window's own stride counts as well, by mistake.
    """
    size: Expression = ONE_PIXEL
    jump: Expression = ONE
    for each in steps:
        moved = each.step if jump is ONE else jump * each.step
        after = jump if each.stride == 1 else moved
        added: Expression = each.window - FIRST_VALUE
        if each.dilation != 1:
            added = added * Leaf(f"dilation of {each.layer}", each.dilation, f"d_{each.layer}")
        factor = after if own else jump
        size = size + (added if factor is ONE else added * factor)
        jump = after
    return size


def _last_window(steps: Sequence[Step]) -> Expression:
    return steps[-1].window


def _multiplied(steps: Sequence[Step]) -> Expression:
    product: Expression = steps[0].window
    for each in steps[1:]:
        product = product * each.window
    return product


def _added(steps: Sequence[Step]) -> Expression:
    return total(each.window for each in steps)


def _strides_ignored(steps: Sequence[Step]) -> Expression:
    return grown([each._replace(stride=1) for each in steps])


def _own_stride(steps: Sequence[Step]) -> Expression:
    return grown(steps, own=True)


def _no_pooling(steps: Sequence[Step]) -> Expression:
    return grown([each for each in steps if not each.pools])


def _no_dilation(steps: Sequence[Step]) -> Expression:
    return grown([each._replace(dilation=1) for each in steps])


FIELD_RULES: Mapping[str, Callable[[Sequence[Step]], Expression]] = MappingProxyType(
    {
        "last window": _last_window,
        "windows multiplied": _multiplied,
        "windows added": _added,
        "strides ignored": _strides_ignored,
        "own stride counted": _own_stride,
        "pooling left out": _no_pooling,
        "dilation ignored": _no_dilation,
    }
)
"""By the name that a row of the catalogue calls it."""
