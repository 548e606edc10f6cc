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

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc.analysis.comparison import Comparison
from cnncalc.analysis.published import published_problems
from cnncalc.analysis.result import BYTES_PER_VALUE, Analysis
from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.garbage import without_collecting
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.plain import inert
from cnncalc.report.notebook import DISPLAY
from cnncalc.shape import Image, Vector
from cnncalc.spec.catalog import shipped, spec_path
from cnncalc.spec.graph import NO_OVERRIDES, Network, Reading
from cnncalc.spec.problem import Problems
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.setup import Dtype, Optimizer, Rules
    from cnncalc.diagnostic import Diagnostic
    from cnncalc.diagram import Style
    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.origin.shorthand import Padding
    from cnncalc.spec.source import Source

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
def load(
    spec: str | Path,
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
) -> Network:
    """Read a spec and check it; raises as `analyze` does."""
    return _checked(
        read_spec(spec, input=input, settings=settings, rounding=rounding, limits=limits)
    )


@without_collecting
def load_text(  # noqa: PLR0913  each says one thing, by name
    text: str,
    name: str = "<text>",
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
) -> Network:
    """Read a spec from its text and check it; `name` is what messages call it."""
    bounds = limits or DEFAULT_LIMITS
    return _checked(
        read_network(
            parse_source(text, name, bounds),
            input=_written(input),
            settings=settings,
            rounding=rounding,
            limits=bounds,
        )
    )


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
    freeze that there is not, and ValueError for a batch, a type or an optimizer that is none.
    """
    from cnncalc.analysis.memory.account import Account, check_setup
    from cnncalc.analysis.memory.setup import Setup

    setup = Setup(batch=batch, dtype=dtype, optimizer=optimizer, rules=rules, in_place=in_place)
    check_setup(setup)
    reading = read_spec(spec, input=input, settings=settings, rounding=rounding, limits=limits)
    network = _checked(reading)
    account = Account(
        network, setup, training, (freeze,) if isinstance(freeze, str) else (*freeze,)
    )
    _ = account.analysis
    return account


def pytorch_code(
    spec: str | Path | Network,
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
) -> str:
    """Write a network as a PyTorch module: a file that needs torch alone. Torch is not needed here.

    Raises as `analyze` does, and CannotRunError for a kind of layer that has no PyTorch code yet.
    """
    from cnncalc.export.pytorch import pytorch_code as code_of

    reading = read_spec(spec, input=input, settings=settings, rounding=rounding, limits=limits)
    return code_of(reading.network, analyze_reading(reading)).text


def onnx_model(
    spec: str | Path | Network,
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
) -> bytes:
    """Give the bytes of an ONNX file of a network, with the weights that PyTorch starts from.

    Raises as `pytorch_code` does, and CannotRunError where what it needs is not installed.
    """
    from cnncalc.export.onnx import onnx_model as model_of

    reading = read_spec(spec, input=input, settings=settings, rounding=rounding, limits=limits)
    return model_of(reading.network, analyze_reading(reading))


def draw(  # noqa: PLR0913  each says one thing, by name
    spec: str | Path | Network,
    *,
    style: Style = "volumes",
    depth: int | None = None,
    log: bool = False,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits | None = None,
) -> str:
    """Draw a network as the text of an SVG: "volumes", "graph", "bars" or "receptive-field".

    `depth` draws blocks inside so many blocks as one; `log` draws bars on a logarithmic scale.
    Raises as `analyze` does, and CannotRunError where what lays a graph out is not installed.
    """
    from cnncalc.diagram import drawing

    analysis = analyze(spec, input=input, settings=settings, rounding=rounding, limits=limits)
    return drawing(analysis, style, depth=depth, log=log)


@without_collecting
def import_onnx(
    path: str | Path,
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    name: str | None = None,
) -> str:
    """Give the text of a spec for an ONNX file, or for standard input, which is `-`.

    Raises SpecError with what cannot be read, each operator by its node; CannotRunError where the
    file, its size of the input, or the package onnx is missing.
    """
    from cnncalc.origin.onnx_spec import onnx_spec

    return onnx_spec(str(path), _written(input), name)


@without_collecting
def from_shorthand(
    text: str,
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    padding: Padding | None = None,
    name: str | None = None,
) -> str:
    """Give the text of a spec for the shorthand of exam sheets: "CONV-9-32 POOL-2 FC-10".

    `padding` is "same" or "0", for convolutions that do not say it. Raises SpecError with the word
    that cannot be read, CannotRunError where nothing says how large the input is.
    """
    from cnncalc.origin.shorthand import shorthand_spec

    return shorthand_spec(text, _written(input), padding, name or "network")


@without_collecting
def read_spec(  # noqa: PLR0913  each says one thing, by name
    spec: str | Path | Network,
    *,
    input: str | Sequence[int] | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    usual_rounding: Rounding = "exact",
    limits: Limits | None = None,
) -> Reading:
    """Read a spec as far as it can be read; SpecError where it is not even YAML.

    A loaded network keeps what it was loaded under, where nothing else is said; `usual_rounding`
    stands where neither `rounding` nor the spec says anything.
    """
    if isinstance(spec, Network):
        same = usual_rounding == "exact"
        if same and (input, settings, rounding, limits) == (None, None, None, None):
            return Reading(spec, Problems(spec.source))
        bounds, source, before = limits or spec.limits, spec.source, spec.overrides
    else:
        bounds, before = limits or DEFAULT_LIMITS, NO_OVERRIDES
        source = _source(spec, bounds)
    said = before.with_more(_written(input), settings, rounding)
    return read_network(source, **said._asdict(), usual_rounding=usual_rounding, limits=bounds)


@without_collecting
def analyze_reading(reading: Reading, *, bytes_per_value: int = BYTES_PER_VALUE) -> Analysis:
    """Analyse what was read; SpecError with all its problems where there are any."""
    return walk(reading, bytes_per_value=bytes_per_value)


def _source(spec: object, limits: Limits) -> Source:
    """Read a file; messages call a shipped network by its name, wherever it is installed."""
    if not isinstance(spec, (str, Path)):
        message = f"a spec is a name, a path or a loaded network, not of type {type(spec).__name__}"
        raise CannotRunError(message)
    path = spec_path(spec) if isinstance(spec, str) and spec != "-" else spec
    source = read_source(path, limits)
    return replace(source, name=f"<{spec}>") if spec in shipped() else source


def _written(shape: object) -> str | None:
    """Write an input shape as a spec has it; CannotRunError for what is none."""
    if shape is None or isinstance(shape, str):
        return shape
    if isinstance(shape, (Image, Vector)):  # an image's own axes are channels first
        return str(shape)
    if isinstance(shape, Sequence) and all(isinstance(each, int) for each in shape):
        return "x".join(str(each) for each in shape)
    message = f'{inert(repr(shape)[:64])} is no input shape; write "64x64x3" or (64, 64, 3)'
    raise CannotRunError(message)


def _checked(reading: Reading) -> Network:
    walk(reading)
    return reading.network


# A notebook shows what stands above an analysis, which therefore is told of it from here.
Analysis.display = DISPLAY
