"""`cnncalc validate`: every problem of a spec, and the published figures that do not hold.

The problems are the result, so they go to standard output, and all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cnncalc.cli.failure import REFUSED, told
from cnncalc.cli.finding import findings_data, findings_text
from cnncalc.cli.option import Reader, reads_spec, specs_argument, writes
from cnncalc.diagnostic import CannotRunError

if TYPE_CHECKING:
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="validate")
@specs_argument
@reads_spec
@writes("table", "json", shapes=False)
def command(*, specs: tuple[str, ...], reader: Reader, output: Output) -> int:
    """Every problem of a spec, and the published figures in it that do not hold.

    \b
    Examples:
      cnncalc validate alexnet
      cnncalc validate lenet5 mynet.cnn.yaml
      cnncalc validate mynet.cnn.yaml --format json

    Exit code 0 where all are fine, 1 where one has a problem. A figure that the spec marks as
    disputed is noted, and is no problem.
    """
    worst = 0
    verdicts: list[dict[str, Any]] = []
    for spec in specs:
        try:
            problems, notes = reader.verdict(spec)
        except CannotRunError as error:
            worst = max(worst, told(error))
            continue
        if problems:
            worst = max(worst, REFUSED)
        verdicts.append(findings_data("spec", spec, problems, notes))
        if output.format != "json":
            output.write(findings_text(spec, problems, notes, "disputed figure", output))
    if output.format == "json" and verdicts:
        output.data(verdicts if len(specs) > 1 else verdicts[0])
    return worst
