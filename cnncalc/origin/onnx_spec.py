"""An ONNX file as the text of a spec.

text = onnx_spec("resnet18.onnx")
print(text.splitlines()[0])         # # From resnet18.onnx, written by pytorch.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import Diagnostic, SpecError
from cnncalc.origin.arrangement import arranged
from cnncalc.origin.naming import network_word
from cnncalc.origin.onnx_file import read_model
from cnncalc.origin.text import Heading, spec_text
from cnncalc.origin.translation import translated
from cnncalc.plain import one_line
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source

if TYPE_CHECKING:
    from cnncalc.origin.model import Model

__all__ = ["checked", "model_spec", "onnx_spec"]


def onnx_spec(path: str, input: str | None = None, name: str | None = None) -> str:  # noqa: A002  the word of the language
    """Give the spec of a file; `input` is another shape, as 64x64x3.

    Raises SpecError with what cannot be read, CannotRunError where the file or the package onnx
    is missing, or the size of the input.
    """
    return model_spec(read_model(path), path, input, name)


def model_spec(model: Model, path: str, input_: str | None, name: str | None = None) -> str:
    """Give the spec of a model; `path` is where it was read from."""
    plan, outputs = translated(model, input_)
    items, names = arranged(plan.steps, outputs)
    file = "standard input" if path == "-" else one_line(PurePath(path).name)
    by = f", written by {one_line(model.producer[:_LONGEST])}" if model.producer else ""
    heading = Heading(
        name or network_word(PurePath(path).stem, model.name),
        plan.input,
        (f"From {file}{by}.", *plan.remarks),
    )
    return checked(spec_text(heading, items, names))


def checked(text: str) -> str:
    """Give a spec that was written, once it has been read again; SpecError where that fails.

    The text is one that nobody has seen, so that nothing points into it.
    """
    try:
        walk(read_network(parse_source(text, _UNSEEN)))
    except SpecError as error:
        raise SpecError(tuple(_placeless(each) for each in error.diagnostics)) from None
    return text


_UNSEEN = "<imported>"


def _placeless(problem: Diagnostic) -> Diagnostic:
    """A problem without its place, and with the remedies that an import has."""
    helps = tuple(each for each in problem.helps if "--limit" not in each)
    if len(helps) < len(problem.helps):
        helps = (*helps, "a smaller network, or a smaller `--input`, stays within the bound")
    if problem.code == "name":
        helps = ("another can be said with `--name`",)
    return replace(problem, place=None, uses=(), helps=helps)


_LONGEST = 60
