"""What of another tool's account is shown: the table and the data of `cnncalc analyze --as`.

    >>> table = peer_table(peer_account(cnncalc.analyze("resnet50"), PEERS["fvcore"]))
    >>> table.rows[-1][:3]
    (None, '= flops', 4111512576)

Each number that the tool prints begins with our figure, and ends with the tool's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.analysis.data import SCHEMA
from cnncalc.report.table import Column, Table
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.peer.account import Account, Counts
    from cnncalc.report.table import Row

__all__ = ["peer_data", "peer_table"]


def peer_table(account: Account, *, exact: bool = False) -> Table:
    """Give the table of an account.

    With `exact`, for programs, each row says which figure it is of, and no sign stands before the
    words of a difference.
    """
    rows: list[Row] = []
    for counts in account.counts.values():
        for index, row in enumerate(_rows(counts, exact=exact)):
            rows.append((counts.label if exact or not index else None, *row))
    name = account.peer.name
    return Table(
        title=f"{account.analysis.name}, as {account.peer.title} counts",
        columns=(
            Column("figure", f"{name} prints"),
            Column("what", "how it comes about"),
            Column("value", "value", numeric=True),
            Column("layers", "layers", numeric=True, rank=1),
            Column("source", "source", rank=2),
        ),
        rows=tuple(rows),
        notes=tuple(_notes(account)),
    )


def peer_data(account: Account) -> dict[str, Any]:
    """Give an account as plain data, described in docs/json.md."""
    analysis, peer = account.analysis, account.peer
    return {
        "schema": SCHEMA,
        "cnncalc": __version__,
        "network": {"name": analysis.name, "input": list(analysis.input_shape.axes)},
        "peer": {"name": peer.name, "version": peer.version, "call": peer.how},
        "figures": [_figure_data(each) for each in account.counts.values()],
        "notes": list(peer.notes),
    }


def _rows(counts: Counts, *, exact: bool) -> Iterator[Row]:
    """Our figure, each difference, and what comes out, where that is another number."""
    if exact or counts.ours.value or not counts.differences:
        yield (_named(counts), int(counts.ours), None, None)
    for each in counts.differences:
        sign = "" if exact else "+ " if each.amount > 0 else "- "
        amount = int(each.amount) if exact else abs(int(each.amount))  # where the words have a sign
        yield (f"{sign}{each.words}", amount, len(each.layers) or None, each.source or None)
    if exact or counts.differences or counts.unknown:
        least = "at least " if counts.unknown else ""
        words = "total" if exact else f"= {least}{counts.label}"
        yield (words, int(counts.total), None, None)


def _named(counts: Counts) -> str:
    return _NAMES.get(counts.ours.name, counts.ours.name)


_NAMES = {
    "": "nothing",
    "macs": "MACs",
    "activation_bytes": "activations in bytes",
    "parameter_bytes": "parameters in bytes",
    "input_bytes": "input in bytes",
}


def _notes(account: Account) -> Iterator[str]:
    peer = account.peer
    spelled = [
        f"{each.label} {each.printed}"
        for each in account.counts.values()
        if each.printed != f"{int(each.total):,}"
    ]
    if spelled:
        yield f"as {peer.name} writes it: {'; '.join(spelled)}"
    if account.unknown:
        kinds = ", ".join(f"{kind} ({_few(names)})" for kind, names in account.unknown.items())
        yield (
            f"what {peer.name} makes of {kinds} is not known: its numbers are without these "
            "layers, the least that it prints"
        )
    yield from peer.notes
    yield f"{peer.title}: {peer.how}, {peer.of}"


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", ..." if len(names) > _MOST_NAMED else "")


_MOST_NAMED = 3


def _figure_data(counts: Counts) -> dict[str, Any]:
    return {
        "label": counts.label,
        "ours": {"figure": counts.ours.name or None, "value": int(counts.ours)},
        "differences": [
            {
                "what": each.words,
                "value": int(each.amount),
                "layers": list(each.layers),
                "source": each.source or None,
            }
            for each in counts.differences
        ],
        "total": int(counts.total),
        "printed": counts.printed,
        "unknown": {kind: list(layers) for kind, layers in counts.unknown.items()},
    }
