"""What a verification found: a row a layer, each with its figures predicted and measured.

    >>> verification.rows[0].verdict
    'agrees'
    >>> print(verification.rows[0].checks["flops"])
    Check(predicted=210830400, measured=210830400, fault=None)

Plain frozen values, which need no PyTorch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cnncalc.verify.extent import Extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cnncalc.shape import Shape

__all__ = [
    "TOTALLED",
    "Check",
    "Conditions",
    "DTypeName",
    "DeviceName",
    "Measurable",
    "Peaks",
    "Row",
    "Surroundings",
    "Verdict",
    "Verification",
]

DeviceName = Literal["auto", "cpu", "cuda", "meta"]
DTypeName = Literal["float32", "float64", "float16", "bfloat16"]

Verdict = Literal["agrees", "known fault", "differs", "refused", "not checked"]
"""What comes of comparing: a known fault is PyTorch's own miscount, met to the digit; refused is
what PyTorch will not build or run; not checked is what there is no builder for."""

TOTALLED = ("parameters", "weights", "biases", "fixed", "flops", "backward_flops")
"""What is counted for each layer, and adds up; beside it stand output_shape and receptive_field."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How to run a network."""

    device: DeviceName = "auto"
    batch: int = 1
    """Examples at once."""
    dtype: DTypeName = "float32"
    backward: bool = False
    """Whether to count the backward pass too."""
    receptive_field: bool = False
    """Whether to measure receptive fields by gradient."""


Measurable = int | tuple[int, ...] | Extent


@dataclass(frozen=True, slots=True)
class Check:
    """One figure as cnncalc predicts it and as PyTorch shows it."""

    predicted: Measurable | None
    """None where cnncalc gives no one figure."""
    measured: Measurable | None
    """None where it could not be measured."""
    fault: int | None = None
    """The figure that a known miscount of PyTorch gives in the place of the right one."""

    @property
    def verdict(self) -> Verdict:
        """Whether the two are the same, exactly."""
        if self.measured is None or self.predicted is None:
            return "not checked"
        if self.measured == self.predicted:
            return "agrees"
        return "known fault" if self.measured == self.fault else "differs"


@dataclass(frozen=True, slots=True)
class Row:
    """One layer."""

    name: str
    kind: str
    output_shape: Shape
    """As cnncalc computed it."""
    checks: Mapping[str, Check]
    """output_shape, those of TOTALLED, receptive_field; what was not asked for is absent."""
    refusal: str = ""
    """What PyTorch says against the layer, where it refuses it."""
    milliseconds: float | None = None
    """Time of one forward pass of the batch; for information."""

    @property
    def verdict(self) -> Verdict:
        """The worst of its checks."""
        if self.refusal:
            return "refused"
        return _worst(each.verdict for each in self.checks.values())


@dataclass(frozen=True, slots=True)
class Peaks:
    """Most memory that a pass held on a GPU at one time, in bytes, parameters included."""

    held: int
    """What was requested already before it: parameters, the input, workspaces, gradients."""
    requested: int
    """What tensors and scratch asked for."""
    allocated: int
    """The same in whole blocks: `torch.cuda.max_memory_allocated`."""
    reserved: int
    """What PyTorch took from the GPU."""
    retries: int
    """How often it had to give memory back and ask again; the peaks mean nothing unless 0."""
    predicted: int | None = None
    """What tensors ask for, as cnncalc predicts it (`cnncalc.analysis.memory`): no workspaces."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where and how a network ran."""

    torch: str
    device: str
    dtype: DTypeName
    batch: int
    threads: int | None


@dataclass(frozen=True)
class Verification:
    """Everything that came of running one network."""

    name: str
    title: str
    input_shape: Shape
    surroundings: Surroundings
    rows: tuple[Row, ...]
    parameter_bytes: int = 0
    """Of all parameters and fixed values, as cnncalc counts them, in this type."""
    activation_bytes: int = 0
    """Of the input and the stored outputs of the batch, as cnncalc counts them, in this type."""
    peaks: Mapping[str, Peaks] = field(default_factory=dict)
    """By pass: inference, first_step, second_step; empty unless it ran on a GPU."""
    untrained: str = ""
    """Why there is a peak of inference and none of a step; empty otherwise."""
    base_bytes: int | None = None
    """What tensors hold before the first pass, as predicted: parameters, input, classes."""
    context_bytes: int | None = None
    """What the GPU's driver took beside PyTorch."""

    @property
    def verdict(self) -> Verdict:
        """The worst of its rows."""
        return _worst(each.verdict for each in self.rows)

    @property
    def agrees(self) -> bool:
        """Whether every figure of every row is right, or PyTorch's wrong only by a known fault."""
        return self.verdict in {"agrees", "known fault"}

    @property
    def workspace_bytes(self) -> int | None:
        """What was held before the first pass beside what is predicted: workspaces of libraries."""
        if self.base_bytes is None or "inference" not in self.peaks:
            return None
        return self.peaks["inference"].held - self.base_bytes

    def checked(self, figure: str) -> bool:
        """Whether a figure was asked for."""
        return any(figure in each.checks for each in self.rows)

    def total(self, figure: str) -> Check:
        """Give the sums of a counted figure, one of TOTALLED, over all rows."""
        checks = [each.checks[figure] for each in self.rows if figure in each.checks]
        predicted = sum(_count(each.predicted) for each in checks)
        faulty = sum(
            _count(each.predicted if each.fault is None else each.fault) for each in checks
        )
        known = all(each.measured is not None for each in checks)
        measured = sum(_count(each.measured) for each in checks) if known else None
        return Check(predicted, measured, None if faulty == predicted else faulty)


_FROM_WORST: tuple[Verdict, ...] = ("differs", "refused", "not checked", "known fault")


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    return next((each for each in _FROM_WORST if each in found), "agrees")


def _count(value: Measurable | None) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
