r"""A printed sheet as Markdown: title, network, questions with room for answers; or the key.

# Convolutions by hand

**1a** (1 point) What is the output size of conv1, as height x width x channels?

Answer: \\_\\_\\_\\_\\_\\_\\_\\_
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc.plain import inert
from cnncalc.report.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.report.handout import Handout, PrintedQuestion

__all__ = ["handout_markdown"]


def handout_markdown(handout: Handout) -> str:
    """Write a sheet, or its key, as a document of its own; the last line has its end."""
    lines = [f"# {_text(handout.title)}", ""]
    lines += ["**Key: the right answers, for the teacher.**", ""] * handout.key
    lines += [f"Sheet: {_text(handout.worksheet)}", ""]
    lines += [f"Name: {_text(handout.student) or _BLANK}", ""]
    lines += [_text(handout.text), ""] if handout.text else []
    lines += [f"Conventions: {_text(handout.conventions)}", ""] if handout.conventions else []
    lines += ["## Network", "", *(f"- {_text(each)}" for each in handout.network), ""]
    lines += ["## Questions", ""]
    for each in handout.questions:
        lines += _question(each)
    return "\n".join(lines).rstrip() + "\n"


_BLANK = r"\_" * 24


def _question(question: PrintedQuestion) -> Iterator[str]:
    yield f"**{_text(question.id)}** ({_text(question.points)}) {_text(question.words)}"
    yield ""
    yield f"Answer: {f'**{_text(question.answer)}**' if question.answer else _BLANK}"
    yield ""
    for each in question.working:
        yield f"- {_text(each)}"
    if question.working:
        yield ""


_START = re.compile(r"(?:[-+#]|[0-9]{1,9}[.)])(?=\s|$)|[-=]{3,}")
"""What would begin a list, a heading or a quotation at the start of a line."""


def _text(text: str) -> str:
    """Text on one line, which Markdown takes for nothing but text."""
    line = " ".join(inert(text).split())
    written = escaped(line)
    start = _START.match(line)
    if not start:
        return written
    at = start.end() - 1 if start[0][0].isdigit() else 0
    return f"{written[:at]}\\{written[at:]}"
