"""Files with many problems: all of them in one run, each whole text as a person reads it.

The golden files have both forms, drawn for a terminal and one a line for a pipe.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cnncalc

if TYPE_CHECKING:
    from tests.conftest import Golden

FOLDER = Path(__file__).parent / "faulty"


def texts(name: str) -> tuple[str, str, list[str]]:
    """What is said of a faulty spec: drawn, one a line, and the codes."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    with pytest.raises(cnncalc.SpecError) as refused:
        cnncalc.analyze(cnncalc.load_text(text, f"{name}.yaml"))
    found = refused.value.diagnostics
    drawn = "\n\n".join(each.drawn() for each in found)
    lines = "\n".join(each.concise() for each in found)
    return drawn + "\n", lines + "\n", [each.code for each in found]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        (
            "six",
            [
                "unknown-kind",
                "unknown-field",
                "wrong-value",
                "unknown-setting",
                "unknown-layer",
                "stride-does-not-fit",
            ],
        ),
        (
            "shapes",
            [
                "stride-does-not-fit",
                "groups-do-not-divide",
                "shapes-differ",
                "unused-layer",
                "image-expected",
            ],
        ),
        (
            "blocks",
            [
                "setting-name",
                "stride-does-not-fit",
                "block-uses-itself",
                "missing-setting",
                "unknown-setting",
            ],
        ),
        ("branches", ["shapes-differ"] * 6),
        (
            "words",
            [
                "duplicate-key",
                "wrong-value",
                "wrong-value",
                "wrong-value",
                "wrong-value",
                "number-too-large",
                "name",
                "name",
                "name-taken",
            ],
        ),
    ],
)
def test_every_problem_comes_out_in_one_run(name: str, codes: list[str], golden: Golden) -> None:
    drawn, lines, found = texts(name)
    golden(f"{name}.drawn.txt", drawn)
    golden(f"{name}.lines.txt", lines)
    assert found == codes


def test_every_faulty_spec_is_tested() -> None:
    assert sorted(each.stem for each in FOLDER.glob("*.yaml")) == [
        *("blocks", "branches", "shapes", "six", "words"),
    ]
