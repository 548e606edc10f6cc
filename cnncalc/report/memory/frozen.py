"""What freezing saves: a network trained whole, beside the same with layers frozen.

>>> table = frozen_table(cnncalc.memory("vgg16", freeze=["conv1..conv5"]))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.memory.freezing import frozen_layers, thawed
from cnncalc.analysis.memory.step import predicted
from cnncalc.analysis.memory.textbook import textbook
from cnncalc.report.memory.overview import amounts
from cnncalc.report.table import Column, Table

if TYPE_CHECKING:
    from cnncalc.analysis.memory.account import Account

__all__ = ["frozen_table"]


def frozen_table(account: Account) -> Table | None:
    """Give what is trained and what it takes, with and without freezing; None where none is."""
    names = frozen_layers(account.analysis)
    if not names or not account.training:
        return None
    whole = thawed(account.analysis)
    columns = (
        Column("training", "what is trained"),
        Column("trained", "parameters trained", numeric=True, rank=3),
        Column("textbook", "the lecture's bytes", numeric=True),
        Column("decimal", "decimal", numeric=True, rank=4),
        Column("pytorch", "PyTorch's peak", numeric=True),
        Column("binary", "binary", numeric=True, rank=2),
    )
    rows = []
    for word, analysis in (("everything", whole), ("what is not frozen", account.analysis)):
        trained = sum(int(each.parameters) for each in analysis.layers.values() if each.trainable)
        lecture = int(textbook(analysis, account.setup).total)
        found = predicted(analysis, account.setup)
        peak = max(found.first_step.bytes, found.second_step.bytes)
        decimal, binary = amounts(lecture)[0], amounts(peak)[1]
        rows.append((word, trained, lecture, decimal, peak, binary))
    shown = ", ".join(names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    notes = (
        f"frozen: {shown}{more}",
        "a frozen layer has no gradients and no state of the optimizer",
        "what it gives is kept only where the gradient of a later layer needs it",
    )
    return Table("What freezing saves", columns, tuple(rows), None, notes)


_MOST_NAMED = 6
