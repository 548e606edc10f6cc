"""What a sheet says of its answers beside the answers: conventions, points, tolerance, partial.

    conventions: {preset: cs231n, biases: counted}
    tolerance: 3 significant digits      # or exact, which is the default
    points: {output: 1, conv1: {parameters: 2}}

Points, tolerance and partial may be said of all answers, of a quantity, of a layer or of one cell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.preset import PRESETS, convention
from cnncalc.spec.node import Fields, Scalar
from cnncalc.spec.problem import Fault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from cnncalc.spec.node import Entry, Node
    from cnncalc.spec.problem import Problems

__all__ = [
    "Asked",
    "Tolerance",
    "by_cell",
    "convention_of",
    "partial_of",
    "points_of",
    "stated_choices",
    "tolerance_of",
]

Tolerance = int | Literal["exact"]
"""The least number of significant digits of a rounded answer; `exact` where none is taken."""

MOST_POINTS = 1000
MOST_DIGITS = 15

Value = TypeVar("Value")

Cell = tuple[str, str]
"""A layer and a quantity."""


class Asked(NamedTuple):
    """The cells of a sheet, and how a word finds its layer and its quantity."""

    cells: Collection[Cell]
    layer_named: Callable[[str], str | None]
    quantity_named: Callable[[str], str | None]


def convention_of(parts: Mapping[str, Entry], problems: Problems) -> Convention:
    """Read the conventions block; what is wrong in it is a problem, and is left out."""
    entry = parts.get("conventions")
    if entry is None or (isinstance(entry.value, Scalar) and entry.value.value is None):
        return Convention()
    node = entry.value
    if isinstance(node, Scalar):
        return _preset(node, problems)
    if not isinstance(node, Fields):
        message = "`conventions` is the name of a preset, or a mapping"
        helps = (f"write one of {', '.join(PRESETS)}",)
        problems.add(Fault("convention", message, node, helps))
        return Convention()
    given = dict(node.entries)
    chosen = Convention()
    if "preset" in given:
        chosen = _preset(given.pop("preset").value, problems)
    for name, (key, value) in given.items():
        meant = _CHOICES.get(name.lower(), name.lower())
        try:
            if isinstance(value, Scalar):
                chosen = convention(chosen, **{meant: _word(meant, value)})
                continue
            message = f"`{name[:_LONGEST]}` of the conventions is one word"
            problems.add(Fault("convention", message, value))
        except LookupError as error:
            problems.add(_fault(error, key))
        except ValueError as error:
            problems.add(_fault(error, value))
    return chosen


def stated_choices(parts: Mapping[str, Entry]) -> frozenset[str]:
    """Give the choices that the conventions block says something of: all, where it has a preset."""
    node = parts["conventions"].value if "conventions" in parts else None
    if isinstance(node, Fields):
        words = (each.lower() for each in node.entries)
        said = frozenset(_CHOICES.get(each, each) for each in words)
        return frozenset(CHOICES) if "preset" in said else said & CHOICES.keys()
    return frozenset(CHOICES) if isinstance(node, Scalar) and node.text else frozenset()


def tolerance_of(node: Node, problems: Problems) -> Tolerance | None:
    """Read `exact` or `3 significant digits`; None where it is neither, which is a problem."""
    text = node.text.strip().lower() if isinstance(node, Scalar) else ""
    if text == "exact":
        return "exact"
    digits = _DIGITS.fullmatch(text)
    if digits and 1 <= int(digits[1]) <= MOST_DIGITS:
        return int(digits[1])
    if "%" in text:
        message = "a percentage is no tolerance here: 1 % would let a forgotten bias pass"
    else:
        message = f"a tolerance is `exact`, or digits from 1 to {MOST_DIGITS}"
    remedy = "write `exact`, or `3 significant digits`"
    problems.add(Fault("tolerance", message, node, (remedy,)))
    return None


def points_of(node: Node, problems: Problems) -> Fraction | None:
    """Read points; None where there are none, which is a problem."""
    value = node.value if isinstance(node, Scalar) else None
    if type(value) in {int, float} and 0 <= value <= MOST_POINTS:  # type: ignore[operator]  # a number
        return Fraction(str(value))
    message = f"points are a number from 0 to {MOST_POINTS:,}"
    problems.add(Fault("points", message, node, ("write `points: 1`, or `points: 0.5`",)))
    return None


def partial_of(node: Node, problems: Problems) -> Mapping[str, Fraction]:
    """Read the points that slips earn, by their ids in the catalogue."""
    from cnncalc.coursework.misconception import MISCONCEPTIONS

    if not isinstance(node, Fields):
        message = "`partial` gives points to slips by their id"
        problems.add(Fault("wrong-value", message, node, ("write `{P-NO-BIAS: 1}`",)))
        return {}
    found: dict[str, Fraction] = {}
    for name, (key, value) in node.entries.items():
        if name not in MISCONCEPTIONS:
            meant = problems.meant(name, MISCONCEPTIONS)
            message = f"there is no slip `{name[:_LONGEST]}`"
            helps = did_you_mean(meant, "a slip is called by its id, such as P-NO-BIAS")
            problems.add(Fault("unknown-slip", message, key, helps))
            continue
        points = points_of(value, problems)
        if points is not None:
            found[name] = points
    return found


def by_cell(
    entry: Entry | None,
    asked: Asked,
    read: Callable[[Node, Problems], Value | None],
    problems: Problems,
) -> dict[Cell, Value]:
    """Give what is said of each cell: the more exactly it is named, the more it counts."""
    found: dict[Cell, Value] = {}
    if entry is None or (isinstance(entry.value, Scalar) and entry.value.value is None):
        return found
    for cells, node in sorted(_said(entry, asked, problems), key=lambda each: -len(each[0])):
        value = read(node, problems)
        if value is not None:
            found |= dict.fromkeys(cells, value)
    return found


def _said(entry: Entry, asked: Asked, problems: Problems) -> Iterator[tuple[list[Cell], Node]]:
    """Each value that stands there, and the cells that it is said of."""
    if not isinstance(entry.value, Fields):
        yield list(asked.cells), entry.value
        return
    known: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in asked.cells:
        for name in cell:
            known[name].append(cell)
    for word, (key, node) in entry.value.entries.items():
        layer, quantity = asked.layer_named(word), asked.quantity_named(word)
        if layer is not None and isinstance(node, Fields):
            for inner, (inner_key, value) in node.entries.items():
                cell = (layer, asked.quantity_named(inner) or "")
                cells = [cell] if cell in asked.cells else []
                yield from _kept(cells, value, inner_key, f"{word} {inner}", problems)
        elif layer is not None or quantity is not None:
            yield from _kept(known[layer or quantity or ""], node, key, word, problems)
        else:
            yield from _kept([], node, key, word, problems)


def _kept(
    cells: list[Cell], node: Node, key: Scalar, word: str, problems: Problems
) -> Iterator[tuple[list[Cell], Node]]:
    if cells:
        yield cells, node
        return
    message = f"the sheet does not ask for `{word[:_LONGEST]}`"
    remedy = "name a layer and a quantity that stand under `answers`"
    problems.add(Fault("not-asked", message, key, (remedy,)))


_LONGEST = 40
_DIGITS = re.compile(r"([0-9]{1,3})(?: (?:significant )?(?:digits?|figures?))?", re.ASCII)
_CHOICES = {
    "shape_order": "order",
    "axis_order": "order",
    "axes": "order",
    "bias": "biases",
    "bias_additions": "bias_adds",
    "operation": "operations",
    "mb": "megabyte",
}
"""Other words for a choice of a convention."""
_WORDS = {
    ("order", "whd"): "whc",
    ("order", "hwd"): "hwc",
    ("order", "dhw"): "chw",
    ("bias_adds", "no"): "not_counted",
    ("bias_adds", "yes"): "counted",
    ("biases", "no"): "not_counted",
    ("biases", "yes"): "counted",
}


def _word(choice: str, node: Scalar) -> str:
    """The value of a choice in the words of a convention: `HWC` is hwc, `H x W x C` too."""
    word = node.text.strip().lower()
    if choice == "order":
        word = re.sub(r"[\s,x×*]+", "", word)  # noqa: RUF001  as people type it
    if choice == "megabyte":
        word = word.replace(",", "").replace("_", "")
    return _WORDS.get((choice, word), word) or "none"


def _preset(node: Node, problems: Problems) -> Convention:
    name = node.text.strip() if isinstance(node, Scalar) else ""
    known = {each.lower(): each for each in PRESETS}
    try:
        return convention(known.get(name.lower(), name))
    except LookupError as error:
        problems.add(_fault(error, node))
        return Convention()


def _fault(error: Exception, node: Node) -> Fault:
    """A choice that there is not, as a problem at its place."""
    message, _, remedy = str(error.args[0]).partition("; ")
    return Fault("convention", message, node, (remedy,) if remedy else ())
