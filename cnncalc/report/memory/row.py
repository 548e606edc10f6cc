"""Everything about the memory of a network in one table, for spreadsheets and programs.

model,case,item,values,bytes
textbook,training,activations,1258760,5035040
pytorch,first step,parameters,,243860896
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.report.memory.overview import passes
from cnncalc.report.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.budget import Verdict
    from cnncalc.analysis.memory.split import Split
    from cnncalc.report.table import Row

__all__ = ["memory_table"]


def memory_table(
    account: Account, verdict: Verdict | None = None, split: Split | None = None
) -> Table:
    """Give a row for each figure: of which model and case, what, and its values and bytes."""
    columns = (
        Column("model", "model"),
        Column("case", "case"),
        Column("item", "item"),
        Column("values", "values", numeric=True),
        Column("bytes", "bytes", numeric=True),
    )
    rows = [*_textbook(account), *_peaks(account)]
    rows += _budget(verdict) if verdict is not None else []
    rows += _devices(account, split) if split is not None else []
    return Table("", columns, tuple(rows))


def _textbook(account: Account) -> Iterator[Row]:
    found = account.textbook
    case = "training" if account.training else "inference"
    for name, each in found.terms.items():
        yield "textbook", case, name, each.values, each.bytes
    yield "textbook", case, "total", None, int(found.total)


def _peaks(account: Account) -> Iterator[Row]:
    for case, peak in passes(account).items():
        for sort, count in peak.by_sort.items():
            yield "pytorch", case, sort, None, count
        yield "pytorch", case, "peak", None, peak.bytes
        yield "pytorch", case, "requested", None, peak.requested


def _budget(verdict: Verdict) -> Iterator[Row]:
    """The `values` of the largest batch are its examples, and of what fits 1 for yes and 0 for no.

    A budget is for tensors: what a GPU holds beside them comes on top.
    """
    yield "budget", "as it is", "budget", None, verdict.budget
    yield "budget", "as it is", "needed", None, verdict.needed
    yield "budget", "as it is", "largest_batch", verdict.largest_batch, verdict.largest_needed
    yield "budget", "as it is", "fits_tensors_alone", int(verdict.fits), None
    for each in verdict.reliefs:
        yield "budget", each.remedy.name, "needed", None, each.needed
        yield "budget", each.remedy.name, "largest_batch", each.largest_batch, None
        yield "budget", each.remedy.name, "fits_tensors_alone", int(each.fits), None


def _devices(account: Account, split: Split) -> Iterator[Row]:
    setup = account.setup
    width = setup.batch * setup.bytes_per_value
    for tower in split.towers:
        found = tower.textbook(setup, training=account.training)
        for name, each in found.terms.items():
            yield "devices", f"device {tower.device}", name, each.values, each.bytes
        yield "devices", f"device {tower.device}", "total", None, int(found.total)
    for meeting in split.meetings:
        backward = meeting.backward if account.training else 0
        for name, count in (("forward", meeting.forward), ("backward", backward)):
            yield "devices", meeting.layer, f"crossing {name}", count, count * width
