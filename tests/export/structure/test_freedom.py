"""Which settings of a spec its class takes: those that change numbers alone."""

from __future__ import annotations

import pytest

from cnncalc import analyze, load_text
from cnncalc.export.structure.freedom import free_settings

FRAME = "{{name: n, input: {input}, settings: {settings}, layers: [{layers}]}}"


def free(settings: str, layers: str, input: str = "16x16x3") -> set[str]:  # noqa: A002  the word of the language
    """The settings of a network that are free."""
    network = load_text(FRAME.format(input=input, settings=settings, layers=layers))
    return set(free_settings(network, analyze(network)))


@pytest.mark.parametrize(
    ("settings", "layers", "names"),
    [
        pytest.param("{k: 4}", "conv: {filters: $k, kernel: 1}", {"k"}, id="filters"),
        pytest.param("{n: 2}", "repeat: {times: $n, layers: [relu]}", {"n"}, id="rounds"),
        pytest.param("{k: 3}", "conv: {filters: 4, kernel: $k}", {"k"}, id="a kernel"),
        pytest.param(
            "{k: 3}", "conv: {filters: 4, kernel: $k}, dense: 5", set(), id="the size of an image"
        ),
        pytest.param("{on: true}", "relu: {when: $on}", set(), id="which layers there are"),
        pytest.param("{act: relu}", "$act", set(), id="a kind"),
        pytest.param(
            "{a: 4, b: 3}",
            "conv: {filters: $a, kernel: $b}, dense: 5",
            {"a"},
            id="one of two",
        ),
    ],
)
def test_a_setting_is_free_where_the_code_would_be_the_same(
    settings: str, layers: str, names: set[str]
) -> None:
    assert free(settings, layers) == names


def test_channels_of_the_input_are_free_where_they_are_a_setting() -> None:
    assert free(
        "{c: 3}", "conv: {filters: 4, kernel: 1}", "{height: 8, width: 8, channels: $c}"
    ) == {"c"}


def test_no_setting_is_free_where_one_was_overridden() -> None:
    """The code is of the network that was asked for."""
    text = FRAME.format(input="8x8x3", settings="{k: 4}", layers="conv: {filters: $k, kernel: 1}")
    network = load_text(text, settings={"k": 5})
    assert free_settings(network, analyze(network)) == frozenset()
