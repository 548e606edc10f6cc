r"""Printed sheets as LaTeX: a document of its own, each copy on a page of its own.

    \question{1a}{1 point} What is the output size of conv1, as height x width x channels?

It needs no package beyond `article`, so that it compiles wherever LaTeX is. What a name holds is
printed, never run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.report.latex import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.report.handout import Handout, PrintedQuestion

__all__ = ["handout_latex"]


def handout_latex(handouts: Sequence[Handout]) -> str:
    """Write sheets, or keys, whose working is in the style `latex`; the last line has its end."""
    lines = [*_HEAD]
    for index, each in enumerate(handouts):
        lines += [r"\clearpage"] if index else []
        lines += _handout(each)
    return "\n".join([*lines, r"\end{document}"]) + "\n"


_HEAD = (
    r"\documentclass[11pt,a4paper]{article}",
    r"\usepackage[utf8]{inputenc}",
    r"\setlength{\parindent}{0pt}",
    r"\setlength{\parskip}{6pt}",
    r"\pagestyle{empty}",
    r"\newcommand{\question}[2]{\par\medskip\textbf{#1} (#2)\enspace}",
    r"\newcommand{\blank}{\par\smallskip Answer: \rule{8cm}{0.4pt}\par}",
    r"\begin{document}\raggedright",
)


def _handout(handout: Handout) -> Iterator[str]:
    yield rf"{{\Large\bfseries {typeset(handout.title)}\par}}"
    if handout.key:
        yield r"\textbf{Key: the right answers, for the teacher.}\par"
    yield rf"Sheet: {typeset(handout.worksheet)}\hfill Name: {_name(handout.student)}\par"
    if handout.text:
        yield rf"{_text(handout.text)}\par"
    if handout.conventions:
        yield rf"Conventions: {_text(handout.conventions)}\par"
    yield r"\textbf{Network}"
    yield r"\begin{itemize}\setlength{\itemsep}{0pt}"
    yield from (rf"\item {_text(each)}" for each in handout.network)
    yield r"\end{itemize}"
    yield r"\textbf{Questions}"
    for each in handout.questions:
        yield from _question(each)


def _question(question: PrintedQuestion) -> Iterator[str]:
    yield rf"\question{{{typeset(question.id)}}}{{{typeset(question.points)}}}"
    yield _text(question.words)
    if not question.answer:
        yield r"\blank"
        return
    yield rf"\par\smallskip Answer: \textbf{{{_text(question.answer)}}}\par"
    # In a box as wide as the page, a long product is broken at its signs, and not cut.
    yield from (rf"\(\displaystyle {each}\)\par" for each in question.working)


def _name(student: str) -> str:
    return typeset(student) if student else r"\rule{6cm}{0.4pt}"


def _text(text: str) -> str:
    """Text as LaTeX prints it, with a sign for times between two numbers or words."""
    return typeset(" ".join(text.split())).replace(" x ", r" $\times$ ")
