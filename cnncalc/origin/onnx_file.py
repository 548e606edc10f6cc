"""Reading an ONNX file as plain values; weights are looked at for their dimensions alone.

    model = read_model(Path("alexnet.onnx"))
    model.operations[0].kind        # "Conv"

A spec needs no weight, so weights that lie in files of their own are not asked for.
"""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from math import prod
from pathlib import Path
from typing import Any

from cnncalc.diagnostic import CannotRunError, Diagnostic, SpecError
from cnncalc.origin.model import Attribute, Constant, Model, Operation, Port
from cnncalc.plain import one_line
from cnncalc.spec.content import file_bytes, standard_input

__all__ = ["MOST_BYTES", "MOST_OPERATIONS", "parsed_model", "read_model"]

MOST_BYTES = 2**31 - 1
"""A file of one piece can hold no more: protobuf stops at 2 GiB."""
MOST_OPERATIONS = 100_000
"""Nodes of a graph: many times those of the largest networks."""
MOST_VALUES = 4_096
"""Values of a tensor that are looked at: shapes and scalars, and the factors of a normalization."""


def read_model(path: str) -> Model:
    """Read a file, or standard input for `-`.

    Raises CannotRunError where there is none to read or the package is missing, SpecError for what
    is no ONNX file.
    """
    if find_spec("onnx") is None:
        message = "an ONNX file is read through the package onnx, which is not installed: "
        raise CannotRunError(message + "pip install 'cnncalc[onnx]'")
    if path == "-":
        return parsed_model(standard_input(MOST_BYTES + 1), "<stdin>")
    if path and Path(path).is_dir():
        raise CannotRunError(f"{one_line(path)}: this is a folder; name an ONNX file in it")
    if _bytes_of(path) > MOST_BYTES:  # before they fill the memory
        raise _refusal(path, _TOO_LARGE)
    return parsed_model(file_bytes(path, MOST_BYTES + 1), path)


def parsed_model(content: bytes, name: str) -> Model:
    """Read the bytes of a file; `name` is what messages call it. Raises SpecError."""
    import onnx

    if len(content) > MOST_BYTES:
        raise _refusal(name, _TOO_LARGE)
    if not content:
        raise _refusal(name, "it is empty")
    proto: Any = onnx.ModelProto()
    try:
        proto.ParseFromString(content)
    except Exception:  # noqa: BLE001  protobuf's own class of errors has no public home in onnx
        raise _refusal(name, "it is cut short, or of another kind") from None
    if not proto.graph.node:
        raise _refusal(name, "there is no operator in it")
    if len(proto.graph.node) > MOST_OPERATIONS:
        counted = f"{len(proto.graph.node):,} nodes"
        raise _refusal(name, f"its {counted} are beyond the bound of {MOST_OPERATIONS:,}")
    try:
        return _model(proto)
    except (ValueError, TypeError, OverflowError, UnicodeError, KeyError) as error:
        reason = one_line(str(error).partition("\n")[0][:_LONGEST])
        raise _refusal(name, f"it contradicts itself ({reason})") from None


_LONGEST = 120
_TOO_LARGE = "it is larger than 2 GiB, the most that an ONNX file can be"


def _bytes_of(path: str) -> int:
    """The size of a file; 0 where there is none."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _refusal(name: str, reason: str) -> SpecError:
    message = f"{one_line(name)} cannot be read as an ONNX file: {reason}"
    remedy = "export the network again, and see that the whole file arrived"
    return SpecError((Diagnostic("not-onnx", message, helps=(remedy,)),))


def _model(proto: Any) -> Model:  # noqa: ANN401  protobuf has no types here
    graph = proto.graph
    constants = {_text(each.name): _constant(each, _text(each.name)) for each in graph.initializer}
    for each in graph.sparse_initializer:
        name = _text(each.values.name)
        constants[name] = Constant(tuple(each.dims), None, (name,))
    versions = {each.domain: each.version for each in proto.opset_import}
    given = Counter(_text(name) for each in graph.node for name in each.output if name)
    twice = next((name for name, times in given.items() if times > 1), None)
    if twice is not None:
        message = f"two nodes give `{twice}`"
        raise ValueError(message)
    return Model(
        name=_text(graph.name),
        producer=_text(proto.producer_name),
        version=versions.get("", versions.get("ai.onnx", 0)),
        operations=tuple(_operation(each) for each in graph.node),
        constants=constants,
        inputs=tuple(_port(each) for each in graph.input if _text(each.name) not in constants),
        outputs=tuple(_port(each) for each in graph.output),
        shapes={
            port.name: port.dims
            for port in map(_port, (*graph.value_info, *graph.output))
            if port.dims is not None
        },
    )


def _operation(node: Any) -> Operation:  # noqa: ANN401  as above
    attributes: dict[str, Attribute] = {}
    constant = None
    for each in node.attribute:
        if each.HasField("t"):
            constant = _constant(each.t, _text(node.output[0]) if node.output else "")
        else:
            value = _attribute(each)
            if value is not None:
                attributes[_text(each.name)] = value
    if node.op_type == "Constant" and constant is None:
        constant = _written_constant(attributes)
    domain = _text(node.domain)
    domain = "" if domain == "ai.onnx" else domain
    return Operation(
        _text(node.op_type),
        _text(node.name),
        tuple(_text(each) for each in node.input),
        tuple(_text(each) for each in node.output),
        attributes,
        constant,
        domain,
    )


def _attribute(each: Any) -> Attribute | None:  # noqa: ANN401, PLR0911  as above; a row for each type
    """The value of an attribute; None for a graph and other things that no layer needs."""
    match each.type:
        case each.INT:
            return int(each.i)
        case each.FLOAT:
            return float(each.f)
        case each.STRING:
            return _text(each.s)
        case each.INTS:
            return tuple(each.ints)
        case each.FLOATS:
            return tuple(each.floats)
        case each.STRINGS:
            return tuple(_text(part) for part in each.strings)
    return None


def _written_constant(attributes: dict[str, Attribute]) -> Constant | None:
    """A constant whose values stand among the attributes of its node."""
    for name in ("value_int", "value_float", "value_ints", "value_floats"):
        value = attributes.get(name)
        if isinstance(value, int | float):
            return Constant((), (value,))
        if isinstance(value, tuple):
            return Constant((len(value),), tuple(v for v in value if not isinstance(v, str)))
    return None


def _constant(tensor: Any, name: str) -> Constant:  # noqa: ANN401  as above
    dims = tuple(int(each) for each in tensor.dims)
    if any(each < 0 for each in dims):
        raise ValueError(f"{name} has a dimension below 0")
    outside = tensor.data_location == tensor.EXTERNAL
    if outside or prod(dims) > MOST_VALUES or tensor.data_type in _NO_NUMBERS:
        return Constant(dims, None, (name,))
    from onnx import numpy_helper

    values = numpy_helper.to_array(tensor).ravel().tolist()
    return Constant(dims, tuple(values), (name,))


_NO_NUMBERS = (0, 8, 14, 15)
"""ONNX's types of tensors that hold none: undefined, strings, complex numbers."""


def _text(value: str | bytes) -> str:
    """A text of the file; protobuf gives the bytes of what is no UTF-8."""
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


def _port(value: Any) -> Port:  # noqa: ANN401  as above
    kind = value.type.tensor_type
    if not kind.HasField("shape"):
        return Port(_text(value.name), None)
    dims = tuple(
        each.dim_value if each.HasField("dim_value") and each.dim_value > 0 else None
        for each in kind.shape.dim
    )
    return Port(_text(value.name), dims, tuple(_text(each.dim_param) for each in kind.shape.dim))
