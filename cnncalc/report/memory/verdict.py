"""Whether a network fits into a budget: what it needs, the largest batch, and what would help.

>>> table = verdict_table(account, verdict_on(account, 6 * 2**30), "6GiB")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.memory.budget import MOST_EXAMPLES
from cnncalc.analysis.memory.data import beside
from cnncalc.quantity import bytes_written
from cnncalc.report.memory.overview import WORDS, amounts
from cnncalc.report.summary import percent
from cnncalc.report.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.budget import Verdict

__all__ = ["refusal", "verdict_table"]


def verdict_table(account: Account, verdict: Verdict) -> Table:
    """Give the network as it is and with each remedy that helps: needs, fits, largest batch."""
    columns = (
        Column("case", "what is done"),
        Column("needed", "bytes needed", numeric=True, rank=1),
        Column("decimal", "decimal", numeric=True, rank=3),
        Column("binary", "binary", numeric=True, rank=2),
        Column("fits", "fits"),
        Column("largest_batch", "largest batch", numeric=True),
    )
    rows = [
        (
            "as it is",
            verdict.needed,
            *amounts(verdict.needed),
            _word(fits=verdict.fits),
            verdict.largest_batch,
        ),
        *(
            (
                each.remedy.meaning,
                each.needed,
                *amounts(each.needed),
                _word(fits=each.fits),
                each.largest_batch,
            )
            for each in verdict.reliefs
        ),
    ]
    return Table(
        f"A budget of {bytes_written(verdict.budget)}, for {_examples(account.setup.batch)}",
        columns,
        tuple(rows),
        None,
        tuple(_notes(account, verdict)),
    )


def refusal(account: Account, verdict: Verdict, written: str) -> str | None:
    """Say in a sentence why the budget says no; None where the batch fits."""
    if verdict.fits:
        return None
    name, batch = account.analysis.name, account.setup.batch
    over = bytes_written(verdict.needed - verdict.budget)
    text = f"{name}: {_examples(batch)} needs" if batch == 1 else f"{name}: {batch:,} examples need"
    unit = " B" if written.isdecimal() else ""
    text += f" {over} more than the {written}{unit} allowed"
    if batch > 1:
        most = verdict.largest_batch
        text += f"; {_examples(most)} would fit" if most else "; not even one example fits"
    return f"{text}; this counts tensors alone, {beside(account.setup.rules)}"


def _notes(account: Account, verdict: Verdict) -> Iterator[str]:
    most = verdict.largest_batch
    if most >= MOST_EXAMPLES:
        needs = bytes_written(verdict.largest_needed)
        yield f"{most:,} examples fit: {needs}; larger batches were not tried"
    elif most:
        yield (
            f"the largest batch that fits is {most:,}: {bytes_written(verdict.largest_needed)}; "
            f"{most + 1:,} would need {bytes_written(verdict.next_needed)}"
        )
    else:
        yield f"not even one example fits: it needs {bytes_written(verdict.largest_needed)}"
    yield f"a budget is for tensors alone: {beside(account.setup.rules)}; give less than there is"
    peak = account.needed
    parts = sorted(peak.by_sort.items(), key=lambda each: -each[1])[:_MOST_NAMED]
    shares = (f"{WORDS[sort]} {percent(count, peak.bytes)}" for sort, count in parts if count)
    yield f"at the peak of {_examples(account.setup.batch)}: {', '.join(shares)}"
    if not verdict.reliefs:
        yield "no remedy of the lecture takes less"
    if any("bfloat16" in each.remedy.meaning for each in verdict.reliefs):
        yield "half precision is that of everything, parameters and optimizer too"


_MOST_NAMED = 3


def _examples(count: int) -> str:
    return f"{count:,} example" + "s" * (count != 1)


def _word(*, fits: bool) -> str:
    return "yes" if fits else "no"
