"""A class of generated code as text: its arguments, its modules, and its forward pass.

    class Basic(nn.Module):
        def __init__(self, channels: int, filters: int) -> None:
            super().__init__()
            self.branch1 = nn.Sequential(...)

        def forward(self, x: Tensor) -> Tensor:
            return self.branch1(x) + x

Modules that follow one another become one nn.Sequential; merges are written in the forward pass.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from cnncalc.export.code.call import REQUIRED
from cnncalc.export.code.identifier import ATTRIBUTES, Names, identifier
from cnncalc.export.code.layout import Group, laid_out
from cnncalc.export.text.comment import docstring
from cnncalc.export.text.construction import plain_text, sequence_doc
from cnncalc.export.text.forward import Forward, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.export.code.body import Body, Step
    from cnncalc.export.structure.definition import Definition

__all__ = ["class_text"]

INDENT = 4


def class_text(definition: Definition) -> str:
    """Write a class, formatted, without a line end at its end."""
    body = definition.body
    words = {each.symbol: each.name for each in definition.parameters}
    runs = _runs(body)
    head = Group("def __init__(", ("self", *_arguments(definition)), ") -> None:")
    lines = [f"class {definition.name}(nn.Module):"]
    lines += [*docstring([definition.about], INDENT), ""]
    lines += [*laid_out(head, INDENT), "        super().__init__()"]
    for run in runs:
        items = [item for number in run.steps for item in body.steps[number].items]
        doc = sequence_doc(items, words, body.steps[run.steps[0]].name)
        lines += laid_out(doc, 2 * INDENT, f"self.{run.attribute} = ")
    forward = Forward(body, runs, definition.entering)
    return "\n".join([*lines, "", *forward.text()])


def _arguments(definition: Definition) -> Iterator[str]:
    for each in definition.parameters:
        default = "" if each.default is REQUIRED else f" = {plain_text(each.default)}"
        yield f"{each.name}: {each.type}{default}"


def _runs(body: Body) -> list[Run]:
    """Divide the modules of a body wherever something else reads a value between them."""
    readers = Counter(chain(body.results, *(step.inputs for step in body.steps)))
    found: list[list[int]] = []
    for number, step in enumerate(body.steps):
        before = number - 1
        follows = found and found[-1][-1] == before and step.inputs == (before,)
        alike = follows and body.steps[before].branch == step.branch and readers[before] == 1
        if not step.merge and alike and len(body.steps[before].inputs) == 1:
            found[-1].append(number)
        elif not step.merge:
            found.append([number])
    runs = [[body.steps[number] for number in each] for each in found]
    merges = {step.branch[0] for step in body.steps if step.branch}
    stretches = sum(_is_stretch(each) for each in runs)
    names = Names(ATTRIBUTES)
    return [
        Run(tuple(each), names.unique(_attribute(steps, len(merges), stretches)))
        for each, steps in zip(found, runs, strict=True)
    ]


def _is_stretch(steps: Sequence[Step]) -> bool:
    """Whether modules are neither one layer nor the whole of a branch."""
    return steps[0].branch is None and (len(steps) > 1 or steps[0].name == "repeat")


def _attribute(steps: Sequence[Step], merges: int, stretches: int) -> str:
    """What modules could be called: a layer as in the spec, the whole of a branch by its number.

    Of several stretches, each is called by the layer that it leads to, if a person named that.
    """
    first, last = steps[0], steps[-1]
    if _is_stretch(steps):
        named = last.items[-1].note.names and last.name != "repeat"
        return f"to_{identifier(last.name)}" if named and stretches > 1 else "layers"
    if len(steps) == 1 and first.name != "repeat":
        return identifier(first.name)
    merge, number = first.branch or ("", 0)
    around = f"{identifier(merge)}_" if merge and merges > 1 else ""
    return f"{around}branch{number}"
