"""A network in other forms: as code, as an ONNX file, as a picture; and from such into a spec."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.api.figures import analyze, analyze_reading
from cnncalc.api.reading import read_spec, written_shape
from cnncalc.garbage import without_collecting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cnncalc.diagram import Style
    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.origin.shorthand import Padding
    from cnncalc.spec.graph import Network

__all__ = ["draw", "from_shorthand", "import_onnx", "onnx_model", "pytorch_code"]


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

    A notebook shows the picture. `depth` draws blocks inside so many blocks as one; `log` draws
    bars on a logarithmic scale.
    Raises as `analyze` does, and CannotRunError where what lays a graph out is not installed.
    """
    from cnncalc.analysis.display import Svg
    from cnncalc.diagram import drawing

    analysis = analyze(spec, input=input, settings=settings, rounding=rounding, limits=limits)
    return Svg(drawing(analysis, style, depth=depth, log=log))


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

    return onnx_spec(str(path), written_shape(input), name)


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

    return shorthand_spec(text, written_shape(input), padding, name or "network")
