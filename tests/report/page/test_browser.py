"""The page in a browser: pressed, sorted, tabbed through, printed, on a telephone, in the dark.

The numbers of AlexNet are those of the Caffe model bvlc_alexnet and of CS231n.
"""

from __future__ import annotations

import re
import shutil
from base64 import b64decode
from subprocess import run
from typing import TYPE_CHECKING, Any

import pytest
from axe_core_python.selenium import Axe  # type: ignore[import-untyped]  # it has no types

from tests.report.page.browser import PHONE, Browser, Keys, started
from tests.report.page.full import full_page
from tests.report.page.read import HOSTILE, HOSTILE_PROBLEMS, PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.long

PAGES = {
    "one": ("alexnet",),
    "problems": (PROBLEMS,),
    "hostile": (HOSTILE,),
    "hostile problems": (HOSTILE_PROBLEMS,),
    "three": ("lenet5", "lenet5-modern", PROBLEMS),
}
each_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests of this file."""
    yield from started(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def html() -> dict[str, str]:
    """Each page, written once."""
    return {name: full_page(*specs) for name, specs in PAGES.items()}


def column(browser: Browser, heading: str) -> list[str]:
    """The cells of a column of the table of layers, from above."""
    headings = [each.text for each in browser.all("thead th")]
    index = next(at for at, each in enumerate(headings) if each.startswith(heading)) + 1
    script = "return [...document.querySelectorAll(arguments[0])].map(each => each.innerText)"
    cells: list[str] = browser.run(script, f"table.sortable tbody tr > :nth-child({index})")
    return cells


@each_page
def test_nothing_is_asked_for_and_nothing_is_complained_of(
    name: str, html: dict[str, str], browser: Browser
) -> None:
    browser.open(html[name])
    for button in browser.all("thead button"):
        button.click()
    (asked,) = browser.requests()
    assert asked.startswith("file:")
    assert asked.endswith("/page.html")
    assert browser.console() == []


def test_a_number_that_is_pressed_shows_its_working(html: dict[str, str], browser: Browser) -> None:
    browser.open(html["one"])
    browser.number("34,944").click()
    (panel,) = browser.open_panels()
    assert panel.text.splitlines()[0] == "parameters of conv1"
    shown = panel.text.replace("\N{THIN SPACE}", "")
    assert "(F×F×D + 1)×K = (11×11×3 + 1)×96 = 34,944" in shown  # noqa: RUF001  the sign for times
    assert "1: the bias of each filter" in panel.text
    browser.number("307,456").click()
    (panel,) = browser.open_panels()
    assert panel.text.startswith("parameters of conv2")
    panel.find_element("css selector", "button").click()
    assert browser.open_panels() == []


def test_the_number_that_was_pressed_stays_in_sight(html: dict[str, str], browser: Browser) -> None:
    browser.open(html["one"], (1280, 500))
    number = browser.number("4,097,000")
    browser.run("arguments[0].scrollIntoView({block: 'end'}); arguments[0].click()", number)
    script = (
        "const box = arguments[0].getBoundingClientRect();"
        "return document.elementFromPoint(box.left + 5, box.top + 5) === arguments[0]"
    )
    browser.wait(lambda: browser.run(script, number))


def test_a_number_is_opened_and_closed_with_the_keyboard(
    html: dict[str, str], browser: Browser
) -> None:
    browser.open(html["one"])
    browser.run("arguments[0].focus()", browser.number("34,944"))
    browser.press(Keys.ENTER)
    assert len(browser.open_panels()) == 1
    browser.press(Keys.ESCAPE)
    assert browser.open_panels() == []
    assert browser.focused() == "34,944"


def test_a_heading_sorts_by_its_column_and_says_so(html: dict[str, str], browser: Browser) -> None:
    browser.open(html["one"])
    heading = next(each for each in browser.all("th button") if each.text.startswith("parameters"))
    cell = heading.find_element("xpath", "..")
    in_order = column(browser, "layer")
    assert in_order[:3] == ["input", "conv1", "relu1"]
    heading.click()
    assert cell.get_attribute("aria-sort") == "descending"
    assert column(browser, "parameters")[:3] == ["37,752,832", "16,781,312", "4,097,000"]
    assert column(browser, "layer")[-1] == "input", "what says nothing is last"
    heading.click()
    assert cell.get_attribute("aria-sort") == "ascending"
    assert column(browser, "parameters")[-3:] == ["16,781,312", "37,752,832", ""]
    heading.click()
    assert cell.get_attribute("aria-sort") is None
    assert column(browser, "layer") == in_order


def test_names_sort_as_people_count(html: dict[str, str], browser: Browser) -> None:
    browser.open(html["one"])
    browser.all("th button")[0].click()
    names = column(browser, "layer")
    assert names == sorted(names)
    assert names[0] == "conv1"
    shapes = next(each for each in browser.all("th button") if each.text.startswith("output"))
    shapes.click()
    outputs = column(browser, "output")
    assert outputs[0] == "55×55×96"  # noqa: RUF001  the sign for times: 290,400 values
    assert outputs[-1] == "1000"


def test_tab_reaches_every_control_once_and_in_order(browser: Browser) -> None:
    browser.open(full_page("lenet5"))
    script = (
        "return [...document.querySelectorAll('a[href], button, [tabindex=\"0\"]')]"
        ".filter(each => each.checkVisibility()).length"
    )
    expected = browser.run(script)
    seen = []
    for _ in range(expected):
        browser.press(Keys.TAB)
        seen.append(
            browser.run("return document.activeElement.getBoundingClientRect().top + scrollY")
        )
    browser.press(Keys.TAB)
    assert browser.run("return document.activeElement === document.body"), "all were reached"
    assert len(seen) == expected


@pytest.mark.parametrize("name", ["hostile", "hostile problems"])
def test_nothing_of_a_spec_runs(name: str, html: dict[str, str], browser: Browser) -> None:
    browser.open(html[name])
    for button in browser.all("td button, dl.head button"):
        browser.run("arguments[0].focus()", button)
    assert browser.run("return typeof window.evil") == "undefined"


def test_the_policy_stops_what_is_not_the_pages_own(browser: Browser) -> None:
    """Even where a name had become an element, it would not run."""
    browser.open(full_page("lenet5"))
    image = "<img src='data:,' onerror='window.evil = 1'><img src='page.html'>"
    script = "document.body.insertAdjacentHTML('beforeend', arguments[0])"
    browser.run(script, image)
    browser.wait(lambda: sum("Content Security Policy" in each for each in browser.console()))
    assert browser.run("return typeof window.evil") == "undefined"


@each_page
def test_a_telephone_needs_no_scrolling_sideways(
    name: str, html: dict[str, str], browser: Browser
) -> None:
    browser.open(html[name], PHONE)
    assert browser.run("return document.documentElement.scrollWidth") == PHONE[0]
    numbers = browser.all("td button")
    if numbers:
        browser.run("arguments[0].click()", numbers[0])
        (panel,) = browser.open_panels()
        assert panel.rect["width"] <= PHONE[0]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@each_page
def test_axe_finds_no_barrier(
    name: str, html: dict[str, str], browser: Browser, *, dark: bool
) -> None:
    """The rules of axe-core, contrast among them."""
    browser.open(html[name], dark=dark)
    numbers = browser.all("td button")
    if numbers:
        browser.run("arguments[0].click()", numbers[0])
    found: dict[str, Any] = Axe().run(browser.driver)
    assert [
        (each["id"], node["html"][:200]) for each in found["violations"] for node in each["nodes"]
    ] == []
    assert len(found["passes"]) > 10


def test_a_print_has_every_row_and_no_panel(html: dict[str, str], browser: Browser) -> None:
    browser.open(html["one"])
    browser.number("34,944").click()
    browser.command("Emulation.setEmulatedMedia", media="print")
    script = (
        "const box = document.querySelector('table').parentElement;"
        "return [box.scrollHeight - box.clientHeight, "
        "[...document.querySelectorAll('[popover]')].filter(each => each.checkVisibility()).length]"
    )
    assert browser.run(script) == [0, 0]
    printed = b64decode(browser.command("Page.printToPDF")["data"])
    assert printed.startswith(b"%PDF-")


def printed(browser: Browser, html: str, folder: Path) -> list[str]:
    """Give the text of each sheet that the page is printed on."""
    browser.open(html)
    path = folder / "page.pdf"
    path.write_bytes(b64decode(browser.command("Page.printToPDF")["data"]))
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    told = run([program, "-layout", str(path), "-"], capture_output=True, check=True, text=True)
    return told.stdout.split("\f")


def test_the_headings_of_a_table_are_on_each_sheet_that_it_is_printed_on(
    browser: Browser, tmp_path: Path
) -> None:
    sheets = printed(browser, full_page("resnet50"), tmp_path)
    rows = [each for each in sheets if len(re.findall(r" relu +\d+\D\d+\D\d+ ", each)) > 5]
    assert len(rows) > 2
    for sheet in rows:
        assert re.search(r"^ *layer +kind +filters", sheet, re.MULTILINE)


def test_a_printed_caption_is_never_alone_and_no_picture_is_cut(
    browser: Browser, tmp_path: Path
) -> None:
    sheets = printed(browser, full_page("unet"), tmp_path)
    (graph,) = [each for each in sheets if "Graph: which layer reads which" in each]
    assert "enc1" in graph, "the first block"
    assert "up4" in graph, "the last block"
    assert not any(each.strip().endswith("receptive field") for each in sheets)


def test_on_a_telephone_a_picture_is_seen_whole_and_in_full_size_where_asked_for(
    browser: Browser,
) -> None:
    browser.open(full_page("unet"), PHONE)
    script = (
        "return [...document.querySelectorAll('figure:has(img) .scroll')]"
        ".map(each => each.scrollWidth - each.clientWidth)"
    )
    assert browser.run(script) == [0, 0, 0, 0]
    browser.all(".size input")[1].click()
    assert browser.run(script)[1] > 0


def test_a_table_that_is_not_long_hides_no_row(html: dict[str, str], browser: Browser) -> None:
    browser.open(html["one"])
    script = (
        "return [...document.querySelectorAll('.scroll:not(.long)')]"
        ".map(each => each.scrollHeight - each.clientHeight)"
    )
    assert set(browser.run(script)) == {0}
