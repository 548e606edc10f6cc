"""The search for garbage is put off for a while, and then is as it was."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.garbage import without_collecting
from cnncalc.layers import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.layers.layer import Layer, Output
    from cnncalc.shape import Shape

FINE = "{name: n, input: 8, layers: [relu]}"
FAULTY = "{name: n, input: 8, layers: [conv]}"


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Leave the collector running, as it was."""
    assert gc.isenabled()
    yield
    gc.enable()


@without_collecting
def collecting(*, failing: bool = False) -> bool:
    """Whether garbage is looked for meanwhile."""
    if failing:
        raise ValueError
    return gc.isenabled()


def test_no_garbage_is_looked_for_meanwhile_and_then_it_is() -> None:
    assert not collecting()
    assert gc.isenabled()


def test_a_collector_that_was_stopped_stays_so() -> None:
    gc.disable()
    assert not collecting()
    assert not gc.isenabled()


def test_an_error_leaves_it_as_it_was_too() -> None:
    with pytest.raises(ValueError):
        collecting(failing=True)
    assert gc.isenabled()


def test_a_spec_is_read_and_computed_without(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    ask = KINDS["relu"].output

    def watched(layer: Layer, inputs: tuple[Shape, ...]) -> Output:
        seen.append(gc.isenabled())
        return ask(layer, inputs)

    monkeypatch.setattr(KINDS["relu"], "output", watched)
    cnncalc.analyze(cnncalc.load_text("{name: n, input: 9, layers: [relu]}"))
    assert seen
    assert not any(seen)


def test_the_library_leaves_it_as_it_was() -> None:
    network = cnncalc.load_text(FINE)
    assert gc.isenabled()
    cnncalc.analyze(network)
    assert gc.isenabled()
    with pytest.raises(cnncalc.SpecError):
        cnncalc.load_text(FAULTY)
    assert gc.isenabled()
