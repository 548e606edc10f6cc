"""One network that a page is about, with all that the page shows of it.

    Subject("network1", examination, tally, look)

Its key is that of its section, and the start of every name within it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.analysis.examination import Examination
    from cnncalc.analysis.memory.prediction import Prediction
    from cnncalc.analysis.tally import Tally
    from cnncalc.report.look import Look
    from cnncalc.report.page.picture import Picture

__all__ = ["Subject"]


@dataclass(frozen=True)
class Subject:
    """A spec, its figures as a convention counts them, and pictures of it."""

    key: str
    examination: Examination
    tally: Tally | None
    """None for a spec whose problems leave no figures."""
    look: Look
    pictures: tuple[Picture, ...] = ()
    memory: Prediction | None = None

    @property
    def name(self) -> str:
        """What the network is called; the file, where it could not be read."""
        return self.tally.analysis.name if self.tally else self.examination.name
