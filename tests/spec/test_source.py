"""Specs as written: values, places, and every refusal with its whole message and its place."""

from __future__ import annotations

import gc
import io
import os
import socket
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cnncalc.diagnostic import CannotRunError, Diagnostic, Place, SpecError
from cnncalc.limit import Limits
from cnncalc.spec import source as module
from cnncalc.spec.scalar import resolved
from cnncalc.spec.source import Fields, Items, Node, Scalar, parse_source, plain, read_source


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


BOMB = "a: &a [x]\n" + "".join(f"{chr(98 + i)}: &b{i} [*a, *a]\n" for i in range(9))
EMPTY = "1:1: empty-file the file is empty"
FRAME = "a spec has a `name`, an `input` and `layers`"
DEEP = "too-deep lists and mappings nest more than 64 deep here"
BLOCKS = "give the inner part a name under `blocks` and use the name"
NO_ANCHOR = (
    "remove it; what is used more than once can be a block with a name; help: "
    "put the text in quotes if it starts with `&`"
)
NO_ALIAS = (
    "write the value out, or make a block of it and use its name; help: "
    'write "*conv1" if it is text'
)
NO_TAG = (
    "remove it; a value is read by how it is written; help: "
    "put the text in quotes if it starts with `!`"
)
DELETE = "delete it, and check that the file is text in UTF-8"
SAVE = "save it as UTF-8 in your editor"
MERGE = "write the fields out, or make a block of the layers that share them"
TEMPLATE = "`{{...}}` is not filled in; a value of `settings` is written `$name`"
WORD = "write a plain word before the colon"


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        (BOMB, "1:4: anchor `&a` is an anchor, and a spec has none", NO_ANCHOR),
        ("- &a [*a]", "1:3: anchor `&a` is an anchor, and a spec has none", NO_ANCHOR),
        ("a: [1, *conv1]", "1:8: alias `*conv1` is an alias, and a spec has none", NO_ALIAS),
        ("a:\n  <<: {b: 1}", "2:3: merge-key `<<` is a merge key, and a spec has none", MERGE),
        ("- !!a/b:c.d [e]", "1:3: tag `!!a/b:c.d` is a tag, and a spec has none", NO_TAG),
        ("a: !x!y 1", "1:4: tag `!x!y` is a tag, and a spec has none", NO_TAG),
        (
            "# a\n%TAG !e! tag:x\n---\na: 1",
            "2:1: tag `%TAG` names tags, and a spec has none",
            "remove this line",
        ),
        (
            "a: 1\n---\nb: 2",
            "2:1: second-document a second document starts here, and a spec is one",
            "give it a file of its own",
        ),
        ("[" * 100_000, f"1:65: {DEEP}", BLOCKS),
        ("- " * 100_000, f"1:129: {DEEP}", BLOCKS),
        ("".join(" " * i + "a:\n" for i in range(500)), f"65:65: {DEEP}", BLOCKS),
        ("[a, b]: c", "1:1: key-not-plain this key is a list, not a word", WORD),
        ("? {a: 1}\n: c", "1:3: key-not-plain this key is a mapping, not a word", WORD),
        ("a: {{size}}", "1:5: key-not-plain this key is a mapping, not a word", TEMPLATE),
        ("", EMPTY, FRAME),
        ("# only a comment\n", EMPTY, FRAME),
        ("---\n", EMPTY, FRAME),
        ("\ufeff \n", EMPTY, FRAME),
        (
            "a: b\n  \0",
            "2:3: control-character U+0000 (NUL) is a control character, not text",
            DELETE,
        ),
        (
            "é: \x1b[2J",
            "1:4: control-character U+001B (ESC) is a control character, not text",
            DELETE,
        ),
        ("a: \ud800", "1:4: control-character U+D800 is half of a character, not text", DELETE),
        (
            b"a: b\r\n\xc3\xa9: caf\xe9\n",
            "2:7: not-utf8 the byte 0xE9 is not UTF-8, though it is `é` in Latin-1",
            SAVE,
        ),
        (b"\xef\xbb\xbfa\x80", "1:2: not-utf8 the byte 0x80 is not UTF-8", SAVE),
        (
            "a: 1".encode("utf-16"),
            "1:1: not-utf8 the file is written in UTF-16, and a spec is UTF-8",
            SAVE,
        ),
    ],
)
def test_what_a_spec_does_without_is_refused(text: str | bytes, message: str, remedy: str) -> None:
    """Each with its place; alias bombs and deep nests are never built."""
    assert refusal(text) == f"f.yaml:{message}; help: {remedy}"


@pytest.mark.parametrize("text", [b"a: " + b"x" * 100, "a: " + "é" * 50])
def test_a_large_file_is_refused_by_its_bytes(text: str | bytes) -> None:
    """100 bytes of text are 103 with the key."""
    assert refusal(text, Limits(bytes=102)) == (
        "f.yaml:1:1: file-too-large the file is larger than 102 bytes"
        "; help: check that it is a spec; `--limit bytes=1020` reads a larger one"
    )
    parse_source(text, "f.yaml", Limits(bytes=103))


def test_a_nest_of_the_greatest_depth_is_read() -> None:
    """The bound is the number of lists and mappings, and one more is refused."""
    assert value("[" * 64 + "]" * 64)
    assert "more than 3 deep" in refusal("a: [[[]]]", Limits(depth=3))
    parse_source("a: [[]]", "f.yaml", Limits(depth=3))


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
    ("text", "message", "remedy"),
    [
        ("a: {b: 1\nc: 2", "1:4: this `{` is not closed", "add `}`, or a comma before line 2"),
        (
            "a: 1\n  b: {c: [1, 2}",
            "2:3: this line goes on with the value of line 1, and has a colon of its own",
            "start it in column 1, as line 1 does",
        ),
        ("a: [1", "1:4: this `[` is not closed", "add `]`"),
        (
            "a: {b: 1 c: 2}",
            "1:11: a comma or `}` is missing before this",
            "put commas between items, and text with brackets in quotes",
        ),
        (
            "a: [1,, 2]",
            "1:7: a value is missing before this `,`",
            "write the value, or remove the comma",
        ),
        ("a: ]", "1:4: a value cannot start with `]`", "put the value in quotes"),
        ("- [a]]", "1:6: this `]` closes nothing", "remove it"),
        ('a: "x\nb: 1', "1:4: this quote is not closed", 'end the text with `"`'),
        (
            'a: "x\nb: "y"',
            "1:4: this quote is closed only in line 2",
            'end the text with `"` in its line',
        ),
        (
            "- {a: 'x'} y",
            "1:12: this follows the end of a value",
            "put all of the value in quotes, or start a new line",
        ),
        (
            "a: 'it's'",
            "1:8: this follows the end of a text in single quotes",
            "an apostrophe inside single quotes is written twice",
        ),
        (
            'a: "x" y',
            "1:8: this follows the end of a value",
            "put all of the value in quotes, or start a new line",
        ),
        (
            'a: "\\q"',
            "1:5: the backslash here starts no character that YAML knows",
            "write two backslashes, or put the text in single quotes",
        ),
        (
            "a: b: c",
            "1:5: this is a second colon on one line",
            "put a value with a colon in quotes, and fields in braces: `{kernel: 3, stride: 1}`",
        ),
        (
            "a: 1\n  b: 2",
            "2:3: this line goes on with the value of line 1, and has a colon of its own",
            "start it in column 1, as line 1 does",
        ),
        (
            "- conv\n  kernel: 3",
            "2:3: this line goes on with the value of line 1, and has a colon of its own",
            "write the colon that line 1 lacks",
        ),
        ("name:LeNet\ninput: 3", "1:5: this colon has no space after it", "write `name: LeNet`"),
        ("a: 1\nname:LeNet\nb: 2", "2:5: this colon has no space after it", "write `name: LeNet`"),
        (
            "a: {b:? c}",
            "1:6: this colon has no space after it",
            "write a space after it, or put the value in quotes",
        ),
        ("- relu\n-softmax", "2:1: this dash has no space after it", "write `- softmax`"),
        ("layers:\n  - a: 1\n  -b: 2", "3:3: this dash has no space after it", "write `- b:`"),
        (
            "a: 1\nb\n",
            "2:1: this is neither `key: value` nor an item of a list",
            "write a colon and a space after a key, a dash and a space before an item",
        ),
        (
            "a: - 1",
            "1:4: a list with dashes cannot start here",
            "start the list on a line of its own, or write it as `[1, 2]`",
        ),
        (
            "a: 1\n- b",
            "2:1: an item of a list stands here among keys",
            "move it to the right, under the key that it belongs to",
        ),
        (
            "a:\n  - b: 1\n- c",
            "3:1: an item of a list stands here among keys",
            "start it in column 3, as the item above does",
        ),
        (
            "a:\n  - b: 1\n - c",
            "3:2: this line starts in column 2, and nothing that it could belong to does",
            "start it in column 3",
        ),
        (
            "a:\n    b: 1\n  c: 2\n",
            "3:3: this line starts in column 3, and nothing that it could belong to does",
            "start it in column 5 or 1",
        ),
        (
            "a:\n- b\nc:\n - d\n e: 1",
            "5:2: the lines above are the items of a list, and this line is none",
            "start it with `- `, or in the column of the key that holds the list",
        ),
        (
            "{a: 1}\nb: 2",
            "2:1: the spec has ended before this line",
            "the outermost brackets, or `...`, end a spec; remove them, or this line",
        ),
        ("a: @b", "1:4: a value cannot start with `@`", "put the value in quotes"),
        ("a: `b", "1:4: a value cannot start with a backtick", "put the value in quotes"),
        ("a: *", "1:4: a value cannot start with `*`", "put the value in quotes"),
        ("a: ? b", "1:4: a value cannot start with `?`", "put the value in quotes"),
        (
            "a: |  x",
            "1:7: `|` starts a text of several lines, and its own line ends there",
            "write the text on the next line, or put the value in quotes",
        ),
        ("%FOO\n---\na: 1", "1:1: a line that starts with `%` is no part of a spec", "remove it"),
        ("\ta: 1", "1:1: a tab stands where YAML reads only spaces", "use spaces"),
        ("a:\n  b: 1\n \tc: 2", "3:2: a tab stands where YAML reads only spaces", "use spaces"),
        ("a: %b", "1:4: a value cannot start with `%`", "put the value in quotes"),
        ("- {a: 1}}", "1:9: this `}` closes nothing", "remove it"),
        (
            "a: [\n  1,\n  2\nb: 3",
            "1:4: this `[` is not closed",
            "add `]`, or a comma before line 4",
        ),
        (
            "x" * 1100 + ": 1",
            "1:1101: this colon has no key before it",
            "put a value with a colon in quotes",
        ),
    ],
)
def test_what_is_no_yaml_is_refused_in_plain_words(text: str, message: str, remedy: str) -> None:
    """The words of libyaml say what its grammar wanted, these what stands there."""
    place, _, rest = message.partition(": ")
    assert refusal(text) == f"f.yaml:{place}: yaml-syntax {rest}; help: {remedy}"


def test_a_refusal_underlines_what_it_is_about() -> None:
    """All of a tag, an alias, a key or a line, or one character."""
    lengths = {
        "a: !!int 1": 5,
        "a: *conv": 5,
        "- a: 1\n  'a' : 2": 3,
        "<<: 1": 2,
        "a: 1\nb c\n": 3,
        'a: "\\q"': 2,
    }
    for text, length in lengths.items():
        try:
            problems = parse_source(text, "f.yaml").problems
        except SpecError as error:
            problems = error.diagnostics
        assert problems[0].place is not None
        assert problems[0].place.length == length


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


def test_no_garbage_is_collected_while_a_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is none, and looking for it among all that is made doubles the time."""
    seen: list[bool] = []

    def watched(text: str) -> yaml.SafeLoader:
        seen.append(gc.isenabled())
        return yaml.SafeLoader(text)

    monkeypatch.setattr(module, "_Loader", watched)
    assert value("a: 1") == {"a": 1}
    assert seen == [False]


@pytest.mark.parametrize("collecting", [True, False])
@pytest.mark.parametrize("text", ["a: 1", "a: ["])
def test_the_collection_of_garbage_is_left_as_it_was(text: str, collecting: bool) -> None:  # noqa: FBT001  parametrized
    """It is off only while a file is read."""
    if not collecting:
        gc.disable()
    try:
        outcome(text)
        assert gc.isenabled() == collecting
    finally:
        gc.enable()


def stopped(path: str | Path) -> str:
    """The one line that a path is refused with."""
    with pytest.raises(CannotRunError) as refused:
        read_source(path)
    return str(refused.value)


def test_a_file_is_read_from_a_path(tmp_path: Path) -> None:
    """With its name as given."""
    path = tmp_path / "net.yaml"
    path.write_bytes(b"a: 1")
    for each in (path, str(path)):
        source = read_source(each)
        assert (source.name, source.text, plain(source.root)) == (str(path), "a: 1", {"a": 1})


def test_no_more_of_a_file_is_read_than_the_bound(tmp_path: Path) -> None:
    """A file of a terabyte, none of it on the disk."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(SpecError, match="file-too-large the file is larger than 5,000,000 bytes"):
        read_source(path)


def test_a_path_that_is_no_ordinary_file_is_refused_in_one_line(tmp_path: Path) -> None:
    """Nothing of it is opened: a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").touch()
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket"))
    special = (
        "this is no ordinary file; save the spec to a file, "
        "or send it through standard input and name it `-`"
    )
    missing = "there is no such file; check its name and its folder"
    assert stopped("/dev/zero") == f"/dev/zero: {special}"
    assert stopped(tmp_path / "pipe") == f"{tmp_path}/pipe: {special}"
    assert stopped(tmp_path / "socket") == f"{tmp_path}/socket: {special}"
    assert stopped(tmp_path) == f"{tmp_path}: this is a folder; name a spec file in it"
    assert stopped(tmp_path / "none.yaml") == f"{tmp_path}/none.yaml: {missing}"
    assert stopped(tmp_path / "file" / "x") == f"{tmp_path}/file/x: {missing}"
    assert stopped("") == "(no name): no spec is named; name a file, or `-` for standard input"
    assert "this file cannot be read (Too many levels of symbolic links)" in stopped(
        tmp_path / "loop"
    )
    assert "this file cannot be read (File name too long)" in stopped("x" * 300)
    server.close()


@pytest.mark.parametrize("name", ["a\0b", "a\ud800"])
def test_a_name_that_no_file_can_have_is_refused_in_one_line(name: str) -> None:
    """With its characters shown."""
    shown = name.encode("unicode_escape").decode()
    message = "no file can have this name; check it for stray characters"
    assert stopped(name) == f"{shown}: {message}"


def test_a_name_is_shown_without_its_control_characters() -> None:
    """In one line, whatever it holds."""
    assert stopped("a\x1b[2J\nb").startswith("a\\x1b[2J\\nb: there is no such file")
    assert parse_source("a: 1", "a\nb\x1b").name == "a\\nb\\x1b"


def test_a_file_that_may_not_be_read_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read all, so that the refusal is the test's own."""
    path = tmp_path / "net.yaml"
    path.touch()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert stopped(path) == f"{path}: reading this file is not permitted; change its permissions"


class Stdin:
    """Standard input with these bytes."""

    def __init__(self, buffer: object) -> None:
        self.buffer = buffer


def test_a_hyphen_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read up to the bound."""
    monkeypatch.setattr(sys, "stdin", Stdin(io.BytesIO(b"a: 1")))
    source = read_source("-")
    assert (source.name, plain(source.root)) == ("<stdin>", {"a": 1})
    endless = io.BytesIO(b"#" * 6_000_000)
    monkeypatch.setattr(sys, "stdin", Stdin(endless))
    with pytest.raises(SpecError, match="<stdin>:1:1: file-too-large"):
        read_source("-")
    assert endless.tell() == 5_000_001


def test_standard_input_that_cannot_be_read_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Closed before the start, since, or broken."""
    start = "<stdin>: standard input cannot be read"
    closed = io.BytesIO()
    closed.close()
    monkeypatch.setattr(sys, "stdin", None)
    assert stopped("-") == f"{start} (it is closed); name a file instead"
    monkeypatch.setattr(sys, "stdin", Stdin(closed))
    assert stopped("-") == f"{start} (I/O operation on closed file.); name a file instead"
