"""`cnncalc export`: the network as code that runs elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes_text

if TYPE_CHECKING:
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="export")
@spec_argument
@click.option(
    "--to",
    "target",
    type=click.Choice(["pytorch", "onnx"]),
    help="What to write; by default as the suffix of the output file says, else PyTorch.",
)
@reads_spec
@writes_text
def command(*, spec: str, target: str | None, reader: Reader, output: Output) -> None:
    """The network as a PyTorch module to read, run and train, or as an ONNX file.

    \b
    Examples:
      cnncalc export lenet5
      cnncalc export alexnet --to pytorch -o alexnet.py
      cnncalc export alphago --set k=128 -o alphago.onnx

    The PyTorch module is one file that needs torch alone: blocks are classes, repeats are loops,
    and comments say the shape after each layer. Torch is not needed to write it. ONNX is written
    through PyTorch, with the weights that it starts from: `pip install 'cnncalc[onnx]'`.
    """
    suffix = output.destination.suffix.lower() if output.destination else ""
    target = target or ("onnx" if suffix == ".onnx" else "pytorch")
    if target == "pytorch":
        output.write(reader.pytorch_code(spec))
        return
    if output.destination is None:
        raise click.UsageError("an ONNX file is no text: name a file for it with -o FILE.onnx")
    output.binary(reader.onnx_model(spec))
