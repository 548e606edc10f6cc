"""From the text of a spec to a network, with everything that is wrong with it.

    reading = read_network(read_source("mynet.cnn.yaml"), settings={"classes": 10})
    reading.network.nodes[0].name, reading.diagnostics()
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.shape import Shape, Vector
from cnncalc.spec.expansion import Expansion
from cnncalc.spec.frame import read_frame, shape_written
from cnncalc.spec.graph import Network, Reading
from cnncalc.spec.problem import Problems
from cnncalc.spec.scope import Scope
from cnncalc.spec.setting import SettingReader, UnresolvedError
from cnncalc.spec.scalar import resolved
from cnncalc.spec.source import Fields, Scalar
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.spec.frame import Frame
    from cnncalc.spec.source import Node, Source

__all__ = ["read_network"]


def read_network(
    source: Source,
    *,
    input: str | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read a network under another input shape, other settings, or another default rounding.

    Raises CannotRunError where an override itself cannot be: a shape that is none, an unknown setting.
    """
    problems = Problems(source)
    shape = _overriding_shape(input, limits)
    root = source.root
    if not isinstance(root, Fields):
        problems.add(
            "not-a-spec",
            "a spec is a mapping with `name`, `input` and `layers`",
            root,
            helps=("start it with `name: mynet`",),
        )
        return Reading(_empty(source), problems)
    scope = Scope()
    reader = SettingReader(problems, limits, lambda _: None)
    for name, node in _settings(root, settings or {}, source.name).items():
        with suppress(UnresolvedError):
            scope.settings[name] = reader.passed(node, scope)

    frame = read_frame(root, problems, lambda node: reader.plain(node, scope))
    frame = replace(
        frame,
        input_shape=shape or frame.input_shape,
        rounding=rounding or frame.rounding,
        rounding_by_kind={} if rounding else frame.rounding_by_kind,
    )
    expansion = Expansion(frame, problems, limits, scope)
    last = expansion.write()
    if not expansion.nodes and not len(problems):
        problems.add("no-layers", "the network has no layers", frame.layers or root)
    outputs = _outputs(frame, expansion, last, problems)
    network = Network(
        name=frame.name,
        title=frame.title,
        year=frame.year,
        origin=frame.origin,
        input_shape=frame.input_shape or _NO_SHAPE,
        nodes=tuple(expansion.nodes),
        outputs=outputs,
        published=frame.published,
        source=source,
        overridden=bool(input or settings),
    )
    if not len(problems):
        _check_all_used(network, problems)
    return Reading(network, problems)


_NO_SHAPE = Vector(1)
"""Stands in for an input that could not be read; its problem is known."""


def _empty(source: Source) -> Network:
    return Network("", "", None, {}, _NO_SHAPE, (), (), (), source, overridden=False)


def _overriding_shape(text: str | None, limits: Limits) -> Shape | None:
    if text is None:
        return None
    try:
        shape = shape_written(resolved(text.strip()) if text.strip() else "")
    except ValueError as error:
        message = f"--input: {error}"
        raise CannotRunError(message) from None
    if max(shape.axes) > limits.size:
        message = f"--input: {max(shape.axes)} is beyond {limits.size:,}, the bound on sizes"
        raise CannotRunError(message)
    return shape


def _settings(root: Fields, overrides: Mapping[str, object], file: str) -> dict[str, Node]:
    """The spec's settings, those of the command line in place of the file's."""
    entry = root.entries.get("settings")
    written = entry.value.entries if entry and isinstance(entry.value, Fields) else {}
    for name in overrides:
        if name not in written:
            meant = nearest(name, written)
            known = f"it has {', '.join(written)}" if written else "it has no settings"
            hint = f"did you mean `{meant}`?" if meant else known
            message = f"{file} has no setting `{name[:64]}`; {hint}"
            raise CannotRunError(message)
    values: dict[str, Node] = {}
    for name, each in written.items():
        values[name] = each.value
        if name in overrides:
            text, place = str(overrides[name]), each.value
            value = resolved(text) if text else ""
            values[name] = Scalar(value, text, False, place.line, place.column, place.length)
    return values


def _outputs(
    frame: Frame, expansion: Expansion, last: int, problems: Problems
) -> tuple[int, ...]:
    if not frame.outputs:
        return (last,)
    found: list[int] = []
    for name, node in frame.outputs:
        index = expansion.look_up(name)
        if index is not None:
            found.append(index)
            continue
        meant = nearest(name, expansion.scope.layers)
        problems.add(
            "unknown-layer",
            f"there is no layer `{name[:64]}` to be an output",
            node,
            helps=(f"did you mean `{meant}`?",) if meant else (),
        )
    return tuple(found)


def _check_all_used(network: Network, problems: Problems) -> None:
    """Add a problem for each layer whose output nothing reads."""
    used = {each for node in network.nodes for each in node.inputs} | set(network.outputs)
    for index, node in enumerate(network.nodes):
        if index not in used:
            problems.add(
                "unused-layer",
                f"nothing reads {node.name}, and it is not an output",
                node.key,
                helps=(f"read it with `from`, or list it: `outputs: [{node.name}, ...]`",),
                uses=node.uses,
            )
