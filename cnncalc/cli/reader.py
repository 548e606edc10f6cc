"""Reading a spec as a command line asks: with another input, other settings, other bounds.

    >>> int(Reader(settings={"k": "128"}).analysis("alphago").totals.parameters)

What reads and computes is loaded when the first spec is read, so that `--help` costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from cnncalc.diagnostic import SpecError
from cnncalc.limit import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.examination import Examination
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagnostic import Diagnostic
    from cnncalc.layers.field import Rounding
    from cnncalc.spec.graph import Network

__all__ = ["Reader"]


@dataclass(frozen=True)
class Reader:
    """Reads specs as the command line asks, with other values for some of their own."""

    input: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    rounding: str | None = None
    limits: Limits = DEFAULT_LIMITS
    usual_rounding: Rounding = "exact"
    """The rounding of an analysis where neither the command line nor the spec says one."""

    def analysis(self, spec: str, *, bytes_per_value: int = 4) -> Analysis:
        """Analyse a spec; raises SpecError with its problems, or CannotRunError."""
        from cnncalc.api import analyze_reading, read_spec

        reading = read_spec(spec, usual_rounding=self.usual_rounding, **self._values())
        return analyze_reading(reading, bytes_per_value=bytes_per_value)

    def read(self, spec: str) -> tuple[Network, Analysis]:
        """Read a spec and analyse it; raises SpecError with its problems, or CannotRunError."""
        from cnncalc.api import analyze_reading, read_spec

        reading = read_spec(spec, usual_rounding=self.usual_rounding, **self._values())
        return reading.network, analyze_reading(reading)

    def network(self, spec: str) -> Network:
        """Read a spec and check it; raises SpecError or CannotRunError."""
        from cnncalc.api import load

        return load(spec, **self._values())

    def pytorch_code(self, spec: str) -> str:
        """Write a spec as a PyTorch module; raises SpecError or CannotRunError."""
        from cnncalc.api import pytorch_code

        return pytorch_code(spec, **self._values())

    def onnx_model(self, spec: str) -> bytes:
        """Give the bytes of an ONNX file of a spec; raises SpecError or CannotRunError."""
        from cnncalc.api import onnx_model

        return onnx_model(spec, **self._values())

    def verdict(self, spec: str) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
        """Give every problem of a spec, then its disputed figures; raises CannotRunError."""
        from cnncalc.analysis.published import disputed_figures, published_problems
        from cnncalc.api import analyze_reading, read_spec

        try:
            reading = read_spec(spec, **self._values())
            analysis = analyze_reading(reading)
        except SpecError as error:
            return error.diagnostics, ()
        disputed = disputed_figures(reading, analysis)
        notes = tuple(replace(each, code="disputed-figure") for each in disputed)
        return published_problems(reading, analysis), notes

    def examination(self, spec: str) -> Examination:
        """Read a spec as it is written, with all that came of it; raises CannotRunError."""
        from cnncalc.analysis.examination import examination
        from cnncalc.spec.catalog import shipped, spec_path
        from cnncalc.spec.content import file_bytes, standard_input

        most = self.limits.bytes + 1
        content = standard_input(most) if spec == "-" else file_bytes(str(spec_path(spec)), most)
        name = "<stdin>" if spec == "-" else f"<{spec}>" if spec in shipped() else spec
        return examination(content, name, usual_rounding=self.usual_rounding, **self._values())

    def _values(self) -> dict[str, Any]:
        names = (each.name for each in fields(self) if each.name != "usual_rounding")
        return {name: getattr(self, name) for name in names}
