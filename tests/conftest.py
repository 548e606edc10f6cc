"""What tests of every folder share: golden files, whole outputs that were read by a person.

A test calls `golden("alexnet.txt", text)`, and the file lies in `golden/` beside the test's own.
`python -m pytest --update-golden` writes the files anew; what changed is then read as a diff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path


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
