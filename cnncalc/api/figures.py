"""What a network is found to have: its figures, its problems, its memory, beside another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.comparison import Comparison
from cnncalc.analysis.published import published_problems
from cnncalc.analysis.result import BYTES_PER_VALUE, Analysis
from cnncalc.analysis.walk import walk
from cnncalc.api.reading import checked, read_spec
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.garbage import without_collecting
from cnncalc.report.notebook import DISPLAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.setup import Dtype, Optimizer, Rules
    from cnncalc.diagnostic import Diagnostic
    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.spec.graph import Network, Reading

__all__ = ["analyze", "analyze_reading", "compare", "memory", "problems"]


@without_collecting
def analyze(  # noqa: PLR0913  what may be said beside a spec
    spec: str | Path | Network,
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
    bytes_per_value: int = BYTES_PER_VALUE,
) -> Analysis:
    """Analyse a shipped network by its name, a spec file by its path, or a loaded network.

    Raises SpecError with all problems of the spec, CannotRunError where there is none to read.
    """
    reading = read_spec(spec, input=input, settings=settings, rounding=rounding, limits=limits)
    return analyze_reading(reading, bytes_per_value=bytes_per_value)


@without_collecting
def compare(
    *specs: str | Path | Network | Analysis,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
    convention: str | Convention = "cnncalc",
) -> Comparison:
    """Lay networks side by side: specs as `analyze` takes them, or what it gave.

    So one network can be compared with itself under another input. Raises as `analyze` does, and
    CannotRunError for fewer than two networks.
    """
    if len(specs) < _TWO:
        raise CannotRunError("two networks or more can be compared")
    analyses = (
        spec
        if isinstance(spec, Analysis)
        else analyze(spec, input=input, settings=settings, rounding=rounding, limits=limits)
        for spec in specs
    )
    return Comparison(tuple(each.counted(convention) for each in analyses))


_TWO = 2


@without_collecting
def problems(
    spec: str | Path | Network,
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
) -> tuple[Diagnostic, ...]:
    """Give every problem of a spec, published figures that do not hold among them; none is fine."""
    try:
        reading = read_spec(spec, input=input, settings=settings, rounding=rounding, limits=limits)
        analysis = analyze_reading(reading)
    except SpecError as error:
        return error.diagnostics
    return published_problems(reading, analysis)


@without_collecting
def memory(  # noqa: PLR0913  each says one thing, by name
    spec: str | Path | Network,
    *,
    batch: int = 1,
    dtype: Dtype = "float32",
    optimizer: Optimizer = "momentum",
    training: bool = True,
    weight_decay: bool = False,
    freeze: Sequence[str] = (),
    in_place: bool = False,
    rules: Rules = "cuda",
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
) -> Account:
    """Say what memory a network takes: the lecture's estimate, and what PyTorch would allocate.

    Bytes, for a step of training or (`training=False`) for inference. `freeze` names layers that
    are not trained: `["conv1..conv5"]`. Raises as `analyze` does, CannotRunError for a layer to
    freeze that there is not or where nothing is left to train, and ValueError for a batch, a
    type or an optimizer that is none.
    """
    from cnncalc.analysis.memory.account import Account, check_freeze, check_setup
    from cnncalc.analysis.memory.setup import Setup

    setup = Setup(
        batch=batch,
        dtype=dtype,
        optimizer=optimizer,
        rules=rules,
        in_place=in_place,
        weight_decay=weight_decay,
    )
    check_setup(setup, training=training)
    words = check_freeze(freeze)
    reading = read_spec(spec, input=input, settings=settings, rounding=rounding, limits=limits)
    account = Account(checked(reading), setup, training, words)
    return account.runnable()


@without_collecting
def analyze_reading(reading: Reading, *, bytes_per_value: int = BYTES_PER_VALUE) -> Analysis:
    """Analyse what was read; SpecError with all its problems where there are any."""
    return walk(reading, bytes_per_value=bytes_per_value)


# A notebook shows what stands above an analysis, which therefore is told of it from here.
Analysis.display = DISPLAY
