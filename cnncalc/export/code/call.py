"""What stands in generated code in the place of a layer: calls, and what they are made with.

    Call("nn.Conv2d", (Argument("in_channels", ...), Argument("out_channels", ...), ...))

is written `nn.Conv2d(3, 96, kernel_size=11, stride=4)`. Each argument knows its default, which is
left out, so that the calls of one layer in several places have the same arguments.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.code.term import Plain, Term

if TYPE_CHECKING:
    from cnncalc.export.code.formula import Symbol

__all__ = [
    "REQUIRED",
    "Argument",
    "Call",
    "Choice",
    "Handed",
    "Item",
    "Loop",
    "Modules",
    "Note",
    "Product",
    "Required",
    "Stack",
    "Value",
    "given",
    "named",
]


class Required(Enum):
    """The default of an argument that has none."""

    REQUIRED = 0


REQUIRED = Required.REQUIRED


class Product(NamedTuple):
    """Factors that are written as a product: the `256 * 6 * 6` values of an image."""

    factors: tuple[Term, ...]


class Argument(NamedTuple):
    """One argument of a call."""

    name: str
    value: Value
    default: Plain | Required = REQUIRED
    keyword: bool = True
    """Whether it is written with its name."""


class Call(NamedTuple):
    """A call that makes a module."""

    function: str
    arguments: tuple[Argument, ...] = ()
    learns: bool = False
    """Whether the module has parameters."""


class Choice(NamedTuple):
    """A call of a class that is handed over: `act()`."""

    symbol: Symbol


class Handed(NamedTuple):
    """A module that is handed over to a block: `shortcut`."""

    symbol: Symbol
    optional: bool


class Loop(NamedTuple):
    """Modules that are made several times: `*(Basic(64, 64) for _ in range(2))`."""

    items: tuple[Item, ...]
    """What is made each time."""
    times: Term
    variable: Symbol | None
    """The channels that enter a round, where they differ from round to round."""
    start: Term
    """The variable in the first round."""
    later: Term
    """The variable in all rounds after the first; 0 where it grows by steps."""
    step: Term
    """By how much the variable grows from round to round."""


class Note(NamedTuple):
    """What a comment says of a layer: the names that people gave it, and the shape it gives."""

    names: tuple[str, ...] = ()
    shape: str = ""
    remark: str = ""
    """Something on a line above."""


class Item(NamedTuple):
    """One line of modules in sequence."""

    module: Call | Choice | Handed | Loop
    note: Note = Note()


class Stack(NamedTuple):
    """Modules in sequence as one, which are handed over."""

    items: tuple[Item, ...]


Value = Term | Product | tuple[Term, ...] | Call | Handed | Stack
"""What an argument can be: a number, a product, a pair, or modules."""


class Modules(NamedTuple):
    """The modules that do what a layer does, in sequence, and how many channels they give."""

    calls: tuple[Call, ...]
    channels: Term


def given(name: str, value: Value) -> Argument:
    """Make an argument that is written by its place: the channels of a convolution."""
    return Argument(name, value, keyword=False)


def named(name: str, value: Value, default: Plain) -> Argument:
    """Make an argument that is written with its name, and only where it is not the default."""
    return Argument(name, value, default)
