"""A spec as a person writes it: a head of comments, the frame, and a layer a line.

- conv: {name: conv1, filters: 64, kernel: 7, stride: 2, padding: 3}
- add:
  - [conv: {filters: 64, kernel: 3, padding: 1, bias: false}, batchnorm]
  - []
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.layers import KINDS
from cnncalc.layers.field import Pair, Sides
from cnncalc.layers.written_shape import written_shape
from cnncalc.plain import one_line
from cnncalc.shape import Image, Vector
from cnncalc.spec.scalar import as_yaml11, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.origin.arrangement import Item
    from cnncalc.shape import Shape

__all__ = ["Heading", "spec_text"]

WIDEST = 100
"""Columns of a line, as in the networks that come along."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the layers."""

    name: str
    input: Shape
    comments: tuple[str, ...] = ()


def spec_text(heading: Heading, items: Sequence[Item], outputs: Sequence[str]) -> str:
    """Write a spec."""
    lines = [line for each in heading.comments for line in _comment(each)]
    lines += [f"name: {_word(heading.name)}", f"input: {_shape(heading.input)}"]
    if any(each.fields.get("rounding") == "floor" for each in _all(items)):
        lines.append("rounding: floor")
    lines.append("layers:")
    for each in items:
        lines += _block(each, "  ")
    if outputs:
        lines.append(f"outputs: [{', '.join(_word(each) for each in outputs)}]")
    return "\n".join(lines) + "\n"


def _comment(text: str) -> Iterator[str]:
    from textwrap import wrap

    yield from wrap(
        one_line(text),
        WIDEST,
        initial_indent="# ",
        subsequent_indent="#   ",
        break_on_hyphens=False,
    )


def _all(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        for branch in item.branches or ():
            if not isinstance(branch, str):
                yield from _all(branch)


def _block(item: Item, margin: str) -> list[str]:
    """The lines of a layer in a list."""
    line = _flow(item)
    if item.branches is None or not any(isinstance(each, tuple) for each in item.branches):
        return [f"{margin}- {line}"]
    simple = all(len(each) <= 1 for each in item.branches if isinstance(each, tuple))
    simple = simple and not any(inner.branches for inner in _all((item,)) if inner is not item)
    if simple and len(margin) + len(line) + 2 <= WIDEST:
        return [f"{margin}- {line}"]
    deeper = margin + "  "
    lines = [f"{margin}- {item.kind}:"]
    if item.name or item.start:
        deeper += "  "
        lines += [f"{deeper}{key}: {_word(value)}" for key, value in _framing(item)]
        lines.append(f"{deeper}inputs:")
    for branch in item.branches:
        lines += (
            [f"{deeper}- {_word(branch)}"] if isinstance(branch, str) else _list(branch, deeper)
        )
    return lines


def _list(items: Sequence[Item], margin: str) -> list[str]:
    """The lines of a branch: one, where it is short."""
    flow = f"{margin}- [{', '.join(_flow(each) for each in items)}]"
    if len(flow) <= WIDEST and not any(each.branches for each in items):
        return [flow]
    lines = [line for each in items for line in _block(each, margin + "  ")]
    return [f"{margin}- {lines[0].strip()}", *lines[1:]]


def _flow(item: Item) -> str:
    """A layer on one line."""
    fields = dict(item.fields)
    if fields.get("rounding") == "floor":
        del fields["rounding"]
    parts = [f"{key}: {_word(value)}" for key, value in _framing(item)]
    if item.branches is not None:
        inputs = f"[{', '.join(_branch(each) for each in item.branches)}]"
        return (
            f"{item.kind}: {{{', '.join([*parts, f'inputs: {inputs}'])}}}"
            if parts
            else (f"{item.kind}: {inputs}")
        )
    written = {name.rstrip("_"): _value(value) for name, value in fields.items()}
    if not parts and not written:
        return item.kind
    if not parts and len(written) == 1:
        (name, value), (given,) = next(iter(written.items())), fields.values()
        if name == _first_field(item.kind) and not isinstance(given, bool):
            return f"{item.kind}: {value}"
    parts += [f"{name}: {value}" for name, value in written.items()]
    return f"{item.kind}: {{{', '.join(parts)}}}"


def _framing(item: Item) -> Iterator[tuple[str, str]]:
    if item.name:
        yield "name", item.name
    if item.start:
        yield "from", item.start


def _branch(branch: tuple[Item, ...] | str) -> str:
    if isinstance(branch, str):
        return _word(branch)
    return f"[{', '.join(_flow(each) for each in branch)}]"


def _first_field(kind: str) -> str:
    return next((name.rstrip("_") for name in KINDS[kind].model_fields), "")


def _value(value: object) -> str:  # noqa: PLR0911  a row for each sort of value
    match value:
        case bool():
            return "true" if value else "false"
        case Image() | Vector():
            return _shape(value)
        case Pair(height, width):
            return str(height) if height == width else f"[{height}, {width}]"
        case Sides(top, bottom, left, right):
            if top == bottom and left == right:
                return str(top) if top == left else f"[{top}, {left}]"
            return f"[{top}, {bottom}, {left}, {right}]"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case str():
            return _word(value)
    return str(value)


def _shape(shape: Shape) -> str:
    """A shape as it is read again: sizes that look like channels first say which is which."""
    try:
        if written_shape(str(shape)) == shape:
            return str(shape)
    except ValueError:
        pass
    if isinstance(shape, Image):
        return f"{{height: {shape.height}, width: {shape.width}, channels: {shape.channels}}}"
    return str(shape)


def _word(text: str) -> str:
    """A name, in quotes where YAML would take it for something else."""
    plain = bool(text) and all(each.isalnum() or each in "_.- " for each in text)
    plain = plain and text.isascii() and text[0].isalpha() and text == text.strip()
    if plain and resolved(text) == text and as_yaml11(text) is None:
        return text
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
