"""From an ONNX model to a plan of layers: its operators in order, each asked what it does.

    plan, outputs = translated(model, None)

All operators that cannot be read come out together, each by its node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import Diagnostic, LayerError, SpecError
from cnncalc.layers import KINDS
from cnncalc.origin.entry import entry_of
from cnncalc.origin.layout import straight
from cnncalc.origin.operator import operator_of
from cnncalc.origin.order import in_order
from cnncalc.origin.plan import INPUT, Plan
from cnncalc.origin.settling import any_step, bordered
from cnncalc.origin.sharing import number_notes, sharing_notes
from cnncalc.origin.site import Learning, Site
from cnncalc.origin.value import Data, Unknown
from cnncalc.plain import one_line
from cnncalc.shape import Image
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.origin.model import Constant, Model, Operation
    from cnncalc.origin.value import Value

__all__ = ["Translated", "translated"]


class Translated(NamedTuple):
    """A network as layers."""

    plan: Plan
    outputs: tuple[int, ...]
    """The steps whose outputs are the results."""


def translated(model: Model, input_: str | None) -> Translated:
    """Give the layers of a model, of another input shape where one is given, as 64x64x3.

    Raises SpecError with all that cannot be read, CannotRunError where the shape is missing.
    """
    return _Translation(model, input_).result()


MOST_SHOWN = 20


class _Translation:
    """The one pass over the operators of a file."""

    def __init__(self, model: Model, input_: str | None) -> None:
        self.model = model
        self.operations, self.readers = in_order(model)
        self.values: dict[str, Value] = dict(model.constants)
        self.problems: list[Diagnostic] = []
        self.learning = Learning()
        self.as_stored = input_ is None
        entry = entry_of(model, self.operations, input_)
        if entry is None:
            raise SpecError(tuple(self._nothing_read()))
        self.plan = Plan(entry.shape)
        for each in entry.notes:
            self.plan.note(each)
        self.values[entry.name] = Data(INPUT, entry.layout)

    def result(self) -> Translated:
        """Everything read."""
        for each in self.operations:
            self._read(each)
        outputs = self._outputs()
        if not self.problems:
            self._check()
        if self.problems:
            raise SpecError(tuple(self.problems))
        shared = sharing_notes(self.learning.uses, self.model.constants)
        self.plan.notes += [*number_notes(self.plan.numbers), *shared]
        return Translated(self.plan, outputs)

    def _nothing_read(self) -> Iterator[Diagnostic]:
        """What is wrong where no operator reads an input of the file."""
        if not self.model.outputs:
            message = "the file names no output, so that none of its operators is needed"
            yield Diagnostic("unsupported-output", message, helps=(_ONE_IMAGE,))
            return
        others = [each for each in self.operations if operator_of(each) is None]
        yield from (self._unsupported(each, ()) for each in others[:MOST_SHOWN])
        if not others:
            message = "the file has no input that anything reads, and a spec has one"
            yield Diagnostic("inputs", message, helps=(_ONE_IMAGE,))

    def _read(self, operation: Operation) -> None:
        inputs = tuple(self.values.get(each) if each else None for each in operation.inputs)
        values: Value | tuple[Value, ...] = Unknown()
        if not any(isinstance(each, Unknown) for each in inputs):
            operator = operator_of(operation)
            if operator is None:
                self.problems.append(self._unsupported(operation, inputs))
            else:
                site = Site(
                    operation, inputs, self.plan, self.model.version, self.readers, self.learning
                )
                try:
                    values = operator(site)
                except (LayerError, ArithmeticError, LookupError, ValueError) as error:
                    self.problems.append(self._refused(operation, inputs, error))
        several = values if isinstance(values, tuple) else (values,)
        for index, name in enumerate(operation.outputs):
            value = several[index] if index < len(several) else Unknown()
            more = index >= len(several) and not isinstance(values, Unknown)
            if more and name and self.readers.get(name):
                self.problems.append(self._another(operation, name))
            self.values[name] = value
            if isinstance(value, Data) and not self._agrees(value, name):
                self.problems.append(self._contradicted(operation, value, name))
                self.values[name] = Unknown()

    def _another(self, operation: Operation, name: str) -> Diagnostic:
        """What is wrong where more is read of an operator than the values that a layer gives."""
        message = f"{_named(operation)}, {one_line(operation.kind)}: its output "
        message += f"`{one_line(name[:_LONGEST])}` is read, and a layer of a spec gives one output"
        return Diagnostic("no-such-layer", message, helps=(_ONE_OUTPUT,))

    def _agrees(self, value: Data, name: str) -> bool:
        """Whether a result has the sizes that the file says, of another batch or not."""
        said = self.model.shapes.get(name) if self.as_stored else None
        sizes = value.whole_dims
        # The pieces of a normalization that is written as its arithmetic have other sizes.
        if said is None or value.moment is not None or len(sizes) > _IMAGE_AXES:
            return True
        pairs = zip(sizes[1:], said[1:], strict=False)
        return len(sizes) == len(said) and all(size in {each, None} for each, size in pairs)

    def _contradicted(self, operation: Operation, value: Data, name: str) -> Diagnostic:
        said = "x".join(str(each or "?") for each in self.model.shapes[name])
        found = "x".join(str(each) for each in value.whole_dims)
        message = (
            f"{_named(operation)}, {one_line(operation.kind)}: "
            f"the file says that {said} comes out, and it is {found}"
        )
        remedy = "where the file is wrong, `--input` with its shape reads it without what it says"
        return Diagnostic("shapes-differ", message, helps=(remedy,))

    def _unsupported(
        self, operation: Operation, inputs: tuple[Value | Constant | None, ...]
    ) -> Diagnostic:
        kind = one_line(f"{operation.domain}.{operation.kind}".strip(".")[:_LONGEST])
        message = f"{_named(operation)}, {kind}: no layer of a spec does this"
        return Diagnostic("unsupported-operator", message, None, self._arriving(inputs), _WITHOUT)

    def _refused(
        self,
        operation: Operation,
        inputs: tuple[Value | Constant | None, ...],
        error: Exception,
    ) -> Diagnostic:
        if not isinstance(error, LayerError):
            error = LayerError("unsupported-input", "its inputs do not go together")
        message = f"{_named(operation)}, {one_line(operation.kind)}: {one_line(error.message)}"
        working = error.working or self._arriving(inputs)
        return Diagnostic(error.code, message, None, working, error.helps or _WITHOUT)

    def _arriving(self, inputs: tuple[Value | Constant | None, ...]) -> str:
        """What reaches an operator, in ONNX's own order of axes."""
        sizes = [
            "x".join(str(size) for size in each.dims) or "one value"
            for each in inputs[:_MOST_INPUTS]
            if each is not None and not isinstance(each, Unknown)
        ]
        return f"what arrives: {listed(sizes, 'and')}" if sizes else ""

    def _outputs(self) -> tuple[int, ...]:
        """The steps of the results; none where something could not be read."""
        found: list[int] = []
        for port in self.model.outputs:
            value = self.values.get(port.name)
            if isinstance(value, Data):
                try:
                    step = self._last(value)
                except LayerError as error:
                    message = f"the output `{one_line(port.name)}`: {one_line(error.message)}"
                    self.problems.append(Diagnostic(error.code, message, helps=error.helps))
                    continue
                if step not in found:
                    found.append(step)
        if INPUT in found and len(found) > 1:
            found.remove(INPUT)
            self.plan.note("One of the file's outputs is its input as it came, and is left out.")
        if not self.problems and found in ([], [INPUT]):
            message = "nothing that the file computes depends on its input"
            self.problems.append(Diagnostic("unsupported-output", message))
        return tuple(found)

    def _last(self, value: Data) -> int:
        """The step of a result: as it is, where it is an image in another order of axes."""
        value = bordered(self.plan, value)
        shape = self.plan.shape(value.step)
        order = (0, 2, 3, 1)
        if isinstance(shape, Image) and value.layout == straight(
            shape, value.dims[0] if value.dims else 1
        ).permuted(order):
            return value.step
        return any_step(self.plan, value)

    def _check(self) -> None:
        """Compare what the layers learn with the weights that were read for them."""
        learned = sum(
            int(KINDS[each.kind](**each.fields).learned(shapes, each.shape).parameters)
            for each in self.plan.steps
            for shapes in [tuple(self.plan.shape(at) for at in each.inputs)]
        )
        if learned != self.learning.values:
            message = (
                f"the layers of a spec would learn {learned:,} values, "
                f"and the file has {self.learning.values:,} for them"
            )
            remedy = "look for a normalization without gamma and beta"
            self.problems.append(Diagnostic("weights-differ", message, helps=(remedy,)))


_LONGEST = 80
_WITHOUT = ("export the network without it, or write the spec by hand from there on",)
_MOST_INPUTS = 4
_IMAGE_AXES = 4
_ONE_OUTPUT = "leave out what reads it before the network is exported"
_ONE_IMAGE = "export the network with one image as its input"


def _named(operation: Operation) -> str:
    return one_line(operation.written[:_LONGEST])
