"""`cnncalc show`: the text of a spec, as it stands in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.option import spec_argument, writes_text

if TYPE_CHECKING:
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="show")
@spec_argument
@writes_text
def command(*, spec: str, output: Output) -> None:
    """The text of a spec, to read or to start a network of your own from.

    \b
    Examples:
      cnncalc show lenet5
      cnncalc show alexnet -o mynet.cnn.yaml
    """
    from cnncalc.spec.catalog import spec_path
    from cnncalc.spec.source import read_source

    # A text that is read as a spec has no control characters that a terminal would obey.
    output.write(read_source(spec if spec == "-" else spec_path(spec)).text)
