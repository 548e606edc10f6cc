"""A table for a terminal: aligned by the width that characters really have, and never a number cut.

Where the table is wider than the terminal, prose is wrapped; where that is not enough, columns are left
out, the highest rank first, and a line says which; where not even those of rank 0 fit, every row becomes
a block of its own. A pipe has no width, and gets everything.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from rich.cells import cell_len

from cnncalc.report.cell import cell_text, line
from cnncalc.report.layout import Fit, fitted
from cnncalc.report.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.report.look import Look
    from cnncalc.report.table import Column, Row, Table

__all__ = ["write"]
