"""`cnncalc explain`: the working behind every number of a layer, or behind a network's totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.complete import figure_names
from cnncalc.cli.convention import takes_convention
from cnncalc.cli.option import layer_argument, reads_spec, spec_argument, writes

if TYPE_CHECKING:
    from cnncalc.analysis.convention import Convention
    from cnncalc.cli.option import Reader
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="explain")
@spec_argument
@layer_argument
@click.argument("quantity", required=False, shell_complete=figure_names)
@reads_spec
@writes()
@takes_convention
def command(  # noqa: PLR0913  one for each argument and option
    *,
    spec: str,
    layer: str | None,
    quantity: str | None,
    convention: Convention,
    reader: Reader,
    output: Output,
) -> None:
    """The working: what is given, formula, numbers, result, and where the formula comes from.

    \b
    Examples:
      cnncalc explain alexnet conv1
      cnncalc explain alexnet conv1 parameters
      cnncalc explain lenet5 C1 fully_connected --format latex
      cnncalc explain vgg16 parameters --convention cs231n

    SPEC alone: its totals, and how they add up; the name of a total in the place of LAYER: that
    one. LAYER may be a use of a block, or a name under a repeat: the last layer. QUANTITY is a name
    as JSON has it (output.height, macs, receptive_field), or a short one (params, rf). A
    convolution also says what it would cost without parameter sharing and fully connected, pooling
    what it discards, a dense layer which convolution it is.
    """
    from cnncalc.report.convention import echoed
    from cnncalc.report.explanation import layer_explanation, network_explanation
    from cnncalc.report.name import total_named
    from cnncalc.report.working_data import explanation_data, explanation_table
    from cnncalc.report.working_format import write_working

    analysis = reader.analysis(spec)
    tally = analysis.counted(convention)
    if layer is not None and quantity is None:
        quantity = total_named(analysis, layer)
        layer = layer if quantity is None else None
    if output.format == "json":
        output.data(explanation_data(tally, layer, quantity))
        return
    if output.format == "csv":
        output.table(echoed(explanation_table(tally, layer, quantity), convention))
        return
    look = output.look
    if layer is None:
        explanation = network_explanation(tally, look, quantity)
    else:
        explanation = layer_explanation(tally, layer, quantity, look)
    output.write(write_working(explanation, output.format, look))
