"""The catalogue: what each entry says, and that nothing in it is misspelt."""

import re
from pathlib import Path

import pytest
import yaml

from cnncalc.coursework import misconception
from cnncalc.coursework.misconception import MISCONCEPTIONS, Misconception
from cnncalc.coursework.question import ASKED, OF_TOTALS
from cnncalc.coursework.wrong.copying import COPYING_RULES
from cnncalc.coursework.wrong.field_rule import FIELD_RULES
from cnncalc.coursework.wrong.shape_rule import SHAPE_RULES
from cnncalc.coursework.wrong.total_rule import TOTAL_RULES
from cnncalc.layers import KINDS

FILE = misconception.__file__.replace("misconception.py", "misconceptions.yaml")
PLACES = {*ASKED, *(f"total {each}" for each in OF_TOTALS), "side", "depth", "shape", "written"}
NAMES = {
    *("W", "F", "S", "P", "d", "span", "first", "sides", "same"),  # of a side
    *("H", "D", "K", "g", "N", "F_h", "F_w", "H_out", "W_out", "D_0"),  # of a layer
    *("area", "depth", "bias", "two", "both", "B", "right", "megabyte"),
    *("table", "reads_input", "forward", "input_counted", "side_out", "input", "N_0"),
    *("weights", "biases", "fixed", "parameters", "macs", "flops", "bias_adds"),
    *("connections", "values", "activations"),
}
RULES = {
    *(*SHAPE_RULES, *FIELD_RULES, *TOTAL_RULES, *COPYING_RULES),
    "another layer's size",
    "another layer's size in a dense layer",
    "the same slip in every layer",
}
WAITING_KINDS = {"pad", "conv_transpose", "locally_connected"}
EVERY = pytest.mark.parametrize("entry", MISCONCEPTIONS.values(), ids=MISCONCEPTIONS)


def test_the_whole_catalogue_is_there() -> None:
    """91 documented slips, and two digits swapped; each id once."""
    assert len(MISCONCEPTIONS) == 92
    with Path(FILE).open(encoding="utf-8") as file:
        assert [each["id"] for each in yaml.safe_load(file)] == list(MISCONCEPTIONS)


@EVERY
def test_a_hint_is_one_question_and_holds_no_result(entry: Misconception) -> None:
    """A number in a hint belongs to an example of its own, and is small."""
    assert entry.hint.endswith("?")
    numbers = [int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", entry.hint)]
    known = {"C-ALEXNET-253440", "S-224-FOR-227", "P-LENET-S2", "M-MIB-AS-MB"}
    assert entry.id in known or all(each <= 3 for each in numbers)


@EVERY
def test_a_text_is_plain_english(entry: Misconception) -> None:
    """A name and a statement complete a sentence; a convention is not called wrong."""
    assert not entry.name.endswith(".")
    assert not entry.statement.endswith(".")
    assert entry.explanation.endswith(".")
    assert not entry.statement[0].isupper()
    texts = f"{entry.name} {entry.statement} {entry.hint} {entry.explanation}"
    assert not re.search(r"\b(invalid|must|obviously|simply|forgot)\b", texts, re.IGNORECASE)
    if entry.sort == "convention":
        assert not re.search(r"\b(wrong|mistake|error|slip)\b", texts, re.IGNORECASE)


@EVERY
def test_a_row_names_what_there_is(entry: Misconception) -> None:
    """A misspelt place, kind or rule would never apply, and nobody would notice."""
    assert bool(entry.rows) != bool(entry.apart)
    for row in entry.rows:
        assert row.of <= PLACES
        assert not row.rule or row.rule in RULES
        named = {each for each in row.kinds if "*" not in each}
        assert named <= set(KINDS) | WAITING_KINDS
        changes = [row.exchange, row.instead, row.rounding, row.rule]
        assert any(changes)


def test_a_formula_names_what_there_is() -> None:
    """A name that means nothing anywhere would make its row apply nowhere."""
    with Path(FILE).open(encoding="utf-8") as file:
        rows = [row for entry in yaml.safe_load(file) for row in entry.get("rows", [])]
    texts: list[str] = []
    for row in rows:
        when = row.get("when", [])
        texts += [when] if isinstance(when, str) else when
        texts += [str(each) for pair in row.get("exchange", {}).items() for each in pair]
        texts.append(row.get("instead", ""))
    named = {each for text in texts for each in re.findall(r"[A-Za-z_]\w*", text)}
    assert named - {"not", "one"} <= NAMES
    assert NAMES - named <= {"H_out", "W_out", "N_0"}, "a name that no formula uses"


def test_what_is_common_is_counted() -> None:
    """How many independent sources show a slip; 9 is the most of all."""
    frequencies = {each.id: each.frequency for each in MISCONCEPTIONS.values()}
    assert max(frequencies.values()) == frequencies["O-MACS-FOR-FLOPS"] == 9
    assert frequencies["P-NO-BIAS"] == 8


def test_the_page_lists_the_whole_catalogue() -> None:
    """docs/coursework.md has a table of it, for teachers who give points by id."""
    page = (Path(FILE).parents[2] / "docs" / "coursework.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `([A-Z]-[A-Z0-9-]+)` \| (.+) \| (.+) \|$", page, re.MULTILINE)
    assert table == [(each.id, each.name, each.sort) for each in MISCONCEPTIONS.values()]
