"""What a spec does without, and the whole message that says so."""

from __future__ import annotations

import pytest

from cnncalc.diagnostic import SpecError
from cnncalc.limit import Limits
from cnncalc.spec.source import parse_source, plain


def refusal(text: str | bytes, limits: Limits | None = None) -> str:
    """The one line, or lines, that a text is refused with."""
    with pytest.raises(SpecError) as refused:
        parse_source(text, "f.yaml", limits or Limits())
    return str(refused.value)


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
    assert plain(parse_source("[" * 64 + "]" * 64, "f.yaml").root)
    assert "more than 3 deep" in refusal("a: [[[]]]", Limits(depth=3))
    parse_source("a: [[]]", "f.yaml", Limits(depth=3))


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
