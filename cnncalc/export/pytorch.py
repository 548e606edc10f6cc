"""A network as a PyTorch module: one file that needs torch alone, and that people would write so.

    >>> network = load("lenet5")
    >>> print(pytorch_code(network, analyze(network)).text)

Blocks become classes with their settings as arguments, repeats loops, stretches of layers an
nn.Sequential; comments say the shape after each layer. Whatever stands in the spec, names become
plain identifiers and texts stay texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.code.body import pieces
from cnncalc.export.code.call import Call
from cnncalc.export.code.term import Code, Term
from cnncalc.export.kind.supplement import definitions
from cnncalc.export.structure.freedom import free_settings
from cnncalc.export.structure.plan import Plan, written_shape
from cnncalc.export.text.class_text import class_text
from cnncalc.export.text.comment import docstring
from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.export.structure.definition import Definition
    from cnncalc.spec.graph import Network

__all__ = ["Written", "pytorch_code"]


class Written(NamedTuple):
    """The code of a network."""

    text: str
    """A whole file, ending in a line end."""
    class_name: str
    """The class of the network in it."""


def pytorch_code(network: Network, analysis: Analysis) -> Written:
    """Write the code of a network.

    Raises CannotRunError for a kind of layer that is not written in PyTorch yet.
    """
    plan = Plan(network, analysis, free_settings(network, analysis))
    classes = [*plan.definitions, plan.network]
    supplements = list(definitions(_functions(classes)))
    imports = ["import torch", "from torch import Tensor, nn"]
    if any("functional." in each for each in supplements):
        imports.append("from torch.nn import functional")
    head = "\n".join([*docstring(_about(network, analysis)), "", *imports])
    parts = [head, *supplements, *map(class_text, classes), _main(plan.network, network)]
    return Written("\n\n\n".join(parts) + "\n", plan.network.name)


def _functions(classes: list[Definition]) -> set[str]:
    """Everything that the classes call, or hand over to be called."""
    parts = [each for one in classes for each in pieces(one.body.steps)]
    called = {each.function for each in parts if isinstance(each, Call)}
    values = (each.value for each in parts if isinstance(each, Term))
    return called.union(str(each) for each in values if isinstance(each, Code))


def _about(network: Network, analysis: Analysis) -> list[str]:
    """The docstring of the file, in paragraphs."""
    year = f" ({network.year})" if network.year is not None else ""
    results = (analysis.layers[each].output_shape for each in analysis.outputs)
    given, totals = " and ".join(map(written_shape, results)), analysis.totals
    figures = f"{int(totals.parameters):,} parameters, {int(totals.macs):,} multiply-adds"
    paragraphs = [
        f"{network.name}{year}.",
        f"From {written_shape(network.input_shape)} to {given}: {figures}.",
        f"Written by cnncalc {__version__}. {_NEEDS}",
    ]
    if network.title:
        paragraphs.insert(1, _sentence(network.title))
    if network.origin:
        source = ", ".join(network.origin.values())
        paragraphs.insert(-2, _sentence(f"Source: {source}"))
    if any(each.kind == "lrn" for each in analysis.layers.values()):
        paragraphs.insert(-1, _ALPHA)
    return paragraphs


def _sentence(text: str) -> str:
    return text if text[-1:] in {".", "!", "?"} else f"{text}."


_NEEDS = (
    "It needs torch alone; run it to see that it works. "
    "Shapes in comments are channels x height x width."
)


_ALPHA = (
    "LocalResponseNorm divides its alpha by its size, and the paper does not: "
    "hence alpha is multiplied here."
)


def _main(definition: Definition, network: Network) -> str:
    """What the file does when it is run: one pass, and what came of it."""
    sizes = ", ".join(str(each) for each in (1, *network.input_shape.axes))
    several = len(definition.body.results) > 1
    shapes = "[tuple(each.shape) for each in output]" if several else "tuple(output.shape)"
    return f"""if __name__ == "__main__":
    model = {definition.name}().eval()
    with torch.no_grad():
        output = model(torch.zeros({sizes}))
    parameters = sum(each.numel() for each in model.parameters())
    print(f"output {{{shapes}}}, {{parameters:,}} parameters")"""
