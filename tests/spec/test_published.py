"""Figures as papers print them: what each may be, and for which exact values it holds."""

from __future__ import annotations

import pytest

from cnncalc.spec.published import FIGURES, Published

from .written import network, problems


def figure(text: object) -> Published:
    """A figure as a spec has it."""
    return Published.model_validate({"parameters": text, "source": "a paper"})


@pytest.mark.parametrize(
    ("printed", "exact"),
    [
        (60965224, 60_965_224),
        ("60,965,224", 60_965_224),
        ("61M", 60_965_224),
        ("61.0M", 60_965_224),
        ("60.97M", 60_965_224),
        ("60.965M", 60_965_224),
        ("138M", 138_357_544),
        ("1.14G", 1_135_256_096),
        ("1.14B", 1_135_256_096),
        ("650k", 650_080),
        ("650K", 649_500),
        ("650 k", 650_500),
        (7.0, 7),
        (0, 0),
    ],
)
def test_a_figure_holds_for_what_rounds_to_its_digits(printed: object, exact: int) -> None:
    """AlexNet's 60,965,224, VGG D's 138,357,544 and so on, as lectures round them."""
    parameters = figure(printed).parameters
    assert parameters is not None
    assert parameters.holds_for(exact)


@pytest.mark.parametrize(
    ("printed", "exact"),
    [
        ("60M", 60_965_224),
        ("62M", 60_965_224),
        ("60.96M", 60_965_224),
        (60_965_224, 60_965_225),
        (61_000_000, 60_965_224),
        ("650k", 650_501),
        (0.5, 1),
    ],
)
def test_a_figure_does_not_hold_for_what_rounds_to_others(printed: object, exact: int) -> None:
    parameters = figure(printed).parameters
    assert parameters is not None
    assert not parameters.holds_for(exact)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (
            "{parameters: many, source: me}",
            (
                "3:26: wrong-value `published` of the spec: many is "
                "not a number such as 60965224 or 61M"
            ),
        ),
        (
            "{parameters: -3, source: me}",
            (
                "3:26: wrong-value `published` of the spec: -3 is not a "
                "number such as 60965224 or 61M"
            ),
        ),
        (
            "{parameters: true, source: me}",
            (
                "3:26: wrong-value `published` of the spec: a number "
                "such as 60965224 or 61M is meant here"
            ),
        ),
        (
            "{parameters: , source: me}",
            (
                "3:26: wrong-value `published` of the spec: a number "
                "such as 60965224 or 61M is meant here"
            ),
        ),
        (
            "{output: big, source: me}",
            (
                "3:22: wrong-value `published` of the spec: big is not a "
                "shape such as 55x55x96 or 4096"
            ),
        ),
        (
            "{output: [1], source: me}",
            (
                "3:22: wrong-value `published` of the spec: a shape such as "
                "55x55x96 or 4096 is meant here"
            ),
        ),
        (
            "{parameters: 3}",
            (
                "3:13: missing-field an entry of `published` of the spec needs "
                "`source`; help: write `source: ...` in it"
            ),
        ),
        (
            "{parameters: 3, source: ''}",
            (
                "3:37: wrong-value `published` of the spec: a text of at "
                "least one character is meant here"
            ),
        ),
        (
            "{parametres: 3, source: me}",
            (
                "3:14: unknown-field a published figure has no field "
                "`parametres`; help: did you mean `parameters`?"
            ),
        ),
        (
            "{parameters: 3, source: me, with: 3}",
            (
                "3:47: wrong-value `published` of the spec: a mapping is meant here; "
                "help: write `{name: value}`, with a space after the colon"
            ),
        ),
        (
            "61M",
            (
                "3:13: wrong-value `published` of the spec: a mapping is meant here; "
                "help: write `{name: value}`, with a space after the colon"
            ),
        ),
    ],
)
def test_what_is_no_figure_says_what_one_is(entry: str, problem: str) -> None:
    assert problems("[relu]", f"published: [{entry}]") == [problem]


def test_a_figure_keeps_what_was_printed() -> None:
    entry = (
        "{layer: relu1, output: 8 × 8 × 4, activations: 0, with: {k: 3}, "  # noqa: RUF001  as people type it
        "source: a paper, disputed: why not}"
    )
    ((published, _),) = network("[relu]", f"settings: {{k: 2}}\npublished: [{entry}]").published
    assert (published.layer, published.output) == ("relu1", "8x8x4")
    assert published.with_ == {"k": 3}
    assert (published.source, published.disputed) == ("a paper", "why not")
    assert published.activations is not None
    assert published.activations.text == "0"


def test_every_figure_is_a_field() -> None:
    assert set(FIGURES) <= Published.model_fields.keys()
