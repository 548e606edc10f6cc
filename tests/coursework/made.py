"""Templates whose right answers are known from lectures, and sheets that are made of them.

The first question of `CS231N` is the example of CS231n's lecture on convolutional networks (2017,
lecture 5): 32x32x3, ten 5x5 filters with stride 1 and pad 2 give 32x32x10, with 760 parameters;
without the biases they would be 750. Its second is conv1 of AlexNet (Krizhevsky et al. 2012, as
CS231n's notes have it): 227x227x3, 96 filters 11x11 with stride 4 give 55x55x96, 34,944 parameters
and 105,415,200 multiply-accumulates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.quiz import quiz
from cnncalc.coursework.template import parse_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.coursework.quiz import Copy
    from cnncalc.coursework.template import Template

__all__ = ["ALEXNET", "CS231N", "DRAWN", "answered", "copied", "template"]

CS231N = """\
worksheet: cs231n
title: The example of the lecture
input: 32x32x3
questions:
  - id: 1a
    text: "Ten 5x5 filters with stride 1, pad 2. Output volume size?"
    layer: {conv: {filters: 10, kernel: 5, stride: 1, padding: 2}}
    ask: output
  - {id: 1b, ask: parameters, points: 2, partial: {P-NO-BIAS: 1}}
"""

ALEXNET = """\
worksheet: alexnet
input: 227x227x3
questions:
  - {layer: {conv: {filters: 96, kernel: 11, stride: 4}}, ask: output}
  - {ask: parameters}
  - {ask: macs}
"""

DRAWN = """\
worksheet: drawn
conventions: {preset: cs231n, biases: counted}
parameters:
  W: {choose: [28, 31, 32, 63, 64]}
  F: [3, 5, 7]
  S: {choose: [1, 2, 3]}
  P: {range: [0, (F-1)//2]}
  K: {choose: [6, 10, 16, 32]}
input: "{W}x{W}x3"
require:
  - size is a whole number
  - S < F
  - diagnostic >= 4
questions:
  - id: 1a
    text: "A {W}x{W}x3 image, {K} filters {F}x{F}, stride {S}, padding {P}. Output volume?"
    layer: {conv: {filters: K, kernel: F, stride: S, padding: P}}
    ask: output
  - {id: 1b, ask: parameters}
"""


def template(text: str) -> Template:
    """Read a template that messages call `t.yaml`."""
    return parse_template(text, "t.yaml")


def copied(text: str, seed: str = "1", student: str = "") -> Copy:
    """Make one copy of a template."""
    (copy,) = quiz(template(text), seed=seed, students=(student,) if student else ()).copies
    return copy


def answered(sheet: str, answers: Mapping[str, str]) -> str:
    """Fill in the text of a sheet as a person does: after the colon of each quantity."""
    for quantity, answer in answers.items():
        sheet = sheet.replace(f"    {quantity}:\n", f"    {quantity}: {answer}\n")
    return sheet
