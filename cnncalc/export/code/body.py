"""What a class of generated code consists of: steps, each from values to a value.

A body is made for each place where its class is used. Those that are alike but for numbers become
one: a number is written as the formula that all of them have, or as the value that all of them
have, or else it becomes an argument of the class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.export.code.call import (
    Argument,
    Call,
    Choice,
    Handed,
    Item,
    Loop,
    Note,
    Product,
    Stack,
)
from cnncalc.export.code.formula import Symbol
from cnncalc.export.code.term import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Leaf = Callable[[str, Sequence[Term]], Term]

__all__ = ["Body", "DiffersError", "Step", "agreed", "joined", "joined_items", "likeness", "pieces"]


class Step(NamedTuple):
    """Modules in sequence, or a merge, and what they take in."""

    items: tuple[Item, ...]
    merge: str
    """The kind of a merge; empty for modules."""
    inputs: tuple[int, ...]
    """The steps whose values it reads; -1, -2, ... are what enters the body."""
    name: str
    """What the layer is called here."""
    branch: tuple[str, int] | None
    """The merge that it stands in a branch of, and in which."""
    note: Note = Note()
    """Of a merge."""


class Body(NamedTuple):
    """Steps in order, and those whose values are the result."""

    steps: tuple[Step, ...]
    results: tuple[int, ...]
    channels: Term
    """Of the first result."""

    def inputs(self) -> tuple[int, ...]:
        """Give what enters the body and is read, in order: -1, -2, ..."""
        read = {each for step in self.steps for each in step.inputs}.union(self.results)
        return tuple(sorted((each for each in read if each < 0), reverse=True))


class DiffersError(Exception):
    """Two places differ in more than their numbers."""


def likeness(body: Body) -> object:
    """Give what two bodies have in common if they differ in numbers alone."""
    steps = tuple((each.merge, each.inputs, _alike(each.items)) for each in body.steps)
    return steps, body.results


def joined(bodies: Sequence[Body], leaf: Leaf) -> Body:
    """Make one body of several that are alike, with the comments of the first.

    `leaf` makes one term of the terms of each place; it is given a name for the term too.
    """
    weave = _Weave(leaf, lambda notes: notes[0])
    steps = tuple(
        each[0]._replace(items=weave([step.items for step in each], each[0].name))
        for each in zip(*(body.steps for body in bodies), strict=True)
    )
    return Body(steps, bodies[0].results, agreed([body.channels for body in bodies]))


def joined_items(several: Sequence[tuple[Item, ...]], leaf: Leaf) -> tuple[Item, ...]:
    """Make one sequence of modules of the rounds of a loop; DiffersError where they differ."""
    if len({_alike(each) for each in several}) > 1:
        raise DiffersError
    items: tuple[Item, ...] = _Weave(leaf, _common_note)(several, "")
    return items


def agreed(several: Sequence[Term]) -> Term:
    """Give a term with the formula that several have in common, or the value; else neither."""
    formulas = {each.formula for each in several}
    values = {each.value for each in several}
    if len(formulas) == 1 and None not in formulas:
        return several[0]
    return Term.of(several[0].value) if len(values) == 1 else Term(None)


def pieces(part: Any) -> Iterator[Term | Call | Handed | Choice]:  # noqa: ANN401  any part of a body
    """Give every term, call and module that is handed over in a part of a body."""
    if isinstance(part, Term | Call | Handed | Choice):
        yield part
    if isinstance(part, tuple) and not isinstance(part, Handed | Choice | Note | Symbol):
        for each in part:
            yield from pieces(each)


class _Weave(NamedTuple):
    """Joins parts of the same sort, whatever they are."""

    leaf: Leaf
    note: Callable[[Sequence[Note]], Note]

    def __call__(self, several: Sequence[Any], name: str) -> Any:  # noqa: ANN401, PLR0911  any part of a body
        first = several[0]
        if any(isinstance(each, Term) for each in several):
            return self.leaf(name, [_whole(each) for each in several])
        match first:
            case Handed():
                return first._replace(optional=any(each.optional for each in several))
            case Product():
                return self._with(several, name, "factors")
            case Call():
                return self._with(several, name, "arguments")
            case Argument():
                noun = "size" if isinstance(first.value, Product) else first.name
                return self._with(several, f"{name} {noun}", "value")
            case Item():
                item = self._with(several, name, "module")
                return item._replace(note=self.note([each.note for each in several]))
            case Stack():
                return self._with(several, name, "items")
            case Loop():
                return self._with(several, name, "items", "times", "start", "later", "step")
        if type(first) is tuple:
            return tuple(self(each, name) for each in zip(*several, strict=True))
        return first

    def _with(self, several: Sequence[Any], name: str, *fields: str) -> Any:  # noqa: ANN401  as above
        """The first of several parts, with some of its fields joined."""
        changes = {
            field: self([getattr(each, field) for each in several], name) for field in fields
        }
        return several[0]._replace(**changes)


def _whole(value: Term | tuple[Term, ...]) -> Term:
    """A pair as one term."""
    return value if isinstance(value, Term) else Term(tuple(each.value for each in value))


def _common_note(notes: Sequence[Note]) -> Note:
    shapes = {each.shape for each in notes}
    names = [name for each in notes for name in each.names]
    ends = tuple(dict.fromkeys([*names[:1], *names[-1:]]))
    return Note(ends, notes[0].shape if len(shapes) == 1 else "")


def _alike(part: Any) -> object:  # noqa: ANN401, PLR0911  as above
    """A part without its numbers."""
    match part:
        case Term():
            return None
        case Handed():
            return part.symbol
        case Item():
            return _alike(part.module)
        case Call():
            return part.function, tuple(map(_alike, part.arguments))
        case Argument():
            return part.name, part.keyword, _alike(part.value)
        case Product():
            return len(part.factors)
        case Loop():
            return part.variable, _alike(part.items)
        case Stack():
            return Stack, _alike(part.items)
    if type(part) is tuple:
        return (
            None
            if all(isinstance(each, Term) for each in part) and part
            else tuple(map(_alike, part))
        )
    return part
