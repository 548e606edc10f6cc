"""Words that are not known, and what they are taken for."""

from __future__ import annotations

import pytest

from cnncalc.layers import KINDS
from cnncalc.spec.dialect import FIELD_SYNONYMS, PART_SYNONYMS, PARTS_ELSEWHERE
from cnncalc.spec.frame import FrameFields
from cnncalc.spec.problem import Problems
from cnncalc.spec.source import Fields, parse_source
from cnncalc.spec.spelling import Vocabulary, corrected
from cnncalc.spec.validation import field_names

from .written import codes, problems, problems_of


def test_what_others_call_a_field_is_a_field_of_some_kind() -> None:
    known = {name for kind in KINDS.values() for name in Vocabulary.of_layer(kind).names}
    meant = {each for words in FIELD_SYNONYMS.values() for each in words}
    assert meant <= known | {"times", "repeat"}


def test_what_people_call_a_part_of_the_frame_is_one() -> None:
    parts = field_names(FrameFields)
    assert {each for words in PART_SYNONYMS.values() for each in words} <= set(parts)
    assert not set(parts) & (PART_SYNONYMS.keys() | PARTS_ELSEWHERE.keys())


@pytest.mark.parametrize(
    ("part", "remedy"),
    [
        ("input_shape: 3x3x3", "did you mean `input`?"),
        (
            "classes: 10",
            "a value that layers use is a setting: `settings: {classes: 10}`, and then `$classes`",
        ),
        ("paper: He et al.", "put it into `source: {paper: ..., url: ...}`"),
        ("batch_size: 4", "leave it out: a spec says what a network is, and not how it is trained"),
        (
            "output: 10",
            "the last layer is the output; name others in a list: `outputs: [...]`",
        ),
    ],
)
def test_a_part_that_other_tools_have_is_told_where_it_goes(part: str, remedy: str) -> None:
    (problem,) = problems("[relu]", part)
    name = part.partition(":")[0]
    assert problem == f"3:1: unknown-field the spec has no field `{name}`; help: {remedy}"


def test_a_part_under_the_name_of_another_tool_is_read() -> None:
    (problem,) = problems_of("name: n\ninput: 8x8x3\nmodel: [relu]\n")
    assert (
        problem == "3:1: unknown-field the spec has no field `model`; help: did you mean `layers`?"
    )


def test_a_value_that_does_not_fit_a_guessed_part_is_not_held_against_anyone() -> None:
    assert codes("[relu]", "outputz: 3") == ["unknown-field"]


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("filters=8", "filters: 8"), ("filters = 8", "filters: 8"), ("filters=", "filters: ")],
)
def test_an_equals_sign_is_told_to_be_a_colon(written: str, remedy: str) -> None:
    (problem,) = problems(f"[{{conv: {{{written}, kernel: 3}}}}]")
    assert problem.endswith(f"help: a colon and a space stand before a value: `{remedy}`")


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
