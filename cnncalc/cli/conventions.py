"""`cnncalc conventions`: what the words mean that numbers are reported under, and who counts so."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING, NamedTuple

import click

from cnncalc.cli.option import writes
from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.cli.output import Output
    from cnncalc.report.look import Look

__all__ = ["CONVENTIONS", "Convention", "command"]


class Convention(NamedTuple):
    """A word, what it counts, and where the way of counting comes from."""

    word: str
    meaning: str
    source: str


@click.command(name="conventions")
@writes(shapes=False)
def command(*, output: Output) -> None:
    """What the words mean: MACs, FLOPs, connections, neurons, activations, MB and MiB.

    \b
    Examples:
      cnncalc conventions
      cnncalc conventions --format markdown
    """
    if output.format == "json":
        words = [each._asdict() for each in CONVENTIONS]
        output.data({"schema": 1, "cnncalc": __version__, "conventions": words})
        return
    if output.format == "table":
        output.write(_prose(output.look))
        return
    from cnncalc.report.table import Column, Table

    columns = (
        Column("word", "word", numeric=False, rank=0),
        Column("meaning", "meaning", numeric=False, rank=0),
        Column("source", "source", numeric=False, rank=1),
    )
    output.table(Table("", columns, CONVENTIONS, None, ()))


LONGEST_LINE = 80
"""Characters of a line that is easy to read, where there is room for more."""


def _prose(look: Look) -> str:
    """Write each word over a paragraph, which is easier to read than a column of text."""
    length = max(20, min(look.width or LONGEST_LINE, LONGEST_LINE))
    return "\n\n".join(
        "\n".join(
            (
                click.style(each.word, bold=True) if look.color else each.word,
                indent(fill(each.meaning, length - 2), "  "),
                indent(fill(f"Source: {each.source}.", length - 2), "  "),
            )
        )
        for each in CONVENTIONS
    )


CONVENTIONS = (
    Convention(
        "output size",
        "(W - F + 2*P)/S + 1 along each axis, for a window F over an input W with stride S and "
        "padding P. Under dilation d the window reaches d*(F - 1) + 1. A result that is not whole "
        "is a problem, unless `rounding` says floor or ceil; ceil leaves out a last window that "
        "would start in the padding.",
        "CS231n; Dumoulin & Visin 2016",
    ),
    Convention(
        "parameters",
        "Weights and biases: what training changes. A convolution with K filters over D maps in g "
        "groups has F*F*(D/g)*K weights and K biases; a dense layer with U units over N values has "
        "N*U weights and U biases. Of a normalization, gamma is a weight and beta a bias.",
        "LeCun et al. 1998; CS231n",
    ),
    Convention(
        "fixed",
        "Values that are stored and not trained: the running mean and variance of batch "
        "normalization, the centres of an RBF layer. They are not among the parameters.",
        "LeCun et al. 1998; PyTorch's buffers",
    ),
    Convention(
        "MACs",
        "Multiply-accumulates of one forward pass over one example: a product and its addition "
        "count as one. Convolutions and dense layers have them; biases are left out, products with "
        "padding are counted.",
        "CS231n; fvcore",
    ),
    Convention(
        "FLOPs",
        "Two for each MAC. `--work all` shows the other arithmetic by sort: bias adds, "
        "comparisons, exponentials and so on.",
        "torch.utils.flop_counter; netscope",
    ),
    Convention(
        "connections",
        "Inputs that are read, over all output values, and one for each bias that is added: "
        "(F*F*D + 1)*K*H_out*W_out of a convolution. Convolutions, dense layers, subsampling and "
        "RBF have them.",
        "LeCun et al. 1998",
    ),
    Convention(
        "neurons",
        "Output values of layers whose weights are multiplied: convolutions and dense layers, not "
        "pooling or normalization.",
        "Krizhevsky et al. 2012",
    ),
    Convention(
        "weight layers",
        "How many layers have weights that are multiplied: the 16 of VGG-16.",
        "Simonyan & Zisserman 2015",
    ),
    Convention(
        "activations",
        "Output values that take memory of their own, of one example. Activation functions, "
        "dropout and flatten are done in place and take none. The input is counted by itself.",
        "CS231n",
    ),
    Convention(
        "receptive field",
        "The pixels of the input that one output value depends on. The size grows by (F - 1)*d*j, "
        "and the jump j between neighbours is multiplied by each stride. It is not clipped to the "
        "image, so it may exceed it; of several paths it is the union.",
        "Araujo, Norris & Sim 2019",
    ),
    Convention("MB", "10^6 bytes; kB is 10^3 and GB is 10^9.", "ISO/IEC 80000-13"),
    Convention("MiB", "2^20 = 1,048,576 bytes; KiB is 2^10, GiB is 2^30.", "ISO/IEC 80000-13"),
    Convention("M, G", "A million and a thousand million: 62.4 M parameters, 1.14 G MACs.", "SI"),
)
"""Every word that a report uses for a number."""
