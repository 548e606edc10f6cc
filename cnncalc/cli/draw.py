"""`cnncalc draw`: a picture of a network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from cnncalc.cli import stream
from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes
from cnncalc.cli.whole import Whole

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
    type=Whole(0, 64),
    metavar="NUMBER",
    help="Draw blocks inside so many blocks as one; by default as deep as is legible.",
)
@click.option("--log", is_flag=True, help="Draw bars on a logarithmic scale.")
@reads_spec
@writes("table", "svg", "png", "pdf")
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
    graph            what reads what, branches side by side, blocks in frames
    bars             parameters, MACs and activation memory of each layer
    receptive-field  how much of the input a value sees, layer by layer

    Long networks are folded: what repeats is drawn once, and counted. Without -o, bars are printed
    as a table, and other pictures go into a pipe as SVG. A graph needs `pip install
    'cnncalc[draw]'`, a PNG `cnncalc[png]` and a PDF `cnncalc[pdf]`.
    """
    _check_options(style, depth, output, log=log)
    analysis = reader.analysis(spec)
    if output.format == "table" and style == "bars":
        from cnncalc.report.bar import bar_table

        output.table(bar_table(analysis, output.look, depth=depth, log=log))
        return
    from cnncalc.diagram import drawing

    text = drawing(analysis, style, depth=depth, log=log, order=output.look.order)
    if output.format in {"png", "pdf"}:
        _warn(text)
    if output.format == "png":
        from cnncalc.diagram.conversion import png

        output.binary(png(text))
    elif output.format == "pdf":
        from cnncalc.diagram.conversion import pdf

        output.binary(pdf(text))
    elif output.is_seen:
        output.write(text)
    else:  # XML without a declaration is UTF-8, whatever the locale writes
        output.binary(text.encode())


def _warn(svg: str) -> None:
    """Say on standard error which characters come out as empty boxes."""
    from cnncalc.diagram.conversion import without_font

    if missing := without_font(svg):
        shown = " ".join(missing[:MOST_NAMED]) + (" and others" if missing[MOST_NAMED:] else "")
        message = f"warning: no font of this system has {shown}: drawn as empty boxes; an SVG "
        stream.write(message + "has the characters, and a reader's fonts\n", sys.stderr)


MOST_NAMED = 20


def _check_options(style: Style, depth: int | None, output: Output, *, log: bool) -> None:
    """UsageError for options that do not go together, and for a picture that nobody could see."""
    if log and style != "bars":
        raise click.UsageError("--log goes with --style bars")
    if depth is not None and style not in {"graph", "bars"}:
        raise click.UsageError("--depth goes with --style graph and --style bars")
    if output.format == "table" and style != "bars" and _asked("format"):
        raise click.UsageError("--format table goes with --style bars; other styles are pictures")
    if (
        output.is_seen
        and not (output.format == "table" and style == "bars")
        and not _asked("format")
    ):
        message = "a picture is no text for a terminal: name a file for it with -o FILE.svg"
        raise click.UsageError(message)
    if output.is_seen and output.format in {"png", "pdf"}:
        message = f"a {output.format.upper()} is no text for a terminal: name a file with -o FILE"
        raise click.UsageError(message)


def _asked(option: str) -> bool:
    """Whether the command line says an option."""
    source = click.get_current_context().get_parameter_source(option)
    return source is ParameterSource.COMMANDLINE
