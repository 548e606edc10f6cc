"""Where layers come from that a setting stands for: the block itself, or who uses it.

In `- $shortcut` the layers may be a default of the block, which are written in its class; or they
are handed over by the use of the block, perhaps from further out: then the class takes a module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.spec.node import Items, Scalar
from cnncalc.spec.setting import stands_for_another

if TYPE_CHECKING:
    from cnncalc.export.structure.survey import Survey
    from cnncalc.spec.node import Node
    from cnncalc.spec.scope import Scope

__all__ = ["is_list", "setting_named", "setting_of"]


def setting_of(survey: Survey, own: Scope, node: Node, scope: Scope) -> str | None:
    """Give the setting of one's own block that a value in some scope comes from, if any does."""
    while True:
        name = setting_named(node)
        passed = scope.settings.get(name)
        if passed is None or not scope.block:
            return None  # no setting, or one of the spec
        if scope is own:
            empty = isinstance(passed.node, Items) and not passed.node.items
            handed = passed.scope is not scope or empty or (scope.block, name) in survey.choices
            return name if handed else None
        use = survey.use_of[scope]
        if name not in use.fields:
            return None
        node, scope = use.fields[name].value, use.scope


def setting_named(node: Node | None) -> str:
    """Give the name in `$name`; empty for anything else."""
    is_setting = isinstance(node, Scalar) and stands_for_another(node)
    return str(node.value)[1:] if isinstance(node, Scalar) and is_setting else ""


def is_list(node: Node, scope: Scope) -> bool:
    """Say whether a branch is a list of layers, perhaps an empty one, and not a layer's name."""
    while setting_named(node):
        found, passed = scope.setting(setting_named(node))
        if not found or passed is None:
            return False
        node, scope = passed
    return isinstance(node, Items)
