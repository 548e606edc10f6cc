"""What is no YAML, and the plain words that say so, each with its place and its remedy."""

from __future__ import annotations

import pytest

from cnncalc.diagnostic import SpecError
from cnncalc.spec.source import parse_source


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
    with pytest.raises(SpecError) as refused:
        parse_source(text, "f.yaml")
    assert str(refused.value) == f"f.yaml:{place}: yaml-syntax {rest}; help: {remedy}"
