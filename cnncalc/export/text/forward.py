"""The forward pass of a class of generated code.

        x = self.branch1(x) + self.shortcut(x)
        return self.relu3(x)

A value that the next line alone reads is `x`; one that is needed later has a name of its own.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.code.identifier import RESERVED, Names, identifier
from cnncalc.export.code.layout import Noted, laid_out
from cnncalc.export.kind import MERGES
from cnncalc.export.text.comment import comment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.export.code.body import Body
    from cnncalc.export.code.layout import Doc

__all__ = ["Forward", "Run"]

INDENT = 8


class Run(NamedTuple):
    """Modules that follow one another with nothing between, and the attribute that holds them."""

    steps: tuple[int, ...]
    attribute: str


class Line(NamedTuple):
    """One line: a merge or a run, and all values that it reads."""

    step: int
    reads: frozenset[int]


class Forward:
    """The forward pass of one body; a run that one merge alone reads is written inside it."""

    def __init__(self, body: Body, runs: Sequence[Run], entering: Sequence[str]) -> None:
        """Take the runs of a body, and names for the values that enter it."""
        self._body = body
        self._runs = {run.steps[-1]: run for run in runs}
        readers = Counter(chain(body.results, *(step.inputs for step in body.steps)))
        merged = {each for step in body.steps if step.merge for each in step.inputs}
        self._inside = {each for each in merged & self._runs.keys() if readers[each] == 1}
        self._lines = list(self._all_lines())
        self._last_read = {
            each: number for number, line in enumerate(self._lines) for each in line.reads
        } | dict.fromkeys(body.results, len(self._lines))
        self._names = Names(RESERVED | {"x"})
        self._called = {each: self._argument(each, entering) for each in body.inputs()}

    def text(self) -> Iterator[str]:
        """Give the lines of the method."""
        results = self._body.results
        typed = ", ".join(f"{each}: Tensor" for each in self._called.values())
        several = ", ".join("Tensor" for _ in results)
        gives = "Tensor" if len(results) == 1 else f"tuple[{several}]"
        yield f"    def forward(self, {typed}) -> {gives}:"
        last = len(self._lines) - 1
        for number, line in enumerate(self._lines):
            doc = self._doc(line.step)
            if number == last and results == (line.step,):
                yield from laid_out(doc, INDENT, "return ")
                return
            self._called[line.step] = self._variable(number, line.step)
            yield from laid_out(doc, INDENT, f"{self._called[line.step]} = ")
        yield f"        return {', '.join(self._called[each] for each in results)}"

    def _all_lines(self) -> Iterator[Line]:
        for number, step in enumerate(self._body.steps):
            if step.merge:
                reads = {each for each in step.inputs if each not in self._inside}
                inside = (self._reads(each) for each in step.inputs if each in self._inside)
                yield Line(number, frozenset(reads.union(*inside)))
            elif number in self._runs and number not in self._inside:
                yield Line(number, frozenset(self._reads(number)))

    def _reads(self, last: int) -> set[int]:
        """What a run reads, by its last step."""
        return set(self._body.steps[self._runs[last].steps[0]].inputs)

    def _argument(self, value: int, entering: Sequence[str]) -> str:
        if value == -1:
            return "x" if self._last_read[value] <= 0 else self._names.unique("inputs")
        return self._names.unique(identifier(entering[-1 - value]))

    def _variable(self, number: int, step: int) -> str:
        is_one_of_several = step in self._body.results and len(self._body.results) > 1
        if self._last_read[step] == number + 1 and not is_one_of_several:
            return "x"
        return self._names.unique(identifier(self._body.steps[step].name))

    def _doc(self, step: int) -> Doc:
        made = self._body.steps[step]
        if not made.merge:
            return self._run(step)
        operands = [
            self._run(each) if each in self._inside else self._called[each] for each in made.inputs
        ]
        return Noted(MERGES[made.merge].written(operands), *comment(made.note))

    def _run(self, last: int) -> str:
        run = self._runs[last]
        read = ", ".join(self._called[each] for each in self._body.steps[run.steps[0]].inputs)
        return f"self.{run.attribute}({read})"
