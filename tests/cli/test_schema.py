"""`cnncalc schema`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cnncalc.cli.main import run
from cnncalc.spec.schema import language_schema

if TYPE_CHECKING:
    import pytest


def test_the_schema_is_that_of_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == language_schema()
