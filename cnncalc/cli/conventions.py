"""`cnncalc conventions`: what the words mean that numbers are reported under, and who counts how.

    $ cnncalc conventions
    $ cnncalc conventions --preset cs231n

The words are here; what a convention chooses is in `cnncalc.analysis.choice`, and whose conventions
there are in `cnncalc.analysis.preset`.
"""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING, NamedTuple

import click

from cnncalc.cli.complete import convention_names
from cnncalc.cli.convention import read_preset
from cnncalc.cli.option import writes
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.analysis.convention import Convention
    from cnncalc.cli.output import Output
    from cnncalc.report.look import Look

__all__ = ["WORDS", "Word", "command"]


class Word(NamedTuple):
    """A word, what it counts, and where the way of counting comes from."""

    word: str
    meaning: str
    source: str


@click.command(name="conventions")
@click.option(
    "--preset",
    metavar="NAME",
    callback=read_preset,
    shell_complete=convention_names,
    help="Show what one convention chooses: cnncalc, cs231n, pytorch, keras, lecun98 or "
    "deeplearning.ai.",
)
@writes(shapes=False)
def command(*, preset: Convention | None, output: Output) -> None:
    """What the words mean: MACs, FLOPs, connections, neurons, activations; and who counts how.

    \b
    Examples:
      cnncalc conventions
      cnncalc conventions --preset cs231n
      cnncalc conventions --format markdown

    What courses do differently has a name and is never called a mistake: `--convention NAME` and
    `--count NAME=VALUE` of other commands choose it, and so does `conventions:` of a sheet.
    """
    from cnncalc.report.convention import convention_table, conventions_data

    if output.format == "json":
        words = {"conventions": [each._asdict() for each in WORDS]} if preset is None else {}
        head = {"schema": 1, "cnncalc": __version__}
        output.data({**head, **words, **conventions_data(preset)})
    elif preset is not None:
        output.table(convention_table(preset))
    elif output.format == "table":
        output.write(_prose(output.look))
    else:
        _write_table(output)


def _write_table(output: Output) -> None:
    from cnncalc.report.table import Column, Table

    columns = (
        Column("word", "word", numeric=False, rank=0),
        Column("meaning", "meaning", numeric=False, rank=0),
        Column("source", "source", numeric=False, rank=1),
    )
    rows = tuple(each for words in _sections().values() for each in words)
    output.table(Table("", columns, rows, None, ()))


LONGEST_LINE = 80
"""Characters of a line that is easy to read, where there is room for more."""


def _prose(look: Look) -> str:
    """Write each word over a paragraph, which is easier to read than a column of text."""
    length = max(20, min(look.width or LONGEST_LINE, LONGEST_LINE))
    return "\n\n".join(
        part
        for title, words in _sections().items()
        for part in ([fill(title, length)] if title else []) + [*_paragraphs(words, length, look)]
    )


def _paragraphs(words: tuple[Word, ...], length: int, look: Look) -> Iterator[str]:
    for each in words:
        yield "\n".join(
            (
                click.style(each.word, bold=True) if look.color else each.word,
                indent(fill(each.meaning, length - 2), "  "),
                indent(fill(f"Source: {each.source}.", length - 2), "  "),
            )
        )


def _sections() -> Mapping[str, tuple[Word, ...]]:
    """The words, then what a convention chooses and the presets, each under its heading."""
    from cnncalc.report.convention import choice_rows, preset_rows

    choices = tuple(Word(*row) for row in choice_rows())
    presets = tuple(Word(*row) for row in preset_rows())
    return {
        "": WORDS,
        "What courses do differently, by the names that `--count NAME=VALUE` and a sheet take; "
        "the first is cnncalc's own:": choices,
        "Conventions with a name, for `--convention NAME` and a sheet:": presets,
    }


WORDS = (
    Word(
        "output size",
        "(W - F + 2*P)/S + 1 along each axis, for a window F over an input W with stride S and "
        "padding P. Under dilation d the window reaches d*(F - 1) + 1. A result that is not whole "
        "is a problem, unless `rounding` says floor or ceil; ceil leaves out a last window that "
        "would start in the padding.",
        "CS231n; Dumoulin & Visin 2016",
    ),
    Word(
        "parameters",
        "Weights and biases: what training changes. A convolution with K filters over D maps in g "
        "groups has F*F*(D/g)*K weights and K biases; a dense layer with U units over N values has "
        "N*U weights and U biases. Of a normalization, gamma is a weight and beta a bias.",
        "LeCun et al. 1998; CS231n",
    ),
    Word(
        "fixed",
        "Values that are stored and not trained: the running mean and variance of batch "
        "normalization, the centres of an RBF layer. They are not among the parameters.",
        "LeCun et al. 1998; PyTorch's buffers",
    ),
    Word(
        "MACs",
        "Multiply-accumulates of one forward pass over one example: a product and its addition "
        "count as one. Convolutions and dense layers have them; biases are left out, products with "
        "padding are counted.",
        "CS231n; fvcore",
    ),
    Word(
        "FLOPs",
        "Two for each MAC. `--work all` shows the other arithmetic by sort: bias adds, "
        "comparisons, exponentials and so on.",
        "torch.utils.flop_counter; netscope",
    ),
    Word(
        "connections",
        "Inputs that are read, over all output values, and one for each bias that is added: "
        "(F*F*D + 1)*K*H_out*W_out of a convolution. Convolutions, dense layers, subsampling and "
        "RBF have them.",
        "LeCun et al. 1998",
    ),
    Word(
        "neurons",
        "Output values of layers whose weights are multiplied: convolutions and dense layers, not "
        "pooling or normalization.",
        "Krizhevsky et al. 2012",
    ),
    Word(
        "weight layers",
        "How many layers have weights that are multiplied: the 16 of VGG-16.",
        "Simonyan & Zisserman 2015",
    ),
    Word(
        "activations",
        "Output values that take memory of their own, of one example. Activation functions, "
        "dropout and flatten are done in place and take none. The input is counted by itself.",
        "CS231n",
    ),
    Word(
        "receptive field",
        "The pixels of the input that one output value depends on. The size grows by (F - 1)*d*j, "
        "and the jump j between neighbours is multiplied by each stride. It is not clipped to the "
        "image, so it may exceed it; of several paths it is the union.",
        "Araujo, Norris & Sim 2019",
    ),
    Word("MB", "10^6 bytes; kB is 10^3 and GB is 10^9.", "ISO/IEC 80000-13"),
    Word("MiB", "2^20 = 1,048,576 bytes; KiB is 2^10, GiB is 2^30.", "ISO/IEC 80000-13"),
    Word("M, G", "A million and a thousand million: 62.4 M parameters, 1.14 G MACs.", "SI"),
)
"""Every word that a report uses for a number."""
