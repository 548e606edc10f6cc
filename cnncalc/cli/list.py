"""`cnncalc list`: the networks that come with cnncalc, each with its size."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from cnncalc.cli import stream
from cnncalc.cli.budget import Budget, count
from cnncalc.cli.complete import network_words
from cnncalc.cli.failure import told
from cnncalc.cli.option import writes
from cnncalc.diagnostic import CnncalcError
from cnncalc.plain import inert
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.cli.output import Output
    from cnncalc.spec.graph import Network

__all__ = ["command"]


class Years(NamedTuple):
    """The years from one to another; None where there is no end."""

    first: int | None
    last: int | None

    def hold(self, year: int | None) -> bool:
        """Whether a year is among them; a network without one is not."""
        if year is None:
            return False
        return (self.first or year) <= year <= (self.last or year)


def years(text: str) -> Years:
    """Read 2015, 2015..2017, ..2014 or 2015.. ; click.BadParameter for anything else.

    Years that go backwards, in which there is no network, are refused as well.
    """
    match = re.fullmatch(r"([0-9]{4})?(\.\.)?([0-9]{4})?", text.strip(), re.ASCII)
    if match is None or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        raise click.BadParameter(f"{inert(text[:40])} is not a year or years: 2015, 2015..2017")
    first, last = (int(each) if each else None for each in (match[1], match[3]))
    if first and last and first > last:
        raise click.BadParameter(f"{first}..{last} holds no year: write {last}..{first}")
    return Years(first, last if match[2] else first)


@click.command(name="list")
@click.argument("words", nargs=-1, shell_complete=network_words)
@click.option(
    "--sort",
    type=click.Choice(["name", "year", "input", "parameters", "macs"]),
    default="name",
    help="What to go by, smallest first; input goes by its number of values.",
)
@click.option("--reverse", is_flag=True, help="Largest first.")
@click.option(
    "--year", type=years, metavar="YEARS", help="Only those of 2015, or of 2015..2017, ..2014, ..."
)
@click.option(
    "--max-parameters", type=count, metavar="5M", help="Only those of so many parameters at most."
)
@click.option("--max-macs", type=count, metavar="600M", help="Only those of so many MACs at most.")
@writes()
def command(  # noqa: PLR0913  one for each option
    *,
    words: tuple[str, ...],
    sort: str,
    reverse: bool,
    year: Years | None,
    max_parameters: Budget | None,
    max_macs: Budget | None,
    output: Output,
) -> int:
    """The networks that come with cnncalc: year, input, parameters and MACs of each.

    \b
    Examples:
      cnncalc list
      cnncalc list resnet --sort macs
      cnncalc list --year 2015..2017 --max-parameters 5M --max-macs 600M
      cnncalc list --format csv

    WORDS stand in the name, the title or the source of a network, in any order and case. Where no
    network has them, what is nearest is named, and the exit code is 0 nonetheless: a list may be
    empty.
    """
    survey = Survey(words, year)
    bounds = {"parameters": max_parameters, "macs": max_macs}
    found = [each for each in survey if each.keeps_within(bounds)]
    found.sort(key=_ORDERS[sort])
    if reverse:
        found.reverse()
    if sort == "year":
        found.sort(key=lambda each: each.year is None)  # those without one come last, either way
    if output.format == "json":
        networks = [each.data() for each in found]
        output.data({"schema": 1, "cnncalc": __version__, "networks": networks})
    else:
        _write_table(found, survey.count, output)
    if not found:
        stream.write("".join(f"note: {each}\n" for each in survey.strangers()), sys.stderr)
    return survey.worst


class Shipped(NamedTuple):
    """One network of the list."""

    name: str
    year: int | None
    analysis: Analysis

    def keeps_within(self, bounds: Mapping[str, Budget | None]) -> bool:
        """Whether none of its totals is above the bound that is set for it."""
        totals = self.analysis.totals
        return all(
            each is None or int(getattr(totals, name)) <= each.value
            for name, each in bounds.items()
        )

    def data(self) -> dict[str, object]:
        """Give what `--format json` has of it; the shape is channels first."""
        return {
            "name": self.name,
            "title": self.analysis.title,
            "year": self.year,
            "input": list(self.analysis.input_shape.axes),
            "parameters": int(self.analysis.totals.parameters),
            "macs": int(self.analysis.totals.macs),
        }


_ORDERS: Mapping[str, Callable[[Shipped], int]] = {
    "name": lambda _: 0,  # as they come
    "year": lambda each: each.year or 0,
    "input": lambda each: each.analysis.input_shape.values,
    "parameters": lambda each: int(each.analysis.totals.parameters),
    "macs": lambda each: int(each.analysis.totals.macs),
}


_WORD = re.compile(r"[^\W_][\w-]{4,}")
"""A word that says something of a network."""


class Survey:
    """The shipped networks that some words and years leave, each analysed when it is its turn.

    One that cannot be read is told; `worst` is the worst exit code so far.
    """

    def __init__(self, words: Sequence[str], year: Years | None) -> None:
        """Take the words, which stand in a network's texts, and the years it is from."""
        self.worst = 0
        self.count = 0
        """How many there are in all."""
        self._words = [each.casefold() for each in words]
        self._year = year
        self._texts: list[str] = []

    def __iter__(self) -> Iterator[Shipped]:
        """Give each network in the order of the names."""
        from cnncalc.api import analyze_reading, read_spec
        from cnncalc.spec.catalog import shipped

        for name in shipped():
            self.count += 1
            try:
                reading = read_spec(name)
                if self._wants(name, reading.network):
                    yield Shipped(name, reading.network.year, analyze_reading(reading))
            except CnncalcError as error:
                self.worst = max(self.worst, told(error))

    def strangers(self) -> Iterator[str]:
        """Say of each word that no network has which one is nearest, once all were asked."""
        from cnncalc.spec.catalog import shipped
        from cnncalc.suggestion import nearest

        for word in self._words:
            if any(word in each for each in self._texts):
                continue
            said = (part for text in self._texts for part in _WORD.findall(text))
            meant = nearest(word, [*shipped(), *said])
            hint = f"did you mean `{meant}`?" if meant else "`cnncalc list` shows them all"
            yield f"no network has `{inert(word[:40])}` in its name, title or source; {hint}"

    def _wants(self, name: str, network: Network) -> bool:
        text = " ".join((name, network.name, network.title, *network.origin.values())).casefold()
        self._texts.append(text)
        if self._year is not None and not self._year.hold(network.year):
            return False
        return all(each in text for each in self._words)


def _write_table(found: Sequence[Shipped], count: int, output: Output) -> None:
    from cnncalc.report.table import Column, Table

    columns = (
        Column("name", "name", numeric=False, rank=0),
        Column("year", "year", numeric=True, rank=2),
        Column("input", "input", numeric=False, rank=1),
        Column("parameters", "parameters", numeric=True, rank=0),
        Column("macs", "MACs", numeric=True, rank=0),
        Column("title", "title", numeric=False, rank=3),
    )
    rows = tuple(
        (
            each.name,
            None if each.year is None else str(each.year),  # a year takes no thousands separator
            each.analysis.input_shape,
            each.analysis.totals.parameters,
            each.analysis.totals.macs,
            each.analysis.title,
        )
        for each in found
    )
    some = f"{len(found):,} of the {count:,} networks that come with cnncalc"
    output.table(Table("", columns, rows, None, (some,) if len(found) < count else ()))
