"""Tables and analyses made by hand, so that a test of a format depends on nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.receptive import field_of_input, grown
from cnncalc.analysis.result import Analysis, LayerFigures, Layers
from cnncalc.derivation import Leaf, constant
from cnncalc.layers.layer import Window
from cnncalc.quantity import Quantity
from cnncalc.report.table import Column, Phrase, Table
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape

CONV1_PARAMETERS = Quantity(
    "parameters",
    (
        Leaf("kernel size", 11, "F") * Leaf("kernel size", 11, "F") * Leaf("channels in", 3, "D")
        + constant("the bias of each filter", 1)
    )
    * Leaf("filters", 96, "K"),
)
"""AlexNet's conv1, as a lecture's table has it: (11*11*3 + 1)*96 = 34,944."""

COLUMNS = (
    Column("name", "layer"),
    Column("window", "window", rank=1),
    Column("output", "output", numeric=True),
    Column("parameters", "parameters", numeric=True),
    Column("field", "receptive field", numeric=True, rank=3),
)

TABLE = Table(
    title="AlexNet",
    columns=COLUMNS,
    rows=(
        ("input", None, Image(3, 227, 227), None, None),
        (
            "conv1",
            Phrase(((11, 11), "stride", 4)),
            Image(96, 55, 55),
            CONV1_PARAMETERS,
            Phrase(((11, 11),)),
        ),
        ("relu1", None, Image(96, 55, 55), 0, Phrase(((11, 11),))),
        ("fc8", None, Vector(1000), 4_097_000, Phrase(((227, 227),))),
    ),
    totals=("total", None, None, 60_965_224, None),
    notes=("61.0 M parameters", "1 MAC is one multiplication and one addition"),
)
"""Rows of AlexNet with the numbers of a lecture's table."""

HOSTILE = (
    "\x1b[2J",
    "\x9b31m",
    "\u202eevil",
    "zero\u200bwidth",
    "two\nlines",
    "[red]",
    "[/]",
    ":smile:",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "<script>alert(1)</script>",
    "a|b",
    "`code`",
    r"\input{/etc/passwd}",
    "50% & $x_1^2$ #3 ~{}",
    "*bold* _it_ [link](x) ~~no~~ &lt;",
    'a,"b"',
    "[0]*",
)
"""Names that some format would take for more than a name."""


def naming(*names: str) -> Table:
    """Give a table of names and a number for each."""
    columns = (Column("name", "layer"), Column("parameters", "parameters", numeric=True))
    return Table("", columns, tuple((name, 34_944) for name in names), ("total", 34_944))


def network(*layers: Layer, given: Shape, trainable: bool = True) -> Analysis:
    """Give the analysis of layers one after another, named conv1, relu2 and so on."""
    found = Layers()
    shapes, field, before = (given,), field_of_input(), "input"
    for number, layer in enumerate(layers, 1):
        output = layer.output(shapes)
        window = layer.window(shapes)
        field = grown(field, window) if isinstance(window, Window) else field
        figures = LayerFigures(
            name=f"{layer.kind}{number}",
            path=(),
            layer=layer,
            inputs=(before,),
            input_shapes=shapes,
            output_shape=output.shape,
            sizes=output.sizes,
            learned=layer.learned(shapes, output.shape),
            work_by_sort=layer.work(shapes, output.shape),
            connection_count=layer.connections(shapes, output.shape),
            receptive_field=field if isinstance(given, Image) else None,
            trainable=trainable,
        )
        found[figures.name] = figures
        shapes, before = (output.shape,), figures.name
    return Analysis("A net", "", given, found, (before,))
