"""Layers of every kind, drawn from the JSON Schema of their fields, and what may come into them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from cnncalc.derivation import leaves
from cnncalc.diagnostic import LayerError
from cnncalc.layers import KINDS
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cnncalc.derivation import Expression
    from cnncalc.layers.layer import Layer, Learned, Output, Work
    from cnncalc.shape import Shape

LARGEST = 5
"""Small numbers meet each other: groups divide, windows fit."""
APART = {"connections"}
"""Fields whose values hang on other fields; they have tests of their own."""


class Answers(NamedTuple):
    """What a layer answers for some inputs."""

    output: Output
    learned: Learned
    work: Work
    connections: Expression

    def derivations(self) -> Iterator[Expression]:
        """Give every expression among them."""
        yield from self.output.sizes.values()
        yield from self.learned
        yield from self.work.values()
        yield self.connections


def answers(layer: Layer, inputs: tuple[Shape, ...]) -> Answers | None:
    """Ask a layer everything that is counted; None where a rule of it does not hold."""
    try:
        output = layer.output(inputs)
    except LayerError:
        return None
    return Answers(
        output,
        layer.learned(inputs, output.shape),
        layer.work(inputs, output.shape),
        layer.connections(inputs, output.shape),
    )


@cache
def fields_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw fields of a kind: all that it needs, and any of the others."""
    schema = KINDS[kind].model_json_schema()
    needed = schema.get("required", [])
    drawn = {name: _value(each) for name, each in schema["properties"].items() if name not in APART}
    return st.fixed_dictionaries(
        {name: each for name, each in drawn.items() if name in needed},
        optional={name: each for name, each in drawn.items() if name not in needed},
    )


@cache
def inputs_of(kind: str) -> st.SearchStrategy[tuple[Shape, ...]]:
    """Draw what comes into a layer: an image mostly, a vector; several of one shape to a merge."""
    sizes = st.integers(1, 12)
    images = st.builds(Image, st.sampled_from([2, 4, 6, 12]), sizes, sizes)
    square = st.builds(lambda channels, side: Image(channels, side, side), sizes, sizes)
    shapes: st.SearchStrategy[Shape] = images | square | st.builds(Vector, sizes)
    counts = st.integers(1, 4) if KINDS[kind].merges else st.just(1)
    return st.tuples(shapes, counts).map(lambda drawn: (drawn[0],) * drawn[1])


def values_by_letter(expression: Expression) -> dict[str, int]:
    """Give the value of each letter of a formula, which stands for one number in it."""
    values: dict[str, int] = {}
    for leaf in leaves(expression):
        assert values.setdefault(leaf.symbol, int(leaf)) == leaf.value, leaf.symbol
    return values


def _value(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Draw a value that a JSON Schema admits; $settings and null are left out."""
    if "anyOf" in schema:
        return st.one_of([_value(each) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    draw = _OF_TYPE.get(schema.get("type", ""))
    return draw(schema) if draw else st.nothing()


_OF_TYPE: dict[str, Callable[[dict[str, Any]], st.SearchStrategy[Any]]] = {
    "integer": lambda schema: st.integers(schema["minimum"], LARGEST),
    "number": lambda schema: st.floats(schema.get("minimum", -10), schema.get("maximum", 10)),
    "boolean": lambda _: st.booleans(),
    "array": lambda schema: st.lists(
        _value(schema["items"]), min_size=schema["minItems"], max_size=schema["maxItems"]
    ),
}
