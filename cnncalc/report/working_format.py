"""Every way to write working; each is one small file, loaded when it is asked for.

>>> print(write_working(explanation, "latex", Look()))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.report.look import Look
    from cnncalc.report.working import Explanation

__all__ = ["write_working"]


def write_working(explanation: Explanation, format: str, look: Look) -> str:  # noqa: A002  the word that users say
    """Write an explanation as markdown, latex, html, or (table) the text of a terminal."""
    if format == "markdown":
        from cnncalc.report.working_markdown import working_markdown

        return working_markdown(explanation, look)
    if format == "latex":
        from cnncalc.report.working_latex import working_latex

        return working_latex(explanation, look)
    if format == "html":
        from cnncalc.report.working_html import working_html

        return working_html(explanation, look)
    from cnncalc.report.working_text import working_text

    return working_text(explanation, look)
