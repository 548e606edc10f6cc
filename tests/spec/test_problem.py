"""Collecting problems: all of them, in the order of the file, each once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.spec.problem import MOST_KEPT, MOST_MEANT, MOST_USES, Fault, Problems, did_you_mean
from cnncalc.spec.source import Fields, parse_source

from .written import problems, problems_of

if TYPE_CHECKING:
    from cnncalc.spec.source import Scalar, Source


def keys(source: Source) -> list[Scalar]:
    """The keys of a mapping, in order."""
    assert isinstance(source.root, Fields)
    return [each.key for each in source.root.entries.values()]


def test_problems_come_in_the_order_of_the_file() -> None:
    source = parse_source("a: 1\nb: 2\nc: {d: 3}", "f.yaml")
    found = Problems(source)
    first, second, third = keys(source)
    for key in (third, first, second):
        found.add(Fault("some-code", f"about {key.text}", key))
    found.add(Fault("some-code", "about the whole", None))
    assert [each.message for each in found.found()] == [
        *("about the whole", "about a", "about b", "about c"),
    ]
    assert len(found) == 4


def test_the_same_fault_at_the_same_place_is_kept_once() -> None:
    source = parse_source("a: 1\nb: 2", "f.yaml")
    found = Problems(source)
    first, second = keys(source)
    for key in (first, first, second):
        found.add(Fault("some-code", "about it", key))
    found.add(Fault("some-code", "about something else", first))
    assert len(found) == 3


def test_a_rule_that_layers_of_one_place_break_is_kept_once_for_each_use() -> None:
    source = parse_source("a: 1\nb: 2", "f.yaml")
    found = Problems(source)
    here, use = keys(source)
    for name, uses in (("unit1/conv1", (use,)), ("unit1/conv2", (use,)), ("conv3", ())):
        found.add_layer_error(LayerError("some-code", "does not fit"), name, here, "", uses)
    assert [each.message for each in found.found()] == [
        *("unit1/conv1: does not fit", "conv3: does not fit"),
    ]


def test_what_reading_the_yaml_itself_found_comes_first() -> None:
    source = parse_source("a: 1\na: 2", "f.yaml")
    assert [each.code for each in Problems(source).found()] == ["duplicate-key"]


def test_an_endless_list_of_problems_is_cut_and_its_last_ones_are_told_without_a_guess() -> None:
    layers = ", ".join(f"relv{each}" for each in range(2000))
    found = problems(f"[{layers}]")
    assert len(found) == MOST_KEPT
    assert found[MOST_MEANT - 1].endswith("did you mean `relu`?")
    assert found[MOST_MEANT].endswith("`cnncalc layers` lists the kinds")


def test_of_many_uses_the_innermost_and_the_outermost_are_shown() -> None:
    blocks = "\n".join(f"  b{each}: [b{each + 1}]" for each in range(9))
    text = f"name: n\ninput: 3\nblocks:\n{blocks}\n  b9: [rellu]\nlayers: [b0]\n"
    (problem,) = problems_of(text)
    assert problem.count("used at") == MOST_USES
    assert problem.startswith("13:8: unknown-kind")
    assert [f"net.yaml:{line}:" in problem for line in (12, 11, 10, 9, 8, 14)] == [
        *(True, True, True, True, False, True),
    ]


def test_a_remedy_is_the_word_that_was_meant_or_another_or_none() -> None:
    assert did_you_mean("conv", "see the list") == ("did you mean `conv`?",)
    assert did_you_mean(None, "see the list") == ("see the list",)
    assert did_you_mean(None) == ()


def test_every_code_has_its_line_in_the_page_on_problems() -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs" / "problems.md").read_text(encoding="utf-8")
    made = re.compile(r'(?:Fault|LayerError|Diagnostic|efusal)\(\s*f?"([a-z]+(?:-[a-z0-9]+)*)"')
    codes = {
        code
        for folder in ("spec", "layers", "analysis", "origin")
        for file in sorted((root / "cnncalc" / folder).rglob("*.py"))
        for code in made.findall(file.read_text(encoding="utf-8"))
    }
    assert {"unknown-kind", "alias", "stride-does-not-fit", "published-figure"} <= codes
    assert {code for code in codes if f"`{code}`" not in page} == set()
