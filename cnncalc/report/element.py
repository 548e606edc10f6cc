"""HTML made of elements, so that no text can become markup: what is not `Html` is escaped.

    >>> element("td", "<script>", class_="number")
    '<td class="number">&lt;script&gt;</td>'
    >>> element("tr", element("td", "conv1"))
    '<tr><td>conv1</td></tr>'

A name of an attribute is written as Python has it: `class_` is class, `aria_sort` is aria-sort.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Html", "element", "joined", "prose", "text"]


class Html(str):
    """Text that is HTML already; joined to any other with `+`, it is plain text again."""

    __slots__ = ()


def element(tag: str, *content: str | None, **attributes: str | int | bool | None) -> Html:
    """Give an element; its content is escaped unless it is Html, and None is no content.

    An attribute that is True stands alone, and one that is None or False is left out.
    """
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{_value(value)}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _EMPTY:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{joined(content)}</{tag}>")


def joined(parts: Iterable[str | None], between: str = "") -> Html:
    """Give parts one after another, each escaped unless it is Html."""
    return Html(between.join(text(each) for each in parts if each is not None))


def text(content: str) -> Html:
    """Give text that a page shows as it is; what cannot be seen is written as an escape."""
    return content if isinstance(content, Html) else Html(escape(inert(content)))


def prose(content: str) -> Html:
    """Give a sentence of ours, in which what stands between backticks is code.

    >>> prose("unless `rounding` says floor")
    'unless <code>rounding</code> says floor'

    Where a backtick has no other, all of them stay as they are.
    """
    pieces = content.split("`")
    if len(pieces) % 2 == 0:
        return text(content)
    return joined(element("code", each) if at % 2 else each for at, each in enumerate(pieces))


_EMPTY = frozenset({"br", "img", "input", "link", "meta"})
"""The elements that have no content and no end."""


def _value(value: str | int) -> str:
    return escape(inert(str(value)))
