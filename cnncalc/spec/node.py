"""What stands in a spec file: words, lists and mappings, each with its place.

fields = Fields({"stride": Entry(key, Scalar(2, "2", False, 4, 37, 1))}, 4, 29)
plain(fields)  # {"stride": 2}
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Entry", "Fields", "Items", "Node", "Scalar", "plain"]


class Scalar:
    """One word, number or text. Lines and columns count characters, from 1."""

    __slots__ = ("column", "length", "line", "quoted", "text", "value")

    def __init__(  # noqa: PLR0913, PLR0917  made for every word of a file, where keywords cost time
        self,
        value: str | int | float | bool | None,  # noqa: FBT001, PYI041  the values of YAML
        text: str,
        quoted: bool,  # noqa: FBT001  as above
        line: int,
        column: int,
        length: int,
    ) -> None:
        """Hold a value, the text that spells it, without quotes, and where it stands.

        `length` counts the quotes; it is 1 for a text over several lines and for one not there.
        """
        self.value = value
        self.text = text
        self.quoted = quoted
        self.line = line
        self.column = column
        self.length = length


class Items:
    """A list, placed at its `[` or its first `-`."""

    __slots__ = ("column", "items", "line")
    length = 1

    def __init__(self, items: list[Node], line: int, column: int) -> None:
        """Hold the items and where the list starts."""
        self.items = items
        self.line = line
        self.column = column


class Fields:
    """A mapping, placed at its `{` or its first key."""

    __slots__ = ("column", "entries", "line")
    length = 1

    def __init__(self, entries: dict[str, Entry], line: int, column: int) -> None:
        """Hold the entries by the text of their keys, in the order of the file."""
        self.entries = entries
        self.line = line
        self.column = column


Node: TypeAlias = Scalar | Items | Fields


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    value: Node


def plain(node: Node) -> object:
    """A node as ordinary lists, dicts (by the text of the keys) and values."""
    top: list[object] = []
    waiting: list[tuple[Node, Callable[[object], None]]] = [(node, top.append)]
    while waiting:
        each, put = waiting.pop()
        if isinstance(each, Scalar):
            put(each.value)
        elif isinstance(each, Items):
            items: list[object] = []
            put(items)
            waiting += [(item, items.append) for item in reversed(each.items)]
        else:
            fields: dict[str, object] = dict.fromkeys(each.entries)  # keeps the order of the file
            put(fields)
            waiting += [
                (entry.value, partial(fields.__setitem__, key))
                for key, entry in each.entries.items()
            ]
    return top[0]
