"""Questions and slips of public coursework, as tests/data/coursework has them, put to cnncalc.

Questions about kinds of layers that cnncalc does not have yet are waiting: they have no analysis.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.answer import read_answer
from cnncalc.coursework.question import question
from cnncalc.layers import KINDS

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.question import Question

__all__ = ["DOCUMENTED", "EXAMPLES", "Example", "Row", "put", "written"]

DATA = Path(__file__).parents[1] / "data" / "coursework"


class Row(NamedTuple):
    """One thing that a documented question asks, and what its source says."""

    id: str
    spec: dict[str, Any]
    layer: str
    quantity: str
    convention: dict[str, Any]
    right: str
    """Worked out independently."""
    source: str
    """`right`, the rounded answer of the source, or nothing."""
    wrong: dict[str, frozenset[str]]
    """Wrong options, each with the misconceptions that are documented for it."""

    def __str__(self) -> str:
        return f"{self.id} {self.layer} {self.quantity}"

    @property
    def waiting(self) -> bool:
        """Whether it needs a kind of layer that there is not yet."""
        return _waiting(self.spec)


class Example(NamedTuple):
    """A documented slip: the question, the right number and the wrong one."""

    id: str
    spec: dict[str, Any]
    layer: str
    quantity: str
    convention: dict[str, Any]
    right: str
    wrong: str

    def __str__(self) -> str:
        return self.id

    @property
    def waiting(self) -> bool:
        """Whether it needs a kind of layer that there is not yet."""
        return _waiting(self.spec)


def put(row: Row | Example) -> Question:
    """Put a documented question."""
    return question(
        _analysis(json.dumps(row.spec)), row.layer, row.quantity, Convention(**row.convention)
    )


def written(asked: Question, text: str) -> Answer:
    """Read an answer to a question, which is not open."""
    answer = read_answer(text, shape=isinstance(asked.right, tuple))
    assert answer is not None
    return answer


@cache
def _analysis(spec: str) -> Analysis:
    """The network of a question, a shipped one by its name."""
    data = json.loads(spec)
    if "model" in data:
        return cnncalc.analyze(data["model"])
    text = json.dumps({"name": "question", "rounding": "floor", **data})
    return cnncalc.analyze(cnncalc.load_text(text))


def _waiting(spec: dict[str, Any]) -> bool:
    kinds = {kind for each in spec.get("layers", []) for kind in each}
    return not kinds <= set(KINDS)


def _spec(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: entry[key] for key in ("model", "input", "layers") if key in entry}


def _documented() -> list[Row]:
    entries = yaml.safe_load((DATA / "questions.yaml").read_text(encoding="utf-8"))
    return [
        Row(
            entry["id"],
            _spec(entry),
            asked["layer"],
            asked["quantity"],
            asked.get("convention", {}),
            str(asked["right"]),
            str(asked.get("rounded", asked.get("source", ""))),
            {str(wrong): frozenset(ids) for wrong, ids in asked.get("wrong", {}).items()},
        )
        for entry in entries
        for asked in entry["asked"]
    ]


def _examples() -> list[Example]:
    entries = yaml.safe_load((DATA / "slips.yaml").read_text(encoding="utf-8"))
    return [
        Example(
            entry["id"],
            _spec(entry),
            entry["asked"][0],
            entry["asked"][1],
            entry.get("convention", {}),
            str(entry["right"]),
            str(entry["wrong"]),
        )
        for entry in entries
    ]


DOCUMENTED = _documented()
EXAMPLES = _examples()
