"""What a merge merges: branches, which start where the merge stands, and layers by their names.

`- add: [[{conv: ...}, relu], []]` has a branch of two layers and the identity; `- concat: [a, b]`
has two layers by their names; and `none` drops out.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.layers import KINDS
from cnncalc.spec.problem import Fault, UnresolvedError
from cnncalc.spec.scope import Passed
from cnncalc.spec.source import Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from cnncalc.spec.naming import Naming
    from cnncalc.spec.scope import Scope
    from cnncalc.spec.setting import SettingReader
    from cnncalc.spec.source import Entry, Node

__all__ = ["Branch", "BranchReader"]


class Branch(NamedTuple):
    """One input of a merge."""

    node: Node
    """What stands for it in the spec."""
    scope: Scope
    """The scope in which that is meant."""
    given: Passed | int | None
    """A list of layers, or the index of a layer; None where it is not known."""


class BranchReader:
    """Reads what a merge lists, and adds a problem where that fails."""

    def __init__(self, reader: SettingReader, naming: Naming, blocks: Container[str]) -> None:
        """`blocks` are the names of kinds of the spec's own."""
        self._reader = reader
        self._problems = reader.problems
        self._naming = naming
        self._blocks = blocks

    def branches(
        self, kind: str, fields: Mapping[str, Entry], key: Scalar, scope: Scope
    ) -> Iterator[Branch]:
        """Give each input of a merge, but for those that drop out.

        A branch is to be written out before the next one is asked for, which may name its layers.
        """
        written = fields["inputs"].value if "inputs" in fields else key
        try:
            node, inside = self._reader.passed(written, scope)
        except UnresolvedError:
            yield Branch(written, scope, None)
            return
        if not isinstance(node, Items):
            message = f"{kind} merges a list of branches and names, and none stands here"
            remedy = f"write `- {kind}: [[...], []]`, where [] is the identity"
            self._problems.add(Fault("merge-inputs", message, node, (remedy,)), inside.uses)
            yield Branch(node, inside, None)
            return
        self._reader.effort.steps(1 + len(node.items), node, inside.uses)
        left = 0
        for each in node.items:
            branch: Passed | int | None = None
            with suppress(UnresolvedError):
                passed = self._reader.passed(each, inside)
                if isinstance(passed.node, Scalar) and passed.node.value == "none":
                    continue
                branch = self._branch(each, passed, inside)
            left += 1
            yield Branch(each, inside, branch)
        if not left:
            message = f"{kind} has nothing to merge"
            remedy = "list branches or names; a branch of `[]` passes on what arrives"
            self._problems.add(Fault("merge-inputs", message, node, (remedy,)), inside.uses)
            yield Branch(node, inside, None)

    def _branch(self, node: Node, passed: Passed, scope: Scope) -> Passed | int:
        """What one item of the list is, which stands for what was passed."""
        if isinstance(passed.node, Items):
            return passed
        if isinstance(passed.node, Scalar):
            if passed.node.value is None:
                message = "nothing stands here, where a branch or a name is meant"
                remedy = "`[]` passes on what arrives, and `none` drops out"
                self._problems.add(Fault("not-a-branch", message, node, (remedy,)), scope.uses)
                raise UnresolvedError
            word = str(passed.node.value)
            is_kind = word in KINDS or word in self._blocks
            if not is_kind or self._naming.look_up(word, passed.scope) is not None:
                return self._naming.reference(node, scope)
        message = "a branch is a list of layers, and one layer stands here"
        self._problems.add(
            Fault("not-a-branch", message, node, ("put it in brackets",)), scope.uses
        )
        return Passed(Items([passed.node], passed.node.line, passed.node.column), passed.scope)
