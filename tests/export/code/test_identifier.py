"""Names of code: words, each with one meaning, whatever they were before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.export.code.identifier import (
    ATTRIBUTES,
    RESERVED,
    Names,
    class_name,
    identifier,
)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("conv1", "conv1"),
        ("conv2/3x3_reduce", "conv2_3x3_reduce"),
        ("3x3", "layer_3x3"),
        ("\u00e9t\u00e9", "ete"),
        ("\ud55c\uae00", "layer"),
        ("__init__", "init"),
        ("a; import os", "a_import_os"),
        ("", "layer"),
    ],
)
def test_a_name_becomes_a_word(text: str, word: str) -> None:
    assert identifier(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ResNet-18", "ResNet18"),
        ("dense_block", "DenseBlock"),
        ("LeNet-5 (1998)", "LeNet51998"),
        ("3D", "Network3D"),
        ("\u2014", "Network"),
    ],
)
def test_a_name_becomes_a_class(text: str, word: str) -> None:
    assert class_name(text) == word


@given(st.text())
def test_whatever_a_name_is_the_word_is_one(text: str) -> None:
    assert identifier(text).isidentifier()
    assert identifier(text).isascii()
    assert class_name(text).isidentifier()


def test_a_name_is_given_once() -> None:
    names = Names(frozenset({"taken"}))
    given_names = [names.unique(each) for each in ("conv", "conv", "conv1", "conv1", "taken")]
    assert given_names == ["conv", "conv2", "conv1", "conv1_2", "taken2"]


@pytest.mark.parametrize("word", ["lambda", "match", "print", "self", "torch", "Tensor"])
def test_a_word_with_a_meaning_is_no_name(word: str) -> None:
    """Of Python, its builtins, and what each module imports."""
    assert Names(RESERVED).unique(word) == f"{word}2"


def test_the_attributes_are_those_that_every_module_of_pytorch_has() -> None:
    """What PyTorch adds in a later version shows here."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)
    own = {each for each in dir(torch.nn.Module()) if not each.startswith("_")}
    assert own <= ATTRIBUTES
