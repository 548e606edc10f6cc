"""What pydantic finds, in our words: no kind of its errors comes through as it is."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cnncalc.layers import KINDS
from cnncalc.layers.convolution import Conv
from cnncalc.spec.source import Fields, parse_source, plain
from cnncalc.spec.validation import (
    faulty_fields,
    field_names,
    needed_fields,
    validation_faults,
)


class Odd(BaseModel):
    """A class with more sorts of fields than any layer has."""

    model_config = ConfigDict(extra="forbid")

    needed: int
    entries: list[dict[str, int]] = []
    at_least_one: Annotated[list[int], Field(min_length=1)] = [1]
    date: float = 0


def faults(text: str, *unknown: str) -> list[str]:
    """What is said of a mapping that should be an `Odd`: line:column, code and message."""
    source = parse_source(text, "f.yaml")
    assert isinstance(source.root, Fields)
    entries = source.root.entries
    with pytest.raises(ValidationError) as refused:
        Odd.model_validate({name: plain(entry.value) for name, entry in entries.items()})
    found = validation_faults(refused.value, "it", entries, source.root, unknown)
    return [
        f"{each.node.line}:{each.node.column} {each.code} {each.message}"
        for each in found
        if each.node
    ]


def test_each_fault_is_told_at_the_place_of_its_value() -> None:
    assert faults("entries: [{a: 1}, {b: x}]\nat_least_one: []\ndate: {a: 1}") == [
        "1:1 missing-field it needs `needed`",
        "1:23 wrong-value `entries` of it: something else is meant here",
        "2:15 wrong-value `at_least_one` of it: a list of at least one is meant here",
        "3:7 wrong-value `date` of it: something else is meant here",
    ]


def test_what_is_not_known_is_not_missing() -> None:
    assert faults("date: soon", "needed") == [
        "1:7 wrong-value `date` of it: something else is meant here"
    ]


def test_the_fields_in_doubt_are_named() -> None:
    with pytest.raises(ValidationError) as refused:
        Odd.model_validate({"entries": 3, "other": 4})
    assert faulty_fields(refused.value) == {"needed", "entries", "other"}


def test_what_a_spec_has_to_write_is_known_by_its_names() -> None:
    assert needed_fields(Conv) == ("filters", "kernel")
    assert needed_fields(KINDS["reshape"]) == ("output",)
    assert needed_fields(KINDS["relu"]) == ()


def test_fields_are_named_as_a_spec_names_them() -> None:
    assert "connections" in field_names(Conv)
    assert "connections_" not in field_names(Conv)
