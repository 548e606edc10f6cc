"""Texts of a spec in the comments and docstrings of generated code, where they stay texts.

>>> comment(Note(("conv1",), "96 x 55 x 55"))
('conv1: 96 x 55 x 55', '')
"""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from cnncalc.export.code.layout import WIDTH
from cnncalc.plain import inert

if TYPE_CHECKING:
    from cnncalc.export.code.call import Note

__all__ = ["comment", "docstring", "shown"]


def comment(note: Note, known: str = "") -> tuple[str, str]:
    """Give the comment beside a layer, and the one above; a name that is known is left out."""
    names = " to ".join(shown(each) for each in note.names if each != known)
    beside = f"{names}: {note.shape}" if names and note.shape else names or note.shape
    return beside, note.remark


def shown(name: str) -> str:
    """Give a name as a comment has it: as it is, or quoted where a tool could obey it."""
    plain = re.fullmatch(r"[\w.-]+", name) and name.lower() not in _OBEYED
    return name if plain else repr(inert(name))


_OBEYED = frozenset({"fmt", "isort", "mypy", "noqa", "nosec", "pragma", "pylint", "ruff", "type"})
"""Words after which linters, formatters and type checkers look for orders in comments."""


def docstring(paragraphs: list[str], indent: int = 0) -> list[str]:
    """Write paragraphs as a docstring, the first of them a line by itself if it fits."""
    texts = [_escaped(inert(each)) for each in paragraphs]
    margin = " " * indent
    lines: list[str] = []
    for number, text in enumerate(texts):
        room = WIDTH - indent - (3 if number == 0 else 0)
        wrapped = wrap(text, room, break_long_words=False, break_on_hyphens=False)
        lines += [*([""] if number else []), *wrapped]
    lines[0] = f'"""{lines[0]}'
    if len(lines) == 1 and indent + len(lines[0]) + 3 <= WIDTH:
        return [f'{margin}{lines[0]}"""']
    return [*(f"{margin}{each}" if each else "" for each in lines), f'{margin}"""']


def _escaped(text: str) -> str:
    """A text that ends no docstring and has no escapes of its own."""
    text = text.replace("\\", "\\\\")
    if '"""' in text or text[:1] == '"' or text[-1:] == '"':
        return text.replace('"', '\\"')
    return text
