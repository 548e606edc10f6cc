"""A teacher's template: one file, of which every student gets a copy with numbers of its own.

    worksheet: conv-basics
    input: "{W}x{W}x3"
    parameters: {W: [28, 32, 63], F: [3, 5], K: [6, 16]}
    require: [size is a whole number, diagnostic >= 4]
    questions:
      - {layer: {conv: {filters: K, kernel: F}}, ask: output}
      - {ask: parameters, points: 2, partial: {P-NO-BIAS: 1}}

Nothing is drawn here: `cnncalc.coursework.draw` does that, and makes a sheet of each draw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc.coursework.parameter import Parameter
from cnncalc.coursework.requirement import FORMS, Requirement, requirement
from cnncalc.coursework.task import Task, tasks
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.spec.catalog import shipped
from cnncalc.spec.problem import Fault, Problems, did_you_mean
from cnncalc.spec.source import Fields, Items, Scalar, parse_source, read_source
from cnncalc.spec.spelling import Vocabulary, corrected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.diagnostic import Diagnostic
    from cnncalc.limit import Limits
    from cnncalc.spec.source import Entry, Node, Source

__all__ = ["Template", "parse_template", "read_if_template", "read_template"]


@dataclass(frozen=True)
class Template:
    """A template as it stands in the file; what a sheet has too is read only with numbers in it."""

    source: Source
    worksheet: str
    seed: int | None
    copies: int | None
    parameters: tuple[Parameter, ...]
    require: tuple[Requirement, ...]
    tasks: tuple[Task, ...]
    entries: Mapping[str, Entry] = field(repr=False, default_factory=dict)
    """The parts that go into each sheet: title, conventions, model, input, layers and so on."""


def read_template(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> Template:
    """Read a template from a file, or from standard input for `-`.

    Raises CannotRunError where there is no file to read, SpecError with all problems of it.
    """
    try:
        source = read_source(path, limits)
    except SpecError as error:
        raise SpecError(tuple(map(_of_a_template, error.diagnostics))) from None
    except CannotRunError as error:
        raise CannotRunError(_SPEC.sub("template", str(error))) from None
    return _template(source)


def parse_template(text: str, name: str = "<text>", limits: Limits = DEFAULT_LIMITS) -> Template:
    """Read a template from its text; SpecError with all problems of it."""
    return _template(parse_source(text, name, limits))


def read_if_template(path: str, limits: Limits = DEFAULT_LIMITS) -> Template | None:
    """Read a template; None for what is none but a network, a sheet or the name of one.

    Raises as `read_template` does for a template.
    """
    if path == "-" or not Path(path).is_file():
        return None
    try:
        source = read_source(path, limits)
    except SpecError:  # whoever reads it as a network says what is wrong
        return None
    is_one = isinstance(source.root, Fields) and "questions" in source.root.entries
    return _template(source) if is_one else None


SHEET_PARTS = (
    *("title", "conventions", "tolerance"),
    *("model", "input", "rounding", "settings", "blocks", "layers"),
)
"""The parts of a template that each sheet has too."""
OWN_PARTS = ("worksheet", "text", "seed", "copies", "parameters", "require", "questions")

MOST_COPIES = 10_000


def _template(source: Source) -> Template:
    problems = Problems(source)
    root = source.root
    if not isinstance(root, Fields):
        message = "a template is a mapping with `worksheet`, `input` and `questions`"
        remedy = "start it with `worksheet: NAME`"
        problems.add(Fault("not-a-template", message, root, (remedy,)))
        raise SpecError(problems.found())
    vocabulary = Vocabulary((*OWN_PARTS, *SHEET_PARTS), "the template", "part")
    parts = corrected(root.entries, vocabulary, problems)
    template = Template(
        source,
        _worksheet(parts, root, problems),
        _whole(parts, "seed", problems, None),
        _whole(parts, "copies", problems, MOST_COPIES),
        tuple(_parameters(parts, problems)),
        tuple(_requirements(parts, problems)),
        tuple(tasks(parts, root, problems)),
        {name: parts[name] for name in (*SHEET_PARTS, "text") if name in parts},
    )
    _check_model(parts, problems)
    if len(problems):
        raise SpecError(problems.found())
    return template


_SPEC = re.compile(r"\bspec\b")


def _of_a_template(problem: Diagnostic) -> Diagnostic:
    """What is said of the text of a spec, said of a template."""
    if problem.code == "empty-file":
        return replace(problem, helps=("a template has a `worksheet` and `questions`",))
    helps = tuple(_SPEC.sub("template", each) for each in problem.helps if "--limit" not in each)
    return replace(problem, message=_SPEC.sub("template", problem.message), helps=helps)


def _check_model(parts: Mapping[str, Entry], problems: Problems) -> None:
    """Add a problem for a network in another file: sheets go to students alone."""
    node = parts["model"].value if "model" in parts else None
    if isinstance(node, Scalar) and node.text not in shipped():
        meant = problems.meant(node.text, shipped())
        message = f"`{node.text[:_LONGEST]}` is no shipped network, and sheets are handed out alone"
        helps = did_you_mean(meant, "write the network out: `input` and `layers`")
        problems.add(Fault("model", message, node, helps))


def _worksheet(parts: Mapping[str, Entry], root: Fields, problems: Problems) -> str:
    entry = parts.get("worksheet")
    if entry is None:
        message = "the template needs `worksheet`, a short name for the exercise"
        problems.add(Fault("missing-field", message, root, ("write `worksheet: NAME`",)))
        return ""
    node = entry.value
    name = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
    if not name or len(name) > DEFAULT_LIMITS.name:
        message = f"the name of an exercise is a text of 1 to {DEFAULT_LIMITS.name} characters"
        remedy = "what it is in a sentence can be its `title`"
        problems.add(Fault("wrong-value", message, node, (remedy,)))
    return name


def _whole(
    parts: Mapping[str, Entry], name: str, problems: Problems, most: int | None
) -> int | None:
    """A whole number from 0 (from 1 where there is a bound); None where it is not said."""
    if name not in parts:
        return None
    node = parts[name].value
    value = node.value if isinstance(node, Scalar) else None
    least = 0 if most is None else 1
    if type(value) is int and least <= value <= (most or value):
        return value
    bounds = f"from {least}" if most is None else f"from {least} to {most:,}"
    message = f"`{name}` is a whole number {bounds} in plain decimals"
    problems.add(Fault("wrong-value", message, node, ()))
    return None


def _parameters(parts: Mapping[str, Entry], problems: Problems) -> Iterator[Parameter]:
    if "parameters" not in parts:
        return
    node = parts["parameters"].value
    if not isinstance(node, Fields):
        message = "`parameters` gives each name its values: `W: [28, 32, 63]`"
        problems.add(Fault("wrong-value", message, node))
        return
    for name, entry in node.entries.items():
        if not (name.isascii() and name.isidentifier()):
            message = f"`{name[:_LONGEST]}` is no name of a parameter"
            remedy = "take a letter, or letters, digits and _ after one: W, F, S, P, K"
            problems.add(Fault("parameter-name", message, entry.key, (remedy,)))
            continue
        found = _parameter(name, entry.value)
        if found is None:
            message = f"what `{name}` may be is not said"
            helps = (
                f"list its values: `{name}: [3, 5, 7]`",
                f"or give the first and the last: `{name}: {{range: [0, 2]}}`",
            )
            problems.add(Fault("parameter-values", message, entry.value, helps))
        else:
            yield found


_LONGEST = 40
_ENDS = 2


def _parameter(name: str, node: Node) -> Parameter | None:
    """A parameter: one number, a list, `{choose: [...]}` or `{range: [first, last]}`."""
    if isinstance(node, Fields) and len(node.entries) == 1:
        ((word, entry),) = node.entries.items()
        scalars = _scalars(entry.value)
        if word == "choose" and scalars:
            return Parameter(name, node, choices=scalars)
        if word == "range" and len(scalars) == _ENDS:
            return Parameter(name, node, bounds=(scalars[0], scalars[1]))
        return None
    scalars = (node,) if isinstance(node, Scalar) and node.text else _scalars(node)
    return Parameter(name, node, choices=scalars) if scalars else None


def _scalars(node: Node) -> tuple[Scalar, ...]:
    """The words of a list of words; nothing for anything else."""
    if not isinstance(node, Items):
        return ()
    found = tuple(each for each in node.items if isinstance(each, Scalar) and each.text)
    return found if len(found) == len(node.items) else ()


def _requirements(parts: Mapping[str, Entry], problems: Problems) -> Iterator[Requirement]:
    if "require" not in parts:
        return
    node = parts["require"].value
    for each in node.items if isinstance(node, Items) else [node]:
        found = requirement(each) if isinstance(each, Scalar) else None
        if found is None:
            shown = f"`{each.text[:_LONGEST]}`" if isinstance(each, Scalar) else "this"
            message = f"{shown} is nothing that can be required"
            helps = (f"there are {', '.join(FORMS)}",)
            problems.add(Fault("requirement", message, each, helps))
        else:
            yield found
