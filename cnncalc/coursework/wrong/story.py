"""A wrong answer and how it came about: what a slip gives at one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cnncalc.plain import one_line

if TYPE_CHECKING:
    from cnncalc.coursework.misconception import Misconception
    from cnncalc.derivation import Expression, Number

__all__ = ["Slip"]


@dataclass(frozen=True, eq=False)
class Slip:
    """A wrong number or shape, with the derivation that leads to it."""

    misconceptions: tuple[Misconception, ...]
    """One, or two that were made together."""
    expression: Expression | tuple[Expression, ...]
    """The derivation with the slip in it; of a shape that of its height, width and channels."""
    layer: str = ""
    """The other layer that had a part in it, where there is one."""
    axis: Literal["", "height", "width"] = ""
    """The one axis of a shape along which it was made, where the other is right."""

    @property
    def value(self) -> Number | tuple[Number, ...]:
        """The wrong number, or the sizes of a wrong shape: height, width, channels."""
        if isinstance(self.expression, tuple):
            return tuple([each.value for each in self.expression])
        return self.expression.value

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its misconceptions."""
        return tuple([each.id for each in self.misconceptions])

    @property
    def statement(self) -> str:
        """Say what the number is: `the count without the biases`."""
        first, *others = self.misconceptions
        said = first.statement.replace("{layer}", one_line(self.layer))
        if others:
            names = " and ".join(each.name for each in self.misconceptions)
            said = f"what you get with {names}"
        return f"{said}, for the {self.axis} alone" if self.axis else said
