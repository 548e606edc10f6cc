"""A browser without a window, for tests that open a page as a person does.

def test_it(browser: Browser) -> None:
    browser.open(html)

It is Chromium with its driver, as Debian has them; `.ci/run` installs both. Where they are missing
a test is skipped, and in CI it fails.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver.remote.webelement import WebElement

__all__ = ["PHONE", "Browser", "Keys", "started"]

PHONE = (390, 844)
"""A usual telephone's window, in CSS pixels."""

_NAMES = ("chromium", "chromium-browser", "google-chrome")


class Browser:
    """A browser with one page open."""

    def __init__(self, driver: Chrome, folder: Path) -> None:
        """Take the driver, and a folder for the pages."""
        self.driver = driver
        self._folder = folder

    def open(self, html: str, size: tuple[int, int] = (1280, 900), *, dark: bool = False) -> None:
        """Open a page from a file, in a window of a size."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.command("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", media="", features=[scheme])
        path = self._folder / "page.html"
        path.write_text(html, encoding="utf-8")
        self.driver.get("about:blank")
        self.requests(), self.console()
        self.driver.get(path.as_uri())

    def command(self, name: str, **values: Any) -> Any:  # noqa: ANN401  as the protocol has them
        """Have the browser do what only its own protocol can say."""
        return self.driver.execute_cdp_cmd(name, values)

    def run(self, script: str, *values: object) -> Any:  # noqa: ANN401  whatever the script gives
        """Run a script in the page."""
        return self.driver.execute_script(script, *values)

    def all(self, selector: str) -> list[WebElement]:
        """Every element that a selector means."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def number(self, written: str) -> WebElement:
        """The first number of the table that is written so, as a button, brought into sight."""
        found = next(each for each in self.all("td button") if each.text == written)
        self.run("arguments[0].scrollIntoView({block: 'center'})", found)
        return found

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something is so."""
        WebDriverWait(self.driver, 30).until(lambda _: until())

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def focused(self) -> str:
        """The text of what has the focus."""
        return self.driver.switch_to.active_element.text

    def open_panels(self) -> list[WebElement]:
        """The panels that are open."""
        return self.all("[popover]:popover-open")

    def requests(self) -> list[str]:
        """The addresses that the page asked for, since the last time, but those within it."""
        messages = [
            json.loads(each["message"])["message"]
            for each in self.driver.get_log("performance")  # type: ignore[no-untyped-call]  # as selenium has it
        ]
        sent = [each for each in messages if each["method"] == "Network.requestWillBeSent"]
        asked = [each["params"]["request"]["url"] for each in sent]
        return [each for each in asked if not each.startswith("data:")]

    def console(self) -> list[str]:
        """What the browser had to say of the page since the last time."""
        log = self.driver.get_log("browser")  # type: ignore[no-untyped-call]  # as selenium has it
        return [each["message"] for each in log]


def started(folder: Path) -> Iterator[Browser]:
    """Start a browser and end it again; without one, skip the test, or fail in CI."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        missing = "chromium and chromedriver are not installed (Debian: chromium, chromium-driver)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    options = ChromeOptions()
    options.binary_location = program
    for argument in (
        "--headless=new",
        "--no-sandbox",  # as root there is none
        "--disable-dev-shm-usage",
        "--disable-gpu",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    with Chrome(options=options, service=ChromeService(driver)) as chrome:
        chrome.set_script_timeout(200)  # a busy machine is no reason to fail
        yield Browser(chrome, folder)
