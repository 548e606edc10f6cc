"""What has to be known of a whole network before a block of it can become a class.

A block becomes a class where it takes values in and gives one out. A use of which other layers read
something from the middle is written out where it stands, as if its layers stood there themselves.
So is one to which layers are handed that a class cannot take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.spec.graph import INPUT
from cnncalc.spec.node import Scalar
from cnncalc.spec.setting import stands_for_another

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cnncalc.spec.graph import Network
    from cnncalc.spec.outline import Part
    from cnncalc.spec.scope import Scope

__all__ = ["Setting", "Survey"]


class Setting(NamedTuple):
    """A setting of one use of a block that stands for layers."""

    use: Part
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """The block and the name."""
        return (self.use.inner.block if self.use.inner else "", self.name)


class Survey:
    """Which parts of a network read what, and which are read from outside."""

    def __init__(self, network: Network, is_plain: Callable[[Part], bool]) -> None:
        """Look through a network; `is_plain` says of a layer that it needs no arguments."""
        self.uses: dict[str, list[Part]] = {}
        """The uses of each block that become calls of a class, in the order of the network."""
        self.rounds: dict[int, list[Part]] = {}
        """The rounds of each repeat, by the identity of its place in the spec."""
        self.use_of: dict[Scope, Part] = {}
        """The use that has each scope."""
        self.written_out: set[Part] = set()
        """The uses that do not become calls."""
        self.choices: set[tuple[str, str]] = set()
        """Settings of blocks that stand for a class each time, such as relu: block and name."""
        self.handing: set[tuple[str, str]] = set()
        """Settings of blocks that hand over layers in some call: block and name."""
        self._nodes = network.nodes
        self._end: dict[Part, int] = {}
        self._last_reader = _last_readers(network)
        parts = [each for part in network.outline for each in self._all(part)]
        self._decide(parts, is_plain)
        for part in parts:
            if part.inner is not None and part not in self.written_out and self.wrote(part):
                self.uses.setdefault(part.inner.block, []).append(part)

    def wrote(self, part: Part) -> bool:
        """Say whether a part has any layer."""
        return self._end[part] > part.first

    def is_own(self, part: Part) -> bool:
        """Say whether a layer or merge is a layer of the network: a merge of one thing is none."""
        last = part.first if part.sort == "layer" else part.last
        return last is not None and last >= part.first and self._nodes[last].key is part.node

    def reads_elsewhere(self, part: Part) -> bool:
        """Say whether a part reads anything but what enters it and what is in it."""
        return any(each != part.entering for each in self.outside(part))

    def outside(self, part: Part) -> tuple[int, ...]:
        """Give the layers that a part reads, each once; what enters it is only one of them."""
        read = (each for node in self._nodes[part.first : self._end[part]] for each in node.inputs)
        return tuple(dict.fromkeys(each for each in read if each < part.first))

    def leaks(self, part: Part) -> bool:
        """Say whether anything outside reads another layer of a part than its last."""
        end, last = self._end[part], part.last
        inside = range(part.first, end)
        if last not in inside:
            return bool(inside)
        return any(self._last_reader[each] >= end for each in inside if each != last)

    def is_chain(self, parts: Sequence[Part], around: Part | None = None) -> bool:
        """Say whether parts become modules one after another; `around` is the round they are."""
        return all(self._is_link(each, around) for each in parts)

    def handed(self, part: Part) -> list[Setting]:
        """Give the settings that hand the layers of a part on, the innermost first."""
        chain: list[Setting] = []
        node, scope = part.node, part.scope
        while isinstance(node, Scalar) and stands_for_another(node):
            name = str(node.value)[1:]
            passed, use = scope.settings.get(name), self.use_of.get(scope)
            if passed is None or use is None or passed.scope is scope:
                break  # a default of the block, or a setting of the spec
            chain.append(Setting(use, name))
            if name not in use.fields:
                break
            node, scope = use.fields[name].value, use.scope
        return chain

    def _is_link(self, part: Part, around: Part | None) -> bool:  # noqa: PLR0911  one for each sort of part
        if "from" in part.fields and (around is None or part.node is not around.node):
            return False
        match part.sort:
            case "layer":
                return True
            case "use":
                if not self.wrote(part):
                    return part.last == part.entering
                if part in self.written_out:
                    return self.is_chain(part.parts)
                return not self.reads_elsewhere(part)
            case "repeat":
                return all(self.is_chain(each.parts, each) for each in part.parts)
            case "passed":
                is_handed = any(each.use not in self.written_out for each in self.handed(part))
                return is_handed or self.is_chain(part.parts)
        return False

    def _all(self, part: Part) -> Iterator[Part]:
        """A part and everything in it; notes where each ends."""
        if part.inner is not None:
            self.use_of[part.inner] = part
        if part.sort == "round":
            self.rounds.setdefault(id(part.node), []).append(part)
        yield part
        end = part.first
        for each in part.parts:
            yield from self._all(each)
            end = max(end, self._end[each])
        if part.sort in {"layer", "merge"} and self.is_own(part):
            end += 1
        self._end[part] = end

    def _decide(self, parts: list[Part], is_plain: Callable[[Part], bool]) -> None:
        """Find the uses that are written out, and the settings that stand for classes."""
        places: dict[Setting, list[Part]] = {}
        for part in parts:
            if part.sort == "use" and self.leaks(part):
                self.written_out.add(part)
            if part.sort not in {"passed", "branch"} or not self.wrote(part):
                continue
            bound = self.leaks(part) or self.reads_elsewhere(part)
            for setting in self.handed(part):
                places.setdefault(setting, []).append(part)
                if bound:
                    self.written_out.add(setting.use)
        plain: dict[tuple[str, str], bool] = {}
        for setting, handed in places.items():
            plain[setting.key] = plain.get(setting.key, True) and all(map(is_plain, handed))
        self.choices = {key for key, each in plain.items() if each}
        for setting, handed in places.items():
            if len(handed) > 1 and setting.key not in self.choices:
                self.written_out.add(setting.use)
        self.handing = {each.key for each in places if each.use not in self.written_out}


def _last_readers(network: Network) -> list[int]:
    """For each layer the last one that reads it; one after all where it is a result."""
    last = [INPUT] * len(network.nodes)
    for index, node in enumerate(network.nodes):
        for each in node.inputs:
            if each != INPUT:
                last[each] = index
    for each in network.outputs:
        last[each] = len(network.nodes)
    return last
