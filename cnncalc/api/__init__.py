"""The library: `cnncalc.analyze("alexnet")` and what it needs.

>>> import cnncalc
>>> analysis = cnncalc.analyze("vgg16")
>>> int(analysis.totals.parameters)
138357544

The words that all functions take: `input` is another input shape, as a spec writes it ("64x64x3")
or as (height, width, channels); `settings` other values for the spec's own; `rounding` another
default for windows that do not fit ("exact", "floor" or "ceil"); `limits` other bounds.
"""

from __future__ import annotations

from cnncalc.api.figures import analyze, analyze_reading, compare, memory, problems
from cnncalc.api.form import draw, from_shorthand, import_onnx, onnx_model, pytorch_code
from cnncalc.api.reading import load, load_text, read_spec

__all__ = [
    "analyze",
    "analyze_reading",
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
    "read_spec",
]
