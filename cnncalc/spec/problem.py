"""Collecting the problems of one file, so that all of them come out together.

`problems.add("unknown-kind", "there is no kind `convv`", node, helps=("write `conv`",))` joins a fault to
its place; the same fault at the same place, met again in the next round of a repeat, is kept once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import Diagnostic
from cnncalc.spec.scalar import as_yaml11
from cnncalc.spec.source import Fields, Scalar
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel, ValidationError

    from cnncalc.diagnostic import LayerError, Place
    from cnncalc.spec.source import Items, Node, Source

__all__ = ["MOST_KEPT", "Problems", "validation_faults"]

MOST_KEPT = 1000
"""Problems of one file that are kept; a file with more has its first ones to mend anyway."""


class Problems:
    """The problems found so far in one source."""

    def __init__(self, source: Source) -> None:
        """Start with what reading the YAML itself found."""
        self.source = source
        self._found: dict[tuple[str, str, int, int], Diagnostic] = {}
        for each in source.problems:
            self._keep(each)

    def __len__(self) -> int:
        return len(self._found)

    def add(
        self,
        code: str,
        message: str,
        node: Node | None,
        helps: Iterable[str] = (),
        *,
        working: str = "",
        note: str = "",
        uses: tuple[Node, ...] = (),
    ) -> None:
        """Add a fault at a node of the source, with the block uses that led there, innermost first."""
        self._keep(
            Diagnostic(
                code,
                message,
                self._place(node),
                working,
                tuple(helps),
                tuple(self.source.place(each) for each in uses),
                note,
            )
        )

    def add_layer_error(
        self, error: LayerError, subject: str, node: Node, note: str, uses: tuple[Node, ...]
    ) -> None:
        """Add a rule that a layer does not keep; the subject is its name."""
        self.add(
            error.code,
            f"{subject}: {error.message}",
            node,
            helps=error.helps,
            working=error.working,
            note=note,
            uses=uses,
        )

    def found(self) -> tuple[Diagnostic, ...]:
        """Give all problems in the order of the file."""
        return tuple(
            sorted(
                self._found.values(),
                key=lambda each: (each.place.line, each.place.column) if each.place else (0, 0),
            )
        )

    def _keep(self, diagnostic: Diagnostic) -> None:
        place = diagnostic.place
        key = (
            diagnostic.code,
            diagnostic.message,
            place.line if place else 0,
            place.column if place else 0,
        )
        if key not in self._found and len(self._found) < MOST_KEPT:
            self._found[key] = diagnostic

    def _place(self, node: Node | None) -> Place | None:
        return None if node is None else self.source.place(node)


def validation_faults(
    error: ValidationError, model: type[BaseModel], subject: str, fields: Fields | None
) -> list[tuple[str, str, Node | None, tuple[str, ...]]]:
    """Reword what pydantic found as (code, message, node or None for the subject itself, helps).

    `str(error)` is never used: it can take minutes on hostile input.
    """
    names = field_names(model)
    return [
        _fault(each["type"], each["loc"], each.get("ctx", {}), names, subject, fields)
        for each in error.errors(include_url=False, include_input=False)
    ]


def field_names(model: type[BaseModel]) -> list[str]:
    """Give the fields of a class by the names that a spec uses."""
    return [each.alias or name for name, each in model.model_fields.items()]


FIELD_SYNONYMS = {
    "pad": "padding",
    "kernel_size": "kernel",
    "pool_size": "kernel",
    "window": "kernel",
    "out_channels": "filters",
    "channels": "filters",
    "num_output": "filters",
    "depth": "filters",
    "out_features": "units",
    "neurons": "units",
    "group": "groups",
    "use_bias": "bias",
    "bias_term": "bias",
    "dilation_rate": "dilation",
    "local_size": "size",
    "p": "rate",
    "id": "name",
    "input": "from",
    "bottom": "from",
}
"""What other tools call a field."""

_MEANT = {
    "list_type": "a list stands here",
    "string_type": "a text stands here",
    "dict_type": "a mapping stands here",
    "bool_type": "true or false stands here",
    "int_type": "a whole number in plain decimals stands here",
    "too_short": "a list of at least one stands here",
    "string_too_short": "a text of at least one character stands here",
}


def _fault(
    sort: str,
    loc: tuple[int | str, ...],
    context: Mapping[str, object],
    names: list[str],
    subject: str,
    fields: Fields | None,
) -> tuple[str, str, Node | None, tuple[str, ...]]:
    field = str(loc[0]) if loc else ""
    if sort == "extra_forbidden":
        meant = nearest(field, names, FIELD_SYNONYMS)
        helps = (f"did you mean `{meant}`?",) if meant else (f"its fields are {', '.join(names)}",)
        key = fields.entries[field].key if fields and field in fields.entries else None
        return "unknown-field", f"{subject} has no field `{field}`", key, helps
    if sort == "missing":
        return "missing-field", f"{subject} needs `{field}`", None, (f"write `{field}: ...`",)
    node = _node_at(fields, loc)
    if sort == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "`")
        message = f"{subject}: `{field}` is one of {expected.lower()}"
    else:
        meaning = _MEANT.get(sort, "something else stands here")
        message = f"{subject}: `{field}`: {context.get('text', meaning)}"
    return "wrong-value", message, node, _reading_of(node)


def _node_at(fields: Fields | None, loc: tuple[int | str, ...]) -> Node | None:
    """Follow a path as pydantic gives it, as far as the source has it."""
    node: Node | None = fields
    for part in loc:
        if isinstance(node, Fields) and str(part) in node.entries:
            node = node.entries[str(part)].value
        elif hasattr(node, "items") and isinstance(part, int) and part < len(_items(node)):
            node = _items(node)[part]
    return None if node is fields else node


def _items(node: Items | Node | None) -> list[Node]:
    return getattr(node, "items", [])


def _reading_of(node: Node | None) -> tuple[str, ...]:
    """Say how other YAML readers take a text that people do not mean as text."""
    if isinstance(node, Scalar) and not node.quoted and isinstance(node.value, str):
        reading = as_yaml11(node.text)
        if reading is not None:
            return (f"YAML 1.1 would read {node.text[:40]} as {reading}: write the value plainly",)
    if isinstance(node, Scalar) and isinstance(node.value, float) and node.value == int(node.value):
        return (f"{node.text[:40]} would be read as {int(node.value)}: write it so",)
    return ()
