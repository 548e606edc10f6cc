"""A spec as it is written, with all that came of it."""

from __future__ import annotations

import pytest

from cnncalc.analysis.examination import examination
from cnncalc.diagnostic import CannotRunError
from cnncalc.limit import Limits

FINE = b"name: n\ninput: 8x8x1\nlayers: [dense: 10]\n"


def test_a_spec_that_is_fine_has_an_analysis_and_no_problem() -> None:
    """A dense layer of 10 over 64 values: (64 + 1)*10 = 650."""
    found = examination(FINE, "n.yaml")
    assert found.analysis
    assert int(found.analysis.totals.parameters) == 650
    assert (found.text, found.problems, found.notes) == (FINE.decode(), (), ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name: [", "yaml-syntax"),
        (b"name: \xff", "not-utf8"),
        (b"name: n\ninput: 8x8x1\nlayers: [rleu]", "unknown-kind"),
        (b"name: n\ninput: 8x8x1\nlayers: [maxpool: 3]", "stride-does-not-fit"),
    ],
)
def test_a_spec_with_problems_has_its_text_and_them(content: bytes, code: str) -> None:
    found = examination(content, "n.yaml")
    assert found.analysis is None
    assert [each.code for each in found.problems] == [code]
    assert found.text == content.decode("utf-8", "replace")


def test_a_published_figure_that_does_not_hold_leaves_the_analysis() -> None:
    wrong = b"published: [{parameters: 651, source: a slide}]\n"
    found = examination(FINE + wrong, "n.yaml")
    assert found.analysis
    assert [each.code for each in found.problems] == ["published-figure"]


def test_a_disputed_figure_is_a_note() -> None:
    wrong = b"published: [{parameters: 640, source: a slide, disputed: without biases}]\n"
    found = examination(FINE + wrong, "n.yaml")
    assert found.problems == ()
    assert [each.note for each in found.notes] == ["without biases"]


def test_it_is_read_under_what_is_said_beside_it() -> None:
    found = examination(FINE, "n.yaml", input="4x4x1")
    assert found.analysis
    assert int(found.analysis.totals.parameters) == 170  # (16 + 1)*10
    with pytest.raises(CannotRunError):
        examination(FINE, "n.yaml", input="no shape")


def test_of_a_file_beyond_the_bound_as_much_is_kept_as_is_read() -> None:
    found = examination(b"x" * 101, "n.yaml", limits=Limits(bytes=100))
    assert [each.code for each in found.problems] == ["file-too-large"]
    assert len(found.text) == 100
