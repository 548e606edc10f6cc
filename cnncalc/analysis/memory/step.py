"""The memory that PyTorch allocates for a network, predicted without PyTorch.

    >>> found = predicted(cnncalc.analyze("alexnet-torchvision"), Setup(batch=8, optimizer="adam"))
    >>> found.second_step.bytes, found.second_step.at
    (1226871296, Place(layer='optimizer', phase='optimizer'))

docs/memory-model.md states the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.memory.prediction import SORTS, Event, Peak, Place, Prediction
from cnncalc.analysis.memory.setup import Setup

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis

__all__ = ["Event", "Peak", "Place", "Prediction", "Setup", "predicted"]


def predicted(analysis: Analysis, setup: Setup) -> Prediction:
    """Predict the peaks of inference, and of the first and second step of training."""
    size = setup.bytes_per_value
    parameters = (int(analysis.totals.parameters) + int(analysis.totals.fixed)) * size
    batch = int(analysis.totals.input_activations) * setup.batch * size
    held = dict.fromkeys(SORTS, 0) | {"parameters": parameters, "input": batch}
    total = sum(held.values())
    peak = Peak(total, total, Place("input", "forward"), held, (Event("input", "forward", total),))
    return Prediction(setup, total, total, peak, peak, peak)
