"""A spec file as written: its values and where each stands, or a sentence on why it cannot be read.

    source = read_source("lenet.yaml")
    source.root.entries["input"].value.value        # "32x32x1"
    source.place(source.root.entries["input"].key)  # lenet.yaml:2:1

The file is read as a stream of YAML events, in one pass and without recursion, so that no nesting
can exhaust the stack. Of YAML a small safe part is read: no aliases, merge keys, tags or second
documents (blocks and repeats do their work), and numbers as `cnncalc.spec.scalar` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cnncalc.diagnostic import Diagnostic, Place, SpecError
from cnncalc.limit import DEFAULT_LIMITS, Limits
from cnncalc.spec.content import file_bytes, standard_input, text_of
from cnncalc.spec.node import Entry, Fields, Items, Node, Scalar, plain
from cnncalc.spec.refusal import (
    cut,
    depth_refusal,
    lines_of,
    one_line,
    placed,
    property_refusal,
    refusal,
    values_refusal,
)
from cnncalc.spec.scalar import as_yaml11, resolved
from cnncalc.spec.syntax import CHECK_YAML, Stop, explained

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Entry",
    "Fields",
    "Items",
    "Node",
    "Scalar",
    "Source",
    "as_yaml11",
    "parse_source",
    "plain",
    "read_source",
]


@dataclass(frozen=True)
class Source:
    """A spec file that could be read."""

    name: str
    """As messages show it: a path, or `<stdin>`."""
    text: str
    root: Node
    problems: tuple[Diagnostic, ...] = ()
    """Keys written twice; `root` has the first of each."""

    def place(self, node: Node) -> Place:
        """Where a node stands, with the text of its line."""
        return placed(self.name, self.lines, node.line, node.column, node.length)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return lines_of(self.text)


def read_source(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a spec file, or standard input for `-`.

    Raises CannotRunError for what is no readable file, SpecError for what `parse_source` refuses.
    """
    if str(path) == "-":
        return parse_source(standard_input(limits.bytes + 1), "<stdin>", limits)
    return parse_source(file_bytes(str(path), limits.bytes + 1), str(path), limits)


def parse_source(text: str | bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a spec from its text; `name` is what messages call it.

    Raises SpecError for what is no YAML, and for the parts of YAML that a spec does without.
    """
    name = one_line(name)
    text = text_of(text, name, limits)
    return _Reading(name, text, limits).source()


_STAND_INS = str.maketrans(
    "\x85\u2028\u2029\ufeff",
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff",
)
"""For three characters that end a line in YAML 1.1 alone, and one that fills no column there,
others that Unicode keeps out of texts: so the parser counts lines and columns as editors do."""
_BACK = {stand_in: character for character, stand_in in _STAND_INS.items()}
_ODD = re.compile("[\x85\u2028\u2029\ufeff]")

_MOST_DUPLICATES = 1_000
"""Duplicate keys kept: a file has room for millions, and nobody reads so many."""

_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Reading:
    """The one pass over the events of a file."""

    def __init__(self, name: str, text: str, limits: Limits) -> None:
        self.name = name
        self.text = text
        self.depth = limits.depth
        self.most = limits.values
        self.opened: list[Items | Fields] = []
        """The lists and mappings around the place reached, the innermost last."""
        self.problems: list[Diagnostic] = []

    def source(self) -> Source:
        """The finished source."""
        try:
            root = self._root()
        except SpecError as error:
            raise SpecError((*self.problems, *error.diagnostics)) from None
        return Source(self.name, self.text, root, tuple(self.problems))

    def _root(self) -> Node:  # noqa: C901, PLR0912, PLR0915  for the reason below
        """The node that holds all others, in one long piece: a call for each node costs time."""
        opened, odd = self.opened, _ODD.search(self.text) is not None
        root: Node | None = None
        inside: Items | Fields | None = None
        key: Scalar | None = None
        word: Scalar | None = None
        room = self.most
        try:
            next_event = _Loader(self.text.translate(_STAND_INS) if odd else self.text).get_event
        except Exception as error:  # noqa: BLE001  as below
            raise self._syntax_refusal(error, None, None) from None
        event: Any
        while True:
            try:
                event = next_event()
            except Exception as error:  # noqa: BLE001  PyYAML lets through more than errors of its own
                raise self._syntax_refusal(error, word, root) from None
            kind = type(event)
            if kind is ScalarEvent:
                start, end = event.start_mark, event.end_mark
                line, column = start.line, start.column
                text, quoted = event.value, bool(event.style)
                if odd:
                    text = text.translate(_BACK)
                length = end.column - column if end.line == line and end.column > column else 1
                value = text if quoted else resolved(text)
                node: Node = (word := Scalar(value, text, quoted, line + 1, column + 1, length))
            elif kind is MappingStartEvent:
                node = Fields({}, event.start_mark.line + 1, event.start_mark.column + 1)
            elif kind is SequenceStartEvent:
                node = Items([], event.start_mark.line + 1, event.start_mark.column + 1)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opened.pop()
                word = None
                inside = opened[-1] if opened else None
                continue
            elif kind is StreamEndEvent:
                return self._not_empty(root)
            else:
                self._refuse_if_foreign(event, root)
                continue
            room -= 1
            if room < 0:
                raise values_refusal(self._place(node.line, node.column), self.most)
            if event.anchor is not None or event.tag is not None:
                mark = event.start_mark
                raise property_refusal(self._place(mark.line + 1, mark.column + 1))
            if inside is None:
                root = node
            elif isinstance(inside, Items):
                inside.items.append(node)
            elif key is None:
                key = self._key(node)
                continue
            else:
                if key.text in inside.entries:
                    self._note_duplicate(inside.entries[key.text].key, key)
                else:
                    inside.entries[key.text] = Entry(key, node)
                key = None
            if not isinstance(node, Scalar):
                if len(opened) >= self.depth:
                    raise depth_refusal(self._place(node.line, node.column), self.depth)
                opened.append(node)
                inside = node

    def _not_empty(self, root: Node | None) -> Node:
        if root is None or (isinstance(root, Scalar) and not root.text and not root.quoted):
            remedy = "a spec has a `name`, an `input` and `layers`"
            raise refusal("empty-file", "the file is empty", Place(self.name, 1, 1), remedy)
        return root

    def _place(self, line: int, column: int, length: int = 1) -> Place:
        return placed(self.name, self._lines, line, column, length)

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self.text)

    def _key(self, node: Node) -> Scalar:
        """The node as a key; SpecError if it cannot be one."""
        if isinstance(node, Scalar):
            if node.text == "<<" and not node.quoted:
                message = "`<<` is a merge key, and a spec has none"
                remedy = "write the fields out, or make a block of the layers that share them"
                raise refusal("merge-key", message, self._place(node.line, node.column, 2), remedy)
            return node
        place = self._place(node.line, node.column)
        remedy = "write a plain word before the colon"
        if place.text.startswith("{{", max(0, node.column - 2)):
            remedy = "`{{...}}` is not filled in; a value of `settings` is written `$name`"
        kind = "list" if isinstance(node, Items) else "mapping"
        raise refusal("key-not-plain", f"this key is a {kind}, not a word", place, remedy)

    def _note_duplicate(self, first: Scalar, key: Scalar) -> None:
        if len(self.problems) < _MOST_DUPLICATES:
            where = f"line {first.line}" if first.line != key.line else f"column {first.column}"
            self.problems.append(
                Diagnostic(
                    "duplicate-key",
                    f"`{cut(key.text)}` is given twice; the first is in {where}",
                    self._place(key.line, key.column, key.length),
                    helps=("remove one of the two",),
                )
            )

    def _refuse_if_foreign(self, event: Any, root: Node | None) -> None:  # noqa: ANN401  as below
        """Refuse an alias and a second document; the other events that are no nodes say nothing."""
        mark = event.start_mark
        if isinstance(event, AliasEvent):
            name = f"*{event.anchor}"
            raise refusal(
                "alias",
                f"`{cut(name)}` is an alias, and a spec has none",
                self._place(mark.line + 1, mark.column + 1, len(name)),
                "write the value out, or make a block of it and use its name",
                f'write "{cut(name)}" if it is text',
            )
        if isinstance(event, DocumentStartEvent) and root is not None:
            raise refusal(
                "second-document",
                "a second document starts here, and a spec is one",
                self._place(mark.line + 1, mark.column + 1, 3),
                "give it a file of its own",
            )

    def _syntax_refusal(
        self, error: Exception, word: Scalar | None, root: Node | None
    ) -> SpecError:
        """What the parser stopped at, in the words of one who writes a spec."""
        problem = getattr(error, "problem", None) or type(error).__name__
        words = f"{getattr(error, 'context', None) or ''}: {problem}"
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            message = f"this file is no YAML ({problem})"
            return refusal("yaml-syntax", message, Place(self.name, 1, 1), CHECK_YAML)
        start = getattr(error, "context_mark", None) or mark
        if "tag" in words:
            return property_refusal(self._place(start.line + 1, start.column + 1))
        stop = Stop(
            words,
            self._place(mark.line + 1, mark.column + 1),
            self._place(start.line + 1, start.column + 1),
            self._lines,
            word,
            self._place(self.opened[-1].line, self.opened[-1].column) if self.opened else None,
            root if not self.opened else None,
        )
        message, place, *helps = explained(stop)
        return refusal("yaml-syntax", message, place, *helps)
