"""What a teacher requires of the numbers that are drawn; a draw that does not meet it is dropped.

    require:
      - size is a whole number
      - S < F
      - diagnostic >= 4

`diagnostic >= 4`: at each question, slips that are known give at least 4 different wrong numbers.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cnncalc.derivation import Leaf, Operation
from cnncalc.shape import Image
from cnncalc.spec.arithmetic import computed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cnncalc.analysis.result import Analysis
    from cnncalc.derivation import Expression
    from cnncalc.spec.node import Scalar

__all__ = ["FORMS", "Requirement", "requirement"]

Subject = Literal["whole", "not whole", "size", "diagnostic", "parameters"]

FORMS = (
    "`size is a whole number`",
    "`size is not a whole number`",
    "`size >= 4`",
    "`diagnostic >= 4`",
    "a comparison of parameters, such as `S < F`",
)
"""What may be required, as a message shows it."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is required."""

    text: str
    node: Scalar
    subject: Subject
    left: str = ""
    relation: str = ">="
    right: str = "0"

    def met_by_numbers(self, drawn: Mapping[str, int]) -> bool:
        """Say whether parameters meet it; true where it is about something else.

        Raises ExpressionError where a side cannot be computed.
        """
        if self.subject != "parameters":
            return True
        return self._holds(computed(self.left, drawn.get), drawn)

    def met_by_sizes(self, analysis: Analysis, drawn: Mapping[str, int]) -> bool:
        """Say whether the sizes of a network meet it; true where it is about something else."""
        match self.subject:
            case "whole":
                return all(map(_whole, _sizes(analysis)))
            case "not whole":
                return not all(map(_whole, _sizes(analysis)))
            case "size":
                return all(self._holds(each, drawn) for each in _sides(analysis))
            case _:
                return True

    def least(self, drawn: Mapping[str, int]) -> int:
        """Give how many different wrong numbers each question needs; 0 where that is not asked."""
        if self.subject != "diagnostic":
            return 0
        return computed(self.right, drawn.get) + (self.relation == ">")

    def _holds(self, left: int, drawn: Mapping[str, int]) -> bool:
        return _RELATIONS[self.relation](left, computed(self.right, drawn.get))


def requirement(node: Scalar) -> Requirement | None:
    """Read a requirement; None for a text that is none."""
    text = " ".join(node.text.split())
    lowered = text.lower()
    if match := _WHOLE.fullmatch(lowered):
        return Requirement(text, node, "not whole" if match[1] else "whole")
    match = _COMPARISON.fullmatch(text)
    if match is None:
        return None
    left, relation, right = (each.strip() for each in match.groups())
    if left.lower() in {"size", "sizes"}:
        return Requirement(text, node, "size", "", relation, right)
    if left.lower() == "diagnostic":
        known = relation in {">=", ">"}
        return Requirement(text, node, "diagnostic", "", relation, right) if known else None
    return Requirement(text, node, "parameters", left, relation, right)


_WHOLE = re.compile(r"(?:the |every )?sizes? (?:is|are) (not |no )?(?:a )?whole numbers?")
_COMPARISON = re.compile(r"([^<>=!]+)(<=|>=|!=|==|=|<|>)([^<>=!]+)")
_RELATIONS: Mapping[str, Callable[[int, int], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "==": operator.eq,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


def _sizes(analysis: Analysis) -> Iterator[Expression]:
    """Every size that a layer computes."""
    for each in analysis.layers.values():
        yield from each.sizes.values()


def _sides(analysis: Analysis) -> Iterator[int]:
    """Heights and widths of all outputs that are images."""
    for each in analysis.layers.values():
        if isinstance(each.output_shape, Image):
            yield each.output_shape.height
            yield each.output_shape.width


def _whole(expression: Expression) -> bool:
    """Whether nothing in a derivation was rounded away; `same` padding rounds on purpose."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Operation):
            if node.operator in {"floor", "ceil"} and not node.operands[0].whole:
                return _is_same(node)
            waiting.extend(node.operands)
    return expression.whole


def _is_same(rounded: Operation) -> bool:
    """Whether it is ceil(W/S): no window was subtracted."""
    divided = rounded.operands[0]
    return isinstance(divided, Operation) and all(isinstance(x, Leaf) for x in divided.operands)
