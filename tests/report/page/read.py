"""Reading a page as a browser does, but without one.

seen = read(page([subject]))
seen.ids, seen.elements["button"]
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from cnncalc.analysis.examination import examination
from cnncalc.report.look import Look
from cnncalc.report.page.document import page
from cnncalc.report.page.subject import Subject
from cnncalc.spec.catalog import spec_path

__all__ = ["HOSTILE", "HOSTILE_PROBLEMS", "PROBLEMS", "Seen", "page_of", "read", "subject"]

PROBLEMS = """\
name: My net
input: 224x224x3
layers:
  - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}
  - rleu
  - dense: 10
"""
"""A stride that does not fit (CS231n: 54.25 in the place of a whole number), and a slip."""

HOSTILE = """\
name: "<script>evil=1</script>"
title: "</title><script>evil=2</script><img src=x onerror=evil=3>"
source: {paper: "</code></ol><script>evil=4</script>", url: "javascript:evil=5"}
input: 32x32x3
layers:
  - conv: {name: "<img src=x onerror=evil=6>", filters: 8, kernel: 5}
  - relu: {name: "' onfocus='evil=7' autofocus='"}
  - dense: {name: "--><script>evil=8", units: 10}
  - dense: {name: "]]>{{7*7}}{%evil%}&lt;b&gt;", units: 10}
published:
  - {parameters: 1, source: "<iframe src=//a.example>", disputed: "<style>*{display:none}</style>"}
# </script><script>evil=9</script> \N{RIGHT-TO-LEFT OVERRIDE}evil
"""
"""Names and texts that mean to be more than that; the spec itself is fine."""

HOSTILE_PROBLEMS = """\
name: "<script>evil=1</script>"
input: 32x32x3
layers: ["<img src=x onerror=evil=2>", {relu: {"</code><script>evil=3</script>": 1}}]
"""


def subject(spec: str, key: str = "network1") -> Subject:
    """Give what a page shows of a shipped network, or of a text."""
    is_text = "\n" in spec
    content = spec.encode() if is_text else Path(spec_path(spec)).read_bytes()
    found = examination(content, "net.cnn.yaml" if is_text else f"<{spec}>")
    return Subject(key, found, found.analysis.counted() if found.analysis else None, Look())


def page_of(*specs: str) -> str:
    """Write the page of some networks, without pictures and memory."""
    return page([subject(each, f"network{n}") for n, each in enumerate(specs, 1)])


class Seen(HTMLParser):
    """What stands in a page: how many of each element, the ids, the attributes, the text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        """The values of an attribute, on whatever element."""
        return [value for _, attribute, value in self.attributes if attribute == name]


def read(html: str) -> Seen:
    """Read a page."""
    seen = Seen()
    seen.feed(html)
    seen.close()
    return seen
