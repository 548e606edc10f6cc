r"""A text as a field of a frame: one line, whatever stands in the file.

`year: 2012` as a text is `2012`, and `"two\nlines"` is `two lines`.
"""

from __future__ import annotations

from typing import Annotated

from cnncalc.layers.check import Check, fault

__all__ = ["SomeText", "Text"]


def _text(value: object) -> str:
    if value is None:
        raise fault("nothing stands here, where a text is meant")
    if isinstance(value, list | dict | bool):
        raise fault("a text is meant here")
    return " ".join(str(value).split())


def _some_text(value: object) -> str:
    text = _text(value)
    if not text:
        raise fault("a text of at least one character is meant here")
    return text


_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "number"}]}
Text = Annotated[str, Check(_text, _SCHEMA)]
"""Any text, or nothing."""
SomeText = Annotated[str, Check(_some_text, _SCHEMA)]
"""A text that says something."""
