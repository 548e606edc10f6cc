"""Whatever a spec calls things, the code that comes of it is the same but for words.

A spec with hostile names is compared with the same spec with plain ones: the syntax trees agree
once each name of a person's is a number, and every other name is where it was.
"""

from __future__ import annotations

from functools import cache
from keyword import kwlist
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from cnncalc import analyze, load_text
from cnncalc.diagnostic import SpecError
from cnncalc.export.pytorch import pytorch_code
from cnncalc.layers import KINDS
from tests.export.syntax_tree import comments_of, structure, texts_of

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from tests.export.running import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.spec.graph import Network

BREAKOUTS = (
    '"""',
    "'''",
    '""" + __import__("os").system("true") + """',
    "\\",
    '\\"""',
    "a\\nb",
    "a\nimport os",
    "a\r\nimport os",
    "# noqa",
    "noqa",
    "type: ignore",
    "fmt: off",
    "{__import__('os')}",
    "%s {0} $x",
    "\u2028import os",
    "\u202eso tropmi",
    "\u00e9t\u00e9 \ud55c\uae00",
    "\U0001f642",
    "\u0130\ufb01",
    "__init__",
    "__class__",
    "__name__",
    "_modules",
    "0",
    " ",
    "-",
    "\\N{BULLET}",
    "\\x22\\x22\\x22",
    "]) or exit(",
    "x" * 64,
    "\ttab",
)
"""What could end a string, a comment or a line, hide, or mean something to a tool."""

WORDS = (
    *kwlist,
    *("match", "case", "type", "_", "__", "print", "super", "range", "sum", "tuple", "int", "None"),
    *("self", "torch", "nn", "functional", "Tensor", "x", "inputs", "input_", "output", "model"),
    *("forward", "training", "parameters", "modules", "layers", "branch1", "channels", "maps"),
    *("pair", "frozen", "Rbf", "SamePad2d", "Network", "Block", "layer", "setting", "conv1"),
    *("Conv2d", "exit", "open", "exec", "eval", "T_destination", "state_dict", "half", "to"),
)
"""Words with a meaning in Python, in PyTorch, or in the code around."""

TEXTS = st.sampled_from(BREAKOUTS) | st.sampled_from(WORDS) | st.text(max_size=64)
NAMES = TEXTS.filter(lambda each: "/" not in each and each != "input" and each not in KINDS)
SETTINGS = st.sampled_from([each for each in WORDS if each.isidentifier()])


def spec(texts: Sequence[str], layers: Sequence[str], words: Sequence[str], block: str) -> str:
    """A spec that uses names in every place there is: texts, layers, settings, a block."""
    width, act, filters, shortcut, chosen = words
    conv = {"filters": f"${width}", "kernel": 1}
    return yaml.safe_dump(
        {
            "name": texts[0],
            "title": texts[1],
            "source": {"paper": texts[2]},
            "input": "8x8x3",
            "settings": {width: 4, act: "tanh"},
            "blocks": {
                block: {
                    "settings": {filters: None, shortcut: [], chosen: "relu"},
                    "layers": [
                        {"conv": {"name": layers[0], "filters": f"${filters}", "kernel": 1}},
                        f"${chosen}",
                        {"add": {"name": layers[1], "inputs": [[], f"${shortcut}"]}},
                    ],
                }
            },
            "layers": [
                {"conv": {"name": layers[2], "padding": "same", **conv}},
                {block: {"name": layers[3], filters: f"${width}", shortcut: ["relu"]}},
                {block: {filters: f"$({width}*2)", shortcut: ["relu"], chosen: "sigmoid"}},
                {"concat": {"name": layers[4], "inputs": [layers[2], layers[3], []]}},
                f"${act}",
                {"rbf": {"name": layers[5], "units": 2}},
            ],
            "outputs": [layers[5], layers[4]],
        },
        sort_keys=False,
        allow_unicode=True,
    )


PLAIN = spec(
    ("one", "two", "three"),
    ("la", "lb", "lc", "ld", "le", "lf"),
    ("sa", "sb", "sc", "sd", "se"),
    "unit",
)


def code_of(network: Network) -> str:
    """The code of a network."""
    return pytorch_code(network, analyze(network)).text


ALLOWED = {"same", "weight", "bias", "centers", "__main__", "output ", ", ", " parameters", ","}


@cache
def plain_structure() -> str:
    """The syntax tree of the spec with plain names."""
    return structure(code_of(load_text(PLAIN)))


def assert_harmless(code: str) -> None:
    """Fail where anything of a name is more than a word, a comment or a docstring."""
    assert structure(code) == plain_structure()
    assert set(texts_of(code)) <= ALLOWED
    assert all(each.isprintable() for each in code.splitlines())
    for comment in comments_of(code):
        assert not comment.lstrip("# ").lower().startswith(("noqa", "type:", "fmt:", "ruff:"))


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(TEXTS, min_size=3, max_size=3),
    layers=st.lists(NAMES, min_size=6, max_size=6, unique=True),
    words=st.lists(SETTINGS, min_size=5, max_size=5, unique=True),
    block=NAMES,
)
@example(
    texts=['"""', "\\", "a\nimport os\n"],
    layers=["noqa", "type: ignore", "forward", "self", "training", "torch"],
    words=["channels", "x", "self", "nn", "range"],
    block="Tensor",
)
@example(
    texts=["", " ", "\u202e"],
    layers=["_", "__init__", "\u2028", "0", "1", "2"],
    words=["_", "__", "type", "match", "class"],
    block="One",
)
def test_no_name_is_more_than_a_word(
    texts: list[str], layers: list[str], words: list[str], block: str
) -> None:
    """What the language itself refuses, such as an empty name, is not looked at."""
    try:
        network = load_text(spec(texts, layers, words, block))
    except SpecError:
        assume(condition=False)
    assert_harmless(code_of(network))


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(
    layers=st.lists(st.sampled_from(WORDS), min_size=6, max_size=6, unique=True),
    words=st.lists(SETTINGS, min_size=5, max_size=5, unique=True),
)
@example(
    layers=["forward", "training", "modules", "to", "half", "type"],
    words=["Rbf", "torch", "Sequential", "self", "super"],
)
def test_a_network_of_words_with_a_meaning_runs(layers: list[str], words: list[str]) -> None:
    """A module called `forward`, or an argument called `torch`, would break it."""
    try:
        network = load_text(spec(("n", "t", "p"), layers, words, "Sequential"))
    except SpecError:
        assume(condition=False)
    analysis = analyze(network)
    ran = run(pytorch_code(network, analysis).text, network)
    assert ran.parameters == int(analysis.totals.parameters)


def test_these_tests_can_fail() -> None:
    """A call, a comment with an order, or a string that should not be there."""
    code = code_of(load_text(PLAIN))
    for before, after in [
        ("nn.Tanh()", "nn.Tanh(print(1))"),
        ("nn.Tanh()", "nn.Tanh(),  # noqa"),
        ("import torch\n", "import torch\nimport os\n"),
        ('"same"', '"other"'),
        ("self, x: Tensor", "self, torch: Tensor"),
    ]:
        assert before in code
        with pytest.raises(AssertionError):
            assert_harmless(code.replace(before, after))
