"""cnncalc: what shape every layer of a CNN has, and what it costs.

    >>> import cnncalc
    >>> analysis = cnncalc.analyze("alexnet")
    >>> print(analysis.layers["conv1"].parameters)
    parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944

The public names are resolved on first use, so that `import cnncalc` costs nothing.
"""

from __future__ import annotations

from cnncalc.version import __version__

TYPE_CHECKING = False  # as type checkers know it; `typing` itself takes time to import
if TYPE_CHECKING:
    from cnncalc.analysis.comparison import Comparison
    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.analysis.tally import Tally
    from cnncalc.api import (
        analyze,
        compare,
        draw,
        from_shorthand,
        import_onnx,
        load,
        load_text,
        memory,
        onnx_model,
        problems,
        pytorch_code,
    )
    from cnncalc.diagnostic import CannotRunError, CnncalcError, Diagnostic, SpecError
    from cnncalc.limit import Limits
    from cnncalc.quantity import Quantity
    from cnncalc.shape import Image, Vector
    from cnncalc.spec.catalog import shipped
    from cnncalc.spec.graph import Network

__all__ = [
    "Analysis",
    "CannotRunError",
    "CnncalcError",
    "Comparison",
    "Convention",
    "Diagnostic",
    "Image",
    "LayerFigures",
    "Limits",
    "Network",
    "Quantity",
    "SpecError",
    "Tally",
    "Vector",
    "__version__",
    "analyze",
    "compare",
    "draw",
    "from_shorthand",
    "import_onnx",
    "load",
    "load_text",
    "memory",
    "onnx_model",
    "problems",
    "pytorch_code",
    "shipped",
]

_HOMES = {
    "cnncalc.analysis.comparison": ("Comparison",),
    "cnncalc.analysis.convention": ("Convention",),
    "cnncalc.analysis.result": ("Analysis", "LayerFigures"),
    "cnncalc.analysis.tally": ("Tally",),
    "cnncalc.api": (
        "analyze",
        "compare",
        "from_shorthand",
        "import_onnx",
        "draw",
        "load",
        "load_text",
        "memory",
        "onnx_model",
        "problems",
        "pytorch_code",
    ),
    "cnncalc.diagnostic": ("CannotRunError", "CnncalcError", "Diagnostic", "SpecError"),
    "cnncalc.limit": ("Limits",),
    "cnncalc.quantity": ("Quantity",),
    "cnncalc.shape": ("Image", "Vector"),
    "cnncalc.spec.catalog": ("shipped",),
    "cnncalc.spec.graph": ("Network",),
}


def __getattr__(name: str) -> object:
    """Give a public name, importing its module the first time."""
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
