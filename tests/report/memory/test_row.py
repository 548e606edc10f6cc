"""One table of everything."""

from __future__ import annotations

import cnncalc
from cnncalc.analysis.memory.budget import verdict_on
from cnncalc.quantity import Quantity
from cnncalc.report.memory.row import memory_table


def test_rows_add_up_to_the_totals_of_their_case() -> None:
    account = cnncalc.memory("alexnet", batch=2)
    table = memory_table(account, verdict_on(account, 10**9), account.over(2))
    sums: dict[tuple[object, object], int] = {}
    totals: dict[tuple[object, object], int] = {}
    for model, case, item, _, size in table.rows:
        if model == "budget" or str(item).startswith("crossing") or item == "requested":
            continue
        assert isinstance(size, Quantity | int)
        into = totals if item in {"total", "peak"} else sums
        into[model, case] = into.get((model, case), 0) + int(size)
    assert sums == totals
    assert len(totals) == 1 + 3 + 2
