"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.derivation import Leaf
from cnncalc.layers.field import Pair, Sides
from cnncalc.notation import equation
from cnncalc.shape import Image

PACKAGE = Path(cnncalc.__file__).parent
FILES = [
    *PACKAGE.glob("[!_]*.py"),
    *PACKAGE.glob("layers/[!_]*.py"),
    *(PACKAGE / "analysis" / f"{name}.py" for name in ("figure", "result")),
    *(
        PACKAGE / "coursework" / f"{name}.py"
        for name in (
            *("answer", "arithmetic", "count", "description", "exercise", "extent", "numeral"),
            *("parameter", "quantity", "selection", "unit"),
        )
    ),
]
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in sorted(FILES)
    if ">>>" in path.read_text(encoding="utf-8")
]
KNOWN = {
    "Convention": Convention,
    "cnncalc": cnncalc,
    "Image": Image,
    "Leaf": Leaf,
    "Pair": Pair,
    "Sides": Sides,
    "equation": equation,
}
"""What an example may use without importing it."""


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_hold(module: str) -> None:
    found = import_module(module)
    failed, tried = doctest.testmod(found, extraglobs=KNOWN)
    assert tried > 0
    assert failed == 0
