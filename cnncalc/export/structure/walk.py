"""From a piece of a network, as it was written out in one place, to the body of a class.

A layer becomes modules, a use of a block the call of its class, a repeat a loop. Where a use cannot
be a call, or the rounds of a repeat are not alike, what is in it is written out in their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.body import Step, pieces
from cnncalc.export.code.call import Call, Choice, Handed, Item, Note, Stack, given
from cnncalc.export.code.formula import Formula, Symbol
from cnncalc.export.code.term import Term
from cnncalc.export.kind import MERGES, module_writer
from cnncalc.export.kind.site import Site
from cnncalc.export.structure.calling import Caller
from cnncalc.export.structure.draft import ENTERING, Draft
from cnncalc.export.structure.handover import is_list, setting_of
from cnncalc.export.structure.loop import Round, Rounds, loop_of
from cnncalc.layers.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.export.structure.meaning import Meaning
    from cnncalc.export.structure.plan import Plan
    from cnncalc.spec.node import Node
    from cnncalc.spec.outline import Part
    from cnncalc.spec.scope import Scope

__all__ = ["Walk"]

DEEPEST = 3
"""Loops within loops; what is deeper has a class of its own."""


class Walk:
    """Makes the steps of one body, in one place of the network."""

    def __init__(  # noqa: PLR0913, PLR0917  what a place consists of
        self,
        plan: Plan,
        scope: Scope,
        meaning: Meaning,
        entering: int,
        channels: Term,
        loops: int = 0,
    ) -> None:
        """Begin after the layer that enters, whose channels are known as a term, in some loops."""
        self.draft = Draft(plan, entering, channels)
        self.meaning = meaning
        self.scope = scope
        self.loops = loops
        self._plan = plan
        self._branch: tuple[str, int] | None = None

    def parts(self, parts: Sequence[Part], current: int, around: Part | None = None) -> int:
        """Make the steps of some parts after a step; give the last.

        `around` is the round that they are, if any.
        """
        for part in parts:
            start = current
            if "from" in part.fields and (around is None or part.node is not around.node):
                start = self.draft.value(part.entering, part.fields["from"].value)
            match part.sort:
                case "layer":
                    current = self._layer(part, start)
                case "merge":
                    current = self._merge(part, start)
                case "use":
                    current = self._use(part, start)
                case "repeat":
                    current = self._repeat(part, start)
                case _:
                    current = self._content(part, start)
        return current

    def add(
        self,
        items: tuple[Item, ...],
        inputs: tuple[int, ...],
        part: Part | None,
        name: str,
        channels: Term,
    ) -> int:
        """Add modules as a step, which has the value of the last layer of a part."""
        return self.draft.add(Step(items, "", inputs, name, self._branch), part, channels)

    def setting_of(self, node: Node, scope: Scope) -> str | None:
        """Give the setting of this body's block that a value comes from; None if it is its own."""
        return setting_of(self._plan.survey, self.scope, node, scope)

    def _layer(self, part: Part, start: int) -> int:
        node, figures = self._plan.nodes[part.first], self._plan.figures[part.first]
        site = Site(
            layer=figures.layer,
            fields=part.fields,
            read=lambda each: self.meaning.read(each, part.scope),
            channels=self.draft.channels[start],
            input=figures.input_shapes[0],
            output=figures.output_shape,
        )
        modules = module_writer(node.kind, node.name)(figures.layer, site)
        calls = modules.calls if node.trainable else [*map(_frozen, modules.calls)]
        name = node.name.rpartition("/")[2]
        names = (name,) if "name" in part.fields else ()
        changes = names or type(figures.layer).output is not Layer.output
        note = Note(names, self._plan.written(part.first) if changes else "")
        items = (*(Item(each) for each in calls[:-1]), Item(calls[-1], note))
        return self.add(items, (start,), part, name, modules.channels)

    def _merge(self, part: Part, start: int) -> int:
        own, around = self._plan.survey.is_own(part), self._branch
        index = part.last if own and part.last is not None else part.first
        name = self._plan.nodes[index].name.rpartition("/")[2] if own else ""
        operands = []
        for number, branch in enumerate(part.parts, 1):
            if branch.last is not None:
                self._branch = (name, number)
                operands.append(self._content(branch, start))
        self._branch = around
        if not own:
            return operands[0]
        kind = self._plan.nodes[index].kind
        if kind not in MERGES:
            module_writer(kind, name)
        names = (name,) if "name" in part.fields else ()
        note = Note(names, self._plan.written(index))
        step = Step((), kind, tuple(operands), name, around, note)
        return self.draft.add(
            step, part, MERGES[kind].channels([self.draft.channels[i] for i in operands])
        )

    def _content(self, part: Part, start: int) -> int:
        """A branch, or a setting that stands for layers."""
        name = self.setting_of(part.node, part.scope)
        if name is not None and (part.parts or is_list(part.node, part.scope)):
            return self._handed(part, name, start)
        if part.parts or part.last is None or is_list(part.node, part.scope):
            return self.parts(part.parts, start)
        return self.draft.value(part.last, part.node)

    def _handed(self, part: Part, name: str, start: int) -> int:
        """Layers that a setting hands over: a module, or the class of one."""
        survey, key = self._plan.survey, (self.scope.block, name)
        wrote = survey.wrote(part)
        if not wrote and (key in survey.choices or key not in survey.handing):
            return start
        self.draft.hand(name, {part: self.draft.channels[start]})
        last = part.entering if part.last is None else part.last
        channels = Term(self._plan.shape(last).channels)
        module: Choice | Handed = Handed(Symbol("module", name), optional=not wrote)
        if key in survey.choices:
            module = Choice(Symbol("choice", name))
            if self._plan.shape(last) == self._plan.shape(part.entering):
                channels = self.draft.channels[start]
        return self.add((Item(module),), (start,), part if wrote else None, name, channels)

    def _use(self, part: Part, start: int) -> int:
        scope, survey = part.inner, self._plan.survey
        if scope is None or not survey.wrote(part):
            last = part.entering if part.last is None else part.last
            return start if last == part.entering else self.draft.value(last)
        self.meaning.learn_use(part, self.draft.channels[start], self._plan.defaults(scope.block))
        if part not in survey.written_out:
            return self._call(part, start, scope.path[-1])
        first = len(self.draft.steps)
        last = self.parts(part.parts, start)
        self.draft.remark(first, f"the block {scope.block}, written out")
        return last

    def _call(self, part: Part, start: int, name: str) -> int:
        """A use, or a round, as a call of its class."""
        instance, definition = self._plan.instance(part)
        layers = [start, *map(self.draft.value, instance.draft.entering[1:])]
        inputs = tuple(layers[-1 - each] for each in definition.body.inputs())
        channels = {number: self.draft.channels[each] for number, each in enumerate(layers)}
        caller = Caller(self._plan, self, instance, channels)
        call, given = caller.call(definition), caller.said(definition.body.channels.formula)
        last = part.entering if part.last is None else part.last
        names = (name,) if "name" in part.fields and part.sort == "use" else ()
        item = Item(call, Note(names, self._plan.written(last)))
        return self.add((item,), inputs, part, name, Term(self._plan.shape(last).channels, given))

    def _repeat(self, part: Part, start: int) -> int:
        node = part.fields["times" if "times" in part.fields else "repeat"].value
        rounds, times = part.parts, self.meaning.read(node, part.scope)
        survey = self._plan.survey
        closed = all(
            survey.wrote(each) and not survey.leaks(each) and not survey.reads_elsewhere(each)
            for each in rounds
        )
        if not rounds or not closed or (len(rounds) == 1 and times.fixed):
            for each in rounds:
                start = self.parts(each.parts, start, each)
            return start
        variable = Symbol("round", str(self.loops))
        made = Rounds([self._round(each, variable) for each in rounds], variable)
        loop = loop_of(made, self.draft.channels[start], times)
        if loop is not None and not any(isinstance(each, Handed) for each in pieces(loop.items)):
            return self.add(loop.items, (start,), part, "repeat", loop.channels)
        for number, each in enumerate(rounds):
            one = made.written_out(number, self.draft.channels[start])
            start = self.add(one.items, (start,), each, "repeat", one.channels)
        return start

    def _round(self, part: Part, variable: Symbol) -> Round:
        """A round by itself, with a symbol for the channels that enter it."""
        channels = Term(self._plan.shape(part.entering).channels, Formula.symbol(variable))
        walk = Walk(self._plan, self.scope, self.meaning, part.entering, channels, self.loops + 1)
        if self.loops < DEEPEST and self._plan.survey.is_chain(part.parts, part):
            last = walk.parts(part.parts, ENTERING, part)
        else:
            last = walk.call_of_round(part)
        self.draft.remember(walk.draft)
        return Round(walk.draft.items(), walk.draft.channels[last])

    def call_of_round(self, part: Part) -> int:
        """Make a round the call of a class of its own."""
        return self._call(part, ENTERING, "round")

    def content(self, part: Part, channels: Term) -> Stack:
        """Make layers that are handed over, given the channels that enter them."""
        walk = Walk(self._plan, self.scope, self.meaning, part.entering, channels, self.loops + 1)
        if self.loops < DEEPEST and self._plan.survey.is_chain(part.parts):
            walk.parts(part.parts, ENTERING)
        else:
            walk.call_of_round(part)
        self.draft.remember(walk.draft)
        return Stack(walk.draft.items())


def _frozen(call: Call) -> Call:
    """A module whose parameters are not trained."""
    return Call("frozen", (given("module", call),)) if call.learns else call
