"""Elements of HTML, and that text stays text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from cnncalc.report.element import Html, element, joined, prose, text
from tests.report.specimen import HOSTILE


def test_what_is_no_html_is_escaped() -> None:
    assert element("td", "<b>&\"'") == "<td>&lt;b&gt;&amp;&quot;&#x27;</td>"
    assert element("td", element("b", "x")) == "<td><b>x</b></td>"


def test_an_attribute_is_written_as_html_has_it() -> None:
    written = element("th", "x", class_="n", aria_sort='"', popover=True, hidden=False, id=None)
    assert written == '<th class="n" aria-sort="&quot;" popover>x</th>'


def test_an_element_without_content_has_no_end() -> None:
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_nothing_is_no_content() -> None:
    assert element("p", None, "x", None) == "<p>x</p>"
    assert joined(["a", None, Html("<br>")], " ") == "a <br>"


def test_html_that_is_joined_to_text_is_text() -> None:
    """Python's own `+` forgets what was HTML, so that it errs on the safe side."""
    assert not isinstance(Html("<b>") + "x", Html)


class Reader(HTMLParser):
    """Reads HTML as a browser does, and keeps the elements and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.words += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_is_text_in_an_element_and_in_an_attribute(name: str) -> None:
    reader = Reader()
    reader.feed(element("p", name, title=name))
    reader.close()
    assert reader.found == ["p"]
    shown = "".join(reader.words)
    assert shown.replace("\n", "").isprintable()
    assert reader.words[0] == reader.words[-1]


def test_text_that_is_html_is_left_alone() -> None:
    assert text(Html("<b>")) == "<b>"


def test_what_stands_between_backticks_is_code_and_all_else_is_text() -> None:
    assert prose("a `b<` c") == "a <code>b&lt;</code> c"
    assert prose("a ` < c") == "a ` &lt; c"
