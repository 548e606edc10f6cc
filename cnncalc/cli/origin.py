"""`cnncalc import`: a spec from an ONNX file, or from the shorthand of exam sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.complete import onnx_files
from cnncalc.cli.option import writes_text

if TYPE_CHECKING:
    from cnncalc.cli.output import Output
    from cnncalc.origin.shorthand import Padding

__all__ = ["command"]


@click.command(name="import")
@click.argument("file", required=False, shell_complete=onnx_files)
@click.option(
    "--shorthand",
    metavar="TEXT",
    help="Read this text instead of a file, such as 'CONV-9-32 POOL-2 FC-10'.",
)
@click.option(
    "--input",
    metavar="HxWxC",
    help="The input of a shorthand; for a file, one that it leaves open, or another: 64x64x3.",
)
@click.option(
    "--padding",
    type=click.Choice(["same", "0"]),
    help="Of a shorthand's convolutions that do not say it: same keeps height and width. "
    "By default 0, and same for conv3-64, the notation of VGG's table.",
)
@click.option("--name", metavar="NAME", help="What the spec calls the network.")
@writes_text
def command(  # noqa: PLR0913  one for each option
    *,
    file: str | None,
    shorthand: str | None,
    input: str | None,  # noqa: A002  the name of the option
    padding: Padding | None,
    name: str | None,
    output: Output,
) -> None:
    """A spec from an ONNX file, or from the shorthand of exam sheets.

    \b
    Examples:
      cnncalc import resnet18.onnx > resnet18.cnn.yaml
      cnncalc import model.onnx --input 320x320x3 -o model.cnn.yaml
      cnncalc import --shorthand "CONV-9-32 POOL-2 FC-10" --input 64x64x3
      cnncalc import --shorthand "[CONV3-64 RELU]*2 POOL-2 FC-10" --input 32x32x3

    FILE is an ONNX file, or - for standard input; of its weights the sizes alone are read. An
    operator that no layer of a spec does is named with its node (exit code 1). The package onnx is
    not part of cnncalc: pip install 'cnncalc[onnx]'. What a shorthand leaves unsaid is assumed, and
    said at the head of the spec.
    """
    if (file is None) == (shorthand is None):
        message = "name one of the two: a FILE, or a text with --shorthand"
        raise click.UsageError(message)
    if shorthand is not None:
        from cnncalc.api import from_shorthand

        output.write(from_shorthand(shorthand, input=input, padding=padding, name=name))
        return
    if padding is not None:
        message = "--padding goes with --shorthand: a file says how its convolutions are padded"
        raise click.UsageError(message)
    from cnncalc.api import import_onnx

    output.write(import_onnx(str(file), input=input, name=name))
