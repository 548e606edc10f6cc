"""What a layer is called, where the file has a word for it: `conv1`, `layer1.0.conv1`, `fc`.

The name of a weight says most, then that of the node; what an exporter made up says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.origin.model import Constant, Operation

__all__ = ["generated", "layer_word", "network_word", "with_article"]


def layer_word(operation: Operation, weight: Constant | None) -> str:
    """Give the word for the layer of an operator; empty where there is none."""
    for name in weight.names if weight is not None else ():
        found = _word(_WEIGHT.sub("", name))
        if found:
            return found
    if weight is None:
        return ""
    path = operation.name.strip("/").split("/")
    if path[-1].startswith(operation.kind):
        path = path[:-1]
    inner = [each for at, each in enumerate(path) if not _leads(each, path[at + 1 : at + 2])]
    return _word(".".join(inner)) or _word(operation.outputs[0] if operation.outputs else "")


def network_word(*candidates: str) -> str:
    """Give the first candidate that can be the name of a network, made harmless."""
    for each in candidates:
        word = re.sub(r"[^A-Za-z0-9_.-]+", " ", each[:_LONGEST_NAME]).strip(" .-_")
        if re.search("[A-Za-z]{2}", word) and word.lower() not in _NO_NETWORKS:
            return word
    return "network"


def with_article(word: str) -> str:
    """Give a word with `a` or `an`, as it is spoken: an If, an LRN, a Unique."""
    vowel = re.match(r"[aeio]|u(?!ni|se)|(lrn|lstm|lp|l2)", word, re.IGNORECASE)
    return f"{'an' if vowel else 'a'} {word}"


def generated(name: str) -> bool:
    """Say whether an exporter made a name up for a constant of its own.

    PyTorch's exporters call one `val_3`, `12` or `/norm/Constant_output_0`, that of TensorFlow
    `const_fold_opt__7` or `norm/Const:0`. A statistic is one too: where it holds the same values
    as a constant, PyTorch stores both as one tensor, under the name of the statistic.
    """
    return bool(_GENERATED.search(name))


_GENERATED = re.compile(
    r"^(_?val_\d+|\d+|const_fold_opt.*|lifted_tensor_\d+)$"
    r"|(^|/)(const|constant(_\d+)?_output|ones|zeros|ones_like|zeros_like)(_\d+)?(:\d+)?$"
    r"|(running|moving)_(mean|var|variance)(:\d+)?$",
    re.ASCII | re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"([./](weight|kernel|w|W|conv2d/kernel|depthwise_kernel))?([:_]\d+)?$|_(w|W|weights?)(_\d+)?$",
    re.ASCII,
)
_LONGEST_NAME = 200
_LONGEST_WORD = 48
_NO_NETWORKS = {"main_graph", "main", "graph", "torch_jit", "torch-jit-export", "tf2onnx", "model"}
_MADE_UP = frozenset(
    [
        "add",
        "addmm",
        "avg",
        "branch",
        "branches",
        "cat",
        "classifier",
        "const",
        "constant",
        "conv",
        "conv2d",
        "convolution",
        "d",
        "dense",
        "depthwise",
        "features",
        "gemm",
        "getitem",
        "graph",
        "input",
        "layer",
        "layers",
        "linear",
        "mat",
        "matmul",
        "max",
        "mm",
        "model",
        "module",
        "mul",
        "node",
        "onnx",
        "op",
        "operator",
        "output",
        "pool",
        "relu",
        "sequential",
        "temp",
        "tensor",
        "tmp",
        "transpose",
        "val",
        "value",
        "variable",
        "view",
        "weight",
        "y",
    ]
)
"""Words for a thing of some kind; with a number they say no more."""


def _word(name: str) -> str:
    """A name that a person gave; empty for any other."""
    if name.startswith("node_"):  # so PyTorch calls what has no name
        return ""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", name, re.ASCII) or len(name) > _LONGEST_WORD:
        return ""
    last = name.rpartition(".")[2]
    if re.fullmatch(r"(conv|fc|ip|dense)(?![123]d)[0-9][0-9a-z_]*", last):
        return name
    parts = [each for each in re.split("[^a-z]+", last.lower()) if len(each) > 1]
    return "" if all(each in _MADE_UP for each in parts) else name


def _leads(part: str, following: list[str]) -> bool:
    """Whether a part of a path stands again at the start of the next: layer1/layer1.0."""
    return bool(following) and following[0].startswith(f"{part}.")
