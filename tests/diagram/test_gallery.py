"""The pictures of docs/pictures.md are what its lines draw."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cnncalc.cli.main import run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pictures.md").read_text(encoding="utf-8")
LINES = re.findall(r"^cnncalc (draw .*) -o (docs/pictures/\S+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("line", "name"), LINES, ids=[each[1] for each in LINES])
def test_a_picture_of_the_page_is_what_its_line_draws(
    line: str, name: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    update = pytestconfig.getoption("--update-golden")
    target = ROOT / name if update else tmp_path / "drawn.svg"
    assert run([*shlex.split(line), "-o", str(target)]) == 0
    assert target.read_bytes() == (ROOT / name).read_bytes()


def test_every_picture_is_shown_and_has_its_line() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
    drawn = [name.removeprefix("docs/") for _, name in LINES]
    kept = [f"pictures/{each.name}" for each in (ROOT / "docs" / "pictures").iterdir()]
    assert sorted(shown) == sorted(drawn) == sorted(kept)
