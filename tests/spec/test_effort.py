"""Bombs: a few lines that ask for a million layers, or for a million years and no layer.

Every one is stopped by counting, so that no test here needs a clock.
"""

from __future__ import annotations

import pytest

from cnncalc.limit import Limits
from cnncalc.spec.effort import STEPS_A_LAYER

from .written import codes, names, problems, reading, spec


def doubling(first: str, times: int, again: str) -> str:
    """Definitions a0, a1, ..., each of which is the one before it twice."""
    each = [f"a0: {first}", *(f"a{n}: {again.format(n - 1, n - 1)}" for n in range(1, times))]
    return f"{{{', '.join(each)}}}"


def test_the_number_of_layers_is_bounded_after_writing_out() -> None:
    layers = "[repeat: {times: 10, layers: [relu, tanh]}]"
    assert len(names(layers, limits=Limits(layers=20))) == 20
    (problem,) = reading(spec(layers), limits=Limits(layers=19)).diagnostics()
    assert problem.concise() == (
        "net.yaml:3:45: too-many-layers written out, the spec has more than 19 layers; "
        "help: `--limit layers=20` raises the bound"
    )
    assert len(reading(spec(layers), limits=Limits(layers=20)).diagnostics()) == 0


@pytest.mark.parametrize(
    ("layers", "remedy"),
    [
        ("[repeat: {times: 1000000, layers: [relu]}]", "`--limit layers=1000000` raises the bound"),
        (
            "[tanh, repeat: {times: 300, layers: [repeat: {times: 200, layers: [relu]}, tanh]}]",
            "`--limit layers=60301` raises the bound",  # 1 + 300*(200 + 1)
        ),
        (
            "[repeat: {times: 2, layers: [repeat: {times: 30000, layers: [relu]}, tanh]}]",
            "`--limit layers=60000` raises the bound",  # as far as its first round shows
        ),
        ("[unit: {repeat: 30000}]", "`--limit layers=60000` raises the bound"),
        (
            "[repeat: {times: 100000, layers: [repeat: {times: 1000, layers: [relu]}]}]",
            "repeat less often: it comes to 100,000,000 layers",
        ),
        ("[$a39]", "`--limit layers=200000` raises the bound"),
    ],
)
def test_the_bound_that_is_offered_is_what_the_repeats_ask_for(layers: str, remedy: str) -> None:
    frame = f"settings: {doubling('[relu]', 40, '[$a{}, $a{}]')}\nblocks: {{unit: [relu, relu]}}"
    (problem,) = problems(layers, frame)
    assert problem.rpartition("help: ")[2] == remedy


def test_what_is_written_out_before_the_bound_is_still_looked_at() -> None:
    layers = "[{conv: {filters: 3, kernel: 9}}, repeat: {times: 30000, layers: [relu]}]"
    assert codes(layers) == ["window-too-large", "too-many-layers"]


@pytest.mark.parametrize(
    "layers",
    [
        "[repeat: {times: 1000000, layers: [relu]}]",
        (
            "[repeat: {times: 1000, layers: [repeat: {times: 1000, layers: "
            "[repeat: {times: 1000, layers: [repeat: {times: 1000, layers: [relu]}]}]}]}]"
        ),
    ],
)
def test_repeats_are_stopped_at_the_bound_on_layers(layers: str) -> None:
    assert codes(layers) == ["too-many-layers"]


def test_as_many_uses_of_blocks_as_layers_are_within_the_bounds() -> None:
    frame = "blocks: {unit: [relu]}"
    assert len(names("[repeat: {times: 20000, layers: [unit]}]", frame)) == 20_000


def test_blocks_in_blocks_are_stopped() -> None:
    frame = f"blocks: {doubling('[relu]', 40, '[a{}, a{}]')}"
    assert codes("[a39]", frame) == ["too-many-steps"]


def test_settings_in_settings_are_stopped_at_the_bound_on_layers() -> None:
    frame = f"settings: {doubling('[relu]', 40, '[$a{}, $a{}]')}"
    assert codes("[$a39]", frame) == ["too-many-layers"]


def test_a_million_rounds_of_nothing_are_stopped() -> None:
    assert codes("[repeat: {times: 1000000, layers: []}]") == ["too-many-steps"]


def test_lists_of_lists_of_nothing_are_stopped() -> None:
    frame = f"settings: {doubling('[]', 40, '[$a{}, $a{}]')}"
    (problem,) = problems("[$a39]", frame)
    assert problem.partition("; ")[2] == "help: `--limit layers=200000` raises the bound"
    most = Limits().layers * STEPS_A_LAYER
    assert f"too-many-steps writing out the spec takes more than {most:,} steps" in problem


def test_blocks_of_blocks_of_nothing_are_stopped() -> None:
    assert codes("[a39]", f"blocks: {doubling('[]', 40, '[a{}, a{}]')}") == ["too-many-steps"]


def test_values_of_values_are_stopped() -> None:
    frame = f"settings: {doubling('[1, 1]', 30, '[$a{}, $a{}]')}"
    assert codes("[{conv: {filters: 1, kernel: $a29}}]", frame) == ["too-many-steps"]


def test_a_table_that_is_read_in_every_round_is_stopped() -> None:
    table = "[" + ", ".join(["[0]"] * 2000) + "]"
    conv = f"{{conv: {{filters: 2000, kernel: 1, connections: {table}}}}}"
    assert codes(f"[repeat: {{times: 5000, layers: [{conv}, {{dense: 1}}]}}]") == [
        *("image-expected", "too-many-steps"),
    ]


def test_merges_of_merges_are_stopped_by_depth() -> None:
    frame = "blocks: {b: {settings: {x: [$x]}, layers: [$x]}}"
    (problem,) = problems("[b]", frame)
    assert "too-deep blocks and branches are nested deeper than 64" in problem


def test_nesting_far_beyond_the_bound_ends_in_a_problem_too() -> None:
    """Python's own stack is the last bound, where a person raised ours."""
    blocks = ", ".join(f"b{n}: [b{n + 1}]" for n in range(3000))
    text = spec("[b0]", f"blocks: {{{blocks}, b3000: [relu]}}")
    (problem,) = reading(text, limits=Limits(depth=10_000)).diagnostics()
    assert problem.message == "this nests deeper than Python can follow"
