"""`cnncalc explain`: the working behind every number of a layer, or behind a network's totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.option import Reading, layer_argument, reads_spec, spec_argument, writes

if TYPE_CHECKING:
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="explain")
@spec_argument
@layer_argument
@click.argument("quantity", required=False)
@reads_spec
@writes("table", "markdown", "latex", "json")
def command(
    *, spec: str, layer: str | None, quantity: str | None, reading: Reading, output: Output
) -> None:
    """The working: what is given, formula, numbers, result, and where the formula comes from.

    \b
    Examples:
      cnncalc explain alexnet conv1
      cnncalc explain alexnet conv1 parameters
      cnncalc explain lenet5 C1 fully_connected --format latex

    SPEC alone: its totals, and how they add up. QUANTITY is a name as JSON has it (output.height, macs,
    receptive_field), or a short one (params, rf). A convolution also says what it would cost without
    parameter sharing and fully connected, pooling what it discards, a dense layer which convolution it is.
    """
    from cnncalc.report.explanation import explanation_data, layer_explanation, network_explanation

    analysis = reading.analysis(spec)
    if output.format == "json":
        output.data(explanation_data(analysis, layer, quantity))
        return
    order = output.look.order
    if layer is None:
        explanation = network_explanation(analysis, order)
    else:
        explanation = layer_explanation(analysis, layer, quantity, order)
    if output.format == "markdown":
        from cnncalc.report.working_markdown import working_markdown

        output.write(working_markdown(explanation))
    elif output.format == "latex":
        from cnncalc.report.working_latex import working_latex

        output.write(working_latex(explanation))
    else:
        from cnncalc.report.working_text import working_text

        output.write(working_text(explanation, output.look.width))
