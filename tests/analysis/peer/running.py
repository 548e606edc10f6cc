"""The other tools themselves, each run on the module that `cnncalc export` writes of a network.

>>> ran("fvcore", load("lenet5"))
{'parameters': 60000, 'flops': 325680}

A tool that is not installed is an ImportError; the extra `peers` has them all.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from typing import TYPE_CHECKING

from cnncalc import pytorch_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor, nn

    from cnncalc.spec.graph import Network

__all__ = ["TOOLS", "ran"]


def ran(tool: str, network: Network) -> dict[str, int]:
    """Give what a tool says of a network of one example, by the tool's own words."""
    import torch

    from tests.export.running import network_class

    module = network_class(pytorch_code(network))().eval()
    first = torch.zeros(1, *network.input_shape.axes)
    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            torch.no_grad(),
        ):
            warnings.simplefilter("ignore")  # the tools use what PyTorch and Python deprecated
            return TOOLS[tool](module, first)
    finally:
        logging.disable(disabled)


def _torchinfo(module: nn.Module, first: Tensor) -> dict[str, int]:
    import torchinfo

    found = torchinfo.summary(module, input_data=first, verbose=0, device="cpu")
    return {
        "Total params": found.total_params,
        "Trainable params": found.trainable_params,
        "Total mult-adds": found.total_mult_adds,
        "Forward/backward pass size": found.total_output_bytes,
        "Params size": found.total_param_bytes,
    }


def _fvcore(module: nn.Module, first: Tensor) -> dict[str, int]:
    from fvcore.nn import FlopCountAnalysis, parameter_count

    found = FlopCountAnalysis(module, first)
    return {"parameters": parameter_count(module)[""], "flops": int(found.total())}


def _ptflops(module: nn.Module, first: Tensor) -> dict[str, int]:
    import ptflops

    macs, params = ptflops.get_model_complexity_info(
        module,
        tuple(first.shape[1:]),
        as_strings=False,
        print_per_layer_stat=False,
        verbose=False,
        backend="pytorch",
    )
    return {"params": params, "macs": macs}


def _thop(module: nn.Module, first: Tensor) -> dict[str, int]:
    import thop

    macs, params = thop.profile(module, inputs=(first,), verbose=False)
    return {"params": int(params), "macs": int(macs)}


TOOLS: dict[str, Callable[[nn.Module, Tensor], dict[str, int]]] = {
    "torchinfo": _torchinfo,
    "fvcore": _fvcore,
    "ptflops": _ptflops,
    "thop": _thop,
}
"""Each tool that runs a PyTorch module; Keras takes none."""
