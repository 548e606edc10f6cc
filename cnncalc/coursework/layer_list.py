"""The layers of a copy: those of the template, and those that its questions bring along.

A question's layer reads the one before, as in a spec, unless it says `from`. A layer without a name
gets the one that a spec would give it, conv1 or pool2, so that the sheet can ask by name.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cnncalc.coursework.handout import entry, word
from cnncalc.coursework.parameter import filled_node
from cnncalc.layers import KINDS
from cnncalc.spec.node import Fields, Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.coursework.template import Template
    from cnncalc.spec.node import Node

__all__ = ["layer_list"]

TOTAL = "total"


def layer_list(template: Template, numbers: Mapping[str, int]) -> tuple[Items, Items, list[str]]:
    """Give the layers, the results where they are several, and each question's layer by name.

    Raises FillingError where a number cannot be computed.
    """
    given = template.entries.get("layers")
    node = given.value if given else template.source.root
    first = filled_node(node, numbers) if given else node
    layers = Items(list(first.items) if isinstance(first, Items) else [], node.line, node.column)
    naming = _Naming()
    for each in layers.items:
        naming.name(each)
    names: list[str] = []
    for task in template.tasks:
        if task.layer is None:
            names.append(names[-1])
            continue
        layer = filled_node(task.layer, numbers)
        if isinstance(layer, Scalar) and not naming.is_new(layer.text, template):
            names.append(layer.text)
            continue
        named, name = naming.named(layer)
        layers.items.append(named)
        names.append(name)
    return layers, _outputs(layers), names


class _Naming:
    """Gives layers without a name the one that a spec gives them: conv1, conv2, by their kind."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.taken: set[str] = set()

    def is_new(self, word: str, template: Template) -> bool:
        """Whether a word is a kind, of which a layer is made, and not the name of a layer."""
        known = word in self.taken or word == TOTAL or "model" in template.entries
        return not known and word in KINDS

    def name(self, layer: Node) -> str:
        """Give the name of a layer, which is taken from then on."""
        kind = layer.text if isinstance(layer, Scalar) else ""
        fields: Node | None = None
        if isinstance(layer, Fields) and len(layer.entries) == 1:
            ((kind, (_, fields)),) = layer.entries.items()
        self.counts[kind] += 1
        written = fields.entries.get("name") if isinstance(fields, Fields) else None
        name = f"{kind}{self.counts[kind]}"
        if written is not None and isinstance(written.value, Scalar):
            name = written.value.text
        self.taken.add(name)
        return name

    def named(self, layer: Node) -> tuple[Node, str]:
        """Give a layer with its name written out where there is room for it, and the name."""
        name = self.name(layer)
        if isinstance(layer, Fields) and len(layer.entries) == 1:
            ((kind, (key, fields)),) = layer.entries.items()
            if isinstance(fields, Fields) and "name" not in fields.entries:
                entries = {"name": entry("name", word(name, key)), **fields.entries}
                whole = Fields(entries, fields.line, fields.column)
                return Fields({kind: entry(kind, whole)}, layer.line, layer.column), name
        return layer, name


def _outputs(layers: Items) -> Items:
    """The names of the results, where layers read more than the one before; else nothing."""
    naming = _Naming()
    names = [naming.name(each) for each in layers.items]
    reads = [_from(each) for each in layers.items]
    if not any(reads):
        return Items([], layers.line, layers.column)
    read = {each for each in reads if each}
    read |= {name for name, following in zip(names, reads[1:], strict=False) if not following}
    unread = [word(name, layers) for name in names if name not in read]
    return Items([*unread], layers.line, layers.column)


def _from(layer: Node) -> str:
    """The layer that a layer says it reads; nothing where it says none."""
    fields = next(iter(layer.entries.values())).value if isinstance(layer, Fields) else None
    read = fields.entries.get("from") if isinstance(fields, Fields) else None
    return read.value.text if read is not None and isinstance(read.value, Scalar) else ""
