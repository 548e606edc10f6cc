"""Published figures: compared with the network as it is, and reported where they do not hold."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.published import disputed_figures, published_problems
from cnncalc.api import analyze_reading
from cnncalc.spec.catalog import shipped, spec_path
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source, read_source

SPEC = """
name: small
input: 8x8x4
settings: {k: 6, stride: 1}
blocks: {unit: [relu, dropout: 0.5]}
layers:
  - conv: {filters: $k, kernel: 2, stride: $stride}
  - unit: {name: last, repeat: 2}
published:
"""
"""The convolution has (2*2*4 + 1)*6 = 102 parameters, 96 of them weights, and gives 7x7x6."""


def verdict(*figures: str, spec: str = SPEC) -> tuple[list[str], list[str]]:
    """The problems and the disputed figures of a spec with some published figures."""
    text = spec + "".join(f"  - {each}\n" for each in figures)
    reading = read_network(parse_source(text.strip(), "net.yaml"))
    analysis = analyze_reading(reading)
    problems, disputed = published_problems(reading, analysis), disputed_figures(reading, analysis)
    return [each.concise() for each in problems], [each.concise() for each in disputed]


def test_figures_that_hold_are_nothing_to_speak_of() -> None:
    figures = (
        "{parameters: 102, weights: 96, biases: 6, weight_layers: 1, output: 7x7x6, source: s}",
        "{layer: conv1, parameters: 102, neurons: 294, macs: 4704, flops: 9408, source: s}",
        "{parameters: 0.1k, source: s}",
        "{layer: last, output: 7x7x6, source: s}",
        "{layer: last_1/relu1, parameters: 0, source: s}",
    )
    assert verdict(*figures) == ([], [])


def test_a_figure_that_does_not_hold_is_a_problem_at_its_place() -> None:
    problems, disputed = verdict("{parameters: 103, source: the paper}")
    assert problems == [
        (
            "net.yaml:9:18: published-figure small: the paper says parameters 103, and it is 102; "
            "help: mend the spec, or say why: `disputed: ...`"
        )
    ]
    assert disputed == []


def test_each_figure_of_an_entry_is_a_problem_by_itself() -> None:
    problems, _ = verdict("{layer: conv1, output: 8x8x6, weights: 96, biases: 7, source: s}")
    assert [each.partition("; ")[0] for each in problems] == [
        "net.yaml:9:28: published-figure conv1: s says output 8x8x6, and it is 7x7x6",
        "net.yaml:9:56: published-figure conv1: s says biases 7, and it is 6",
    ]


def test_a_disputed_figure_is_reported_with_its_reason_and_is_no_problem() -> None:
    problems, disputed = verdict('{parameters: 96, source: s, disputed: "without the biases"}')
    assert problems == []
    assert disputed == [
        (
            "net.yaml:9:18: published-figure small: s says parameters 96, and it is 102; "
            "note: without the biases"
        )
    ]


def test_a_figure_that_is_disputed_and_holds_is_reported_as_such() -> None:
    problems, disputed = verdict('{parameters: 102, source: s, disputed: "never"}')
    assert problems == []
    assert disputed == [
        (
            "net.yaml:9:5: published-figure this figure is marked as disputed, and it holds; "
            "note: never"
        )
    ]


def test_a_figure_may_be_given_under_other_settings() -> None:
    """(2*2*4 + 1)*12 = 204 with twelve filters; the output is 4x4 under a stride of 2."""
    figures = (
        "{parameters: 204, with: {k: 12}, source: s}",
        "{layer: conv1, output: 4x4x6, with: {stride: 2}, source: s}",
        "{parameters: 204, output: 4x4x12, with: {k: 12, stride: 2}, source: s}",
        "{parameters: 102, source: s}",
    )
    assert verdict(*figures) == ([], [])
    problems, _ = verdict("{parameters: 102, with: {k: 12}, source: s}")
    assert problems[0].startswith(
        "net.yaml:9:18: published-figure small: s says parameters 102, and it is 204"
    )


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        (
            "{parameters: 3, with: {stride: 4}, source: s}",
            "under these settings, conv1: a window of 2 moving by 4 over 8 leaves 2 over",
        ),
        (
            "{parameters: 3, with: {k: many}, source: s}",
            "under these settings, `filters` of conv: many is not a whole number in plain decimals",
        ),
        (
            "{parameters: 3, with: {strid: 4}, source: s}",
            "net.yaml has no setting `strid`; did you mean `stride`?",
        ),
        (
            "{parameters: 3, with: {k: [4]}, source: s}",
            "the setting `k` is given as a number or a word",
        ),
    ],
)
def test_settings_that_make_no_network_are_a_problem(figure: str, message: str) -> None:
    assert verdict(figure) == ([f"net.yaml:9:5: published-figure {message}"], [])


def test_a_figure_of_a_layer_that_there_is_not_gets_the_nearest() -> None:
    assert verdict("{layer: cnov1, parameters: 3, source: s}") == (
        [
            (
                "net.yaml:9:13: published-figure a figure is given for `cnov1`, and there is no "
                "such layer; help: did you mean `conv1`?"
            )
        ],
        [],
    )
    assert verdict("{layer: input, parameters: 3, source: s}")[0] != []


def test_figures_are_not_checked_of_another_network() -> None:
    text = SPEC + "  - {parameters: 1, source: s}\n"
    source = parse_source(text, "net.yaml")
    for reading in (
        read_network(source, input="9x9x4"),
        read_network(source, settings={"k": 7}),
        read_network(source, rounding="floor"),
    ):
        analysis = analyze_reading(reading)
        assert published_problems(reading, analysis) == ()
        assert disputed_figures(reading, analysis) == ()
    assert len(verdict("{parameters: 1, source: s}")[0]) == 1


def test_a_raised_bound_holds_under_other_settings_too() -> None:
    spec = "name: big\ninput: 4\nsettings: {k: 3}\nlayers: [dense: $k]\npublished:\n"
    text = spec + "  - {parameters: 10000000, with: {k: 2000000}, source: s}\n"
    limits = cnncalc.Limits(size=2_000_000)
    reading = read_network(parse_source(text, "net.yaml"), limits=limits)
    assert published_problems(reading, analyze_reading(reading)) == ()


def test_not_every_one_of_a_thousand_settings_is_tried() -> None:
    """All variants together have as many layers as a network may have: four of five layers each."""
    figures = (f"{{parameters: {17 * k}, with: {{k: {k}}}, source: s}}" for k in range(10, 20))
    text = SPEC + "".join(f"  - {each}\n" for each in figures)
    limits = cnncalc.Limits(layers=20)
    reading = read_network(parse_source(text, "net.yaml"), limits=limits)
    problems = published_problems(reading, analyze_reading(reading))
    assert [each.message for each in problems] == [
        "this figure was not checked: there are too many other settings to analyse under"
    ] * 6


@pytest.mark.parametrize("name", shipped())
def test_every_figure_of_a_shipped_network_holds_or_is_disputed(name: str) -> None:
    """The figures are those that papers and lectures print, each with its source in the spec."""
    assert cnncalc.problems(name) == ()
    reading = read_network(read_source(spec_path(name)))
    for each in disputed_figures(reading, analyze_reading(reading)):
        assert each.note
        assert "and it holds" not in each.message
