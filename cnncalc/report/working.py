"""The working of figures in order, before it is written as text, Markdown or LaTeX.

    >>> line = Line(("biases",), Quantity("biases", Leaf("filters", 96, "K")))
    >>> [each.symbol for each in arranged([Section("Parameters", (line,))]).given]
    ['K']

A letter that stands for one number in the whole explanation is given once; one that stands for
several (as F does, where a kernel is higher than wide) is given beside each line it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cnncalc.derivation import Leaf, leaves
from cnncalc.notation import formula, number, numbers
from cnncalc.quantity import bytes_written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cnncalc.derivation import Expression
    from cnncalc.notation import Style
    from cnncalc.quantity import Quantity
    from cnncalc.report.table import Table

__all__ = ["Explanation", "Line", "Section", "arranged", "given_in", "result", "steps"]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, or several that come about in the same way."""

    labels: tuple[str, ...]
    quantity: Quantity
    remarks: tuple[str, ...] = ()
    """What else there is to say of it, a sentence each, without a full stop."""
    given: tuple[Leaf, ...] = ()
    """The sizes whose letters stand for another number in another line."""

    @property
    def constants(self) -> tuple[Leaf, ...]:
        """The named constants of the formula: the 1 of the bias, the 2 of both sides."""
        if isinstance(self.quantity.derivation, Leaf):
            return ()
        return tuple(each for each in given_in(self.quantity.derivation) if _constant(each))


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together."""

    title: str
    lines: tuple[Line, ...]
    sources: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Each source with the labels that it holds for, none where it holds for all."""
    table: Table | None = None
    """Figures that are easier read in a table."""

    @classmethod
    def of(cls, title: str, lines: Iterable[Line]) -> Section:
        """Make a section of single figures, those that come about in the same way in one line."""
        found: dict[str, list[str]] = {}
        lines = tuple(lines)
        for line in lines:
            if line.quantity.source:
                found.setdefault(line.quantity.source, []).extend(line.labels)
        for short in [*found]:  # CS231n, and CS231n, Convolutional Networks, are one
            longer = next((each for each in found if each.startswith(f"{short}, ")), None)
            if longer is not None:
                found[longer] = found.pop(short) + found[longer]
        sources = (
            (source, tuple(labels) if len(found) > 1 else ()) for source, labels in found.items()
        )
        return cls(title, _merged(lines), tuple(sources))


@dataclass(frozen=True, slots=True)
class Explanation:
    """The working of a layer, of some of its figures, or of the totals of a network."""

    sections: tuple[Section, ...]
    title: str = ""
    about: tuple[str, ...] = ()
    given: tuple[Leaf, ...] = ()
    """The sizes that formulas are about, each letter once."""
    zero: tuple[str, ...] = ()
    """The figures that are 0."""


def arranged(sections: Sequence[Section], apart: Collection[str] = ()) -> Explanation:
    """Give sections as an explanation, and beside it what is given, in the order of first use.

    What only the sections `apart` use, by their titles, is given beside their lines.
    """
    main = [each for each in sections if each.title not in apart] or sections
    sizes: dict[str, dict[object, Leaf]] = {}
    names: set[str] = set()
    for section in sections:
        for leaf in _sizes(section):
            names.add(leaf.name)
            sizes.setdefault(leaf.symbol, {}).setdefault(leaf.value, leaf)
    used = {leaf.symbol for section in main for leaf in _sizes(section)}
    clear = tuple(
        _named(next(iter(each.values())), names)
        for symbol, each in sizes.items()
        if len(each) == 1 and symbol in used
    )
    unclear = {symbol for symbol, each in sizes.items() if len(each) > 1 or symbol not in used}
    return Explanation(
        tuple(
            replace(section, lines=tuple(_with_unclear(line, unclear) for line in section.lines))
            for section in sections
        ),
        given=tuple(sorted(clear, key=lambda each: each.symbol in COMPUTED)),
    )


def _sizes(section: Section) -> Iterator[Leaf]:
    for line in section.lines:
        for leaf in given_in(line.quantity.derivation):
            if not _constant(leaf):
                yield leaf


COMPUTED = {
    "H_out": "computed",
    "W_out": "computed",
    "r": "passed on",
    "j": "passed on",
    "s": "passed on",
}
"""The letters of what no spec gives, and where they come from: they stand after the others."""


def _named(leaf: Leaf, names: Collection[str]) -> Leaf:
    """A size as the list of what is given calls it, by one name on the whole page."""
    name = leaf.name
    if name == "input size" and "input width" in names:
        name = "input width"
    if leaf.symbol in COMPUTED and COMPUTED[leaf.symbol] not in name:
        name = f"{name}, {COMPUTED[leaf.symbol]}"
    return Leaf(name, leaf.value, leaf.symbol)


def given_in(expression: Expression) -> tuple[Leaf, ...]:
    """Give the leaves of an expression: each letter once, each constant once for what it is."""
    found: dict[tuple[object, ...], Leaf] = {}
    for leaf in leaves(expression):
        found.setdefault((leaf.symbol, leaf.value, leaf.name if _constant(leaf) else ""), leaf)
    return tuple(found.values())


def steps(expression: Expression, style: Style = "text") -> tuple[str, ...]:
    """Give formula, numbers and result, leaving out one that says the same as the next.

    The result is written without its unit.
    """
    written = [formula(expression, style), numbers(expression, style)]
    last = number(expression.value, style)
    plain = number(expression.value).replace(",", "")
    different = [
        each for index, each in enumerate(written) if each not in {plain, *written[index + 1 :]}
    ]
    return (*different, last)


def result(quantity: Quantity) -> str:
    """Write a result as text, with its unit: 1,161,600 B = 1.16 MB = 1.11 MiB; 290,400; 0.75."""
    if quantity.unit == "B" and quantity.derivation.whole:
        return bytes_written(int(quantity))
    return number(quantity.value)


def _merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Join lines whose working is the same, such as output height and width."""
    found: dict[tuple[str, ...], Line] = {}
    for line in lines:
        same = (*steps(line.quantity.derivation), *line.remarks)
        before = found.setdefault(same, line)
        if before is not line:
            found[same] = replace(before, labels=_joined(before.labels + line.labels))
    return tuple(found.values())


def _joined(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Write `size (height)` and `size (width)` as one `size`."""
    sides = (" (height)", " (width)")
    short = [each.removesuffix(sides[0]).removesuffix(sides[1]) for each in labels]
    return tuple(
        dict.fromkeys(
            s if short.count(s) == len(sides) else each
            for s, each in zip(short, labels, strict=True)
        )
    )


def _constant(leaf: Leaf) -> bool:
    """Whether a leaf is a named constant; a layer may be called 12, but then it is its own name."""
    return leaf.symbol.isdigit() and leaf.name != leaf.symbol


def _with_unclear(line: Line, unclear: set[str]) -> Line:
    given = tuple(each for each in given_in(line.quantity.derivation) if each.symbol in unclear)
    return replace(line, given=given) if given else line
