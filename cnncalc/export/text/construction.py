"""Modules of generated code as text: calls, loops, and what they are made with."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cnncalc.export.code.body import joined_items
from cnncalc.export.code.call import (
    REQUIRED,
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
from cnncalc.export.code.identifier import RESERVED, Names
from cnncalc.export.code.layout import Group, Loops, Noted
from cnncalc.export.code.term import Code, Term, whole
from cnncalc.export.kind.site import plain
from cnncalc.export.text.comment import comment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cnncalc.export.code.call import Value
    from cnncalc.export.code.formula import Symbol
    from cnncalc.export.code.layout import Doc
    from cnncalc.export.code.term import Plain

    Words = Mapping[Symbol, str]
    """What each symbol is called in the class at hand."""

__all__ = ["Words", "item_doc", "plain_text", "sequence_doc"]


def item_doc(item: Item, words: Words, known: str = "") -> Doc:
    """Write a line of modules with its comment, which leaves out the name that is known."""
    doc: Doc
    match item.module:
        case Call():
            doc = _call_doc(item.module, words)
        case Choice():
            doc = f"{words[item.module.symbol]}()"
        case Handed():
            name = words[item.module.symbol]
            doc = f"nn.Identity() if {name} is None else {name}" if item.module.optional else name
        case Loop():
            doc = _loop_doc(item.module, words)
    beside, above = comment(item.note, known)
    return Noted(doc, beside, above) if beside or above else doc


def sequence_doc(items: Sequence[Item], words: Words, known: str = "") -> Doc:
    """Write modules as one: themselves, or an nn.Sequential, each on a line of its own."""
    first = items[0]
    if len(items) == 1 and not isinstance(first.module, Loop):
        return item_doc(first, words, known)
    parts = tuple(item_doc(each, words) for each in items)
    return Group("nn.Sequential(", parts, ")", broken=len(items) > 1)


def plain_text(value: Plain) -> str:
    """Write a value that needs no formula."""
    if isinstance(value, Code):
        return str(value)
    if isinstance(value, float) and math.isinf(value):
        return "torch.inf" if value > 0 else "-torch.inf"
    text = repr(value)
    if isinstance(value, str) and '"' not in text:
        return f'"{text[1:-1]}"'
    return text


def _call_doc(call: Call, words: Words) -> Group:
    parts = tuple(
        _named(each, _value_doc(each.value, words))
        for each in call.arguments
        if not _is_default(each)
    )
    return Group(f"{call.function}(", parts, ")")


def _named(argument: Argument, doc: Doc) -> Doc:
    if not argument.keyword:
        return doc
    if isinstance(doc, Group):
        return doc._replace(before=f"{argument.name}={doc.before}")
    return f"{argument.name}={doc}"


def _is_default(argument: Argument) -> bool:
    """Whether an argument is a number or word that need not be written."""
    if argument.default is REQUIRED:
        return False
    parts = argument.value if type(argument.value) is tuple else (argument.value,)
    terms = [each for each in parts if isinstance(each, Term) and each.fixed]
    if not terms or len(terms) != len(parts):
        return False
    values = tuple(each.value for each in terms)
    return plain(values if len(values) > 1 else values[0]) == plain(argument.default)


def _value_doc(value: Value, words: Words) -> Doc:
    match value:
        case Term():
            return _term_doc(value, words)
        case Product():
            return _product(value, words)
        case Call():
            return _call_doc(value, words)
        case Handed():
            return words[value.symbol]
        case Stack():
            return sequence_doc([each._replace(note=Note()) for each in value.items], words)
    return _pair_doc(tuple(_term_doc(each, words) for each in value))


def _pair_doc(parts: tuple[Doc, ...]) -> Doc:
    """Numbers in parentheses; two that are equal are one."""
    if len(parts) == _PAIR and parts[0] == parts[1]:
        return parts[0]
    return Group("(", parts, ")")


_PAIR = 2
NONE = Term.of(0)


def _term_doc(term: Term, words: Words) -> Doc:
    if term.formula is not None:
        return term.formula.written(words)
    if not isinstance(term.value, tuple):
        return plain_text(term.value)
    if term.value and isinstance(term.value[0], tuple):
        rows = tuple(Group("[", tuple(map(plain_text, row)), "]") for row in _rows(term.value))
        return Group("[", rows, "]")
    return _pair_doc(tuple(map(plain_text, term.value)))


def _rows(table: tuple[Plain, ...]) -> Iterator[tuple[Plain, ...]]:
    return (row for row in table if isinstance(row, tuple))


def _product(product: Product, words: Words) -> str:
    """Factors but for those of 1: `256 * 6 * 6`."""
    factors = [each for each in product.factors if not (each.fixed and each.value == 1)]
    texts = []
    for each in factors or product.factors[:1]:
        text = str(_term_doc(each, words))
        is_sum = each.formula is not None and each.formula.is_sum
        texts.append(f"({text})" if is_sum and len(factors) > 1 else text)
    return " * ".join(texts)


def _loop_doc(loop: Loop, words: Words) -> Doc:
    loop = _settled(loop)
    inside, variable = dict(words), "_"
    if loop.variable is not None:
        names = Names(RESERVED.union(words.values()))
        wanted = "channels" if "channels" not in words.values() else "maps"
        variable = inside[loop.variable] = names.unique(wanted)
    source = _rounds(loop, words, f"for {variable} in ")
    if len(loop.items) > 1 or isinstance(loop.items[0].module, Loop):
        return Loops(sequence_doc(loop.items, inside), source)
    (item,) = loop.items
    bare = item_doc(item._replace(note=Note()), inside)
    return Noted(Loops(bare, source), *comment(item.note))


def _settled(loop: Loop) -> Loop:
    """A loop without its variable where that is the same in every round after all."""
    if loop.variable is None or loop.step != NONE or loop.start.formula != loop.later.formula:
        return loop
    start = {loop.variable: loop.start.formula}

    def settled(_: str, several: Sequence[Term]) -> Term:
        (term,) = several
        formula = term.formula.substituted(start) if term.formula is not None else None
        return Term(term.value, formula)

    return loop._replace(items=joined_items([loop.items], settled), variable=None)


def _rounds(loop: Loop, words: Words, before: str) -> Group:
    """What the variable of a loop runs through."""
    times = str(_term_doc(loop.times, words))
    if loop.variable is None:
        return Group(f"{before}range(", (times,), ")")
    start, later = str(_term_doc(loop.start, words)), str(_term_doc(loop.later, words))
    if loop.step != NONE:
        step = str(_term_doc(loop.step, words))
        return Group(f"{before}range(", (start, _end(loop, words), step), ")")
    if loop.times.fixed and whole(loop.times) <= _FEW:
        return Group(f"{before}(", (start, *[later] * (whole(loop.times) - 1)), ")")
    rest = loop.times - Term.of(1)
    count = str(_term_doc(rest, words))
    count = f"({count})" if " " in count else count
    return Group(f"{before}[", (start, f"*[{later}] * {count}"), "]")


def _end(loop: Loop, words: Words) -> str:
    """Where a variable that grows by steps has its end."""
    end = loop.start + loop.times * loop.step
    if end.formula is not None or all(each.fixed for each in (loop.start, loop.times, loop.step)):
        return str(_term_doc(end, words))
    return f"{_term_doc(loop.start, words)} + {_product(Product((loop.times, loop.step)), words)}"


_FEW = 3
"""Rounds that are written one by one."""
