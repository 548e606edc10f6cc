"""From steps that read each other to a list of layers with branches, as a person writes them.

A merge whose branches start at one layer and are read nowhere else holds them; any other merge
names what it merges, and a layer that does not read the one before it says `from`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.layers import KINDS
from cnncalc.origin.plan import INPUT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.origin.plan import Step

__all__ = ["Item", "arranged"]


@dataclass(frozen=True, slots=True)
class Item:
    """One layer as it is written."""

    kind: str
    fields: Mapping[str, object]
    name: str = ""
    start: str = ""
    """The layer that it reads, where that is not the one before."""
    branches: tuple[tuple[Item, ...] | str, ...] | None = None
    """What a merge merges: lists of layers, and names."""


def arranged(
    steps: Sequence[Step], outputs: Sequence[int]
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Give the layers in order, and the names of the results where the last is not the only one."""
    return _Arrangement(steps, outputs).result()


MOST_INSIDE = 200
"""Layers in the branches of a merge; more are easier to read one after another."""
HIGHEST = 2
"""Merges within merges; U-Net has one for each resolution, and is no list of lists."""


class _Arrangement:
    def __init__(self, steps: Sequence[Step], outputs: Sequence[int]) -> None:
        self.steps = steps
        self.outputs = outputs
        self.wanted = _wanted(steps, outputs)
        self.readers: dict[int, set[int]] = {}
        for at in self.wanted:
            for each in steps[at].inputs:
                self.readers.setdefault(each, set()).add(at)
        self.forks = _forks(steps, self.wanted)
        self.inside: dict[int, list[set[int]]] = {}
        """The layers of each branch, of merges that hold theirs."""
        self._nest()
        self.ordinals = _ordinals(steps, self.wanted)
        self.names: dict[int, str] = {}
        self.used = {"input", "none"}
        for at in self.wanted:
            word = steps[at].word
            if word and word not in self.used:
                self.names[at] = word
                self.used.add(word)

    def result(self) -> tuple[tuple[Item, ...], tuple[str, ...]]:
        held = {each for branches in self.inside.values() for branch in branches for each in branch}
        top = [each for each in self.wanted if each not in held]
        # Names are found while what needs them is put together, so that is done twice.
        results = () if list(self.outputs) == [top[-1]] else self.outputs
        names = tuple(self._name(each) for each in results)
        self._level(top, INPUT)
        return self._level(top, INPUT), names

    def _level(self, indices: Sequence[int], current: int) -> tuple[Item, ...]:
        items = []
        for at in indices:
            step = self.steps[at]
            branches: tuple[tuple[Item, ...] | str, ...] | None = None
            start = ""
            if at in self.inside:
                fork = self.forks[at]
                start = "" if fork == current else self._name(fork)
                branches = tuple(self._branch(each, fork) for each in self.inside[at])
            elif KINDS[step.kind].merges:
                branches = tuple(self._name(each) for each in step.inputs)
            elif step.inputs[0] != current:
                start = self._name(step.inputs[0])
            items.append(Item(step.kind, step.fields, self.names.get(at, ""), start, branches))
            current = at
        return tuple(items)

    def _branch(self, inside: set[int], fork: int) -> tuple[Item, ...]:
        held = {each for at in inside for branch in self.inside.get(at, ()) for each in branch}
        return self._level(sorted(inside - held), fork)

    def _name(self, at: int) -> str:
        """The name of a layer, given to it now where it has none."""
        if at == INPUT:
            return "input"
        if at not in self.names:
            kind = self.steps[at].kind
            number = self.ordinals[at]
            while f"{kind}{number}" in self.used:
                number += 1
            self.names[at] = f"{kind}{number}"
            self.used.add(self.names[at])
        return self.names[at]

    def _nest(self) -> None:
        """Find the merges that hold their branches."""
        heights: dict[int, int] = {}
        for at in self.wanted:
            if not KINDS[self.steps[at].kind].merges:
                continue
            branches = self._closed(at)
            if branches is None:
                continue
            within = [each for branch in branches for each in branch if each in heights]
            heights[at] = 1 + max((heights[each] for each in within), default=0)
            if heights[at] <= HIGHEST:
                self.inside[at] = branches
                continue
            for each in within:  # the whole tower is written by names
                if self.steps[each].kind == self.steps[at].kind:
                    self.inside.pop(each, None)

    def _closed(self, merge: int) -> list[set[int]] | None:
        """The layers of each branch of a merge; None where others read them too."""
        fork, taken = self.forks[merge], set[int]()
        branches = []
        for start in self.steps[merge].inputs:
            inside: set[int] = set()
            waiting = [start]
            while waiting:
                at = waiting.pop()
                if at == fork or at in inside:
                    continue
                if at in taken or at in self.outputs or len(inside) >= MOST_INSIDE:
                    return None
                inside.add(at)
                waiting += self.steps[at].inputs
            ends = inside | {merge}
            if any(not self.readers[each] <= ends for each in inside):
                return None
            taken |= inside
            branches.append(inside)
        return branches


def _wanted(steps: Sequence[Step], outputs: Sequence[int]) -> list[int]:
    """The steps that the results are computed from, in order."""
    found: set[int] = set()
    waiting = [each for each in outputs if each != INPUT]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += [each for each in steps[at].inputs if each != INPUT]
    return sorted(found)


def _ordinals(steps: Sequence[Step], wanted: Sequence[int]) -> dict[int, int]:
    """For each step, which of its kind it is, from 1 on."""
    counted: Counter[str] = Counter()
    ordinals: dict[int, int] = {}
    for at in wanted:
        counted[steps[at].kind] += 1
        ordinals[at] = counted[steps[at].kind]
    return ordinals


def _forks(steps: Sequence[Step], wanted: Sequence[int]) -> dict[int, int]:
    """For each step, the last one that everything it is computed from passes through."""
    forks: dict[int, int] = {}
    for at in wanted:
        first, *others = steps[at].inputs
        for each in others:
            # Of two, the later one goes back until both are the same.
            other = each
            while first != other:
                if first > other:
                    first = forks[first]
                else:
                    other = forks[other]
        forks[at] = first
    return forks
