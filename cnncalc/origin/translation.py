"""From an ONNX model to a plan of layers: its operators in order, each asked what it does.

    plan, outputs = translated(model, None)

All operators that cannot be read come out together, each by its node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import CannotRunError, Diagnostic, LayerError, SpecError
from cnncalc.layers import KINDS
from cnncalc.layers.written_shape import written_shape
from cnncalc.origin.layout import straight
from cnncalc.origin.operator import OPERATORS
from cnncalc.origin.order import in_order
from cnncalc.origin.plan import INPUT, Plan
from cnncalc.origin.settling import any_step, bordered
from cnncalc.origin.sharing import sharing_notes
from cnncalc.origin.site import Learning, Site
from cnncalc.origin.value import Data, Unknown
from cnncalc.plain import one_line
from cnncalc.shape import Image, Shape, Vector
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from cnncalc.origin.model import Constant, Model, Operation, Port
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
        port, shape, batch, last = _input(model, self.operations, input_)
        self.plan = Plan(shape)
        layout = straight(shape, batch)
        layout = layout.permuted((0, 2, 3, 1)) if last else layout
        self.values[port.name] = Data(INPUT, layout)

    def result(self) -> Translated:
        """Everything read."""
        for each in self.operations:
            self._read(each)
        outputs = self._outputs()
        if not self.problems:
            self._check()
        if self.problems:
            raise SpecError(tuple(self.problems))
        for each in sharing_notes(self.learning.uses, self.model.constants):
            self.plan.note(each)
        return Translated(self.plan, outputs)

    def _read(self, operation: Operation) -> None:
        inputs = tuple(self.values.get(each) if each else None for each in operation.inputs)
        values: Value | tuple[Value, ...] = Unknown()
        if not any(isinstance(each, Unknown) for each in inputs):
            operator = None if operation.domain else OPERATORS.get(operation.kind)
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
            self.values[name] = several[index] if index < len(several) else Unknown()

    def _unsupported(
        self, operation: Operation, inputs: tuple[Value | Constant | None, ...]
    ) -> Diagnostic:
        kind = one_line(f"{operation.domain}.{operation.kind}".strip(".")[:_LONGEST])
        message = f"{_named(operation)} is a {kind}, which no layer of a spec does"
        helps = ("leave it out of the network before it is exported, where no figure needs it",)
        return Diagnostic("unsupported-operator", message, None, self._arriving(inputs), helps)

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
        return Diagnostic(error.code, message, None, working, error.helps)

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
            remedy = "look for a normalization without gamma and beta, or weights in two layers"
            self.problems.append(Diagnostic("weights-differ", message, helps=(remedy,)))


_LONGEST = 80
_MOST_INPUTS = 4


def _named(operation: Operation) -> str:
    return one_line(operation.written[:_LONGEST])


def _input(
    model: Model, operations: tuple[Operation, ...], written: str | None
) -> tuple[Port, Shape, int, bool]:
    """The input of the network, its shape, its batch, and whether channels come last."""
    read = {name for each in operations for name in each.inputs}
    ports = [each for each in model.inputs if each.name in read]
    if len(ports) != 1:
        names = listed((f"`{one_line(each.name[:_LONGEST])}`" for each in ports[:6]), "and")
        found = f"{len(ports)} inputs, {names}" if ports else "no input that anything reads"
        message = f"the file has {found}, and a spec has one"
        helps = ("export the network with one image as its input",)
        raise SpecError((Diagnostic("inputs", message, helps=helps),))
    (port,) = ports
    last = _channels_last(port, operations)
    if port.dims is not None and len(port.dims) not in {2, 4}:
        axes = "x".join(str(each or "?") for each in port.dims) or "one value"
        message = (
            f"the input `{one_line(port.name[:_LONGEST])}` has the shape {axes}; "
            "a spec reads images (batch, channels, height, width) or vectors (batch, length)"
        )
        raise SpecError((Diagnostic("inputs", message),))
    batch = (port.dims[0] if port.dims else None) or 1
    shape = _shape(port, last=last)
    if written is not None:
        try:
            shape = written_shape(int(written) if written.isdecimal() else written)
        except ValueError as error:
            raise CannotRunError(f"--input: {error}") from None
    if shape is None:
        open_ = "x".join(
            str(size) if size else one_line(word or "?")[:_LONGEST]
            for size, word in zip(port.dims or (), (*port.words, "", "", "", ""), strict=False)
        )
        known = f": its shape is {open_}" if open_ else ""
        message = f"the file leaves the size of its input open{known}"
        raise CannotRunError(f"{message}; say it, as in --input 224x224x3")
    return port, shape, batch, last


def _shape(port: Port, *, last: bool) -> Shape | None:
    """The shape that a file says; None where it leaves a part of it open."""
    if port.dims is None or any(each is None for each in port.dims[1:]):
        return None
    sizes = [each or 1 for each in port.dims[1:]]
    if len(sizes) == 1:
        return Vector(sizes[0])
    return Image(sizes[2], sizes[0], sizes[1]) if last else Image(*sizes)


def _channels_last(port: Port, operations: tuple[Operation, ...]) -> bool:
    """Whether an input is an image with its channels last, as TensorFlow has them."""
    readers = [each for each in operations if port.name in each.inputs]
    turned = [each for each in readers if each.attributes.get("perm") == (0, 3, 1, 2)]
    return bool(turned) and len(turned) == len(readers)
