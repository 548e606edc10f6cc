"""Operators over shapes and other constants, computed as far as their values are known."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.curve import FUNCTIONS
from cnncalc.origin.model import Constant, whole_number
from cnncalc.origin.value import Data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Value

__all__ = [
    "cast",
    "concatenated",
    "constant",
    "constant_of_shape",
    "expand",
    "folded",
    "gathered",
    "reduce_product",
    "sequence",
    "shape",
    "size",
    "sliced",
    "transposed",
]

MOST = 4_096
"""Values of a tensor that are computed; of a larger one the dimensions suffice."""


def constant(at: Site) -> Constant:
    """Give what is written in the node."""
    if at.operation.constant is None:
        raise LayerError("unsupported-input", "it holds no numbers")
    return at.operation.constant


def shape(at: Site) -> Constant:
    """Give the sizes of a tensor."""
    value = at.inputs[0]
    if not isinstance(value, Data | Constant):
        raise LayerError("unsupported-input", "nothing comes in")
    dims = value.whole_dims if isinstance(value, Data) else value.dims
    dims = dims[slice(*_bounds(at, len(dims)))]
    return Constant((len(dims),), dims)


def size(at: Site) -> Constant:
    """Give the number of values of a tensor."""
    value = at.inputs[0]
    if not isinstance(value, Data | Constant):
        raise LayerError("unsupported-input", "nothing comes in")
    return Constant((), (whole_number(prod(value.dims)),))


def cast(value: Constant, sort: int) -> Constant:
    """Give the numbers as another type, by ONNX's number for it: whole ones lose their fraction."""
    if value.values is None or sort not in {*_WHOLE_TYPES, *_REAL_TYPES}:
        return value
    if sort in _WHOLE_TYPES:
        return replace(value, values=value.whole())
    return replace(value, values=tuple(float(each) for each in value.values))


_WHOLE_TYPES = (2, 3, 4, 5, 6, 7, 12, 13)
_REAL_TYPES = (1, 10, 11, 16)
"""Of TensorProto.DataType: floats of 4, 2 and 8 bytes, and bfloat16."""


def constant_of_shape(at: Site) -> Constant:
    """Give a tensor of the same value everywhere."""
    dims = at.whole("shape", 0) or ()
    value = at.operation.constant.scalar if at.operation.constant else 0.0
    return _filled(dims, 0.0 if value is None else value)


def expand(at: Site) -> Value:
    """Repeat a constant; data that have their size already stay as they are."""
    value, wanted = at.inputs[0], at.whole("shape", 1) or ()
    if isinstance(value, Constant):
        dims = _broadcast([value.dims, tuple(wanted)])
        if value.scalar is not None:
            return replace(_filled(dims, value.scalar), names=value.names)
        return Constant(dims, value.values if dims == value.dims else None, value.names)
    data = at.data(0)
    if _broadcast([data.dims, tuple(wanted)]) != data.dims:
        raise LayerError("no-such-layer", "it repeats data, which no layer of a spec does")
    return data


def sequence(at: Site) -> Constant:
    """Give whole numbers in a row."""
    numbers = [at.constant(each) for each in range(3)]
    values = [each.scalar if each is not None else None for each in numbers]
    start, end, step = values
    if start is None or end is None or not step:
        raise LayerError("unsupported-input", "it does not say from where to where")
    steps = range(whole_number(start), whole_number(end), whole_number(step) or 1)
    if len(steps) > MOST:
        return Constant((len(steps),))
    return Constant((len(steps),), tuple(steps))


def reduce_product(at: Site) -> Constant:
    """Give the product of some numbers."""
    given = at.constant(0)
    if given is None or given.values is None:
        raise LayerError("unsupported-input", "its numbers are not known")
    dims = (1,) if at.number("keepdims", 1) else ()
    product_ = prod(given.values)
    return Constant(dims, (whole_number(product_) if isinstance(product_, int) else product_,))


def folded(kind: str, constants: Sequence[Constant]) -> Constant:
    """Compute with constants, value by value."""
    dims = _broadcast([each.dims for each in constants])
    names = _names(constants)
    total = prod(dims)
    rows = [_stretched(each, dims) for each in constants]
    if total > MOST or any(each is None for each in rows):
        return Constant(dims, None, names)
    function, usual = FUNCTIONS[kind]
    whole = all(isinstance(v, int) for row in rows for v in row or ())
    try:
        values = [
            function(*each, *usual.values()) for each in zip(*(r or () for r in rows), strict=True)
        ]
    except (ArithmeticError, ValueError, TypeError):  # or other than as many inputs as it takes
        return Constant(dims, None, names)
    if whole:  # ONNX divides whole numbers without a rest
        values = [whole_number(each) for each in values]
    return Constant(dims, tuple(values), names)


def concatenated(constants: Sequence[Constant], axis: int) -> Constant:
    """Put constants one after another."""
    names = _names(constants)
    first = constants[0].dims
    known = all(len(each.dims) == 1 and each.values is not None for each in constants)
    if known and sum(each.size for each in constants) <= MOST:
        values = tuple(value for each in constants for value in each.values or ())
        return Constant((len(values),), values, names)
    if not first:
        raise LayerError("shapes-differ", "single values do not concatenate")
    dims = list(first)
    dims[axis % len(first)] = sum(each.dims[axis % len(first)] for each in constants)
    return Constant(tuple(dims), None, names)


def gathered(value: Constant, index: Constant | None, axis: int) -> Constant:
    """Pick values of a constant."""
    if index is None:
        raise LayerError("unsupported-input", "it does not say what to pick")
    if len(value.dims) == 1 and value.values is not None and index.values is not None:
        picked = tuple(value.values[each] for each in index.whole() or ())
        return Constant(index.dims, picked, value.names)
    axis %= max(len(value.dims), 1)
    dims = (*value.dims[:axis], *index.dims, *value.dims[axis + 1 :])
    return Constant(dims, None, value.names)


def sliced(
    value: Constant,
    starts: Sequence[int],
    ends: Sequence[int],
    axes: Sequence[int],
    steps: Sequence[int],
) -> Constant:
    """Take a piece of a constant."""
    kept = [range(each) for each in value.dims]
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        if not step or not kept:
            raise LayerError("unsupported-input", "it moves by 0")
        kept[axis % len(kept)] = kept[axis % len(kept)][slice(start, end, step)]
    return _picked(value, kept, tuple(range(len(kept))))


def transposed(value: Constant, order: Sequence[int]) -> Constant:
    """Put the axes of a constant in another order."""
    return _picked(value, [range(value.dims[each]) for each in order], tuple(order))


def _picked(value: Constant, kept: Sequence[range], order: tuple[int, ...]) -> Constant:
    """The values at some positions along each axis, the axes in an order."""
    dims = tuple(len(each) for each in kept)
    if value.values is None or prod(dims) > MOST:
        return Constant(dims, None, value.names)
    strides = [prod(value.dims[each + 1 :]) for each in order]
    positions = product(*kept)
    found = [
        value.values[sum(at * stride for at, stride in zip(each, strides, strict=True))]
        for each in positions
    ]
    return Constant(dims, tuple(found), value.names)


_MOST_NAMES = 8


def _names(constants: Sequence[Constant]) -> tuple[str, ...]:
    """The stored tensors that several constants come from, each once."""
    names = dict.fromkeys(name for each in constants for name in each.names)
    return tuple(islice(names, _MOST_NAMES))


def _bounds(at: Site, rank: int) -> tuple[int, int]:
    return at.number("start", 0), at.number("end", rank)


def _filled(dims: tuple[int, ...], value: float) -> Constant:
    if any(each < 0 for each in dims):
        raise LayerError("unsupported-input", "a size below 0 is asked for")
    total = prod(dims)
    return Constant(dims, (value,) * total if total <= MOST else None)


def _broadcast(several: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The sizes that all stretch to."""
    rank = max(len(each) for each in several)
    padded = [(1,) * (rank - len(each)) + each for each in several]
    dims = []
    for sizes in zip(*padded, strict=True):
        wanted = {each for each in sizes if each != 1}
        if len(wanted) > 1:
            raise LayerError("shapes-differ", f"sizes of {min(wanted)} and {max(wanted)} meet")
        dims.append(wanted.pop() if wanted else 1)
    return tuple(dims)


def _stretched(value: Constant, dims: tuple[int, ...]) -> tuple[int | float, ...] | None:
    """The values of a constant, repeated to some sizes; None where they are not known."""
    if value.values is None or prod(dims) > MOST:
        return None
    values, sizes = value.values, (1,) * (len(dims) - len(value.dims)) + value.dims
    inner = 1
    for size, wanted in zip(reversed(sizes), reversed(dims), strict=True):
        if size != wanted:  # so it is 1: each run of the inner values stands as often
            runs = range(0, len(values), inner)
            values = tuple(each for at in runs for each in values[at : at + inner] * wanted)
        inner *= wanted
    return values
