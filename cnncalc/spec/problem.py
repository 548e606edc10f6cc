"""Collecting the problems of one file, so that all of them come out together.

`problems.add(Fault("unknown-kind", "there is no kind `convv`", node, ("did you mean `conv`?",)))`
joins a fault to its place; the same fault at the same place, met again in the next round of a
repeat, is kept once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import Diagnostic
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cnncalc.diagnostic import LayerError, Place
    from cnncalc.spec.source import Node, Source

__all__ = ["MOST_KEPT", "Fault", "GivenUpError", "Problems", "UnresolvedError", "did_you_mean"]

MOST_KEPT = 1000
"""Problems of one file that are kept; a file with more has its first ones to mend anyway."""
MOST_MEANT = 100
"""Problems of one file that say what was probably meant: to find that takes time."""
MOST_USES = 5
"""Block uses that a problem shows."""


class Fault(NamedTuple):
    """What is wrong at a node of the source, and what would be right."""

    code: str
    message: str
    node: Node | None
    helps: tuple[str, ...] = ()
    working: str = ""
    note: str = ""


class UnresolvedError(Exception):
    """A value could not be found; its problem has been added already."""


class GivenUpError(Exception):
    """Reading stops, since going on would take too long; the problem has been added already."""


class Problems:
    """The problems found so far in one source."""

    def __init__(self, source: Source) -> None:
        """Start with what reading the YAML itself found."""
        self.source = source
        self._found: dict[tuple[object, ...], Diagnostic] = {}
        for each in source.problems:
            self._found[each.code, each.place] = each

    def __len__(self) -> int:
        return len(self._found)

    def add(self, fault: Fault, uses: tuple[Node, ...] = ()) -> None:
        """Add a fault, with the block uses that led to its node, innermost first."""
        self._keep(fault, uses, (fault.code, fault.message, _corner(fault.node)))

    def add_layer_error(
        self, error: LayerError, subject: str, node: Node, note: str, uses: tuple[Node, ...]
    ) -> None:
        """Add a rule that a layer does not keep; the subject is its name.

        Rounds of a repeat break the same rule under other names, so the name tells none apart.
        """
        message = f"{subject}: {error.message}"
        fault = Fault(error.code, message, node, error.helps, error.working, note)
        self._keep(fault, uses, (error.code, _corner(node), uses))

    def found(self) -> tuple[Diagnostic, ...]:
        """Give all problems in the order of the file."""
        return tuple(sorted(self._found.values(), key=_position))

    def meant(
        self, word: str, known: Iterable[str], synonyms: Mapping[str, str] | None = None
    ) -> str | None:
        """Give the known word that was most likely meant, for the first problems of a file."""
        if len(self._found) >= MOST_MEANT:
            return None
        return nearest(word, known, dict(synonyms or {}))

    def _keep(self, fault: Fault, uses: tuple[Node, ...], key: tuple[object, ...]) -> None:
        if key in self._found or len(self._found) >= MOST_KEPT:
            return
        self._found[key] = Diagnostic(
            fault.code,
            fault.message,
            None if fault.node is None else self.source.place(fault.node),
            fault.working,
            fault.helps,
            tuple(self.source.place(each) for each in _shown(uses)),
            fault.note,
        )


def did_you_mean(meant: str | None, otherwise: str = "") -> tuple[str, ...]:
    """Offer the word that was most likely meant, or else another remedy, if there is one."""
    if meant is not None:
        return (f"did you mean `{meant}`?",)
    return (otherwise,) if otherwise else ()


def _shown(uses: tuple[Node, ...]) -> tuple[Node, ...]:
    """The innermost uses of blocks in blocks, and the outermost."""
    return uses if len(uses) <= MOST_USES else (*uses[: MOST_USES - 1], uses[-1])


def _corner(node: Node | None) -> tuple[int, int]:
    return (node.line, node.column) if node else (0, 0)


def _position(problem: Diagnostic) -> tuple[int, int]:
    place: Place | None = problem.place
    return (place.line, place.column) if place else (0, 0)
