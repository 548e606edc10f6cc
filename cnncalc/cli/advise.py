"""`cnncalc advise`: the lectures' sizing rules, with place, source and computed effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from cnncalc.cli.budget import count
from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.cli.output import Output

__all__ = ["command"]


def _samples(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """Read a count of samples, which is a whole number from 1."""
    if value is None:
        return None
    number = count(value).value
    if number.denominator != 1 or number < 1:
        raise click.BadParameter(f"{inert(value)} is not a whole number from 1")
    return int(number)


@click.command(name="advise")
@spec_argument
@click.option(
    "--samples",
    metavar="N",
    callback=_samples,
    help="How many samples there are to train on (1250000, or 1.25M); compared with the "
    "number of parameters.",
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
