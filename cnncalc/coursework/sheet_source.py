"""The text of a sheet, read from a file; what is wrong with it is said of a sheet, not of a spec.

source = sheet_source("sheet.yaml")
source.root.entries["answers"]
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.limit import Limits
from cnncalc.spec.node import Fields, Items
from cnncalc.spec.source import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.diagnostic import Diagnostic
    from cnncalc.spec.source import Source

__all__ = ["SHEET_LIMITS", "has_answers", "sheet_source"]

SHEET_LIMITS = Limits(bytes=1_000_000, values=50_000)
"""What a sheet may hold at most."""


def sheet_source(path: str | Path, limits: Limits = SHEET_LIMITS) -> Source:
    """Read the text of a sheet; raises SpecError and CannotRunError as `read_source` does."""
    try:
        return read_source(path, limits)
    except SpecError as error:
        raise SpecError(tuple(map(_of_a_sheet, error.diagnostics))) from None
    except CannotRunError as error:
        # The path may have the word in its name.
        name, colon, message = str(error).partition(": ")
        raise CannotRunError(name + colon + _SPEC.sub("sheet", message)) from None


def has_answers(path: Path) -> bool:
    """Say whether a file is a sheet that somebody has written answers into, readable or not."""
    try:
        source = read_source(path, SHEET_LIMITS)
    except CannotRunError:
        return False
    except SpecError:
        with path.open("rb") as file:
            return b"answers:" in file.read(SHEET_LIMITS.bytes)
    root = source.root
    answers = root.entries.get("answers") if isinstance(root, Fields) else None
    waiting = [answers.value] if answers else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Fields):
            waiting += [each.value for each in node.entries.values()]
        elif isinstance(node, Items) or node.text:
            return True
    return False


_REMEDIES = {
    "empty-file": ("a sheet has a `model` and `answers`",),
    "alias": ("put it in quotes if it is text", "leave empty what is not answered yet"),
    "anchor": ("put it in quotes if it is text",),
    "tag": ("put it in quotes if it is text",),
}
_SPEC = re.compile(r"\bspec\b")
_UNFINISHED = re.compile(r":\s*[-?*]\s*(?:#.*)?$")


def _of_a_sheet(problem: Diagnostic) -> Diagnostic:
    """What is said of the text of a spec, said of a sheet."""
    if problem.code in _REMEDIES:
        message = _SPEC.sub("sheet", problem.message)
        return replace(problem, message=message, helps=_REMEDIES[problem.code])
    helps = tuple(_SPEC.sub("sheet", each) for each in problem.helps if "--limit" not in each)
    if problem.place and _UNFINISHED.search(problem.place.text):
        helps = ("leave empty what is not answered yet", *helps)[:3]
    return replace(problem, message=_SPEC.sub("sheet", problem.message), helps=helps)
