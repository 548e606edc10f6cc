"""What tests of laws share: hypothesis tries cases for as long as they take, and derivations."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st

from cnncalc.derivation import Leaf, ceiling, floor, largest, smallest, total

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.derivation import Expression

untimed = settings(deadline=None)
"""A busy machine is no fault."""

SYMBOLS = ("W", "F", "S", "P", "K", "H_out", "N", "U")
SEVERAL: tuple[Callable[..., Expression], ...] = (
    largest,
    smallest,
    lambda *expressions: total(expressions),
)


@st.composite
def leaves_of_formulas(draw: st.DrawFn) -> Leaf:
    """Draw a number with a letter; one letter may stand for several numbers."""
    return Leaf("a number", draw(st.integers(-30, 30)), draw(st.sampled_from(SYMBOLS)))


def _operated(operands: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    divisors = operands.filter(lambda each: each.value != 0)
    return st.one_of(
        st.builds(operator.add, operands, operands),
        st.builds(operator.sub, operands, operands),
        st.builds(operator.mul, operands, operands),
        st.builds(operator.truediv, operands, divisors),
        st.builds(operator.floordiv, operands, divisors),
        st.builds(floor, operands),
        st.builds(ceiling, operands),
        st.tuples(st.sampled_from(SEVERAL), st.lists(operands, min_size=1, max_size=5)).map(
            lambda drawn: drawn[0](*drawn[1])
        ),
    )


expressions: st.SearchStrategy[Expression] = st.recursive(
    leaves_of_formulas(), _operated, max_leaves=12
)
"""Derivations of every form, over whole numbers."""
