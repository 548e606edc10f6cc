"""What a short spec becomes: `code_of("layers: [relu]")`, and the lines of one class in it.

>>> class_of("layers: [relu, tanh]", "Net")
['self.layers = nn.Sequential(', 'nn.ReLU(),', 'nn.Tanh(),', ')', 'return self.layers(x)']
"""

from __future__ import annotations

import re

from cnncalc import analyze, load_text
from cnncalc.export.pytorch import pytorch_code

__all__ = ["class_of", "code_of"]


def code_of(rest: str, input: str = "16x16x3") -> str:  # noqa: A002  the word of the language
    """Give the code of a network called Net; `rest` is its spec from the settings on."""
    network = load_text(f"name: Net\ninput: {input}\n{rest}\n")
    return pytorch_code(network, analyze(network)).text


def class_of(rest: str, name: str = "Net") -> list[str]:
    """Give the lines of a class without its frame: what it makes, and its forward pass."""
    text = code_of(rest).split(f"class {name}(nn.Module):\n")[1]
    text = re.split(r"\n\n\n", text)[0]
    text = text.split("super().__init__()\n")[1]
    lines = [each.strip() for each in text.splitlines()]
    return [each for each in lines if each and not each.startswith("def ")]
