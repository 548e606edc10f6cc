"""Any text as a template: sheets come of it, or a sentence, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnncalc.coursework import draw
from cnncalc.coursework.quiz import quiz
from cnncalc.coursework.template import parse_template
from cnncalc.diagnostic import CannotRunError, SpecError
from tests.hostile import AWKWARD, HOSTILE

from .made import CS231N, DRAWN

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = (
    *("{W}", "{{", "}", "[", "]", "null", "-1", "0", "1e9", "9" * 30, "(F-1)//0", "$K", "*", "S"),
    *("output", "total", "conv1", "relu", "- {ask: macs}", "from: input", "model: lenet5", "\n"),
    *("rounding: floor", "diagnostic >= 1", "size is not a whole number", "points: -1", "'", "#"),
)


@pytest.fixture(autouse=True)
def _few_draws() -> Iterator[None]:
    """So that a template that asks for too much is given up soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draw, "MOST_DRAWS", 8)
        yield


def one_template(text: str) -> None:
    """Make two copies of a template, and look at everything that is said of it."""
    try:
        made = quiz(parse_template(text, "t.yaml"), seed="1", count=2)
    except SpecError as error:
        if not error.diagnostics:
            raise AssertionError("refused without a reason") from error
        for each in error.diagnostics:
            if not (each.concise().isprintable() and each.drawn().replace("\n", "").isprintable()):
                raise AssertionError("something invisible is said") from error
    except CannotRunError as error:
        if not str(error):
            raise AssertionError("refused without a sentence") from error
    else:
        for copy in made.copies:
            if "\x1b" in copy.sheet + copy.key:
                raise AssertionError("something invisible is handed out")


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([CS231N, DRAWN]), st.data())
def test_a_template_in_which_anything_was_changed_is_read_or_refused(
    text: str, data: st.DataObject
) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    one_template(text)


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_text_is_refused_in_a_sentence(text: str) -> None:
    one_template(text)


@pytest.mark.parametrize("case", [*HOSTILE.values(), *AWKWARD.values()], ids=[*HOSTILE, *AWKWARD])
def test_what_is_meant_to_harm_a_spec_harms_no_template(case: object) -> None:
    content = getattr(case, "content", case)
    assert isinstance(content, bytes)
    one_template(content.decode("utf-8", "replace"))
    layers = content.decode("utf-8", "replace")[:5000].replace("\n", " ")
    one_template(
        f"worksheet: w\ninput: 9x9x1\nlayers: {layers}\nquestions: [{{layer: relu, ask: output}}]"
    )
