"""How far something is, on standard error, where a person sits behind it; nothing in a pipe.

for sheet in progress_bar(graded_sheets(paths), len(paths), "sheets"):
    ...
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

from cnncalc.cli import stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Each = TypeVar("Each")

__all__ = ["progress_bar"]

FEW = 3
"""So few are done before a bar could be read."""


def progress_bar(items: Iterable[Each], length: int, noun: str) -> Iterator[Each]:
    """Give items as they come, with a bar that says how many of them have come."""
    hidden = length <= FEW or not stream.is_terminal(sys.stderr)
    with click.progressbar(
        items,
        length=length,
        label=noun,
        file=sys.stderr,
        hidden=hidden,
        show_pos=True,
        show_percent=False,
    ) as bar:
        yield from bar
