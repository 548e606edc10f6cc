"""`cnncalc worksheet`: a blank sheet of a network, to be filled in by hand and checked."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cnncalc.cli.complete import layers_names, quantity_names
from cnncalc.cli.convention import convention_options
from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes_text
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cnncalc.analysis.convention import Convention
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="worksheet")
@spec_argument
@click.option(
    "--layers",
    metavar="NAMES",
    shell_complete=layers_names,
    help="The layers to ask about: conv1,pool1 or patterns such as 'conv*'; by default those that "
    "learn something or change the shape.",
)
@click.option(
    "--ask",
    metavar="QUANTITIES",
    shell_complete=quantity_names,
    default="output,parameters",
    help="What to ask of each layer, joined by commas; by default output,parameters. There are "
    "output, parameters, weights, biases, macs, flops, connections, neurons, activations, memory, "
    "values and receptive_field.",
)
@click.option("--total", is_flag=True, help="Ask for the totals of the network too.")
@click.option("--title", help="What stands at the top; by default the name of the network.")
@click.option(
    "--link",
    is_flag=True,
    help="Name a spec file by its path, in place of writing the network out in the sheet.",
)
@click.option("--force", is_flag=True, help="Replace a sheet even if answers stand in it.")
@convention_options
@reads_spec
@writes_text
def command(  # noqa: PLR0913  one for each option
    *,
    spec: str,
    layers: str | None,
    ask: str,
    total: bool,
    title: str | None,
    link: bool,
    force: bool,
    convention: Convention,
    reader: Reader,
    output: Output,
) -> None:
    """A blank sheet of a network, for students to fill in by hand.

    \b
    Examples:
      cnncalc worksheet alexnet -o sheet.yaml
      cnncalc worksheet vgg16 --layers 'conv1_*,fc*' --ask parameters,macs --total
      cnncalc worksheet lenet5 --convention lecun98 --ask output,parameters,connections

    The sheet says which conventions count, describes each layer, and holds no answers; what is
    filled in is read by `cnncalc check`. A network from a file is written out in the sheet, so that
    the sheet can be handed out alone.
    """
    from cnncalc.coursework.selection import chosen_layers, chosen_quantities, questions
    from cnncalc.coursework.worksheet import Handed, worksheet_text
    from cnncalc.spec.catalog import shipped

    if output.destination is not None and not force:
        _keep_answers(output.destination)
    reader = replace(reader, usual_rounding=convention.rounding or "exact")
    network, analysis = reader.read(spec)
    words = chosen_quantities(ask)
    names = chosen_layers(network, analysis, layers)
    model = spec if spec in shipped() else ""
    if link and not model and spec != "-":
        start = output.destination.resolve().parent if output.destination else None
        model = os.path.relpath(spec, start)
        model = model if "/" in model or model.endswith((".yaml", ".yml")) else f"./{model}"
    overrides: dict[str, str | Mapping[str, str]] = {
        "input": reader.input or "",
        "settings": reader.settings,
        "rounding": reader.rounding or "",
    }
    file = output.destination.name if output.destination else ""
    handed = Handed(analysis, convention, model, network.source, overrides, title or "", file)
    output.write(worksheet_text(handed, questions(analysis, names, words, total=total)))


def _keep_answers(path: Path) -> None:
    """Refuse to write over a sheet that somebody has filled in."""
    from cnncalc.coursework.sheet_source import has_answers

    if has_answers(path):
        message = f"answers stand in {inert(str(path))}; write to another file, or add --force"
        raise click.UsageError(message)
