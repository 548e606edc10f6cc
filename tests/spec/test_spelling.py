"""Words that are not known, and what they are taken for."""

from __future__ import annotations

import pytest

from cnncalc.layers import KINDS
from cnncalc.spec.problem import Problems
from cnncalc.spec.source import Fields, parse_source
from cnncalc.spec.spelling import FIELD_SYNONYMS, Vocabulary, corrected
from cnncalc.spec.validation import field_names

from .written import codes, problems


def test_what_others_call_a_field_is_a_field_of_some_kind() -> None:
    known = {name for kind in KINDS.values() for name in Vocabulary.of_layer(kind).names}
    assert {each for words in FIELD_SYNONYMS.values() for each in words} <= known
    assert not FIELD_SYNONYMS.keys() & (known - {"size", "input"})


def test_case_does_not_matter_for_a_guess() -> None:
    (problem,) = problems("[ReLU]")
    assert problem.endswith("did you mean `relu`?")


def test_a_field_as_pytorch_calls_it_leads_to_its_name_here() -> None:
    found = problems("[{Conv2d: {out_channels: 8, kernel_size: 3, dilation_rate: 2}}]")
    assert [each.rpartition("did you mean ")[2] for each in found] == [
        *("`conv`?", "`filters`?", "`kernel`?", "`dilation`?"),
    ]


def written(text: str) -> tuple[Fields, Problems]:
    """The fields of a mapping, and nothing wrong with it yet."""
    source = parse_source(text, "f.yaml")
    assert isinstance(source.root, Fields)
    return source.root, Problems(source)


def test_fields_that_are_all_known_stay_as_they_are() -> None:
    root, problems = written("{size: 3, rate: 4}")
    vocabulary = Vocabulary(("rate", "size"), "it")
    assert corrected(root.entries, vocabulary, problems) is root.entries
    assert len(problems) == 0


def test_a_misspelt_field_takes_the_place_of_what_was_meant_unless_that_is_there() -> None:
    root, problems = written("{sise: 3, rate: 4, rates: 5, nothing: 6}")
    fields = corrected(root.entries, Vocabulary(("rate", "size"), "it", "setting"), problems)
    assert {name: entry.key.text for name, entry in fields.items()} == {
        "size": "sise",
        "rate": "rate",
    }
    assert [(each.code, each.message) for each in problems.found()] == [
        ("unknown-setting", "it has no setting `sise`"),
        ("unknown-setting", "it has no setting `rates`"),
        ("unknown-setting", "it has no setting `nothing`"),
    ]


def test_a_long_word_is_cut() -> None:
    (problem,) = problems(f"[{{dense: {{units: 3, {'x' * 5000}: 1}}}}]")
    assert len(problem) < 200
    assert codes(f"[{'y' * 5000}]") == ["unknown-kind"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_merge_has_inputs_and_every_other_kind_its_own_fields(kind: str) -> None:
    names = Vocabulary.of_layer(KINDS[kind]).names
    own = ("inputs",) if KINDS[kind].merges else field_names(KINDS[kind])
    assert names == (*own, "name", "from", "when", "trainable")
