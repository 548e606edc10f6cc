"""The operators that the results need, each after those that it reads.

operations, readers = in_order(model)
readers["conv1"]        # how many read it, the results among them
"""

from __future__ import annotations

from collections import Counter
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from cnncalc.diagnostic import Diagnostic, SpecError
from cnncalc.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.origin.model import Model, Operation

__all__ = ["in_order"]


def in_order(model: Model) -> tuple[tuple[Operation, ...], Mapping[str, int]]:
    """Give the operators in order, and how many read each value.

    Raises SpecError where operators read each other in a circle, or what nothing gives.
    """
    given = {name: at for at, each in enumerate(model.operations) for name in each.outputs if name}
    known = {*model.constants, *(each.name for each in model.inputs)}
    needed = _needed(model, given, known)
    waiting: dict[int, int] = {}
    followers: dict[int, list[int]] = {}
    for at in needed:
        before = {
            given[name]
            for name in model.operations[at].inputs
            if name in given and name not in known
        }
        waiting[at] = len(before)
        for each in before:
            followers.setdefault(each, []).append(at)
    ready = [at for at in needed if not waiting[at]]
    heapify(ready)
    found: list[int] = []
    while ready:  # the earliest in the file first, so that a file in order stays as it is
        at = heappop(ready)
        found.append(at)
        for each in followers.get(at, ()):
            waiting[each] -= 1
            if not waiting[each]:
                heappush(ready, each)
    if len(found) < len(needed):
        left = min(at for at in needed if waiting[at])
        name = one_line(model.operations[left].written[:_LONGEST])
        raise _fault("operators-circle", f"{name} reads what is computed from it, in a circle")
    operations = tuple(model.operations[at] for at in found)
    readers = Counter(name for each in operations for name in _read(each))
    readers.update(each.name for each in model.outputs)
    return operations, readers


_LONGEST = 80


def _read(operation: Operation) -> tuple[str, ...]:
    """The inputs whose values are read, and not their type or their sizes alone."""
    if operation.kind in {"Shape", "Size"}:
        return ()
    return operation.inputs[:1] if operation.kind == "CastLike" else operation.inputs


def _fault(code: str, message: str) -> SpecError:
    remedy = "export the network again; a checker of ONNX files refuses this one too"
    return SpecError((Diagnostic(code, message, helps=(remedy,)),))


def _needed(model: Model, given: Mapping[str, int], known: set[str]) -> set[int]:
    """The operators that the results are computed from."""
    needed: set[int] = set()
    waiting = [(each.name, "an output of the file") for each in model.outputs]
    while waiting:
        name, reader = waiting.pop()
        if not name or name in known:
            continue
        if name not in given:
            shown = one_line(name[:_LONGEST])
            raise _fault("value-missing", f"nothing gives `{shown}`, which {reader} reads")
        at = given[name]
        if at not in needed:
            needed.add(at)
            reader = one_line(model.operations[at].written[:_LONGEST])
            waiting += [(each, reader) for each in model.operations[at].inputs]
    return needed
