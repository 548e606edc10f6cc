"""The fields of one layer or of one use of a block: resolved, and validated by its own class."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cnncalc.layers.layer import Layer
from cnncalc.spec.block import USE_FIELDS, required
from cnncalc.spec.dialect import FIELD_SYNONYMS
from cnncalc.spec.item import example
from cnncalc.spec.problem import Fault, UnresolvedError
from cnncalc.spec.source import Entry, Fields
from cnncalc.spec.spelling import COMMON_FIELDS, Vocabulary, corrected, guesses
from cnncalc.spec.validation import (
    faulty_fields,
    field_names,
    needed_fields,
    validation_faults,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.spec.block import Block
    from cnncalc.spec.frame import Frame
    from cnncalc.spec.item import Item
    from cnncalc.spec.scope import Passed, Scope
    from cnncalc.spec.setting import SettingReader
    from cnncalc.spec.source import Scalar

__all__ = ["EntryReader"]


class EntryReader:
    """Reads the fields of layers and of uses of blocks, and adds a problem where that fails."""

    def __init__(self, reader: SettingReader, frame: Frame) -> None:
        """Take the rounding of kinds with a window from the frame."""
        self._reader = reader
        self._problems = reader.problems
        self._frame = frame

    def fields(self, kind: type[Layer], item: Item, scope: Scope) -> Mapping[str, Entry]:
        """Give the fields as they stand; a plain value stands for the kind's first field."""
        if item.value is None:
            return {}
        vocabulary = Vocabulary.of_layer(kind)
        if isinstance(item.value, Fields):
            return corrected(item.value.entries, vocabulary, self._problems, scope.uses)
        own = vocabulary.names[: -len(COMMON_FIELDS)]
        return self._plain_value(item, own, f"{item.kind} has no field", scope)

    def use_fields(self, block: Block, item: Item, scope: Scope) -> Mapping[str, Entry]:
        """Give the settings and fields of a use; a plain value stands for the first setting."""
        if item.value is None:
            return {}
        settings, subject = tuple(block.settings), f"block {block.name}"
        if isinstance(item.value, Fields):
            vocabulary = Vocabulary((*settings, *USE_FIELDS), subject, "setting")
            return corrected(item.value.entries, vocabulary, self._problems, scope.uses)
        return self._plain_value(item, settings, f"{subject} has no setting", scope)

    def layer(
        self, kind: type[Layer], fields: Mapping[str, Entry], key: Scalar, scope: Scope
    ) -> Layer | None:
        """Give the layer as its class, or None where its fields have problems.

        Where they can have no say in its output shape, it is a layer with the right shape.
        """
        data: dict[str, object] = {}
        unknown: set[str] = set()
        for name, entry in fields.items():
            if name in COMMON_FIELDS or (name == "inputs" and kind.merges):
                continue
            try:
                data[name] = self._reader.plain(entry.value, scope)
            except UnresolvedError:
                unknown.add(name)
        if "rounding" not in fields and "rounding" in field_names(kind):
            data["rounding"] = self._frame.rounding_by_kind.get(kind.kind, self._frame.rounding)
        faulty: frozenset[str] = frozenset()
        try:
            layer = kind.model_validate(data)
        except ValidationError as error:
            faulty = faulty_fields(error)
            inside = {name: entry for name, entry in fields.items() if entry.key is not key}
            doubtful = unknown | guesses(inside, FIELD_SYNONYMS)
            for fault in validation_faults(error, kind.kind, fields, key, doubtful):
                shown = fault._replace(working=self._reader.working(fault.node, scope))
                self._problems.add(_with_field(shown, kind, fields, key), scope.uses)
        if not faulty and not unknown:
            return layer
        return _of_the_same_shape(kind, data, faulty | unknown)

    def settle(
        self, block: Block, fields: Mapping[str, Entry], scope: Scope, caller: Scope
    ) -> list[str]:
        """Give the settings of a use their values, in the order of the block.

        Give back the names of those that have none.
        """
        missing: list[str] = []
        for name, default in block.settings.items():
            value: Passed | None = None
            with suppress(UnresolvedError):
                if name in fields:
                    value = self._reader.passed(fields[name].value, caller)
                elif required(default):
                    missing.append(name)
                else:
                    value = self._reader.passed(default, scope)
            scope.settings[name] = value
        return missing

    def wanted(self, fields: Mapping[str, Entry], scope: Scope) -> bool:
        """Say whether a layer or use is written; it is where `when` cannot be known."""
        return self.switch(fields, "when", scope)

    def switch(self, fields: Mapping[str, Entry], field: str, scope: Scope) -> bool:
        """Give a field that is true or false, or a number that is 0 or not; true by default."""
        if field not in fields:
            return True
        node = fields[field].value
        try:
            value = self._reader.plain(node, scope)
        except UnresolvedError:
            return True
        if isinstance(value, bool | int):
            return bool(value)
        message = f"`{field}` is true or false, and {_shown(value)} stands here"
        self._problems.add(Fault("wrong-value", message, node), scope.uses)
        return True

    def times(self, entry: Entry, scope: Scope) -> int:
        """Give how often something is repeated; once where that cannot be known."""
        try:
            value = self._reader.plain(entry.value, scope)
        except UnresolvedError:
            return 1
        if type(value) is int and value >= 0:
            return value
        message = f"a repeat is a whole number from 0, and {_shown(value)} stands here"
        self._problems.add(Fault("wrong-value", message, entry.value), scope.uses)
        return 1

    def _plain_value(
        self, item: Item, names: tuple[str, ...], complaint: str, scope: Scope
    ) -> dict[str, Entry]:
        if names and item.value is not None:
            return {names[0]: Entry(item.key, item.value)}
        message = f"{complaint} that a value could be"
        fault = Fault("no-fields", message, item.value, (f"write `- {item.kind}`",))
        self._problems.add(fault, scope.uses)
        return {}


def _with_field(fault: Fault, kind: type[Layer], fields: Mapping[str, Entry], key: Scalar) -> Fault:
    """Say which field a plain value stands for, where the kind would do with another or none."""
    needed = needed_fields(kind)
    for name, entry in fields.items():
        if entry.key is key and len(needed) > 1:
            remedy = f"write its fields under their names: `- {example(kind.kind)}`"
            return fault._replace(helps=(remedy,))
        beside = entry.key is key and entry.value is fault.node
        if beside and not fault.helps and name not in needed:
            return fault._replace(helps=(f"a value beside `{kind.kind}` is its `{name}`",))
    return fault


_SHAPELESS = frozenset({"bias", "connections", "count_include_pad", "groups"})
"""Fields that no layer's output shape depends on, in kinds whose shape depends on others."""


def _of_the_same_shape(
    kind: type[Layer], data: Mapping[str, object], doubtful: frozenset[str]
) -> Layer | None:
    """A layer without its doubtful fields, where the output shape depends on none of them."""
    if kind.output is Layer.output:
        return kind.model_construct()
    if not doubtful <= _SHAPELESS.difference(needed_fields(kind)):
        return None
    return kind.model_validate({name: each for name, each in data.items() if name not in doubtful})


def _shown(value: object) -> str:
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a mapping"
    return "nothing" if value is None else f"`{str(value)[:40]}`"
