"""The page with all that `cnncalc report` puts into it, pictures and memory among it."""

from __future__ import annotations

from dataclasses import replace

from cnncalc.analysis.memory.setup import Setup
from cnncalc.analysis.memory.step import predicted
from cnncalc.cli.conventions import WORDS
from cnncalc.report.page.document import page
from cnncalc.report.page.picture import pictures
from tests.report.page.read import subject

__all__ = ["full_page"]


def full_page(*specs: str) -> str:
    """Write the page of some networks."""
    subjects = [subject(each, f"network{number}") for number, each in enumerate(specs, 1)]
    return page(
        [
            replace(
                each,
                pictures=pictures(each.tally.analysis, each.look),
                memory=predicted(each.tally.analysis, Setup()),
            )
            if each.tally
            else each
            for each in subjects
        ],
        WORDS,
    )
