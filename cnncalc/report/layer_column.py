"""Every column that a table of layers may have, by the name that `--columns` takes.

    >>> COLUMNS["parameters"].of(analysis.layers["conv1"])
    <parameters 34,944>
    >>> COLUMNS["filters"].of(analysis.layers["conv1"])
    96

Adding a column is one line of `_columns`.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, get_args

from cnncalc.layers.layer import Sort
from cnncalc.quantity import Quantity
from cnncalc.report.table import Column, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cnncalc.analysis.result import LayerFigures, Totals
    from cnncalc.layers.layer import Window
    from cnncalc.report.table import Cell, Part

__all__ = ["COLUMNS", "SORTS", "LayerColumn", "described"]


class LayerColumn(NamedTuple):
    """A column, what its cell of a layer holds, and that of the totals."""

    column: Column
    of: Callable[[LayerFigures], Cell]
    of_totals: Callable[[Totals], Cell] = lambda _: None


SORTS: Mapping[Sort, str] = {each: f"{each.replace('_', ' ')}s" for each in get_args(Sort)}
"""Each sort of arithmetic in the plural, as people write it; its column is `work.comparison`."""


def _columns() -> Iterator[LayerColumn]:
    """The columns in the order in which all of them are shown, and the rank of each."""
    yield LayerColumn(Column("name", "layer"), attrgetter("name"), lambda _: "total")
    yield _words("kind", "kind", 3, attrgetter("kind"))
    yield _words("path", "path", 16, lambda each: "/".join(each.path))
    yield _words("inputs", "inputs", 15, lambda each: ", ".join(each.inputs))
    yield _sizes("input", "input", 10, _input)
    yield _sizes("filters", "filters", 5, lambda each: getattr(each.layer, "filters", None))
    yield _words("window", "window", 1, described)
    yield _sizes("kernel", "kernel", 11, _of_window(lambda window: Phrase((window.kernel,))))
    yield _sizes(
        "stride", "stride", 11, _of_window(lambda window: Phrase((_shared(window.stride),)))
    )
    yield _sizes("padding", "padding", 11, _of_window(lambda window: Phrase((_padding(window),))))
    yield _sizes(
        "dilation", "dilation", 11, _of_window(lambda window: Phrase((_shared(window.dilation),)))
    )
    yield _sizes("groups", "groups", 11, lambda each: getattr(each.layer, "groups", None))
    yield _sizes("output", "output", 0, attrgetter("output_shape"))
    yield _sizes("output.height", "output height", 12, partial(_size, "height"))
    yield _sizes("output.width", "output width", 12, partial(_size, "width"))
    yield _count("parameters", "parameters", 0)
    yield _count("weights", "weights", 7)
    yield _count("biases", "biases", 7)
    yield _count("fixed", "fixed", 7)
    yield _count("macs", "MACs", 0)
    yield _count("flops", "FLOPs", 8)
    yield _count("bias_adds", "bias adds", 13)
    yield _count("connections", "connections", 8)
    for sort, plural in SORTS.items():
        column = Column(f"work.{sort}", plural, numeric=True, rank=9)
        yield LayerColumn(column, partial(_sort, sort), partial(_sort_total, sort))
    yield _count("neurons", "neurons", 8)
    yield _count("outputs", "outputs", 14)
    yield _count("activations", "activations", 2)
    yield _count("activation_bytes", "bytes", 6)
    yield _sizes("receptive_field", "receptive field", 4, partial(_field, "size"))
    yield _sizes("receptive_field.jump", "jump", 10, partial(_field, "jump"))
    yield _sizes("receptive_field.start", "start", 10, partial(_field, "start"))
    yield _words("trainable", "trainable", 16, lambda each: "yes" if each.trainable else "no")
    yield _words("stored", "stored", 16, lambda each: "yes" if each.layer.stored else "no")


def _words(key: str, heading: str, rank: int, of: Callable[[LayerFigures], Cell]) -> LayerColumn:
    return LayerColumn(Column(key, heading, rank=rank), of)


def _sizes(key: str, heading: str, rank: int, of: Callable[[LayerFigures], Cell]) -> LayerColumn:
    """A column of numbers that do not add up."""
    return LayerColumn(Column(key, heading, numeric=True, rank=rank), of)


def _count(key: str, heading: str, rank: int) -> LayerColumn:
    """A column of one of the figures that are counted, and so have a total."""
    column = Column(key, heading, numeric=True, rank=rank)
    return LayerColumn(column, attrgetter(key), lambda totals: int(getattr(totals, key)))


def _sort(sort: Sort, figures: LayerFigures) -> Cell:
    return figures.work(sort)


def _sort_total(sort: Sort, totals: Totals) -> Cell:
    return totals.work.get(sort, 0)


def _input(figures: LayerFigures) -> Cell:
    """The shape of the input, or of each with a plus between them."""
    first, *others = figures.input_shapes
    return Phrase((first, *(part for each in others for part in ("+", each))))


def _size(axis: str, figures: LayerFigures) -> Cell:
    """A size of the output that the layer computes itself; nothing where it is passed on."""
    size = figures.sizes.get(axis)
    return None if size is None else Quantity(f"output {axis}", size)


def _field(part: str, figures: LayerFigures) -> Cell:
    """The size, jump or start of the receptive field; of a field that varies, the largest."""
    field = figures.receptive_field
    if field is None or getattr(field.height, part) is None or getattr(field.width, part) is None:
        return None
    height, width = getattr(field.height, part).value, getattr(field.width, part).value
    if part == "size":
        return Phrase(((height, width),) if field.exact else ("up to", (height, width)))
    return Phrase((height,) if height == width else (f"[{height}, {width}]",))


def _of_window(of: Callable[[Window], Phrase]) -> Callable[[LayerFigures], Cell]:
    """Give what a cell says of a layer's window, nothing for a layer without one."""
    return lambda figures: figures.window and of(figures.window)


def described(figures: LayerFigures) -> Phrase | None:
    """Give the window in words: `11x11 stride 4`, leaving out what is ordinary."""
    window = figures.window
    if window is None:
        return None
    parts: list[Part] = [window.kernel]
    for name, value, ordinary in (
        # A pooling says its stride even where it is 1, since it has no ordinary one.
        ("stride", _shared(window.stride), 1 if figures.layer.weighted else 0),
        ("pad", _padding(window), 0),
        ("dilation", _shared(window.dilation), 1),
        ("groups", getattr(figures.layer, "groups", 1), 1),
    ):
        if value != ordinary:
            parts += [name, value]
    if getattr(figures.layer, "connections_", None) is not None:
        parts.append("by table")
    return Phrase(tuple(parts))


def _shared(pair: tuple[int, int]) -> int | str:
    """One number where both axes have it, else both as a spec writes them: [height, width]."""
    height, width = pair
    return height if height == width else f"[{height}, {width}]"


def _padding(window: Window) -> int | str:
    """The padding as a spec would write it: 2, [0, 3], or [top, bottom, left, right]."""
    top, bottom, left, right = window.padding
    if (top, left) == (bottom, right):
        return _shared((top, left))
    return f"[{top}, {bottom}, {left}, {right}]"


COLUMNS: Mapping[str, LayerColumn] = {each.column.key: each for each in _columns()}
"""Every column by its name, in the order in which all of them are shown."""
