"""How far something is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.cli.progress_bar import progress_bar

if TYPE_CHECKING:
    import pytest


def test_everything_comes_through_and_a_pipe_shows_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(progress_bar(iter(range(10)), 10, "sheets")) == list(range(10))
    assert capsys.readouterr() == ("", "")
