"""From the text of a spec to a network, with everything that is wrong with it.

reading = read_network(read_source("mynet.cnn.yaml"), settings={"classes": 10})
reading.network.nodes[0].name, reading.diagnostics()
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.shape import Vector
from cnncalc.spec.block import required
from cnncalc.spec.effort import Effort
from cnncalc.spec.expansion import Expansion
from cnncalc.spec.frame import known_parts, read_frame
from cnncalc.spec.graph import INPUT, NO_OVERRIDES, Network, Reading
from cnncalc.spec.override import overriding_rounding, overriding_shape, settings_of
from cnncalc.spec.problem import Fault, GivenUpError, Problems, UnresolvedError, did_you_mean
from cnncalc.spec.scope import Scope
from cnncalc.spec.setting import SettingReader
from cnncalc.spec.source import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.spec.frame import Frame
    from cnncalc.spec.graph import GraphNode
    from cnncalc.spec.scope import Passed
    from cnncalc.spec.source import Node, Source

__all__ = ["read_network"]


def read_network(  # noqa: PLR0913  each says one thing, by name
    source: Source,
    *,
    input: str | None = None,  # noqa: A002  the word of the language
    settings: Mapping[str, object] | None = None,
    rounding: Rounding | None = None,
    usual_rounding: Rounding = "exact",
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read a network under another input shape, other settings, or another default rounding.

    `rounding` replaces what the spec says of windows that do not fit, `usual_rounding` stands where
    it says nothing.
    Raises CannotRunError where an override itself cannot be: no shape, an unknown setting.
    """
    problems = Problems(source)
    shape = None if input is None else overriding_shape(input, limits)
    rounding = None if rounding is None else overriding_rounding(rounding)
    root, scope = source.root, Scope()
    if not isinstance(root, Fields):
        message = "a spec is a mapping with `name`, `input` and `layers`"
        problems.add(Fault("not-a-spec", message, root, ("start it with `name: mynet`",)))
        return Reading(_nothing(source), problems)
    reader = SettingReader(problems, limits, Effort(problems, limits))
    parts = known_parts(root, problems)
    try:
        for name, node in settings_of(parts, settings or {}, source.name).items():
            scope.settings[name] = _value(name, node, scope, reader)
        frame = read_frame(parts, root, reader, scope, usual_rounding)
        scope.complete = "settings" not in frame.bad
    except GivenUpError:
        return Reading(_nothing(source), problems)
    frame = replace(
        frame,
        input_shape=shape or frame.input_shape,
        rounding=rounding or frame.rounding,
        rounding_by_kind={} if rounding else frame.rounding_by_kind,
    )
    expansion = Expansion(frame, scope, reader)
    last = _written_out(expansion, root, problems)
    outputs = _outputs(frame, scope, last, problems)
    if expansion.certain:
        _check_all_used(expansion.nodes, outputs, frame, problems)
    # Where the input is not known, nothing can be said of any shape.
    shaped = frame.input_shape is not None
    network = Network(
        name=frame.name,
        title=frame.title,
        year=frame.year,
        origin=frame.origin,
        input_shape=frame.input_shape or _NO_SHAPE,
        nodes=tuple(expansion.nodes) if shaped else (),
        outputs=tuple(each for each in outputs if each is not None) if shaped else (),
        published=frame.published,
        source=source,
        scope=scope,
        overrides=NO_OVERRIDES.with_more(input, settings, rounding),
        limits=limits,
        outline=expansion.outline,
    )
    return Reading(network, problems)


_NO_SHAPE = Vector(1)
"""Stands in for an input that could not be read."""


def _nothing(source: Source) -> Network:
    """A network of which nothing can be said."""
    return Network("", "", None, {}, _NO_SHAPE, (), (), (), source, Scope())


def _value(name: str, node: Node, scope: Scope, reader: SettingReader) -> Passed | None:
    """The value of a setting of the spec; None where it has a problem."""
    if required(node):
        message = f"the setting `{name}` has no value"
        remedy = f"write one, or give one with `--set {name}=...`"
        reader.problems.add(Fault("missing-setting", message, node, (remedy,)))
        return None
    try:
        return reader.passed(node, scope)
    except UnresolvedError:
        return None


def _written_out(expansion: Expansion, root: Node, problems: Problems) -> int:
    """Write out the layers; give the index of the last one."""
    last = INPUT
    try:
        last = expansion.write()
        expansion.try_out()
    except GivenUpError:
        expansion.certain = False
    except RecursionError:  # under a bound on nesting that was raised by far
        expansion.certain = False
        message = "this nests deeper than Python can follow"
        problems.add(Fault("too-deep", message, root, ("nest less deeply",)))
    return last


def _outputs(frame: Frame, scope: Scope, last: int, problems: Problems) -> tuple[int | None, ...]:
    """The indices of the results; None for one that there is not, which is a problem."""
    if not frame.outputs:
        return (last,)
    found: list[int | None] = []
    for name, node in frame.outputs:
        found.append(scope.find(name))
        if found[-1] is None:
            meant = problems.meant(name, islice(reversed(scope.layers), _MOST_COMPARED))
            message = f"there is no layer `{name[:_LONGEST]}` to be an output"
            helps = did_you_mean(meant, "name a layer of the spec")
            problems.add(Fault("unknown-layer", message, node, helps))
    return tuple(found)


_MOST_COMPARED = 500
_LONGEST = 64


def _check_all_used(
    nodes: Sequence[GraphNode],
    outputs: tuple[int | None, ...],
    frame: Frame,
    problems: Problems,
) -> None:
    """Add a problem for each layer whose output nothing reads, and for a spec without layers."""
    if not nodes:
        message = "the network has no layers"
        remedy = "list at least one: `layers: [relu]`"
        problems.add(Fault("no-layers", message, frame.layers, (remedy,)))
    if None in outputs or "outputs" in frame.bad:
        return
    used = {each for node in nodes for each in node.inputs}.union(outputs)
    for index, node in enumerate(nodes):
        if index not in used:
            message = f"nothing reads {node.name}, and it is not an output"
            remedy = f"read it with `from`, or list it: `outputs: [{node.name}, ...]`"
            problems.add(Fault("unused-layer", message, node.key, (remedy,)), node.uses)
