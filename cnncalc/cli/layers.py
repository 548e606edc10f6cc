"""`cnncalc layers`: the kinds of layers, and all about one: its fields, rules and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.complete import kind_names
from cnncalc.cli.option import writes
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert
from cnncalc.suggestion import nearest
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.cli.kind import KindDescription
    from cnncalc.cli.output import Output
    from cnncalc.report.table import Table

__all__ = ["command"]


@click.command(name="layers")
@click.argument("kind", required=False, shell_complete=kind_names)
@writes(shapes=False)
def command(*, kind: str | None, output: Output) -> None:
    """The kinds of layers that a spec may use; with KIND its fields, rules and their sources.

    \b
    Examples:
      cnncalc layers
      cnncalc layers conv
      cnncalc layers batchnorm --format json
    """
    from cnncalc.cli.kind import described
    from cnncalc.layers import KINDS

    if kind is not None and kind not in KINDS:
        meant = nearest(kind, KINDS)
        hint = f"did you mean `{meant}`?" if meant else "`cnncalc layers` lists the kinds"
        message = f"there is no kind `{inert(kind[:64])}`; {hint}"
        raise CannotRunError(message)
    if output.format == "json":
        kinds = [described(each).data() for each in ([kind] if kind else KINDS)]
        about = {"kind": kinds[0]} if kind else {"kinds": kinds}
        output.data({"schema": 1, "cnncalc": __version__, **about})
    elif kind is not None:
        output.table(_fields(described(kind)))
    else:
        output.table(_kinds(described(each) for each in KINDS))


def _kinds(kinds: Iterable[KindDescription]) -> Table:
    """A row for each kind, the family said once."""
    from cnncalc.report.table import Column, Table

    columns = (
        Column("family", "family", numeric=False, rank=2),
        Column("kind", "kind", numeric=False, rank=0),
        Column("fields", "fields", numeric=False, rank=1),
        Column("summary", "what it is", numeric=False, rank=3),
    )
    rows = []
    family = ""
    for each in kinds:
        names = ", ".join(part.name for part in each.fields)
        rows.append((each.family if each.family != family else "", each.kind, names, each.summary))
        family = each.family
    notes = (
        "Every kind also takes name, from, when and trainable.",
        "`cnncalc layers KIND` says what the fields mean and where the rules come from.",
    )
    return Table("", columns, tuple(rows), None, notes)


def _fields(kind: KindDescription) -> Table:
    """A row for each field of a kind, its rules below."""
    from cnncalc.report.table import Column, Table

    columns = (
        Column("field", "field", numeric=False, rank=0),
        Column("takes", "takes", numeric=False, rank=2),
        Column("default", "default", numeric=False, rank=1),
        Column("meaning", "meaning", numeric=False, rank=3),
    )
    rows = tuple(
        (each.name, each.takes, "required" if each.default is None else each.default, each.meaning)
        for each in kind.fields
    )
    notes = tuple(f"{name}: {rule}" for name, rule in kind.rules.items())
    return Table(f"{kind.kind} ({kind.family} family). {kind.summary}", columns, rows, None, notes)
