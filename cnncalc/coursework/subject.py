"""The network that a sheet is about: a shipped one, a file beside the sheet, or the sheet's own.

    model: alexnet            # a name, or a path from the sheet's folder
    input: 64x64x3            # optional: another input; `settings` and `rounding` alike

or, in the place of `model`, what a spec has: `input`, `layers`, `blocks` and so on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.plain import one_line
from cnncalc.spec.catalog import shipped, spec_path
from cnncalc.spec.content import file_bytes
from cnncalc.spec.frame import ROUNDINGS
from cnncalc.spec.node import Entry, Fields, Scalar
from cnncalc.spec.problem import Fault, UnresolvedError
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.result import Analysis
    from cnncalc.layers.field import Rounding
    from cnncalc.spec.graph import Network
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Source

__all__ = ["INLINE", "OVERRIDES", "Subject", "read_subject"]

OVERRIDES = ("input", "settings", "rounding")
"""What may be said of a network that is named, and belongs to one that is written out."""
INLINE = ("name", *OVERRIDES, "blocks", "layers", "outputs")
"""The parts of a spec that a sheet may have in the place of `model`."""


@dataclass(frozen=True)
class Subject:
    """A network, and all that was found about it."""

    network: Network
    analysis: Analysis
    overrides: Mapping[str, Any]
    """What the sheet says in place of the spec: input, settings, rounding."""

    def under(self, rounding: Rounding) -> Analysis:
        """Analyse the same network with its windows rounded in another way; raises SpecError."""
        overrides = {**self.overrides, "rounding": rounding}
        reading = read_network(self.network.source, limits=self.network.limits, **overrides)
        return walk(reading)


def read_subject(
    parts: Mapping[str, Entry],
    root: Fields,
    problems: Problems,
    folder: Path | None,
    usual_rounding: Rounding,
) -> Subject:
    """Read the network of a sheet.

    UnresolvedError where there is none, its problem added; SpecError with the problems of one that
    the sheet has written out, in the lines of the sheet.
    """
    if "model" not in parts:
        return _inline(parts, root, problems, usual_rounding)
    for name in INLINE:
        if name in parts and name not in OVERRIDES:
            message = f"`{name}` belongs to a network that is written out, and `model` names one"
            helps = (f"remove `{name}`, or `model`",)
            problems.add(Fault("two-networks", message, parts[name].key, helps))
    node = parts["model"].value
    if not isinstance(node, Scalar) or not node.text.strip():
        message = "`model` is the name of a shipped network, or the path of a spec"
        problems.add(Fault("wrong-value", message, node, ("write `model: alexnet`",)))
        raise UnresolvedError
    try:
        source = _source(node.text.strip(), folder)
        overrides = _overrides(parts, problems)
        reading = read_network(
            source, usual_rounding=usual_rounding, limits=DEFAULT_LIMITS, **overrides
        )
        return Subject(reading.network, walk(reading), overrides)
    except SpecError as error:
        # What another file holds is not shown: a sheet comes from anywhere, and may name any file.
        first = error.diagnostics[0]
        name = one_line(node.text.strip()[:_LONGEST])
        message = f"the network {name} has problems, such as `{first.code}`"
        remedy = f"`cnncalc validate {name}` shows them"
        fault = Fault("model", message, node, (remedy,))
    except CannotRunError as error:
        fault = Fault("model", str(error).removeprefix("--"), node)
    problems.add(fault)
    raise UnresolvedError


_LONGEST = 80


def _source(model: str, folder: Path | None) -> Source:
    """The text of a named network; CannotRunError where there is none."""
    if model in shipped():
        content = file_bytes(str(spec_path(model)), DEFAULT_LIMITS.bytes + 1)
        return parse_source(content, f"<{model}>", DEFAULT_LIMITS)
    path = (folder or Path()) / model
    if "/" not in model and not model.endswith((".yaml", ".yml")) and not _exists(path):
        meant = nearest(model, shipped())
        hint = f"did you mean `{meant}`?" if meant else "`cnncalc list` shows the shipped ones"
        shown = one_line(model[:_LONGEST])
        raise CannotRunError(f"there is no file and no shipped network `{shown}`; {hint}")
    return parse_source(file_bytes(str(path), DEFAULT_LIMITS.bytes + 1), str(path), DEFAULT_LIMITS)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # no file can have such a name
        return False


def _overrides(parts: Mapping[str, Entry], problems: Problems) -> dict[str, Any]:
    """What the sheet says in place of the spec; CannotRunError for a shape that is none."""
    overrides: dict[str, Any] = {}
    for name in ("input", "rounding"):
        node = parts[name].value if name in parts else None
        if isinstance(node, Scalar) and node.text:
            overrides[name] = node.text
        elif node is not None:
            message = f"`{name}` beside `model` is one word, such as `64x64x3` or `floor`"
            problems.add(Fault("wrong-value", message, node))
    if overrides.get("rounding", "floor") not in ROUNDINGS:
        message = "`rounding` beside `model` is exact, floor or ceil"
        problems.add(Fault("wrong-value", message, parts["rounding"].value))
        del overrides["rounding"]
    settings = parts["settings"].value if "settings" in parts else None
    if isinstance(settings, Fields):
        overrides["settings"] = {
            name: each.value.text
            for name, each in settings.entries.items()
            if isinstance(each.value, Scalar)
        }
    return overrides


def _inline(
    parts: Mapping[str, Entry], root: Fields, problems: Problems, usual_rounding: Rounding
) -> Subject:
    """The network that the sheet itself has written out."""
    if "layers" not in parts:
        message = "the sheet does not say which network it is about"
        helps = (
            "write `model: alexnet`, or the path of a spec",
            "or write the network out: `input: 32x32x3` and `layers: [...]`",
        )
        problems.add(Fault("missing-field", message, root, helps))
        raise UnresolvedError
    entries = {name: parts[name] for name in INLINE if name in parts}
    if "name" not in entries:
        text = parts["worksheet"].value if "worksheet" in parts else None
        name = text.text[: DEFAULT_LIMITS.name] if isinstance(text, Scalar) else ""
        word = Scalar(name or "sheet", name or "sheet", True, root.line, root.column, 1)  # noqa: FBT003  as the class is made
        entries["name"] = Entry(word, word)
    fields = Fields(entries, root.line, root.column)
    source = replace(problems.source, root=fields, problems=())
    reading = read_network(source, usual_rounding=usual_rounding, limits=DEFAULT_LIMITS)
    return Subject(reading.network, walk(reading), {})
