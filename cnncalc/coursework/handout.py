r"""A sheet as text: what a student gets to fill in, and the key to it, from the same nodes.

    >>> print(handout_text(root, ["copy 7"], {("conv1", "output"): ("1a (1 point)",)}))
    # copy 7
    <BLANKLINE>
    worksheet: conv-basics/07
    ...
    answers:
      conv1:
        # 1a (1 point)
        output:

Block style wherever something is to be written, since YAML cuts `{parameters: 34,848}` in two.
Text that YAML could take for anything else stands in quotes.
"""

from __future__ import annotations

import json
import re
from textwrap import wrap
from typing import TYPE_CHECKING

from cnncalc.plain import inert
from cnncalc.spec.node import Entry, Fields, Items, Scalar
from cnncalc.spec.scalar import as_yaml11, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cnncalc.spec.node import Node

__all__ = ["entry", "handout_text", "mapping", "word"]

WIDTH = 96
"""Comments are wrapped at this width."""


def handout_text(
    root: Fields, head: Sequence[str], comments: Mapping[tuple[str, str], Sequence[str]]
) -> str:
    """Write a sheet: sentences at its head, its parts, and a comment above each answer.

    `comments` are by layer and quantity, as they stand under `answers`.
    """
    lines = [*_commented(head, 0), ""]
    for name, (_, value) in root.entries.items():
        if name == "answers" and isinstance(value, Fields):
            lines += ["", "answers:", *_answers(value, comments)]
        else:
            lines += _part(name, value, 0)
    return "\n".join(lines) + "\n"


def mapping(entries: Mapping[str, Node]) -> Fields:
    """Make a mapping that stands in no file; its place is that of the file's first character."""
    return Fields({name: entry(name, value) for name, value in entries.items()}, 1, 1)


def entry(name: str, value: Node) -> Entry:
    """Make an entry of a mapping, its key beside its value."""
    return Entry(Scalar(name, name, False, value.line, value.column, 1), value)  # noqa: FBT003  as the class is made


def word(value: str | int | None, at: Node | None = None) -> Scalar:
    """Make a word, in the place of another node; a text is one whatever it looks like."""
    text = "" if value is None else str(value)
    line, column = (at.line, at.column) if at else (1, 1)
    length = at.length if at else 1
    return Scalar(value, text, isinstance(value, str), line, column, length)


def _answers(answers: Fields, comments: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[str]:
    for layer, (_, value) in answers.entries.items():
        yield f"  {_key(layer)}:"
        for quantity, (_, answer) in _entries(value).items():
            yield from _commented(comments.get((layer, quantity), ()), 4)
            yield f"    {_key(quantity)}: {_answer(answer)}".rstrip()


_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?: ?[A-Za-z]+)?", re.ASCII)


def _answer(answer: Node) -> str:
    """An answer; a number needs no quotes, since an answer is read by how it is written."""
    if isinstance(answer, Scalar) and _NUMBER.fullmatch(answer.text):
        return answer.text
    return _flow(answer)


def _entries(node: Node) -> Mapping[str, Entry]:
    return node.entries if isinstance(node, Fields) else {}


def _part(name: str, node: Node, indent: int) -> Iterator[str]:
    """A part of a sheet in block style; its innermost lists and mappings on a line each."""
    margin = " " * indent
    if isinstance(node, Fields) and node.entries:
        yield f"{margin}{_key(name)}:"
        for key, (_, value) in node.entries.items():
            yield from _part(key, value, indent + 2)
    elif isinstance(node, Items) and any(not isinstance(each, Scalar) for each in node.items):
        yield f"{margin}{_key(name)}:"
        for each in node.items:
            yield f"{margin}  - {_item(each)}"
    else:
        yield f"{margin}{_key(name)}: {_flow(node)}".rstrip()


def _item(node: Node) -> str:
    """An item of a list, as layers are written: `conv: {filters: 96, kernel: 11}`."""
    if isinstance(node, Fields) and len(node.entries) == 1:
        ((name, (_, value)),) = node.entries.items()
        return f"{_key(name)}: {_flow(value, inside=isinstance(value, Scalar))}"
    return _flow(node, inside=True)


def _flow(node: Node, *, inside: bool = False) -> str:
    match node:
        case Items():
            return f"[{', '.join(_flow(each, inside=True) for each in node.items)}]"
        case Fields():
            pairs = (
                f"{_key(key)}: {_flow(each.value, inside=True)}"
                for key, each in node.entries.items()
            )
            return f"{{{', '.join(pairs)}}}"
        case Scalar():
            if node.value is None:
                return "null" if inside else ""
            return _text(node.text) if isinstance(node.value, str) else node.text


def _key(name: str) -> str:
    return _text(name)


_PLAIN = re.compile(r"[A-Za-z0-9$][A-Za-z0-9_$+*/() .,-]*", re.ASCII)
"""Characters that say nothing to YAML where they stand in a word."""


def _text(text: str) -> str:
    """A text as YAML reads it back, in quotes where it would be anything else without them."""
    plain = (
        _PLAIN.fullmatch(text)
        and text == text.strip()
        and isinstance(resolved(text), str)
        and as_yaml11(text) is None
        and len(text) <= WIDTH
    )
    if plain and ", " not in text and not text.startswith(("- ", "$")):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else _escaped(each) for each in written)


def _escaped(character: str) -> str:
    return f"\\U{ord(character):08x}"


def _commented(sentences: Sequence[str], indent: int) -> Iterator[str]:
    for each in sentences:
        for line in inert(each).split("\n"):
            parts = wrap(line, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
            for part in parts or [""]:
                yield f"{' ' * indent}# {part}".rstrip()
