"""`cnncalc draw`: a picture of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes

if TYPE_CHECKING:
    from cnncalc.cli.output import Output
    from cnncalc.diagram import Style

__all__ = ["command"]


@click.command(name="draw")
@spec_argument
@click.option(
    "--style",
    type=click.Choice(["volumes", "graph", "bars", "receptive-field"]),
    default="volumes",
    help="What to draw; volumes by default.",
)
@click.option(
    "--depth",
    type=click.IntRange(0, 64),
    metavar="NUMBER",
    help="Draw blocks inside so many blocks as one; by default as deep as is legible.",
)
@click.option("--log", is_flag=True, help="Draw bars on a logarithmic scale.")
@reads_spec
@writes("svg", "png", "pdf", "table")
def command(  # noqa: PLR0913  one for each option
    *,
    spec: str,
    style: Style,
    depth: int | None,
    log: bool,
    reader: Reader,
    output: Output,
) -> None:
    """A picture of a network, as an SVG, a PNG or a PDF.

    \b
    Examples:
      cnncalc draw alexnet -o alexnet.svg
      cnncalc draw googlenet --style graph -o googlenet.pdf
      cnncalc draw vgg16 --style bars --log
      cnncalc draw lenet5 --style receptive-field -o field.png

    \b
    volumes          feature maps as boxes in proportion, with the kernels that read them
    graph            layers and what reads what, branches side by side, blocks in frames
    bars             parameters, MACs and activation memory of each layer
    receptive-field  how much of the input a value sees, layer by layer

    Long networks are folded: blocks that repeat are drawn once, and counted. Without -o, bars are
    printed in the terminal. A graph needs `pip install 'cnncalc[draw]'`, a PNG `cnncalc[png]` and a
    PDF `cnncalc[pdf]`.
    """
    _draw(reader, spec, output, style, depth, log=log)


def _draw(  # noqa: PLR0913  one for each option
    reader: Reader, spec: str, output: Output, style: Style, depth: int | None, *, log: bool
) -> None:
    from cnncalc.diagram import drawing

    text = drawing(reader.analysis(spec), style, depth=depth, log=log, order=output.look.order)
    output.write(text)
