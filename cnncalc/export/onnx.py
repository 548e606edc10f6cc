"""A network as an ONNX file: its PyTorch code, executed and traced by PyTorch's own exporter.

    model = onnx_model(network, analysis)
    Path("alexnet.onnx").write_bytes(model)

The weights are those that PyTorch starts from, the same each time; the size of the batch is left
open. What PyTorch remembers, warns of and logs is as before afterwards.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnncalc.diagnostic import CannotRunError
from cnncalc.export.code.identifier import Names, identifier
from cnncalc.export.pytorch import pytorch_code
from cnncalc.plain import inert
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.result import Analysis
    from cnncalc.spec.graph import Network

__all__ = ["onnx_model"]

NEEDED = ("torch", "onnx", "onnxscript")
LARGEST = 2**31 - 2**20
"""Bytes of weights that a file of one piece can hold: protobuf stops at 2 GiB."""
BYTES_PER_VALUE = 4
COPIES = 4
"""The weights are held so often at once: by PyTorch, the exporter, the model and the file."""


def onnx_model(network: Network, analysis: Analysis) -> bytes:
    """Give the bytes of an ONNX file of a network.

    Raises CannotRunError where packages or memory are missing, or the weights are too large.
    """
    missing = [each for each in NEEDED if find_spec(each) is None]
    if missing:
        names = listed(missing, "and")
        raise CannotRunError(f"ONNX needs {names}: pip install 'cnncalc[onnx]'")
    _check_size(analysis)
    code = pytorch_code(network, analysis)
    words = Names(frozenset({"input"}))
    outputs = [words.unique(identifier(each)) for each in analysis.outputs]
    with _without_a_trace() as torch:
        space: dict[str, Any] = {"__name__": "exported"}
        exec(compile(code.text, "<exported>", "exec"), space)  # noqa: S102  code of our own
        module = space[code.class_name]().eval()
        model = _traced(torch, module, network.input_shape.axes, outputs)
        _tidy(model, set(module.state_dict()))
        content: bytes = model.SerializeToString()
    return content


def _traced(torch: Any, module: Any, sizes: tuple[int, ...], outputs: list[str]) -> Any:  # noqa: ANN401  PyTorch has no types here
    """The model as PyTorch's exporter writes it, with what is constant computed.

    Its own optimization would merge each normalization into the convolution before it.
    """
    from onnxscript import optimizer

    try:
        program = torch.onnx.export(
            module,
            (torch.zeros(2, *sizes),),  # a batch of 1 would be taken for one that is always 1
            input_names=["input"],
            output_names=outputs,
            dynamic_shapes=({0: "batch"},),
            dynamo=True,
            optimize=False,
            verbose=False,
        )
    except RuntimeError as error:  # its own errors are, and those of memory and of recursion
        reason = inert(str(error).partition("\n")[0])
        raise CannotRunError(f"PyTorch's ONNX exporter stopped: {reason}") from error
    optimizer.fold_constants(program.model)
    optimizer.remove_unused_nodes(program.model)
    return program.model_proto


def _tidy(model: Any, learned: set[str]) -> None:  # noqa: ANN401  protobuf has no types here
    """Take out the biases of 0 that the exporter gives to convolutions without, and its traces.

    The traces name files of this machine.
    """
    graph = model.graph
    for node in graph.node:
        biased = node.op_type == "Conv" and len(node.input) == _WITH_BIAS
        if biased and node.input[-1] not in learned:
            node.input.pop()
    used = {name for node in graph.node for name in node.input}
    for number, each in reversed(list(enumerate(graph.initializer))):
        if each.name not in used:
            del graph.initializer[number]
    for each in (model, graph, *graph.node, *graph.value_info, *graph.input, *graph.output):
        each.ClearField("metadata_props")


_WITH_BIAS = 3
"""What a convolution reads: the image, the weights, the biases."""


def _check_size(analysis: Analysis) -> None:
    totals = analysis.totals
    weights = (int(totals.parameters) + int(totals.fixed)) * BYTES_PER_VALUE
    if weights > LARGEST:
        size = f"{weights / 2**30:,.1f} GiB"
        raise CannotRunError(f"an ONNX file holds at most 2 GiB, and the weights are {size}")
    needed, free = weights * COPIES, _free_memory()
    if free is not None and needed > free:
        message = (
            f"writing ONNX needs some {needed / 2**30:,.1f} GiB of memory here, "
            f"and {free / 2**30:,.1f} GiB are free"
        )
        raise CannotRunError(message)


def _free_memory() -> int | None:
    """The bytes of memory that are free; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return None
    kibibytes = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return int(kibibytes[0]) * 1024 if kibibytes else None


@contextmanager
def _without_a_trace() -> Iterator[Any]:
    """Give PyTorch, quiet, with random numbers of its own that begin the same each time."""
    disabled = logging.root.manager.disable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            import torch

            with torch.random.fork_rng(devices=[]), torch.device("cpu"):
                torch.manual_seed(0)
                yield torch
        finally:
            logging.disable(disabled)
