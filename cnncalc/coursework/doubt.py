"""Why an answer cannot be read, or could mean two things: it is asked about, never guessed.

raise AnswerError("4,5 has a comma before one digit", "write a decimal with a point, as 4.5")
"""

from __future__ import annotations

from cnncalc.plain import one_line

__all__ = ["AnswerError", "shown"]


class AnswerError(Exception):
    """An answer that cannot be read: what stands there, and how it could be written."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002  as a diagnostic calls it
        """State the fault and the remedy, each without a full stop."""
        self.message = message
        self.help = help
        super().__init__(f"{message}; {help}")


def shown(text: str) -> str:
    """Give a piece of an answer as a sentence may quote it: harmless, short and on one line."""
    return one_line(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")


_LONGEST = 40
