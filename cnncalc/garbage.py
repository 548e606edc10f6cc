"""Python's search for garbage, put off while a network is read and computed.

    @without_collecting
    def analyze(...): ...

All that is made there stays, and looking through it again and again for what could go takes as long
as making it.
"""

from __future__ import annotations

import gc
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["without_collecting"]

Given = ParamSpec("Given")
Result = TypeVar("Result")


def without_collecting(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Have a function run to its end before garbage is looked for, if it is looked for at all."""

    @wraps(function)
    def undisturbed(*arguments: Given.args, **named: Given.kwargs) -> Result:
        if not gc.isenabled():
            return function(*arguments, **named)
        gc.disable()
        try:
            return function(*arguments, **named)
        finally:
            gc.enable()

    return undisturbed
