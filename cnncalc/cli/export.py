"""`cnncalc export`: the network as code that runs elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes_text
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert

if TYPE_CHECKING:
    from pathlib import Path

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
      cnncalc export alexnet -o alexnet.py
      cnncalc export alphago --set k=128 -o alphago.onnx

    The PyTorch module is one file that needs torch alone: blocks are classes, repeats are loops,
    and comments say the shape after each layer. PyTorch is not needed to write it. ONNX is written
    through PyTorch, with the weights that it starts from: `pip install 'cnncalc[onnx]'`.
    """
    if (target or _meant(output.destination)) == "pytorch":
        output.write(reader.pytorch_code(spec))
        return
    if output.is_seen:
        message = "an ONNX file is no text for a terminal: name a file for it with -o FILE.onnx"
        raise click.UsageError(message)
    output.binary(reader.onnx_model(spec))


def _meant(destination: Path | None) -> str:
    """What goes with the suffix of a file: PyTorch where it has none."""
    suffix = destination.suffix.lower() if destination else ""
    if suffix not in _SUFFIXES:
        message = (
            f"nothing goes with the suffix of {inert(str(destination))}: "
            ".py is PyTorch, .onnx is ONNX, and --to says it for any file"
        )
        raise CannotRunError(message)
    return _SUFFIXES[suffix]


_SUFFIXES = {"": "pytorch", ".py": "pytorch", ".onnx": "onnx"}
