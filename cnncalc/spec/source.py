"""A spec file as written: its values and where each stands, or a sentence on why it cannot be read.

    source = read_source("lenet.yaml")
    source.root.entries["input"].value.value        # "32x32x1"
    source.place(source.root.entries["input"].key)  # lenet.yaml:2:1

The file is read as a stream of YAML events, in one pass and without recursion, so that no nesting
can exhaust the stack. Of YAML a small safe part is read: no aliases, merge keys, tags or second
documents (blocks and repeats do their work), and numbers as `cnncalc.spec.scalar` says.
"""

from __future__ import annotations

import gc
import re
import stat
import sys
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cnncalc.diagnostic import CannotRunError, Diagnostic, Place, SpecError
from cnncalc.limit import DEFAULT_LIMITS, Limits
from cnncalc.plain import inert
from cnncalc.spec.scalar import as_yaml11, resolved

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Entry",
    "Fields",
    "Items",
    "Node",
    "Scalar",
    "Source",
    "as_yaml11",
    "parse_source",
    "plain",
    "read_source",
]


class Scalar:
    """One word, number or text. Lines and columns count characters, from 1."""

    __slots__ = ("column", "length", "line", "quoted", "text", "value")

    def __init__(  # noqa: PLR0913, PLR0917  made for every word of a file, where keywords cost time
        self,
        value: str | int | float | bool | None,  # noqa: FBT001, PYI041  the values of YAML
        text: str,
        quoted: bool,  # noqa: FBT001  as above
        line: int,
        column: int,
        length: int,
    ) -> None:
        """Hold a value, the text that spells it, without quotes, and where it stands.

        `length` counts the quotes; it is 1 for a text over several lines and for one not there.
        """
        self.value = value
        self.text = text
        self.quoted = quoted
        self.line = line
        self.column = column
        self.length = length


class Items:
    """A list, placed at its `[` or its first `-`."""

    __slots__ = ("column", "items", "line")
    length = 1

    def __init__(self, items: list[Node], line: int, column: int) -> None:
        """Hold the items and where the list starts."""
        self.items = items
        self.line = line
        self.column = column


class Fields:
    """A mapping, placed at its `{` or its first key."""

    __slots__ = ("column", "entries", "line")
    length = 1

    def __init__(self, entries: dict[str, Entry], line: int, column: int) -> None:
        """Hold the entries by the text of their keys, in the order of the file."""
        self.entries = entries
        self.line = line
        self.column = column


Node: TypeAlias = Scalar | Items | Fields


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True)
class Source:
    """A spec file that could be read."""

    name: str
    """As messages show it: a path, or `<stdin>`."""
    text: str
    root: Node
    problems: tuple[Diagnostic, ...] = ()
    """Keys written twice; `root` has the first of each."""

    def place(self, node: Node) -> Place:
        """Where a node stands, with the text of its line."""
        return _placed(self.name, self.lines, node.line, node.column, node.length)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return _lines(self.text)


def read_source(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a spec file, or standard input for `-`.

    Raises CannotRunError for what is no readable file, SpecError for what `parse_source` refuses.
    """
    if str(path) == "-":
        return parse_source(_standard_input(limits.bytes + 1), "<stdin>", limits)
    return parse_source(_file(str(path), limits.bytes + 1), str(path), limits)


def parse_source(text: str | bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a spec from its text; `name` is what messages call it.

    Raises SpecError for what is no YAML, and for the parts of YAML that a spec does without.
    """
    name = _one_line(name)
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(raw) > limits.bytes:
        message = f"the file is larger than {limits.bytes:,} bytes"
        remedy = f"check that it is a spec; `--limit bytes={10 * limits.bytes}` reads a larger one"
        raise _refusal("file-too-large", message, Place(name, 1, 1), remedy)
    text = (text if isinstance(text, str) else _decoded(text, name)).lstrip("\ufeff")
    if control := _CONTROL.search(text):
        raise _control_refusal(control, name)
    if "%TAG" in text and (directive := _TAG_DIRECTIVE.search(text)):
        place = _place_in(text, directive.end() - 4, name, 4)
        raise _refusal("tag", "`%TAG` names tags, and a spec has none", place, "remove this line")
    collecting = gc.isenabled()
    gc.disable()  # all that is made here stays, and looking for garbage in it doubles the time
    try:
        return _Reading(name, text, limits).source()
    finally:
        if collecting:
            gc.enable()


def plain(node: Node) -> object:
    """A node as ordinary lists, dicts (by the text of the keys) and values."""
    top: list[object] = []
    waiting: list[tuple[Node, Callable[[object], None]]] = [(node, top.append)]
    while waiting:
        each, put = waiting.pop()
        if isinstance(each, Scalar):
            put(each.value)
        elif isinstance(each, Items):
            items: list[object] = []
            put(items)
            waiting += [(item, items.append) for item in reversed(each.items)]
        else:
            fields: dict[str, object] = dict.fromkeys(each.entries)  # keeps the order of the file
            put(fields)
            waiting += [
                (entry.value, partial(fields.__setitem__, key))
                for key, entry in each.entries.items()
            ]
    return top[0]


_CHUNK = 1 << 20


def _file(path: str, most: int) -> bytes:
    """The first bytes of an ordinary file; nothing else is opened, as pipes and devices block."""
    name = _one_line(path)
    if not path:
        raise CannotRunError(f"{name}: no spec is named; name a file, or `-` for standard input")
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise CannotRunError(f"{name}: this is a folder; name a spec file in it")
        if not stat.S_ISREG(mode):
            remedy = "save the spec to a file, or send it through standard input and name it `-`"
            raise CannotRunError(f"{name}: this is no ordinary file; {remedy}")
        with Path(path).open("rb") as stream:
            return _read(stream, most)
    except (FileNotFoundError, NotADirectoryError):
        message = f"{name}: there is no such file; check its name and its folder"
    except PermissionError:
        message = f"{name}: reading this file is not permitted; change its permissions"
    except OSError as error:
        message = f"{name}: this file cannot be read ({error.strerror}); try a copy of it"
    except ValueError:  # a NUL character, or half of a pair of UTF-16
        message = f"{name}: no file can have this name; check it for stray characters"
    raise CannotRunError(message)


def _standard_input(most: int) -> bytes:
    """The first bytes of standard input."""
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    try:
        if stream is not None:
            return _read(stream, most)
        reason = "it is closed"
    except (OSError, ValueError) as error:
        reason = _one_line(str(error))
    raise CannotRunError(f"<stdin>: standard input cannot be read ({reason}); name a file instead")


def _read(stream: BinaryIO, most: int) -> bytes:
    """At most so many bytes, piece by piece: room for all of them at once may be too much."""
    pieces = []
    while most > 0 and (piece := stream.read(min(most, _CHUNK))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _one_line(text: str) -> str:
    """Text from outside, harmless and on one line."""
    return inert(text).replace("\n", "\\n") or "(no name)"


def _cut(text: str) -> str:
    """Text from outside, short enough to be quoted in a sentence."""
    return _one_line(text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "...")


_LONGEST_QUOTE = 64


def _lines(text: str) -> list[str]:
    """The lines of a text as editors count them; `str.splitlines` knows eight more line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _placed(name: str, lines: list[str], line: int, column: int, length: int) -> Place:
    """A place with the text of its line; what the parser puts after the last line, at its end."""
    if line > len(lines):
        return Place(name, len(lines), len(lines[-1]) + 1, 1, lines[-1])
    return Place(name, line, column, length, lines[line - 1])


def _place_in(text: str, start: int, name: str, length: int = 1) -> Place:
    """The place of the character of a text with this index."""
    before = _lines(text[:start])
    end = re.compile(r"[\r\n]|\Z").search(text, start)
    rest = text[start : end.start()] if end else ""
    return Place(name, len(before), len(before[-1]) + 1, length, before[-1] + rest)


def _refusal(code: str, message: str, place: Place, *helps: str) -> SpecError:
    """A problem that ends the reading."""
    return SpecError((Diagnostic(code, message, place, helps=helps),))


_PROPERTY = re.compile(r"&[^\s,\[\]{}]+|!<[^>\s]*>|![^\s,\[\]{}]*")


def _property_refusal(place: Place) -> SpecError:
    """The refusal of the anchor or the tag that stands at a place, before a value."""
    found = _PROPERTY.match(place.text, place.column - 1)
    written = found[0] if found else ""
    code, kind, remedy = "tag", "a tag", "remove it; a value is read by how it is written"
    if written.startswith("&"):
        code, kind = "anchor", "an anchor"
        remedy = "remove it; what is used more than once can be a block with a name"
    message = f"`{_cut(written)}` is {kind}, and a spec has none"
    quote = f"put the text in quotes if it starts with `{written[:1]}`"
    return _refusal(code, message, replace(place, length=max(1, len(written))), remedy, quote)


def _decoded(raw: bytes, name: str) -> str:
    """The text of a file; SpecError at the first byte that is not UTF-8."""
    save = "save it as UTF-8 in your editor"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is written in UTF-16, and a spec is UTF-8"
        raise _refusal("not-utf8", message, Place(name, 1, 1), save)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        bad = raw[error.start : error.start + 1]
        text = raw[: error.start].decode().lstrip("\ufeff")
        rest = raw[error.start :].decode(errors="replace")
    latin = bad.decode("cp1252", errors="replace")
    hint = f", though it is `{latin}` in Latin-1" if latin.isalpha() else ""
    message = f"the byte 0x{bad.hex().upper()} is not UTF-8{hint}"
    raise _refusal("not-utf8", message, _place_in(text + rest, len(text), name), save)


_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML takes for no text. libyaml finds it too, but places it in bytes."""

_TAG_DIRECTIVE = re.compile(r"(?:\A|[\r\n])%TAG")
"""Refused before libyaml sees it, which compares each with all before, in quadratic time."""

_CONTROL_NAMES = {"\0": "NUL", "\x1b": "ESC", "\x7f": "DEL", "\f": "a page break"}


def _control_refusal(control: re.Match[str], name: str) -> SpecError:
    character = control[0]
    known = f" ({_CONTROL_NAMES[character]})" if character in _CONTROL_NAMES else ""
    kind = "a control character" if character < "\ud800" else "half of a character"
    if character >= "\ufffe":
        kind = "no character"
    return _refusal(
        "control-character",
        f"U+{ord(character):04X}{known} is {kind}, not text",
        _place_in(control.string, control.start(), name),
        "delete it, and check that the file is text in UTF-8",
    )


_STAND_INS = str.maketrans(
    "\x85\u2028\u2029\ufeff",
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff",
)
"""For three characters that end a line in YAML 1.1 alone, and one that fills no column there,
others that Unicode keeps out of texts: so the parser counts lines and columns as editors do."""
_BACK = {stand_in: character for character, stand_in in _STAND_INS.items()}
_ODD = re.compile("[\x85\u2028\u2029\ufeff]")

_MOST_DUPLICATES = 1_000
"""Duplicate keys kept: a file has room for millions, and nobody reads so many."""

_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Reading:
    """The one pass over the events of a file."""

    def __init__(self, name: str, text: str, limits: Limits) -> None:
        self.name = name
        self.text = text
        self.depth = limits.depth
        self.opened: list[Items | Fields] = []
        """The lists and mappings around the place reached, the innermost last."""
        self.problems: list[Diagnostic] = []

    def source(self) -> Source:
        """The finished source."""
        try:
            root = self._root()
        except SpecError as error:
            raise SpecError((*self.problems, *error.diagnostics)) from None
        return Source(self.name, self.text, root, tuple(self.problems))

    def _root(self) -> Node:  # noqa: C901, PLR0912, PLR0915  for the reason below
        """The node that holds all others, in one long piece: a call for each node costs time."""
        opened, odd = self.opened, _ODD.search(self.text) is not None
        root: Node | None = None
        inside: Items | Fields | None = None
        key: Scalar | None = None
        word: Scalar | None = None
        try:
            next_event = _Loader(self.text.translate(_STAND_INS) if odd else self.text).get_event
        except Exception as error:  # noqa: BLE001  as below
            raise self._syntax_refusal(error, None, None) from None
        event: Any
        while True:
            try:
                event = next_event()
            except Exception as error:  # noqa: BLE001  PyYAML lets through more than errors of its own
                raise self._syntax_refusal(error, word, root) from None
            kind = type(event)
            if kind is ScalarEvent:
                start, end = event.start_mark, event.end_mark
                line, column = start.line, start.column
                text, quoted = event.value, bool(event.style)
                if odd:
                    text = text.translate(_BACK)
                length = end.column - column if end.line == line and end.column > column else 1
                value = text if quoted else resolved(text)
                node: Node = (word := Scalar(value, text, quoted, line + 1, column + 1, length))
            elif kind is MappingStartEvent:
                node = Fields({}, event.start_mark.line + 1, event.start_mark.column + 1)
            elif kind is SequenceStartEvent:
                node = Items([], event.start_mark.line + 1, event.start_mark.column + 1)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opened.pop()
                word = None
                inside = opened[-1] if opened else None
                continue
            elif kind is StreamEndEvent:
                return self._not_empty(root)
            else:
                self._refuse_if_foreign(event, root)
                continue
            if event.anchor is not None or event.tag is not None:
                mark = event.start_mark
                raise _property_refusal(self._place(mark.line + 1, mark.column + 1))
            if inside is None:
                root = node
            elif isinstance(inside, Items):
                inside.items.append(node)
            elif key is None:
                key = self._key(node)
                continue
            else:
                if key.text in inside.entries:
                    self._note_duplicate(inside.entries[key.text].key, key)
                else:
                    inside.entries[key.text] = Entry(key, node)
                key = None
            if not isinstance(node, Scalar):
                if len(opened) >= self.depth:
                    raise self._depth_refusal(node)
                opened.append(node)
                inside = node

    def _not_empty(self, root: Node | None) -> Node:
        if root is None or (isinstance(root, Scalar) and not root.text and not root.quoted):
            remedy = "a spec has a `name`, an `input` and `layers`"
            raise _refusal("empty-file", "the file is empty", Place(self.name, 1, 1), remedy)
        return root

    def _place(self, line: int, column: int, length: int = 1) -> Place:
        return _placed(self.name, self._lines, line, column, length)

    @cached_property
    def _lines(self) -> list[str]:
        return _lines(self.text)

    def _key(self, node: Node) -> Scalar:
        """The node as a key; SpecError if it cannot be one."""
        if isinstance(node, Scalar):
            if node.text == "<<" and not node.quoted:
                message = "`<<` is a merge key, and a spec has none"
                remedy = "write the fields out, or make a block of the layers that share them"
                raise _refusal("merge-key", message, self._place(node.line, node.column, 2), remedy)
            return node
        place = self._place(node.line, node.column)
        remedy = "write a plain word before the colon"
        if place.text.startswith("{{", max(0, node.column - 2)):
            remedy = "`{{...}}` is not filled in; a value of `settings` is written `$name`"
        kind = "list" if isinstance(node, Items) else "mapping"
        raise _refusal("key-not-plain", f"this key is a {kind}, not a word", place, remedy)

    def _note_duplicate(self, first: Scalar, key: Scalar) -> None:
        if len(self.problems) < _MOST_DUPLICATES:
            where = f"line {first.line}" if first.line != key.line else f"column {first.column}"
            self.problems.append(
                Diagnostic(
                    "duplicate-key",
                    f"`{_cut(key.text)}` is given twice; the first is in {where}",
                    self._place(key.line, key.column, key.length),
                    helps=("remove one of the two",),
                )
            )

    def _refuse_if_foreign(self, event: Any, root: Node | None) -> None:  # noqa: ANN401  as below
        """Refuse an alias and a second document; the other events that are no nodes say nothing."""
        mark = event.start_mark
        if isinstance(event, AliasEvent):
            name = f"*{event.anchor}"
            raise _refusal(
                "alias",
                f"`{_cut(name)}` is an alias, and a spec has none",
                self._place(mark.line + 1, mark.column + 1, len(name)),
                "write the value out, or make a block of it and use its name",
                f'write "{_cut(name)}" if it is text',
            )
        if isinstance(event, DocumentStartEvent) and root is not None:
            raise _refusal(
                "second-document",
                "a second document starts here, and a spec is one",
                self._place(mark.line + 1, mark.column + 1, 3),
                "give it a file of its own",
            )

    def _depth_refusal(self, node: Items | Fields) -> SpecError:
        return _refusal(
            "too-deep",
            f"lists and mappings nest more than {self.depth} deep here",
            self._place(node.line, node.column),
            "give the inner part a name under `blocks` and use the name",
        )

    def _syntax_refusal(
        self, error: Exception, word: Scalar | None, root: Node | None
    ) -> SpecError:
        """What the parser stopped at, in the words of one who writes a spec."""
        problem = getattr(error, "problem", None) or type(error).__name__
        words = f"{getattr(error, 'context', None) or ''}: {problem}"
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            message = f"this file is no YAML ({problem})"
            return _refusal("yaml-syntax", message, Place(self.name, 1, 1), _CHECK_YAML)
        start = getattr(error, "context_mark", None) or mark
        if "tag" in words:
            return _property_refusal(self._place(start.line + 1, start.column + 1))
        stop = _Stop(
            words,
            self._place(mark.line + 1, mark.column + 1),
            self._place(start.line + 1, start.column + 1),
            self._lines,
            word,
            self._place(self.opened[-1].line, self.opened[-1].column) if self.opened else None,
            root if not self.opened else None,
        )
        explain = next((each for clue, each in _CLUES if re.search(clue, words)), _explain_other)
        message, place, *helps = _explain_tab(stop) or explain(stop)
        return _refusal("yaml-syntax", message, place, *helps)


_CHECK_YAML = "check the lines around it: brackets, quotes, colons and indentation"
_CLOSERS = {"[": "]", "{": "}"}


class _Stop(NamedTuple):
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
        return self.here.text[self.here.column - 1 : self.here.column]

    @property
    def before(self) -> str:
        return self.here.text[: self.here.column - 1]

    @property
    def opener(self) -> str:
        return self.start.text[self.start.column - 1 : self.start.column]


_Explanation: TypeAlias = tuple[str, Place, *tuple[str, ...]]


def _explain_tab(stop: _Stop) -> _Explanation | None:
    indent = stop.before if stop.before.isspace() else ""
    if "quoted" in stop.words or "\t" not in indent + stop.character:
        return None
    column = stop.here.text.find("\t") + 1 if "\t" in indent else stop.here.column
    place = replace(stop.here, column=column)
    return "a tab stands where YAML reads only spaces", place, "use spaces"


def _explain_open_quote(stop: _Stop) -> _Explanation:
    quote = stop.opener
    doubled = ("an apostrophe inside single quotes is written twice",) if quote == "'" else ()
    return "this quote is not closed", stop.start, f"end the text with `{quote}`", *doubled


def _explain_escape(stop: _Stop) -> _Explanation:
    start = max(0, stop.here.text.rfind("\\", 0, stop.here.column))
    escape = stop.here.text[start : start + 2]
    place = replace(stop.here, column=start + 1, length=max(1, len(escape)))
    remedy = "write two backslashes, or put the text in single quotes"
    return "the backslash here starts no character that YAML knows", place, remedy


def _explain_no_colon(stop: _Stop) -> _Explanation:
    text = stop.start.text[stop.start.column - 1 :].rstrip()
    place = replace(stop.start, length=max(1, len(text)))
    return _explain_tight(place) or (
        "this is neither `key: value` nor an item of a list",
        place,
        "write a colon and a space after a key, a dash and a space before an item",
    )


def _explain_tight(place: Place) -> _Explanation | None:
    """A dash or a colon that lacks its space, if the place starts with a word that has one."""
    text = place.text[place.column - 1 :]
    if dash := re.match(r"-[^\s-]\S*", text):
        remedy = f"write `- {dash[0][1:]}`"
        return "this dash has no space after it", replace(place, length=1), remedy
    if colon := re.match(r"([\w-]+):([^\s:]+)", text):
        place = replace(place, column=place.column + colon.end(1), length=1)
        return "this colon has no space after it", place, f"write `{colon[1]}: {colon[2]}`"
    return None


def _explain_word_with_colon(stop: _Stop) -> _Explanation:
    remedy = "write a space after it, or put the value in quotes"
    return "this colon has no space after it", stop.here, remedy


def _explain_colon(stop: _Stop) -> _Explanation:
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


def _explain_bracket(stop: _Stop) -> _Explanation:
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


def _explain_no_value(stop: _Stop) -> _Explanation:
    if not stop.character and stop.around:
        opener = stop.around.text[stop.around.column - 1]
        remedy = f"add `{_CLOSERS.get(opener, ']')}`"
        return f"this `{opener}` is not closed", stop.around, remedy
    if "block" in stop.words:
        return _explain_start(stop)
    message = f"a value is missing before this `{stop.character}`"
    return message, stop.here, "write the value, or remove the comma"


def _explain_start(stop: _Stop) -> _Explanation:
    opener = "a backtick" if stop.opener == "`" else f"`{stop.opener}`"
    message = f"a value cannot start with {opener}"
    return message, stop.start, "put the value in quotes"


def _explain_stray(stop: _Stop) -> _Explanation:
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
    return message, stop.here, f"start it in column {columns}" if columns else _CHECK_YAML


def _columns_above(stop: _Stop) -> tuple[list[int], list[int]]:
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


def _explain_rest(stop: _Stop) -> _Explanation:
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


def _explain_list_start(stop: _Stop) -> _Explanation:
    remedy = "start the list on a line of its own, or write it as `[1, 2]`"
    return "a list with dashes cannot start here", stop.here, remedy


def _explain_text_block(stop: _Stop) -> _Explanation:
    message = f"`{stop.opener}` starts a text of several lines, and its own line ends there"
    return message, stop.here, "write the text on the next line, or put the value in quotes"


def _explain_directive(stop: _Stop) -> _Explanation:
    return "a line that starts with `%` is no part of a spec", stop.start, "remove it"


def _explain_other(stop: _Stop) -> _Explanation:
    return f"this is no YAML ({stop.words.lstrip(': ')})", stop.here, _CHECK_YAML


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
