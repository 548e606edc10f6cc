"""Panels with the working of a number, which open where the number is pressed.

    panels = Panels("network1")
    panels.button("34,944", "parameters", "conv1", working)
    panels.all()

They are popovers of the browser's own, which need no script: Enter or a click opens one, Escape or
a click beside it closes it. Numbers that come about alike share one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.report.element import Html, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Panels"]


class Panels:
    """The panels of one network, each made when a number first asks for it."""

    def __init__(self, key: str) -> None:
        """Begin without any; the key sets them apart from those of other networks."""
        self._key = key
        self._owners: dict[tuple[str, Html], dict[str, None]] = {}
        self._names: dict[tuple[str, Html], str] = {}

    def button(self, shown: Html, title: str, owner: str, working: Html) -> Html:
        """Give a number as a button that opens its working."""
        panel = (title, working)
        self._owners.setdefault(panel, {})[owner] = None
        name = self._names.setdefault(panel, f"{self._key}-w{len(self._names) + 1}")
        return element("button", shown, type="button", popovertarget=name)

    def all(self) -> Html:
        """Give the panels themselves, which are hidden until they are asked for."""
        return joined(self._written(), "\n")

    def _written(self) -> Iterator[Html]:
        for panel, name in self._names.items():
            title, working = panel
            yield element(
                "div",
                element(
                    "p",
                    title,
                    element("small", f" of {_among([*self._owners[panel]])}"),
                    id=f"{name}-t",
                ),
                working,
                element(
                    "button",
                    "close",
                    type="button",
                    popovertarget=name,
                    popovertargetaction="hide",
                ),
                id=name,
                popover=True,
                role="dialog",
                aria_labelledby=f"{name}-t",
            )


def _among(owners: list[str]) -> str:
    """The layer that a number is of, and how many others have it alike."""
    first, *others = owners
    if not others:
        return first
    more = f"{len(others)} others" if len(others) > 1 else others[0]
    return f"{first}, and alike of {more}"
