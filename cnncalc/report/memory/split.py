"""A network over several devices: what each holds, and what crosses where they meet.

    >>> tower_table(account, split(account.analysis, 2), budget=None)

The graphics card of the 2012 paper, a GTX 580, had 3 GB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.memory.part import DIVIDED
from cnncalc.quantity import bytes_written
from cnncalc.report.memory.overview import amounts
from cnncalc.report.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.split import Split

__all__ = ["Budgeted", "meeting_table", "tower_table"]


class Budgeted(NamedTuple):
    """A bound in bytes, and how it was written."""

    bytes: int
    written: str


GTX_580 = Budgeted(3 * 10**9, "3 GB")
"""The card's 3 GB, where GB means 10^9 bytes, the smaller of its two meanings."""


def tower_table(account: Account, found: Split, budget: Budgeted | None) -> Table:
    """Give what each device holds by the lecture's estimate, and for comparison one with all."""
    room, written = budget or GTX_580
    columns = (
        Column("device", "on device"),
        Column("parameters", "parameters", numeric=True, rank=1),
        Column("activations", "activations", numeric=True, rank=2),
        Column("received", "copies received", numeric=True, rank=3),
        Column("bytes", "the lecture's bytes", numeric=True),
        Column("decimal", "decimal", numeric=True, rank=5),
        Column("binary", "binary", numeric=True, rank=4),
        Column("fits", f"fits {written}"),
    )
    rows = []
    for tower in found.towers:
        held = tower.holding
        size = int(tower.textbook(account.setup, training=account.training).total)
        counts = (held.parameters, held.activations, held.received)
        rows.append((str(tower.device), *counts, size, *amounts(size), _word(size, room)))
    size, totals = int(account.textbook.total), account.analysis.totals
    whole = ("all on one", totals.parameters, totals.activations, 0, size, *amounts(size))
    return Table(
        f"Over {len(found.towers)} devices, each with its part of every layer",
        columns,
        (*rows, (*whole, _word(max(size, account.needed.bytes), room))),
        None,
        tuple(_notes(account, found, budget)),
    )


def _notes(account: Account, found: Split, budget: Budgeted | None) -> Iterator[str]:
    examples = f"{account.setup.batch:,} example" + "s" * (account.setup.batch != 1)
    yield f"values are those of one example, bytes the lecture's estimate for {examples}"
    peak = account.needed.bytes
    if peak > int(account.textbook.total):
        yield f"all on one fits only if PyTorch's peak does too: {bytes_written(peak)}"
    if budget is None:
        yield "3 GB is what the GTX 580 of Krizhevsky et al. 2012 had"
        yield (
            "they call AlexNet too big for one such card; what their own program held beside "
            "the lecture's values is not counted here"
        )
    yield from _apart(account, found)


def _apart(account: Account, found: Split) -> Iterator[str]:
    """Say which layers read only what lies on their own device, and why others with groups do not.

    Depthwise filters always do; a group that is divided, or whose maps lie elsewhere, does not.
    """
    reading = [each for each in account.analysis.layers.values() if "input" in each.inputs]
    if found.apart:
        first = reading[0].name
        yield f"each device by itself: {first}, which reads the image, and {_named(found.apart)}"
    layers, devices = account.analysis.layers, len(found.towers)
    divided: dict[int, list[str]] = {}
    for name, each in layers.items():
        groups = int(getattr(each.layer, "groups", 1))
        if each.kind in DIVIDED and groups > 1 and name not in found.apart:
            over = 0 if groups % devices == 0 else max(-(-devices // groups), 2)
            divided.setdefault(over if devices % groups == 0 or not over else 1, []).append(name)
    for over, names in divided.items():
        shown = _named(names)
        if over > 1:
            yield f"the groups of {shown} are each divided over {over} devices, which meet there"
        elif over:
            yield f"some groups of {shown} are divided among devices, which meet there"
        else:
            yield f"the groups of {shown} read maps that lie on other devices"
    depthwise = [name for name, each in layers.items() if each.kind == "depthwise_conv"]
    if depthwise:
        yield f"depthwise filters read only the maps of their own device: {_named(depthwise)}"
    if not (found.apart or divided or depthwise):
        yield (
            "no layer has groups, so that behind the first every filter reads the maps of all "
            "devices: they meet at each; `groups` in the spec would keep some apart"
        )


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


_MOST_NAMED = 6


def meeting_table(account: Account, found: Split) -> Table:
    """Give the values that cross at each layer where devices meet, forward and backward."""
    columns = (
        Column("layer", "layer"),
        Column("reads", "what crosses", rank=1),
        Column("forward", "values forward", numeric=True),
        Column("backward", "values backward", numeric=True),
        Column("bytes", "bytes in all", numeric=True, rank=2),
    )
    width = account.setup.batch * account.setup.bytes_per_value
    rows = []
    for each in found.meetings:
        backward = each.backward if account.training else 0
        crossing = f"{'sums over' if each.sums else 'maps of'} {', '.join(each.reads)}"
        rows.append(
            (each.layer, crossing, each.forward, backward, (each.forward + backward) * width)
        )
    forward = sum(each.forward for each in found.meetings)
    backward = sum(each.backward for each in found.meetings) if account.training else 0
    total = (forward + backward) * width
    return Table(
        "Where the devices meet",
        columns,
        tuple(rows),
        ("total", None, forward, backward, total),
        (
            "values of one example over all devices together; backward cross their gradients",
            f"a step of the whole batch moves {bytes_written(total)}",
        ),
    )


def _word(size: int, room: int) -> str:
    return "yes" if size <= room else "no"
