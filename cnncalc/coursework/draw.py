"""Drawing the numbers of a template: the same seed gives the same numbers, wherever it runs.

    >>> made = drawn(template, "2025 7", "conv-basics/07")
    >>> made.numbers
    {'W': 63, 'F': 5, 'K': 16}

Of Python's random numbers only `random()` is promised never to change (the library reference,
"Notes on Reproducibility"), so that whole numbers are made of it here, and not by `randrange`.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from cnncalc.coursework.parameter import FillingError, reason
from cnncalc.coursework.slip import slips
from cnncalc.coursework.variant import variant
from cnncalc.diagnostic import SpecError
from cnncalc.spec.arithmetic import ExpressionError
from cnncalc.spec.problem import Fault, Problems

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cnncalc.coursework.question import Question
    from cnncalc.coursework.requirement import Requirement
    from cnncalc.coursework.template import Template
    from cnncalc.coursework.variant import Variant

__all__ = ["MOST_DRAWS", "diagnostic_power", "drawn"]

MOST_DRAWS = 1_000
"""Draws for one copy, after which the template is said to ask for too much."""
MOST_REPEATS = 200
"""Draws that are thrown away because an earlier copy has the same numbers."""


def drawn(
    template: Template,
    seed: str,
    worksheet: str,
    student: str = "",
    avoid: Collection[Mapping[str, int]] = (),
) -> Variant:
    """Draw until all that is required holds, and give the copy that this makes.

    What stands in `avoid` is drawn only where nothing else turns up. SpecError where no draw will
    do: with what the template itself has wrong, or with the requirement that fails most often.
    """
    random = Random(seed)  # noqa: S311  numbers for an exercise, which anyone may repeat
    failures: Counter[str] = Counter()
    refusal: SpecError | None = None
    repeated: Variant | None = None
    repeats = 0
    for _ in range(MOST_DRAWS):
        numbers = _numbers(template, random)
        if not _allowed(template, numbers, failures):
            continue
        try:
            made = variant(template, numbers, worksheet, student)
        except SpecError as error:
            refusal = error
            failures[_REFUSED] += 1
            failures[_FAULT] += not _is_misfit(error)
            if not template.parameters or failures[_FAULT] >= MOST_FAULTS:
                raise
            continue
        if not _serves(template, made, failures):
            continue
        if numbers not in avoid:
            return made
        repeated, repeats = made, repeats + 1
        if repeats >= MOST_REPEATS or not template.parameters:
            break
    if repeated is not None:
        return repeated
    raise _given_up(template, failures, refusal)


def diagnostic_power(question: Question) -> int:
    """Count the different wrong numbers that known mistakes give at a question.

    None of them is the right number; a convention is no mistake, and is not counted.
    """
    return len(
        {
            each.value
            for each in slips(question)
            if all(one.sort in {"mistake", "either"} for one in each.misconceptions)
        }
    )


def below(random: Random, bound: int) -> int:
    """Give a whole number from 0, less than a bound, all about as likely."""
    return int(random.random() * bound)


def _numbers(template: Template, random: Random) -> dict[str, int]:
    """One draw of all parameters, from the first to the last; SpecError where one has no value."""
    numbers: dict[str, int] = {}
    for each in template.parameters:
        try:
            values: Sequence[int] = each.values(numbers)
        except FillingError as error:
            remedy = "integer arithmetic is numbers, parameters above this one, + - * // and ( )"
            raise _refused(
                template, Fault("arithmetic", error.message, error.node, (remedy,))
            ) from None
        if not values:
            message = f"nothing lies between the first and the last value of `{each.name}`"
            remedy = "give the smaller number first"
            raise _refused(template, Fault("parameter-values", message, each.node, (remedy,)))
        numbers[each.name] = values[below(random, len(values))]
    return numbers


_REFUSED = "a network whose windows fit"
_FAULT = "a template without a fault"
MOST_FAULTS = 40
"""Draws of which no sheet comes for another reason than a window: then it is the template's."""


def _is_misfit(error: SpecError) -> bool:
    """Whether another draw may do better: a window that does not fit is no fault of a template."""
    return all(each.code in _MISFITS for each in error.diagnostics)


_MISFITS = frozenset({"stride-does-not-fit", "window-too-large"})


def _allowed(template: Template, numbers: Mapping[str, int], failures: Counter[str]) -> bool:
    for each in template.require:
        try:
            met = each.met_by_numbers(numbers)
        except ExpressionError as error:
            message = f"`{each.text[:_LONGEST]}`: {reason(error)}"
            remedy = "compare parameters, numbers and integer arithmetic: `S < F`"
            raise _refused(template, Fault("arithmetic", message, each.node, (remedy,))) from None
        if not met:
            failures[each.text] += 1
            return False
    return True


def _serves(template: Template, made: Variant, failures: Counter[str]) -> bool:
    for each in template.require:
        if not each.met_by_sizes(made.sheet.analysis, made.numbers):
            failures[each.text] += 1
            return False
    least = max((_least(each, made, template) for each in template.require), default=0)
    for asked in made.asked:
        if least and diagnostic_power(asked.question) < least:
            failures[f"diagnostic >= {least} at question {asked.id}"] += 1
            return False
    return True


def _least(requirement: Requirement, made: Variant, template: Template) -> int:
    try:
        return requirement.least(made.numbers)
    except ExpressionError as error:
        message = f"`{requirement.text[:_LONGEST]}`: {reason(error)}"
        raise _refused(template, Fault("arithmetic", message, requirement.node)) from None


_LONGEST = 40


def _given_up(template: Template, failures: Counter[str], refusal: SpecError | None) -> SpecError:
    """What to say where no draw would do."""
    ((most, count),) = failures.most_common(1)
    if refusal is not None and most == _REFUSED:
        return refusal
    node = template.require[0].node if template.require else template.source.root
    node = next((each.node for each in template.require if most.startswith(each.text)), node)
    message = f"none of {MOST_DRAWS:,} draws meets all that is required"
    working = f"{most}: not met {count:,} times"
    helps = ("give the parameters more values", "or require less")
    return _refused(template, Fault("no-draw", message, node, helps, working))


def _refused(template: Template, fault: Fault) -> SpecError:
    problems = Problems(template.source)
    problems.add(fault)
    return SpecError(problems.found())
