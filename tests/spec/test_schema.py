"""The JSON Schema: every spec that is read passes it, and what is wrong does not.

It may let more pass than the language does: what depends on shapes, or on which blocks there are.
"""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from cnncalc.layers import KINDS
from cnncalc.spec.catalog import shipped, spec_path
from cnncalc.spec.schema import language_schema
from cnncalc.spec.source import parse_source, plain, read_source

from .examples import EXAMPLES
from .written import codes, spec

SCHEMA = language_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def faults(text: str) -> list[str]:
    """What the schema has against a spec."""
    data = plain(parse_source(text, "net.yaml").root)
    return [each.message for each in VALIDATOR.iter_errors(data)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_spec_passes(name: str) -> None:
    data = plain(read_source(spec_path(name)).root)
    assert [each.message for each in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_example_of_the_language_passes(name: str) -> None:
    assert faults(EXAMPLES[name]) == []


@pytest.mark.parametrize(
    ("layers", "frame"),
    [
        (
            "[{conv: {filters: $k, kernel: [3, $k], padding: half, bias: untied}}]",
            "settings: {k: 3}",
        ),
        ("[$act, {conv: $c}]", "settings: {act: relu, c: {filters: 3, kernel: 3}}"),
        ("[{add: $ways}, {concat: {inputs: $ways}}]", "settings: {ways: [[relu], []]}"),
        ("[{relu: {when: $(k-1), trainable: $t}}]", "settings: {k: 2, t: false}"),
        (
            "[unit: , {unit: {repeat: $n, name: $m}}]",
            "settings: {n: 2, m: u}\nblocks: {unit: [relu]}",
        ),
        ("[{unit: 3}]", "blocks: {unit: {settings: {k: , more: []}, layers: [dense: $k, $more]}}"),
        ("[{unit: }]", "blocks: {unit: {settings: , layers: [relu]}}"),
        ("[repeat: {times: $n, when: true, layers: [relu]}]", "settings: {n: 2}"),
        ("[{relu: {name: 1}}, {tanh: {from: 1}}]", ""),
        ("[{conv: {filters: 2, kernel: 1, connections: [[0, 1], [$k]]}}]", "settings: {k: 3}"),
        ("[{maxpool: [2, 4]}, {dropout: 0.5}, softmax: ]", "rounding: {maxpool: ceil}"),
        ("[relu]", "rounding: $r\nsettings: {r: floor}"),
    ],
)
def test_every_form_of_the_language_passes(layers: str, frame: str) -> None:
    assert codes(layers, frame) == []
    assert faults(spec(layers, frame)) == []


@pytest.mark.parametrize(
    ("layers", "frame"),
    [
        ("relu", ""),
        ("[5]", ""),
        ("[[relu]]", ""),
        ("[{relu: , tanh: }]", ""),
        ("[{relu: 3}]", ""),
        ("[{relu: {name: ''}}]", ""),
        ("[{dense: }]", ""),
        ("[{dense: 0}]", ""),
        ("[{dense: 3.5}]", ""),
        ("[{dense: 010}]", ""),
        ("[{dense: yes}]", ""),
        ("[{dense: 2000000}]", ""),
        ("[{conv: {filters: 3}}]", ""),
        ("[{conv: 3}]", ""),
        ("[{conv: {filters: 3, kernel: [3, 3, 3]}}]", ""),
        ("[{conv: {filters: 3, kernel: 3, strides: 2}}]", ""),
        ("[{conv: {filters: 3, kernel: 3, padding: full}}]", ""),
        ("[{dropout: 1.5}]", ""),
        ("[{add: 3}]", ""),
        ("[{add: []}]", ""),
        ("[{add: [[], {dropout: 0.5}]}]", ""),
        ("[repeat: {times: 2}]", ""),
        ("[repeat: {times: -1, layers: []}]", ""),
        ("[relu]", "foo: 1"),
        ("[relu]", "rounding: up"),
        ("[relu]", "year: soon"),
        ("[relu]", "blocks: {unit: 3}"),
        ("[relu]", "outputs: relu1"),
        ("[relu]", "published: [{parameters: 3}]"),
        ("[relu]", "published: [{parameters: many, source: s}]"),
        ("[relu]", "published: [{parametres: 3, source: s}]"),
    ],
)
def test_what_is_wrong_fails_here_and_there(layers: str, frame: str) -> None:
    assert codes(layers, frame) != []
    assert faults(spec(layers, frame)) != []


@pytest.mark.parametrize("frame", ["", "name: n", "name: n\nlayers: [relu]"])
def test_what_is_missing_fails(frame: str) -> None:
    data = plain(parse_source(frame, "net.yaml").root) if frame else {}
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_and_every_field_is_described(kind: str) -> None:
    definition = SCHEMA["$defs"][kind]
    assert definition["description"].endswith(".")
    fields = definition["anyOf"][0]["properties"]
    assert all(each.get("description") for each in fields.values())
