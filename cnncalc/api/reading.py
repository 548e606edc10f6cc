"""Reading a network: from a shipped name, a path, a text, or one that is loaded already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CannotRunError
from cnncalc.garbage import without_collecting
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.plain import inert
from cnncalc.shape import Image, Vector
from cnncalc.spec.catalog import shipped, spec_path
from cnncalc.spec.graph import NO_OVERRIDES, Network, Reading
from cnncalc.spec.problem import Problems
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.spec.source import Source

__all__ = ["checked", "load", "load_text", "read_spec", "written_shape"]


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
    return checked(
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
    return checked(
        read_network(
            parse_source(text, name, bounds),
            input=written_shape(input),
            settings=settings,
            rounding=rounding,
            limits=bounds,
        )
    )


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
    said = before.with_more(written_shape(input), settings, rounding)
    return read_network(source, **said._asdict(), usual_rounding=usual_rounding, limits=bounds)


def checked(reading: Reading) -> Network:
    """Give the network that was read; SpecError with all its problems where there are any."""
    walk(reading)
    return reading.network


def written_shape(shape: object) -> str | None:
    """Write an input shape as a spec has it; CannotRunError for what is none."""
    if shape is None or isinstance(shape, str):
        return shape
    if isinstance(shape, (Image, Vector)):  # an image's own axes are channels first
        return str(shape)
    if isinstance(shape, Sequence) and all(isinstance(each, int) for each in shape):
        return "x".join(str(each) for each in shape)
    message = f'{inert(repr(shape)[:64])} is no input shape; write "64x64x3" or (64, 64, 3)'
    raise CannotRunError(message)


def _source(spec: object, limits: Limits) -> Source:
    """Read a file; messages call a shipped network by its name, wherever it is installed."""
    if not isinstance(spec, (str, Path)):
        message = f"a spec is a name, a path or a loaded network, not of type {type(spec).__name__}"
        raise CannotRunError(message)
    path = spec_path(spec) if isinstance(spec, str) and spec != "-" else spec
    source = read_source(path, limits)
    return replace(source, name=f"<{spec}>") if spec in shipped() else source
