"""A network as a PyTorch module: one file that needs torch alone, and that people would write so.

    >>> network = load("lenet5")
    >>> print(pytorch_code(network, analyze(network)))

Blocks become classes with their settings as arguments, repeats loops, stretches of layers an
nn.Sequential; comments say the shape after each layer. Whatever stands in the spec, names become
plain identifiers and texts stay texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.body import pieces
from cnncalc.export.call import Call
from cnncalc.export.class_text import class_text
from cnncalc.export.comment import docstring
from cnncalc.export.freedom import free_settings
from cnncalc.export.helper import definitions
from cnncalc.export.plan import Plan, written_shape
from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.export.definition import Definition
    from cnncalc.spec.graph import Network

__all__ = ["pytorch_code"]


def pytorch_code(network: Network, analysis: Analysis) -> str:
    """Write the code of a network, ending in a line end.

    Raises CannotRunError for a kind of layer that is not written in PyTorch yet.
    """
    plan = Plan(network, analysis, free_settings(network, analysis))
    classes = [*plan.definitions, plan.network]
    helpers = list(definitions(_functions(classes)))
    imports = ["import torch", "from torch import Tensor, nn"]
    if any("functional." in each for each in helpers):
        imports.append("from torch.nn import functional")
    head = "\n".join([*docstring(_about(network, analysis)), "", *imports])
    parts = [head, *helpers, *map(class_text, classes), _main(plan.network, network)]
    return "\n\n\n".join(parts) + "\n"


def _functions(classes: list[Definition]) -> set[str]:
    """Everything that the classes call."""
    return {
        each.function
        for one in classes
        for each in pieces(one.body.steps)
        if isinstance(each, Call)
    }


def _about(network: Network, analysis: Analysis) -> list[str]:
    """The docstring of the file, in paragraphs."""
    title = network.title or network.name
    if network.name.lower() not in title.lower():
        title = f"{network.name}: {title}"
    year = f" ({network.year})" if network.year is not None else ""
    given = " and ".join(
        written_shape(analysis.layers[each].output_shape) for each in analysis.outputs
    )
    totals = analysis.totals
    paragraphs = [
        f"{title}{year}.",
        f"From {written_shape(network.input_shape)} to {given}: {int(totals.parameters):,} parameters, "
        f"{int(totals.macs):,} multiply-adds. Shapes are channels x height x width.",
        f"Written by cnncalc {__version__}; it needs torch alone.",
    ]
    if any(each.kind == "lrn" for each in analysis.layers.values()):
        paragraphs.insert(
            1, "PyTorch divides the alpha of LocalResponseNorm by its size, and the spec does not."
        )
    if network.origin:
        source = ", ".join(network.origin.values())
        paragraphs.insert(1, f"Source: {source}.")
    return paragraphs


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
