"""What cnncalc says of a network: the one place where the golden tests meet the program.

The keys of the object are those of `cnncalc analyze --format json`.
"""

from typing import Any, Literal, TypedDict, Unpack

import cnncalc


class Options(TypedDict, total=False):
    """What may be asked beside the spec itself."""

    input: str
    settings: dict[str, int]
    rounding: Literal["exact", "floor", "ceil"]


def analysed(spec: str, **options: Unpack[Options]) -> dict[str, Any]:
    """Give the analysis of a shipped spec."""
    return cnncalc.analyze(spec, **options).as_json()


def analysed_text(yaml_text: str) -> dict[str, Any]:
    """Give the analysis of a spec written as YAML text."""
    return cnncalc.analyze(cnncalc.load_text(yaml_text)).as_json()


def refusal(yaml_text: str) -> str | None:
    """Give the problem that stops the analysis of a spec written as YAML text, if any."""
    try:
        analysed_text(yaml_text)
    except cnncalc.CnncalcError as problem:
        return str(problem)
    return None
