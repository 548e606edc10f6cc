"""What stops a run: memory that runs out, or the user; either ends in a sentence that says where.

with at("conv5"):
    output = module(values)
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import torch

from cnncalc.diagnostic import CannotRunError, CnncalcError
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["InterruptedRunError", "at", "out_of_memory", "reason"]


class InterruptedRunError(CnncalcError):
    """The user stopped the run (Ctrl-C)."""

    exit_code = 130


@contextmanager
def at(place: str) -> Iterator[None]:
    """Name the place of a stop: CannotRunError for memory, InterruptedRunError by the user."""
    try:
        yield
    except KeyboardInterrupt:
        message = f"interrupted at {place}; nothing was kept"
        raise InterruptedRunError(message) from None
    except (MemoryError, RuntimeError) as error:
        if not out_of_memory(error):
            raise
        message = (
            f"the memory ran out at {place}; a smaller --batch or --input needs less, "
            "and `--device meta` checks shapes and counts without any"
        )
        raise CannotRunError(message) from error


def out_of_memory(error: Exception) -> bool:
    """Whether it is for want of memory; on a processor PyTorch says so in words alone."""
    text = str(error)
    return isinstance(error, (MemoryError, torch.cuda.OutOfMemoryError)) or (
        "DefaultCPUAllocator" in text or "out of memory" in text
    )


def reason(error: Exception) -> str:
    """Give the first sentence of PyTorch's own message, inert."""
    text = str(error).strip().partition("\n")[0] or type(error).__name__
    return inert(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")


_LONGEST = 200
