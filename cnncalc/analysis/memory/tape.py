"""The forward pass as PyTorch records it, for the backward pass that goes back over it.

A layer's operations (`Layer.kept`) run in order. Where a gradient is to pass, each leaves an entry
on the tape, with what it keeps; `backward` takes the entries in the reverse of that order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cnncalc.analysis.memory.tensor import Value, alias, sized
from cnncalc.layers.operation import TO_THE_END, TRAINED, Keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.memory.ledger import Ledger, Storage
    from cnncalc.analysis.memory.prediction import Sort
    from cnncalc.analysis.memory.setup import Setup
    from cnncalc.layers.operation import Kept, Operation, Space

__all__ = ["Entry", "Tape"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation that was recorded."""

    layer: str
    operation: Operation
    targets: tuple[int | None, ...]
    """For each value read the entry that made it; None where it gets no gradient."""
    sizes: tuple[int, ...]
    """The bytes of each value read."""
    result: int
    """The bytes of the result."""
    trains: tuple[int, ...]
    """The bytes of each parameter that gets a gradient."""
    saved: tuple[Storage, ...]
    temporaries: tuple[int, ...]
    unwanted: tuple[int, ...]
    """The bytes of each gradient that is made, and that nothing wants."""


@dataclass(slots=True)
class Tape:
    """A pass over a network: values made and let go, and the entries of the way back."""

    ledger: Ledger
    setup: Setup
    records: bool
    """Whether gradients are asked for: not in inference."""
    entries: list[Entry] = field(default_factory=list)

    def room(self, needed: Space) -> int:
        """Give the bytes of a tensor."""
        return sized(needed, self.setup)

    def new(self, needed: Space, sort: Sort) -> Storage:
        """Allocate a tensor."""
        return self.ledger.allocated(self.room(needed), sort)

    def run(
        self,
        layer: str,
        kept: Kept,
        inputs: Sequence[Value],
        *,
        trainable: bool = False,
        spare: bool = False,
    ) -> Value:
        """Run a layer forward; its inputs stay the caller's, the result becomes so.

        With `spare` nothing reads the inputs any more, so that it may write over them.
        """
        self.ledger.enter(layer, "forward")
        values = list(inputs)
        first = len(inputs)
        ends = _ends(kept.operations, first)
        for index, operation in enumerate(kept.operations):
            parameters = [self.room(kept.parameters[each]) for each in operation.trains]
            applied = operation._replace(overwrites=spare and self._overwrites(operation, values))
            values.append(self._applied(layer, applied, values, parameters if trainable else []))
            for number in ends[index]:
                self.ledger.release(values[number].storage)
        result = values[-1] if kept.operations else inputs[0]
        if not kept.operations:
            result = alias(result)
        for number in ends[-1]:
            self.ledger.release(values[number].storage)
        return result

    def _applied(
        self, layer: str, operation: Operation, values: Sequence[Value], trained: Sequence[int]
    ) -> Value:
        """Run one operation, and record it where a gradient is to pass."""
        reads = [values[each] for each in operation.reads]
        if operation.training == "only" and not self.records:
            return alias(reads[0])
        if operation.overwrites:
            operation = operation._replace(keeps=(Keep(len(values)),))
        extra = [self.new(each, "saved") for each in operation.extra if self._makes(operation)]
        result = self._result(operation, reads)
        if operation.training == "only" or any(k.value == len(values) for k in operation.keeps):
            result.own = False
        if self.records and (trained or any(each.entry is not None for each in reads)):
            result.entry = len(self.entries)
            entry = self._entry(layer, operation, (*values, result), trained, extra)
            self.entries.append(entry)
        else:
            self.ledger.drop(extra)
        return result

    def _entry(
        self,
        layer: str,
        operation: Operation,
        values: Sequence[Value],
        trained: Sequence[int],
        extra: Sequence[Storage],
    ) -> Entry:
        """Keep what the backward pass of an operation needs; the last value is its result."""
        reads = [values[each] for each in operation.reads]
        sizes = tuple(each.bytes for each in reads)
        sought = {number for number in operation.reads if values[number].entry is not None}
        needed = sought | ({TRAINED} if trained else set())
        saved = list(extra)
        for keep in operation.keeps:
            if keep.gradient is None or keep.gradient in needed:
                storage = values[keep.value].storage
                storage.references += 1
                saved.append(storage)
        temporaries = tuple(
            self.room(each.space)
            for each in operation.temporaries
            if (each.gradient is None or each.gradient in needed)
            and (not each.copied or self.setup.accumulation == "out_of_place")
        )
        unwanted = tuple(each.bytes for each in reads if each.entry is None)
        return Entry(
            layer,
            operation,
            tuple(each.entry for each in reads),
            sizes,
            values[-1].bytes,
            tuple(trained),
            tuple(saved),
            temporaries,
            unwanted if self._gives_unwanted(operation) else (),
        )

    def _overwrites(self, operation: Operation, values: Sequence[Value]) -> bool:
        """Whether an activation is done in place: nothing else needs what it reads."""
        if not (operation.overwrites and self.setup.in_place):
            return False
        value = values[operation.reads[0]]
        return value.own and value.storage.references == 1

    def _makes(self, operation: Operation) -> bool:
        """Whether what is extra is made: statistics of a batch are so in training alone.

        A GPU's own kernel, which takes over for two-byte values, makes them always.
        """
        own = self.setup.rules == "cuda" and not self.setup.in_cudnn
        return operation.training != "extra" or self.records or own

    def _result(self, operation: Operation, reads: Sequence[Value]) -> Value:
        """Give the tensor that an operation makes."""
        size = self.room(operation.gives)
        if operation.overwrites:
            return alias(reads[0])
        layout = operation.view and operation.view.seen(reads[0].layout, self.setup.batch)
        if layout is None:
            return Value(self.ledger.allocated(size, "activations"), size)
        reads[0].storage.references += 1
        return Value(reads[0].storage, size, None, layout, own=False)

    def _gives_unwanted(self, operation: Operation) -> bool:
        """Whether it makes gradients that are not wanted; of fake tensors PyTorch always does."""
        made = self.setup.in_cudnn or self.setup.accumulation == "out_of_place"
        return operation.unwanted == "always" or (operation.unwanted == "in cuDNN" and made)


def _ends(operations: Sequence[Operation], first: int) -> list[list[int]]:
    """Give, for each operation and for the layer's end, the results that are let go then."""
    ends: list[list[int]] = [[] for _ in (*operations, None)]
    last: dict[int, int] = {}
    for index, operation in enumerate(operations):
        last[first + index] = index
        last.update(dict.fromkeys(operation.reads, index))
    for index, operation in enumerate(operations[:-1]):
        number = first + index
        held = operation.held
        ends[-1 if held == TO_THE_END else max(last[number], -1 if held is None else held)].append(
            number
        )
    return ends
