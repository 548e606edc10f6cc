"""Scopes: where names of layers and settings mean something."""

from __future__ import annotations

from cnncalc.spec.scope import Passed, Scope
from cnncalc.spec.source import Scalar


def number(value: int) -> Scalar:
    """A number somewhere in a file."""
    return Scalar(value, str(value), False, 1, 1, 1)  # noqa: FBT003  as Scalar says


def test_a_setting_is_the_blocks_own_or_else_the_specs() -> None:
    spec = Scope()
    spec.settings |= {"k": Passed(number(1), spec), "wide": Passed(number(2), spec)}
    outer = Scope(outer=spec, block="outer")
    outer.settings["mid"] = Passed(number(3), spec)
    inner = Scope(outer=outer, block="inner")
    inner.settings["k"] = Passed(number(4), outer)
    assert inner.setting("k") == (True, inner.settings["k"])
    assert inner.setting("wide") == (True, spec.settings["wide"])
    assert inner.setting("mid") == (False, None)  # of the block around the use, not around the text


def test_a_setting_with_a_problem_is_there_without_a_value() -> None:
    spec = Scope(settings={"k": None})
    assert spec.setting("k") == (True, None)
    assert Scope(complete=False).setting("anything") == (True, None)


def test_a_path_is_followed_use_by_use() -> None:
    inner = Scope(layers={"conv1": 4})
    outer = Scope(layers={"relu1": 2}, inner={"unit1": inner})
    spec = Scope(layers={"relu1": 0, "stage": 5}, inner={"stage": outer})
    assert spec.find("relu1") == 0
    assert spec.find("stage") == 5
    assert spec.find("stage/relu1") == 2
    assert spec.find("stage/unit1/conv1") == 4
    for nowhere in ("", "/", "stage/", "stage/unit1", "stage/nobody/conv1", "nobody/nobody/x"):
        assert spec.find(nowhere) is None


def test_the_scopes_around_one_come_from_within() -> None:
    spec = Scope()
    outer = Scope(outer=spec)
    inner = Scope(outer=outer)
    assert [
        each is expected
        for each, expected in zip(inner.outward(), (inner, outer, spec), strict=True)
    ] == [
        *(True, True, True),
    ]


def test_names_are_made_up_by_kind_and_number() -> None:
    scope = Scope(taken={"conv2": number(0)}, expected={"conv3": number(0)})
    assert [scope.unnamed("conv") for _ in range(3)] == ["conv1", "conv4", "conv5"]
    assert scope.unnamed("relu") == "relu1"
