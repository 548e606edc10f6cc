"""`cnncalc advise`: the lectures' sizing rules, with place, source and computed effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="advise")
@spec_argument
@click.option(
    "--samples",
    metavar="N",
    type=click.IntRange(1, 10**15),
    help="How many samples there are to train on; compared with the number of parameters.",
)
@reads_spec
@writes(shapes=False)
def command(*, spec: str, samples: int | None, reader: Reader, output: Output) -> None:
    """The lectures' sizing rules: what to look at in a network, where, and what it would change.

    \b
    Examples:
      cnncalc advise vgg16
      cnncalc advise alexnet --samples 1250000
      cnncalc advise mynet.cnn.yaml --format markdown

    Looked at: an input that divides by 2 many times; small filters with stride 1 and padding that
    keeps the size; pooling windows up to 3; stacks of 3x3 in place of larger filters; the memory of
    the first layers; the parameters of the first dense layer; samples for each parameter. Nothing
    of it is an error: the exit code is 0.
    """
    from cnncalc.analysis.advice import advice

    network, analysis = reader.read(spec)
    found = advice(network, analysis, samples)
    if output.format == "json":
        from cnncalc.report.advice import advice_data

        output.data(advice_data(found))
    else:
        from cnncalc.report.advice import advice_table

        output.table(advice_table(found, _FORMS.get(output.format, "people")))


_FORMS: Mapping[str, Literal["page", "program"]] = {"latex": "page", "csv": "program"}
