"""Everything that a convention chooses, in words: the options, what they matter to, and whose.

    >>> said(convention("cs231n"), ["biases", "input"])
    'biases not counted, input counted'
    >>> difference(convention(), convention(operations="flops"))
    'as FLOPs, two for each MAC'

A sheet, a report and `cnncalc conventions` take their words from here, so that one thing has one
name. Adding a choice is a field of `Convention`, a row of `CHOICES`, and a rule in
`cnncalc.analysis.counting` where it changes a figure.
"""

from __future__ import annotations

from itertools import combinations, product
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cnncalc.analysis.convention import Convention

__all__ = ["CHOICES", "Choice", "Option", "difference", "said", "variants"]


class Option(NamedTuple):
    """One way to choose, in words."""

    said: str
    """As a report says it: `biases not counted`."""
    turned: str
    """As a difference from another way: `with the biases left out`."""


class Choice(NamedTuple):
    """One thing that courses do differently."""

    options: Mapping[object, Option]
    """By value, the usual one first."""
    figures: frozenset[str]
    """What it may change, by the names that a sheet asks for."""
    meaning: str
    """What there is to choose, in whole sentences."""
    source: str
    """Who does it which way."""


def variants(name: str, convention: Convention) -> Iterator[Convention]:
    """Give the conventions that may count a figure otherwise: by one choice first, then by two."""
    mattering = [field for field, each in CHOICES.items() if name in each.figures]
    others = {
        field: [value for value in CHOICES[field].options if value != getattr(convention, field)]
        for field in mattering
    }
    for many in (1, 2):
        for together in combinations(mattering, many):
            for values in product(*(others[field] for field in together)):
                yield convention.choosing(**dict(zip(together, values, strict=True)))


def difference(mine: Convention, other: Convention) -> str:
    """Say what another convention does that mine does not: `with the biases left out`."""
    turned = (
        each.options[getattr(other, field)].turned
        for field, each in CHOICES.items()
        if getattr(other, field) != getattr(mine, field)
    )
    return " and ".join(turned)


def said(convention: Convention, fields: Iterable[str] | None = None) -> str:
    """Say what a convention chooses, on one line; with `fields`, these choices alone."""
    wanted = CHOICES if fields is None else frozenset(fields)
    return ", ".join(
        each.options[getattr(convention, field)].said
        for field, each in CHOICES.items()
        if field in wanted
    )


_SHAPES = frozenset({"output"})
_PARAMETERS = frozenset({"parameters"})
_OPERATIONS = frozenset({"macs", "flops", "operations"})
_MEMORY = frozenset({"memory", "activation_bytes"})

CHOICES: Mapping[str, Choice] = MappingProxyType(
    {
        "order": Choice(
            {
                "hwc": Option("shapes height x width x channels", "as height x width x channels"),
                "chw": Option("shapes channels x height x width", "with the channels first"),
                "whc": Option("shapes width x height x channels", "as width x height x channels"),
            },
            _SHAPES,
            "How the axes of an image are written.",
            "hwc: deeplearning.ai, Keras; chw: PyTorch; whc: CS231n",
        ),
        "rounding": Choice(
            {
                None: Option("windows that do not fit as the spec says", "as the spec rounds"),
                "exact": Option("every window fits", "with no rounding"),
                "floor": Option("sizes rounded down", "with sizes rounded down"),
                "ceil": Option("sizes rounded up", "with sizes rounded up"),
            },
            frozenset(),
            "What a window is that does not fit, where the spec says nothing: a problem (exact; "
            "none leaves it to the spec), or rounded down or up.",
            "exact: CS231n; floor: PyTorch, deeplearning.ai; ceil: Caffe's pooling",
        ),
        "biases": Choice(
            {
                "counted": Option("biases counted", "with the biases counted"),
                "not_counted": Option("biases not counted", "with the biases left out"),
                "conv_only": Option(
                    "biases of dense layers not counted",
                    "as convolutions with biases, dense layers without",
                ),
            },
            _PARAMETERS,
            "Whether biases are parameters. conv_only leaves out those of dense layers alone, as a "
            "table of AlexNet that many lectures copy does: 62,369,152.",
            "counted: LeCun et al. 1998, PyTorch, Keras; not_counted: CS231n's listing of VGG-16",
        ),
        "operations": Choice(
            {
                "macs": Option("operations are MACs", "as MACs, one for each product"),
                "flops": Option("operations are FLOPs", "as FLOPs, two for each MAC"),
            },
            _OPERATIONS,
            "What one operation is: a multiply-accumulate, or a multiplication or an addition.",
            "macs: LeCun et al. 1998, fvcore; flops: torch.utils.flop_counter",
        ),
        "bias_adds": Choice(
            {
                "not_counted": Option("bias adds not counted", "without the additions of biases"),
                "counted": Option("bias adds counted", "with the additions of biases"),
                "conv_only": Option(
                    "bias adds of dense layers not counted",
                    "with the additions of biases in convolutions alone",
                ),
            },
            _OPERATIONS,
            "Whether adding a bias counts: as one MAC, or as one FLOP. conv_only leaves out dense "
            "layers alone, as that table of AlexNet does: 1,135,906,176.",
            "not_counted: torch.utils.flop_counter, fvcore; counted: torchinfo",
        ),
        "connections": Choice(
            {
                "with_biases": Option("connections with biases", "with the biases as connections"),
                "without_biases": Option(
                    "connections without biases", "without the biases as connections"
                ),
                "conv_only": Option(
                    "connections of dense layers without biases",
                    "with the biases of convolutions alone as connections",
                ),
            },
            frozenset({"connections"}),
            "Whether a bias is a connection. conv_only leaves out those of dense layers alone.",
            "with_biases: LeCun et al. 1998; without_biases: CS231n",
        ),
        "batchnorm": Choice(
            {
                "trained": Option("batchnorm 2 a map", "with gamma and beta of batchnorm alone"),
                "all": Option("batchnorm 4 a map", "with batchnorm's mean and variance"),
            },
            _PARAMETERS,
            "Which values of a batch normalization are parameters: gamma and beta, which are "
            "trained, or the running mean and variance too.",
            "trained: PyTorch; all: the summary of Keras",
        ),
        "dilation": Choice(
            {
                "one": Option("dilation 1 is ordinary", "with dilation 1 as the ordinary one"),
                "zero": Option("dilation 0 is ordinary", "with dilation 0 as the ordinary one"),
            },
            frozenset(),
            "Which dilation is that of an ordinary filter. A sheet says it; a spec always starts "
            "from 1.",
            "one: PyTorch, Keras; zero: CS231n",
        ),
        "padding": Choice(
            {
                "per_side": Option("padding for each side", "with padding for each side"),
                "total": Option("padding of both sides together", "with padding of both sides"),
            },
            frozenset(),
            "Whether a number for the padding is that of each side, or of both together. A sheet "
            "says it; a spec always has it for each side.",
            "per_side: CS231n, PyTorch; total: the formulas of Dive into Deep Learning",
        ),
        "memory": Choice(
            {
                "forward": Option(
                    "memory without gradients", "without the gradients of the backward pass"
                ),
                "forward_backward": Option(
                    "memory with gradients", "with the gradients of the backward pass"
                ),
            },
            _MEMORY,
            "Whether the memory of activations holds their gradients too, which doubles it.",
            "forward: CS231n's listing of VGG-16; forward_backward: CS231n's `~*2 for bwd`",
        ),
        "input": Choice(
            {
                "not_counted": Option("input not counted", "without the input"),
                "counted": Option("input counted", "with the input"),
            },
            _MEMORY | {"activations"},
            "Whether the values of the input are among the activations and their memory.",
            "counted: CS231n's listing of VGG-16",
        ),
        "megabyte": Choice(
            {
                1_000_000: Option("MB of 10^6 bytes", "in MB of 10^6 bytes"),
                1_048_576: Option("MB of 2^20 bytes", "in MB of 2^20 bytes (MiB)"),
            },
            _MEMORY,
            "How many bytes an MB has on a sheet. Reports of cnncalc always write 10^6 as MB and "
            "2^20 as MiB.",
            "10^6: ISO/IEC 80000-13; 2^20: CS231n, the summary of Keras",
        ),
    }
)
"""Every field of a `Convention` but its name."""
