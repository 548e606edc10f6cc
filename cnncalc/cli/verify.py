"""`cnncalc verify`: a network built in PyTorch, run, and compared row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.failure import REFUSED
from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes
from cnncalc.cli.whole import Whole

if TYPE_CHECKING:
    from cnncalc.cli.isolation import Tell
    from cnncalc.cli.output import Output
    from cnncalc.spec.graph import Network
    from cnncalc.verify.result import Conditions, DeviceName, DTypeName, Verification

__all__ = ["WORKSPACE", "command"]

WORKSPACE = {"CUBLAS_WORKSPACE_CONFIG": ":4096:2:16:8"}
"""The same workspace on every GPU, so that peaks of memory compare (PyTorch's documentation of
CUDA environment variables)."""


@click.command(name="verify")
@spec_argument
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda", "meta"]),
    default="auto",
    help="Where to run: a GPU if there is one (auto), or meta, which checks shapes and counts of "
    "any size without running.",
)
@click.option(
    "--batch",
    metavar="N",
    type=Whole(1, 1_000_000),
    default=1,
    help="Examples at once; 1 by default.",
)
@click.option(
    "--dtype",
    type=click.Choice(["float32", "float64", "float16", "bfloat16"]),
    default="float32",
    help="The type of all numbers; float32 by default.",
)
@click.option("--backward", is_flag=True, help="Count the FLOPs of the backward pass too.")
@click.option(
    "--receptive-field",
    is_flag=True,
    help="Measure receptive fields by gradient; the gradients of large networks take minutes.",
)
@reads_spec
@writes()
def command(  # noqa: PLR0913  one for each option
    *,
    spec: str,
    device: DeviceName,
    batch: int,
    dtype: DTypeName,
    backward: bool,
    receptive_field: bool,
    reader: Reader,
    output: Output,
) -> int:
    """Build a network in PyTorch, run it, and compare every row with what cnncalc computes.

    \b
    Examples:
      cnncalc verify alexnet --device meta
      cnncalc verify lenet5 --backward --receptive-field
      cnncalc verify mynet.cnn.yaml --batch 8 --format json

    Exit code 0 only when every row agrees; 1 where one differs, is refused by PyTorch, or is of a
    kind that cannot be checked. PyTorch is not part of cnncalc: pip install 'cnncalc[torch]'.
    """
    from cnncalc.cli.isolation import isolated
    from cnncalc.verify.result import Conditions

    conditions = Conditions(device, batch, dtype, backward, receptive_field)
    network = reader.network(spec)
    verification = isolated(lambda tell: _verified(network, conditions, tell), WORKSPACE)
    if output.format == "json":
        from cnncalc.verify.data import verification_data

        output.data(verification_data(verification))
    else:
        from cnncalc.report.verification import verification_table

        output.table(verification_table(verification, output.look.order))
    return 0 if verification.agrees else REFUSED


def _verified(network: Network, conditions: Conditions, tell: Tell) -> Verification:
    """Verify, and tell at which layer it is."""
    from cnncalc.api import analyze
    from cnncalc.verify.installation import require_torch
    from cnncalc.verify.stop import watched

    analysis = analyze(network)
    require_torch()
    from cnncalc.verify.verification import verify

    with watched(tell):
        return verify(network, analysis, conditions)
