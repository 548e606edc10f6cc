"""One entry of a layer list: its fields, resolved and validated against its kind's own class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from cnncalc.spec.problem import field_names, validation_faults
from cnncalc.spec.setting import UnresolvedError
from cnncalc.spec.source import Entry, Fields, Scalar
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.layer import Layer
    from cnncalc.spec.block import Block
    from cnncalc.spec.frame import Frame
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.scope import Scope
    from cnncalc.spec.setting import SettingReader
    from cnncalc.spec.source import Node

__all__ = ["COMMON_FIELDS", "USE_FIELDS", "EntryReader"]

COMMON_FIELDS = ("name", "from", "when", "trainable")
"""The fields that every layer may have."""
USE_FIELDS = ("name", "from", "when", "repeat")
"""The fields that a use of a block may have, beside its settings."""


class EntryReader:
    """Reads the fields of layers and of uses of blocks, and adds a problem where that fails."""

    def __init__(self, problems: Problems, reader: SettingReader, frame: Frame) -> None:
        """The frame says the rounding of kinds with a window."""
        self._problems = problems
        self._reader = reader
        self._frame = frame

    def fields(
        self, kind: type[Layer], key: Scalar, value: Node | None, scope: Scope
    ) -> dict[str, Entry]:
        """The fields as they stand; a plain value stands for the kind's first field."""
        if value is None:
            return {}
        if isinstance(value, Scalar) and isinstance(value.value, str) and value.value.startswith("$"):
            passed = self._reader.passed(value, scope)
            if isinstance(passed.node, Fields):
                return dict(passed.node.entries)
        if isinstance(value, Fields):
            return dict(value.entries)
        names = ["inputs"] if kind.merges else field_names(kind)
        if not names:
            self._problems.add(
                "no-fields",
                f"{kind.kind} has no field that a value could be",
                value,
                helps=(f"write `- {kind.kind}`",),
                uses=scope.uses(),
            )
            return {}
        return {names[0]: Entry(key, value)}

    def layer(
        self, kind: type[Layer], fields: Mapping[str, Entry], key: Scalar, scope: Scope
    ) -> Layer | None:
        """The layer as its class, or None where its fields have problems."""
        data: dict[str, object] = {}
        complete = True
        for name, entry in fields.items():
            if name in COMMON_FIELDS or (name == "inputs" and kind.merges):
                continue
            try:
                data[name] = self._reader.plain(entry.value, scope)
            except UnresolvedError:
                complete = False
        if "rounding" in kind.model_fields and "rounding" not in data:
            data["rounding"] = self._frame.rounding_by_kind.get(kind.kind, self._frame.rounding)
        try:
            layer = kind.model_validate(data)
        except ValidationError as error:
            if complete:
                self._add_faults(error, kind, fields, key, scope)
            return self._guessed(kind, data)
        return layer if complete else None

    def use_fields(self, block: Block, key: Scalar, value: Node | None) -> dict[str, Entry]:
        if value is None:
            return {}
        if isinstance(value, Fields):
            return dict(value.entries)
        if not block.settings:
            self._problems.add(
                "no-fields", f"block {block.name} has no setting that a value could be", value
            )
            return {}
        return {next(iter(block.settings)): Entry(key, value)}

    def settle(
        self, block: Block, fields: Mapping[str, Entry], key: Scalar, scope: Scope, caller: Scope
    ) -> None:
        """Give the settings of a use their values; UnresolvedError where one is missing."""
        complete = True
        for name, entry in fields.items():
            if name not in block.settings and name not in USE_FIELDS:
                known = [*block.settings, *USE_FIELDS]
                meant = nearest(name, known)
                self._problems.add(
                    "unknown-setting",
                    f"block {block.name} has no setting `{name}`",
                    entry.key,
                    helps=(f"did you mean `{meant}`?" if meant else f"it has {', '.join(known)}",),
                    uses=caller.uses(),
                )
        for name, default in block.settings.items():
            if name in fields:
                scope.settings[name] = self._reader.passed(fields[name].value, caller)
            elif isinstance(default, Scalar) and default.value is None and not default.quoted:
                meant = next((each for each in fields if nearest(each, [name])), None)
                if meant is None or meant in block.settings:
                    self._problems.add(
                        "missing-setting",
                        f"block {block.name} needs `{name}`",
                        key,
                        helps=(f"write `{name}: ...`",),
                        uses=caller.uses(),
                    )
                complete = False
            else:
                scope.settings[name] = self._reader.passed(default, scope)
        if not complete:
            raise UnresolvedError

    def wanted(self, fields: Mapping[str, Entry], scope: Scope) -> bool:
        return "when" not in fields or self.switch(fields, "when", scope)

    def switch(self, fields: Mapping[str, Entry], field: str, scope: Scope) -> bool:
        """A field that is true or false (a whole number: whether it is not 0); true by default."""
        if field not in fields:
            return True
        value = self._reader.plain(fields[field].value, scope)
        if not isinstance(value, bool | int):
            self._problems.add(
                "wrong-value",
                f"`{field}` is true or false, and `{str(value)[:40]}` stands here",
                fields[field].value,
                uses=scope.uses(),
            )
        return bool(value)

    def times(self, entry: Entry, scope: Scope) -> int:
        value = self._reader.plain(entry.value, scope)
        if type(value) is int and value >= 0:
            return value
        self._problems.add(
            "wrong-value",
            f"a repeat is a whole number from 0, and `{str(value)[:40]}` stands here",
            entry.value,
            uses=scope.uses(),
        )
        raise UnresolvedError

    def _add_faults(
        self,
        error: ValidationError,
        kind: type[Layer],
        fields: Mapping[str, Entry],
        key: Scalar,
        scope: Scope,
    ) -> None:
        written = Fields(dict(fields), key.line, key.column)
        for code, message, node, helps in validation_faults(error, kind, kind.kind, written):
            self._problems.add(code, message, node or key, helps=helps, uses=scope.uses())

    def _guessed(self, kind: type[Layer], data: Mapping[str, object]) -> Layer | None:
        """The layer that was most likely meant, so that what follows it is looked at too."""
        names = field_names(kind)
        meant = {nearest(name, names) or name: value for name, value in data.items()}
        try:
            return kind.model_validate({name: each for name, each in meant.items() if name in names})
        except ValidationError:
            return None
