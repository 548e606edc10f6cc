"""Working as Markdown: headings, a list of what is given, formulas as code.

### Parameters

- **parameters** = `(F*F*D + 1)*K` = `(11*11*3 + 1)*96` = **34,944**
  - `1`: the bias of each filter
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc.notation import number
from cnncalc.plain import inert
from cnncalc.report.format import write_table
from cnncalc.report.working import result, steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.report.look import Look
    from cnncalc.report.working import Explanation, Line, Section

__all__ = ["working_markdown"]


def working_markdown(explanation: Explanation, look: Look) -> str:
    """Write an explanation; text from a spec is escaped."""
    blocks = [
        [f"## {_plain(explanation.title)}"],
        [_plain(each) for each in explanation.about],
        ["### Given"] if explanation.given else [],
        [
            f"- `{each.symbol}` = {number(each.value)}: {_plain(each.name)}"
            for each in explanation.given
        ],
    ]
    for section in explanation.sections:
        blocks += _section(section, look)
    if explanation.zero:
        blocks.append([f"Zero: {_plain(', '.join(explanation.zero))}"])
    return "\n\n".join("\n".join(each) for each in blocks if each) + "\n"


def _section(section: Section, look: Look) -> Iterator[list[str]]:
    yield [f"### {_plain(section.title)}"]
    if section.table is not None:
        yield [write_table(section.table, "markdown", look).rstrip()]
    yield [part for line in section.lines for part in _line(line)]
    sources = [
        f"Source{_holding_for(labels)}: {_plain(source)}" for source, labels in section.sources
    ]
    yield ["  \n".join(sources)] if sources else []


def _line(line: Line) -> Iterator[str]:
    *before, _ = steps(line.quantity.derivation)
    parts = [*(_code(each) for each in before), f"**{_plain(result(line.quantity))}**"]
    yield f"- **{_plain(', '.join(line.labels))}** = {' = '.join(parts)}"
    for leaf in (*line.given, *line.constants):
        value = "" if leaf in line.constants else f" = {number(leaf.value)}"
        yield f"  - {_code(leaf.symbol)}{value}: {_plain(leaf.name)}"
    for remark in line.remarks:
        yield f"  - {_plain(remark)}"


def _holding_for(labels: Sequence[str]) -> str:
    """The figures that a source is of, where it is not that of a whole section."""
    return f" of {_plain(', '.join(labels))}" if labels else ""


def _code(text: str) -> str:
    """Text between as many backticks as it takes; inside, nothing comes alive."""
    text = inert(text).replace("\n", " ")
    fence = "`" * (1 + max((len(each) for each in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


_ALIVE = re.compile(r"([\\`*_\[\]<|~$&])")


def _plain(text: str) -> str:
    """Text with everything escaped that Markdown would take for its own in the middle of a line."""
    return _ALIVE.sub(r"\\\1", inert(text).replace("\n", " "))
