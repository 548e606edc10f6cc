"""What tests of every folder share: golden files, whole outputs that were read by a person.

A test calls `golden("alexnet.txt", text)`, and the file lies in `golden/` beside the test's own.
`python -m pytest --update-golden` writes the files anew; what changed is then read as a diff.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import is_hypothesis_test, settings

if TYPE_CHECKING:
    from pathlib import Path


# A shell starts what runs in the background with Ctrl-C ignored, and a process hands that on to
# those it starts; the tests of Ctrl-C need it as a person has it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is no reason to fail: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


class Golden(Protocol):
    """Compares a text with a golden file."""

    def __call__(self, name: str, text: str) -> None:
        """Fail unless the file has exactly this text, line ends included."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew, to be read as a diff",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is thorough, unless it is asked for; measure what always takes one way.

    What examples from a generator cover differs from run to run, and a measured run of them takes
    three times as long: the floor is held without them, and without what is long.
    """
    for each in items:
        generated = is_hypothesis_test(getattr(each, "obj", None))
        if generated or each.get_closest_marker("long"):
            each.add_marker("no_cover")
    if "thorough" in config.getoption("markexpr"):
        return
    left_out = [each for each in items if each.get_closest_marker("thorough")]
    items[:] = [each for each in items if not each.get_closest_marker("thorough")]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Give the comparison with the golden files of the test's folder."""
    folder: Path = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            folder.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare
