"""Budgets as people write them: `5M` parameters, `600M` MACs, `6GiB` or `100MB` of memory.

    >>> count("62.4M")
    Budget(text='62.4M', value=Fraction(62400000, 1))

M is 10^6 for counts; memory takes MB (10^6 bytes) or MiB (2^20), and never guesses which is meant.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cnncalc.analysis.preset import title
from cnncalc.plain import inert
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cnncalc.analysis.tally import Tally

__all__ = ["Budget", "Budgets", "count", "memory", "takes_budgets"]


class Budget(NamedTuple):
    """A bound as it was written, and its exact value in ones or in bytes."""

    text: str
    value: Fraction


class Budgets(NamedTuple):
    """The bounds that a network is held against; None for no bound."""

    parameters: Budget | None = None
    macs: Budget | None = None
    memory: Budget | None = None

    def excesses(self, spec: str, tally: Tally) -> Iterator[str]:
        """Say by how much each bound is exceeded, a sentence for each; `spec` is its subject."""
        totals = tally.totals
        spec = f"{spec} (convention {title(tally.convention)})" if tally.departs else spec
        if self.parameters:
            yield from _excess(spec, "parameters", int(totals.parameters), self.parameters)
        if self.macs:
            yield from _excess(spec, "MACs", int(totals.macs), self.macs)
        if self.memory:
            parameters = int(totals.parameters) * tally.bytes_per_value
            activations = int(totals.activation_bytes)
            parts = f"{parameters:,} of parameters + {activations:,} of one example's activations"
            together = parameters + activations
            yield from _excess(spec, f"bytes ({parts})", together, self.memory)


def takes_budgets(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --max-parameters, --max-macs and --max-memory, as `budgets`."""

    @click.option(
        "--max-parameters", type=count, metavar="5M", help="Exit with 1 above so many parameters."
    )
    @click.option("--max-macs", type=count, metavar="600M", help="Exit with 1 above so many MACs.")
    @click.option(
        "--max-memory",
        type=memory,
        metavar="6GiB",
        help="Exit with 1 where parameters and one example's activations take more bytes.",
    )
    @wraps(command)
    def budgeted_command(
        *,
        max_parameters: Budget | None,
        max_macs: Budget | None,
        max_memory: Budget | None,
        **others: Any,  # noqa: ANN401  the command's own
    ) -> Any:  # noqa: ANN401  whatever the command gives
        return command(budgets=Budgets(max_parameters, max_macs, max_memory), **others)

    return budgeted_command


def _excess(spec: str, of: str, exact: int, budget: Budget) -> Iterator[str]:
    if exact > budget.value:
        over = -((budget.value - exact).__floor__())
        yield f"{inert(spec)}: {exact:,} {of} are {over:,} more than the {budget.text} allowed"


def count(text: str) -> Budget:
    """Read a count: 5000000, 5M, 1.5G. Raises click.BadParameter saying what would be read."""
    return _amount(text, _COUNTED, "a count such as 5000000, 5M or 1.5G")


def memory(text: str) -> Budget:
    """Read an amount of memory: 6GiB, 100MB, or bytes. Raises click.BadParameter too."""
    shown = "an amount of memory: 100MB (10^6 bytes each), 6GiB (2^30 each) or a number of bytes"
    return _amount(text, _BYTES, shown)


_COUNTED = {"": 1, "k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "B": 10**9, "T": 10**12}
_BYTES = {"": 1, "B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12} | {
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
    "TiB": 2**40,
}
_NUMBER = re.compile(r"([0-9]{1,30}(?:\.[0-9]{1,30})?) ?([A-Za-z]{0,3})", re.ASCII)


def _amount(text: str, units: Mapping[str, int], shown: str) -> Budget:
    match = _NUMBER.fullmatch(text)
    if match is None or match[2] not in units:
        message = f"{inert(text[:40])} is not {shown}"
        meant = _meant(match[2], units) if match else []
        if match and meant:
            message += f"; did you mean {listed(match[1] + each for each in meant)}?"
        raise click.BadParameter(message)
    return Budget(text, Fraction(match[1]) * units[match[2]])


def _meant(unit: str, units: Mapping[str, int]) -> list[str]:
    """The units that were meant: those of the same letters, or those with a B or iB left off."""
    same = [each for each in units if each.lower() == unit.lower()]
    return same or [each for each in units if _letters(each) == _letters(unit)]


def _letters(unit: str) -> str:
    """A unit without its case and what is often left off: `6gib`, `6G` and `6GB`."""
    return unit.lower().removesuffix("b").removesuffix("i")
