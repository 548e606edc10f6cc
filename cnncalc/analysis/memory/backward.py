"""The backward pass over a tape: the gradients that are made, added up and let go.

backward = Backward(tape)
backward.run(loss)
backward.gradients      # those of the parameters
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.analysis.memory.ledger import Storage
    from cnncalc.analysis.memory.tape import Entry, Tape
    from cnncalc.analysis.memory.tensor import Value
    from cnncalc.layers.operation import Operation

__all__ = ["Backward", "Gradient"]


@dataclass(slots=True)
class Backward:
    """The way back over a tape, which is used up by it."""

    tape: Tape
    gradients: list[Storage] = field(default_factory=list)
    """Those of parameters, once the way back was gone."""

    def run(self, loss: Value) -> None:
        """Go back from a loss, which stays the caller's: gradients of parameters are left."""
        buffers: dict[int, Gradient] = {}
        if loss.entry is None:
            return
        self.tape.ledger.enter(self.tape.entries[loss.entry].layer, "backward")
        root = self.tape.ledger.allocated(loss.bytes, "activation_gradients")
        root.references += 1  # that of the code that calls backward()
        buffers[loss.entry] = Gradient(root)
        while self.tape.entries:
            entry = self.tape.entries.pop()
            gradient = buffers.pop(len(self.tape.entries), None)
            if gradient is None:
                self.tape.ledger.drop(entry.saved)
            else:
                self._differentiated(entry, gradient, buffers)
        self.tape.ledger.release(root)

    def _differentiated(
        self, entry: Entry, gradient: Gradient, buffers: dict[int, Gradient]
    ) -> None:
        """Run one operation backward, let go what it kept, and add up what it gives."""
        ledger, operation = self.tape.ledger, entry.operation
        ledger.enter(entry.layer, "backward")
        temporary = [ledger.allocated(each, "temporaries") for each in entry.temporaries]
        if not gradient.dense and self._wants_dense(operation):
            temporary.append(ledger.allocated(entry.result, "temporaries"))
        unwanted = [ledger.allocated(each, "temporaries") for each in entry.unwanted]
        if not operation.sums_after:
            self.gradients += [ledger.allocated(each, "gradients") for each in entry.trains]
        given: list[tuple[int, Gradient]] = []
        for target, size in zip(entry.targets, entry.sizes, strict=True):
            if target is None:
                continue
            if operation.passes == "new":
                storage = ledger.allocated(size, "activation_gradients")
                given.append((target, Gradient(storage)))
                continue
            gradient.storage.references += 1
            part = (
                operation.passes == "narrow" and size < entry.result and self.tape.setup.batch > 1
            )
            given.append((target, Gradient(gradient.storage, gradient.dense and not part)))
        ledger.drop(unwanted)
        if operation.sums_after:
            self.gradients += [ledger.allocated(each, "gradients") for each in entry.trains]
        ledger.drop([*temporary, *entry.saved, gradient.storage])
        for target, each in given:
            self._add(buffers, target, each)

    def _wants_dense(self, operation: Operation) -> bool:
        return operation.copies == "gradient" or (
            operation.copies == "gradient on a GPU" and self.tape.setup.in_cudnn
        )

    def _add(self, buffers: dict[int, Gradient], target: int, gradient: Gradient) -> None:
        """Add a gradient to what a value has already: in place where nothing else refers to it."""
        present = buffers.get(target)
        if present is None:
            buffers[target] = gradient
            return
        alone = present.storage.references == 1 and present.dense
        if self.tape.setup.accumulation == "in_place" and alone:
            self.tape.ledger.release(gradient.storage)
            return
        requested = self.tape.ledger.allocated(
            self.tape.entries[target].result, "activation_gradients"
        )
        self.tape.ledger.release(present.storage)
        self.tape.ledger.release(gradient.storage)
        buffers[target] = Gradient(requested)


@dataclass(slots=True)
class Gradient:
    """The gradient of a value, as far as it has been added up."""

    storage: Storage
    dense: bool = True
    """Whether it lies in memory without gaps."""
