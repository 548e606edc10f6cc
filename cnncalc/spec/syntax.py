"""Why a text is no YAML, in the words of one who writes specs.

libyaml says what its grammar wanted: "did not find expected key". A `Stop` says where it stopped,
and `explained` what stands there: "this quote is closed only in line 2".
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cnncalc.diagnostic import Place

if TYPE_CHECKING:
    from cnncalc.spec.node import Node, Scalar

__all__ = ["CHECK_YAML", "Stop", "explained"]


CHECK_YAML = "check the lines around it: brackets, quotes, colons and indentation"
_CLOSERS = {"[": "]", "{": "}"}


class Stop(NamedTuple):
    """Where and over what the parser stopped."""

    words: str
    """The parser's own."""
    here: Place
    start: Place
    """Where that began which the parser could not finish; else the same."""
    lines: list[str]
    word: Scalar | None
    """What was read just before, if that was a scalar."""
    around: Place | None
    """Of the innermost list or mapping that is open."""
    ended: Node | None
    """All of the spec, if the parser took it for complete."""

    @property
    def character(self) -> str:
        """The character there; empty at the end of a line."""
        return self.here.text[self.here.column - 1 : self.here.column]

    @property
    def before(self) -> str:
        """The line before it."""
        return self.here.text[: self.here.column - 1]

    @property
    def opener(self) -> str:
        """The character where it began."""
        return self.start.text[self.start.column - 1 : self.start.column]


Explanation: TypeAlias = tuple[str, Place, *tuple[str, ...]]


def explained(stop: Stop) -> Explanation:
    """What stands there, the place to point at, and what would help."""
    explain = next((each for clue, each in _CLUES if re.search(clue, stop.words)), _explain_other)
    return _explain_tab(stop) or explain(stop)


def _explain_tab(stop: Stop) -> Explanation | None:
    indent = stop.before if stop.before.isspace() else ""
    if "quoted" in stop.words or "\t" not in indent + stop.character:
        return None
    column = stop.here.text.find("\t") + 1 if "\t" in indent else stop.here.column
    place = replace(stop.here, column=column)
    return "a tab stands where YAML reads only spaces", place, "use spaces"


def _explain_open_quote(stop: Stop) -> Explanation:
    quote = stop.opener
    doubled = ("an apostrophe inside single quotes is written twice",) if quote == "'" else ()
    return "this quote is not closed", stop.start, f"end the text with `{quote}`", *doubled


def _explain_escape(stop: Stop) -> Explanation:
    start = max(0, stop.here.text.rfind("\\", 0, stop.here.column))
    escape = stop.here.text[start : start + 2]
    place = replace(stop.here, column=start + 1, length=max(1, len(escape)))
    remedy = "write two backslashes, or put the text in single quotes"
    return "the backslash here starts no character that YAML knows", place, remedy


def _explain_no_colon(stop: Stop) -> Explanation:
    text = stop.start.text[stop.start.column - 1 :].rstrip()
    place = replace(stop.start, length=max(1, len(text)))
    return _explain_tight(place) or (
        "this is neither `key: value` nor an item of a list",
        place,
        "write a colon and a space after a key, a dash and a space before an item",
    )


def _explain_tight(place: Place) -> Explanation | None:
    """A dash or a colon that lacks its space, if the place starts with a word that has one."""
    text = place.text[place.column - 1 :]
    if dash := re.match(r"-[^\s-]\S*", text):
        remedy = f"write `- {dash[0][1:]}`"
        return "this dash has no space after it", replace(place, length=1), remedy
    if colon := re.match(r"([\w-]+):([^\s:]+)", text):
        place = replace(place, column=place.column + colon.end(1), length=1)
        return "this colon has no space after it", place, f"write `{colon[1]}: {colon[2]}`"
    return None


def _explain_word_with_colon(stop: Stop) -> Explanation:
    remedy = "write a space after it, or put the value in quotes"
    return "this colon has no space after it", stop.here, remedy


def _explain_colon(stop: Stop) -> Explanation:
    """A colon in the middle of a value."""
    word = stop.word
    if word and word.line < stop.here.line and not word.quoted:
        above = stop.lines[word.line - 1]
        tight = _explain_tight(Place(stop.here.file, word.line, word.column, 1, above))
        if tight:
            return tight
        key = stop.before.lstrip(" ")
        place = replace(stop.here, column=len(stop.before) - len(key) + 1, length=len(key) + 1)
        message = (
            f"this line goes on with the value of line {word.line}, and has a colon of its own"
        )
        if ":" not in above[: word.column - 1]:
            return message, place, f"write the colon that line {word.line} lacks"
        indent = len(above) - len(above.lstrip(" -")) + 1
        return message, place, f"start it in column {indent}, as line {word.line} does"
    if bare := re.match(r"[ -]*(\w+) +(?=[{[])", stop.before):
        place = replace(stop.here, column=bare.end() + 1)
        message = f"a colon is missing before this `{stop.before[bare.end()]}`"
        return message, place, f"write `{bare[1]}: {stop.before[bare.end()]}`"
    if re.search(r":\s", stop.before):
        remedy = (
            "put a value with a colon in quotes, and fields in braces: `{kernel: 3, stride: 1}`"
        )
        return "this is a second colon on one line", stop.here, remedy
    return "this colon has no key before it", stop.here, "put a value with a colon in quotes"


def _explain_bracket(stop: Stop) -> Explanation:
    """A flow list or mapping that neither goes on with a comma nor ends."""
    opener, closer = stop.opener, _CLOSERS.get(stop.opener, "]")
    if stop.character in tuple("]}"):
        message = f"`{stop.character}` stands here, but the last bracket opened is a `{opener}`"
        return message, stop.here, f"write `{closer}`"
    if stop.character and stop.here.line == stop.start.line:
        message = f"a comma or `{closer}` is missing before this"
        return message, stop.here, "put commas between items, and text with brackets in quotes"
    remedy = f"add `{closer}`"
    if stop.character:
        remedy += f", or a comma before line {stop.here.line}"
    return f"this `{opener}` is not closed", stop.start, remedy


def _explain_no_value(stop: Stop) -> Explanation:
    if not stop.character and stop.around:
        opener = stop.around.text[stop.around.column - 1]
        remedy = f"add `{_CLOSERS.get(opener, ']')}`"
        return f"this `{opener}` is not closed", stop.around, remedy
    if "block" in stop.words:
        return _explain_start(stop)
    message = f"a value is missing before this `{stop.character}`"
    return message, stop.here, "write the value, or remove the comma"


def _explain_start(stop: Stop) -> Explanation:
    opener = "a backtick" if stop.opener == "`" else f"`{stop.opener}`"
    message = f"a value cannot start with {opener}"
    return message, stop.start, "put the value in quotes"


def _explain_stray(stop: Stop) -> Explanation:
    """Something that belongs to nothing: the rest of a line, or a line in a wrong column."""
    if stop.before.strip(" -"):
        return _explain_rest(stop)
    column = stop.here.column
    if stop.ended and column >= stop.ended.column:
        remedy = "the outermost brackets, or `...`, end a spec; remove them, or this line"
        return "the spec has ended before this line", stop.here, remedy
    if "block collection" in stop.words:
        if tight := _explain_tight(stop.here):
            return tight
        message = "the lines above are the items of a list, and this line is none"
        remedy = "start it with `- `, or in the column of the key that holds the list"
        return message, stop.here, remedy
    dashes, keys = _columns_above(stop)
    is_item = stop.character == "-"
    if is_item and (column in keys or not dashes):
        message = "an item of a list stands here among keys"
        remedy = "move it to the right, under the key that it belongs to"
        if dashes:
            remedy = f"start it in column {dashes[0]}, as the item above does"
        return message, stop.here, remedy
    columns = " or ".join(map(str, dashes if is_item else keys))
    message = f"this line starts in column {column}, and nothing that it could belong to does"
    return message, stop.here, f"start it in column {columns}" if columns else CHECK_YAML


def _columns_above(stop: Stop) -> tuple[list[int], list[int]]:
    """The columns of the dashes and of the keys above which a next line could go on with."""
    dashes: list[int] = []
    keys: list[int] = []
    least = sys.maxsize
    for line in reversed(stop.lines[: stop.here.line - 1]):
        content = len(line) - len(line.lstrip(" -"))
        indent = len(line) - len(line.lstrip(" "))
        if indent >= least or not line.strip() or line.startswith("#", indent):
            continue
        if ":" in line and content < least:
            keys.append(content + 1)
        dashes += [at + 1 for at in reversed(range(content)) if line[at] == "-"]
        least = indent
        if not least:
            break
    return dashes, keys


def _explain_rest(stop: Stop) -> Explanation:
    """Something after the end of a value, on its line."""
    if stop.word and stop.word.quoted:
        word, line = stop.word, stop.lines[stop.word.line - 1]
        quote = line[word.column - 1]
        if word.line < stop.here.line:
            place = Place(stop.here.file, word.line, word.column, 1, line)
            message = f"this quote is closed only in line {stop.here.line}"
            return message, place, f"end the text with `{quote}` in its line"
        if quote == "'":
            message = "this follows the end of a text in single quotes"
            return message, stop.here, "an apostrophe inside single quotes is written twice"
    if stop.character in tuple("]}"):
        return f"this `{stop.character}` closes nothing", stop.here, "remove it"
    remedy = "put all of the value in quotes, or start a new line"
    return "this follows the end of a value", stop.here, remedy


def _explain_list_start(stop: Stop) -> Explanation:
    remedy = "start the list on a line of its own, or write it as `[1, 2]`"
    return "a list with dashes cannot start here", stop.here, remedy


def _explain_text_block(stop: Stop) -> Explanation:
    message = f"`{stop.opener}` starts a text of several lines, and its own line ends there"
    return message, stop.here, "write the text on the next line, or put the value in quotes"


def _explain_directive(stop: Stop) -> Explanation:
    return "a line that starts with `%` is no part of a spec", stop.start, "remove it"


def _explain_other(stop: Stop) -> Explanation:
    return f"this is no YAML ({stop.words.lstrip(': ')})", stop.here, CHECK_YAML


_CLUES = (
    (r"quoted scalar: found unexpected", _explain_open_quote),
    (r"quoted scalar", _explain_escape),
    (r"simple key", _explain_no_colon),
    (r"mapping values are not allowed", _explain_colon),
    (r"sequence entries are not allowed", _explain_list_start),
    (r"mapping keys are not allowed|cannot start any token|an alias|an anchor", _explain_start),
    (r"',' or '[]}]'", _explain_bracket),
    (r"node content", _explain_no_value),
    (r"found unexpected ':'", _explain_word_with_colon),
    (r"directive|YAML document", _explain_directive),
    (r"block scalar", _explain_text_block),
    (r"expected key|<document start>|<block end>|'-' indicator", _explain_stray),
)
"""What to say for which words of libyaml or of PyYAML's own parser; the first that fits."""
