"""What the classes of the kinds say of themselves."""

from __future__ import annotations

import pytest

from cnncalc.cli.kind import RULES, FieldDescription, described
from cnncalc.layers import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_summary_and_all_its_rules(kind: str) -> None:
    about = described(kind)
    assert about.summary
    assert tuple(about.rules) == RULES
    assert all(about.rules.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_takes_and_means(kind: str) -> None:
    for each in described(kind).fields:
        assert each.takes
        assert each.meaning
        assert not each.name.endswith("_")


def test_the_fields_of_a_convolution_are_those_of_the_language() -> None:
    fields = {each.name: each for each in described("conv").fields}
    assert list(fields)[:2] == ["filters", "kernel"]
    assert {"stride", "padding", "dilation", "groups", "bias", "connections"} <= set(fields)
    assert fields["filters"][1:3] == ("a whole number from 1", None)
    assert fields["stride"][1:3] == ("a whole number from 1 or [height, width]", "1")
    assert fields["padding"].takes == (
        "a whole number from 0, [height, width], [top, bottom, left, right] or valid, half or same"
    )
    assert fields["padding"].default == "0"
    assert fields["bias"][1:3] == ("true, false or untied", "true")


def test_a_fraction_has_two_bounds() -> None:
    (rate,) = described("dropout").fields
    assert rate == FieldDescription("rate", "a number from 0 to 1", "0.5", rate.meaning)
