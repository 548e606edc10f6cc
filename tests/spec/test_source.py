"""Specs as written: values, places, and every refusal with its whole message and its place."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cnncalc.diagnostic import Diagnostic, Place, SpecError
from cnncalc.limit import Limits
from cnncalc.spec import source as module
from cnncalc.spec.scalar import resolved
from cnncalc.spec.source import Fields, Items, Node, Scalar, parse_source, plain


def refusal(text: str | bytes, limits: Limits | None = None) -> str:
    """The one line, or lines, that a text is refused with."""
    with pytest.raises(SpecError) as refused:
        parse_source(text, "f.yaml", limits or Limits())
    return str(refused.value)


def value(text: str | bytes) -> object:
    """The plain data of a text without problems."""
    source = parse_source(text, "f.yaml")
    assert source.problems == ()
    return plain(source.root)


def scalars(root: Node) -> list[Scalar]:
    """Every scalar, keys too."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            found.append(node)
        elif isinstance(node, Items):
            waiting += node.items
        else:
            found += [entry.key for entry in node.entries.values()]
            waiting += [entry.value for entry in node.entries.values()]
    return found


def test_a_spec_has_its_values_and_their_places() -> None:
    """Lines and columns count from 1; a length counts the quotes."""
    text = 'name: "Le Net"\nlayers:\n  - conv: {filters: 6, kernel: [5, 5]}\n  - relu\n'
    source = parse_source(text, "lenet.yaml")
    assert plain(source.root) == {
        "name": "Le Net",
        "layers": [{"conv": {"filters": 6, "kernel": [5, 5]}}, "relu"],
    }
    assert isinstance(source.root, Fields)
    name, layers = source.root.entries["name"].value, source.root.entries["layers"].value
    assert isinstance(name, Scalar)
    assert (name.quoted, name.text, name.length) == (True, "Le Net", 8)
    assert isinstance(layers, Items)
    assert [(each.line, each.column) for each in layers.items] == [(3, 5), (4, 5)]
    place = source.place(layers.items[1])
    assert (str(place), place.length, place.text) == ("lenet.yaml:4:5", 4, "  - relu")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: {b: 1, c}", {"a": {"b": 1, "c": None}}),
        ("a: [1, [], {}]", {"a": [1, [], {}]}),
        ("a: |\n  x\n  y\nb: >-\n  z\n  z\n", {"a": "x\ny\n", "b": "z z"}),
        ("a: \"010\"\n1: true\n\"\\u0062\": 'it''s'", {"a": "010", "1": True, "b": "it's"}),
        ("%YAML 1.2\n---\na: 1\n...\n", {"a": 1}),
        ('"<<": 1', {"<<": 1}),
        ("a: 0x10\nb: 010\nc: yes\nd: 1e3", {"a": "0x10", "b": "010", "c": "yes", "d": 1000.0}),
        ("n: " + "9" * 5000, {"n": "9" * 5000}),
        ("n: 1" + ":1" * 200_000, {"n": "1" + ":1" * 200_000}),
        ("a: {b:1}", {"a": {"b:1": None}}),
        ("a: 1", {"a": 1}),
        ("a: 1\r\n\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ("\ufeffa: 1\rb: 2", {"a": 1, "b": 2}),
        ("a: x\u2028y\nb: \x85z", {"a": "x\u2028y", "b": "\x85z"}),
        (b"\xef\xbb\xbfa: \xc3\xa9\n", {"a": "é"}),
        ("null", None),
        ("- 1", [1]),
        ("42", 42),
        ("''", ""),
    ],
)
def test_what_yaml_allows_is_read(text: str | bytes, data: object) -> None:
    """A top level that is no mapping is left to the reader of specs."""
    assert value(text) == data


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " # \x85\u2028\u2029\ufeff\r\n"])
def test_lines_and_columns_are_those_of_an_editor(end: str) -> None:
    """YAML 1.1 ends lines at U+0085, U+2028 and U+2029 too; editors and YAML 1.2 do not."""
    source = parse_source(f"\ufeffé😀: 1{end}b: [x,  yy]{end}", "f.yaml")
    assert isinstance(source.root, Fields)
    items = source.root.entries["b"].value
    assert isinstance(items, Items)
    assert [(each.line, each.column, each.length) for each in items.items] == [(2, 5, 1), (2, 9, 2)]
    assert source.place(items).text.startswith("b: [x,  yy]")


def test_the_keys_written_twice_are_all_reported_and_the_first_one_counts() -> None:
    """They are problems of the source, so that those of later stages can come with them."""
    source = parse_source("a: 1\nb: {c: 1, c: {d: 2, d: 3}}\na: [1]\n'a': 4", "f.yaml")
    assert plain(source.root) == {"a": 1, "b": {"c": 1}}
    assert [f"{each.place} {each.message}" for each in source.problems] == [
        "f.yaml:2:11 `c` is given twice; the first is in column 5",
        "f.yaml:2:21 `d` is given twice; the first is in column 15",
        "f.yaml:3:1 `a` is given twice; the first is in line 1",
        "f.yaml:4:1 `a` is given twice; the first is in line 1",
    ]
    assert {(each.code, each.helps) for each in source.problems} == {
        ("duplicate-key", ("remove one of the two",))
    }


def test_the_keys_written_twice_come_out_before_what_ends_the_reading() -> None:
    """In the order of the file."""
    assert refusal("a: 1\na: 2\nb: *c").splitlines()[0].startswith("f.yaml:2:1: duplicate-key")


def test_no_more_than_a_thousand_keys_written_twice_are_kept() -> None:
    """A file of 5 MB has room for millions."""
    assert len(parse_source("a: 1\n" * 2000, "f.yaml").problems) == 1000


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029")).filter(
    lambda word: not isinstance(resolved(word), float)
)
"""PyYAML writes three characters as ends of lines, and `1e3` for a text, as YAML 1.1 has it."""
LEAVES = st.none() | st.booleans() | st.integers() | WORDS
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
TREES = st.recursive(
    LEAVES | NUMBERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(
    data=TREES,
    unicode=st.booleans(),
    width=st.sampled_from([20, 10_000]),
    flow=st.sampled_from([None, True, False]),
)
@example(data={"a": ["\ufeff", "é 😀", "010", "<<", "~"]}, unicode=True, width=20, flow=None)
def test_dumped_data_come_back(
    data: object,
    unicode: bool,  # noqa: FBT001  drawn by Hypothesis
    width: int,
    flow: bool | None,  # noqa: FBT001  drawn by Hypothesis
) -> None:
    """And every word of one line stands in the text at its place."""
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=unicode, width=width)
    source = parse_source(text, "f.yaml")
    assert plain(source.root) == data
    for each in scalars(source.root):
        place = source.place(each)
        written = place.text[place.column - 1 : place.column - 1 + place.length]
        if each.quoted:
            assert written[0] in "'\"|>"
            assert place.length == 1 or written[0] == written[-1]
        elif place.length > 1:
            assert written == each.text


BROKEN = st.text(
    st.sampled_from("ab:-?{}[],&*!|>'\"%@`#<~ \n\t\r\\0\u0661\x85\ufeff\u2028\x00\ud800")
)


@given(BROKEN | st.text() | st.binary())
@example("? ")
@example("a: [")
@example("- -\n -")
@example("\x85: [")
def test_any_text_is_a_source_or_is_refused_with_a_place(text: str | bytes) -> None:
    """Whatever the parser does; and every place is in the file."""
    problems: tuple[Diagnostic, ...] = ()
    places: list[Place | None] = []
    try:
        source = parse_source(text, "f.yaml")
        places += [source.place(each) for each in scalars(source.root)]
    except SpecError as error:
        problems = error.diagnostics
        places += [each.place for each in problems]
    assert all(each.helps and "this is no YAML" not in each.message for each in problems)
    for place in places:
        assert place
        assert 1 <= place.column <= len(place.text) + 1
        assert place.line >= 1
        assert place.length == 1 or place.column - 1 + place.length <= len(place.text)


@given(BROKEN)
def test_the_parser_of_python_does_where_libyaml_is_missing(text: str) -> None:
    """It reads the same wherever both read; they differ in tabs and directives."""
    with pytest.MonkeyPatch.context() as patch:
        theirs = outcome(text)
        patch.setattr(module, "_Loader", yaml.SafeLoader)
        ours = outcome(text)
    if isinstance(theirs, dict) and isinstance(ours, dict):
        assert ours == theirs


def outcome(text: str) -> object:
    """The data and the places of a text, or why it has none."""
    try:
        source = parse_source(text, "f.yaml")
    except SpecError as error:
        return str(error)
    places = [source.place(each) for each in scalars(source.root)]
    return {"data": plain(source.root), "places": places}


@pytest.mark.parametrize(
    "error", [RecursionError("deep"), IndexError(), ValueError("x"), SystemError()]
)
def test_whatever_the_parser_raises_is_a_refusal(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyYAML lets more through than its own errors."""

    class Broken:
        def __init__(self, _: str) -> None:
            pass

        def get_event(self) -> None:
            raise error

    monkeypatch.setattr(module, "_Loader", Broken)
    message = f"f.yaml:1:1: yaml-syntax this file is no YAML ({type(error).__name__}); help: "
    assert refusal("a: 1").startswith(message)


def test_a_file_of_too_many_values_is_refused_where_the_bound_is_passed() -> None:
    assert value("a: [1, 2]") == {"a": [1, 2]}
    assert refusal("a: [1, 2]\n", Limits(values=4)) == (
        "f.yaml:1:8: too-many-values the file has more than 4 words, lists and mappings; help: "
        "check that it is a spec; `--limit values=40` reads a larger one"
    )
