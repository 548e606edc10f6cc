"""What people write by habit from PyTorch, Keras or Caffe, and how it is written here.

    >>> foreign_field("activation", Scalar("relu", "relu", False, 1, 1, 4))
    'relu is a layer of its own: write `- relu` after this one'

Each remedy is a sentence that can be followed as it stands; what no figure depends on is to be left
out, so that no one looks for a place to put it.
"""

from __future__ import annotations

import re

from cnncalc.layers import KINDS
from cnncalc.spec.dialect import (
    ACTIVATIONS,
    ELSEWHERE,
    FROM_THE_LAYER_BEFORE,
    KIND_SYNONYMS,
    NO_ACTIVATION,
    WITHOUT_A_SAY,
)
from cnncalc.spec.node import Fields, Node, Scalar
from cnncalc.spec.scalar import as_yaml11, resolved

__all__ = ["foreign_field", "kind_called", "value_remedies"]


def kind_called(word: str) -> str | None:
    """Give the kind that a word of other tools means, such as `MaxPool2d`; None where none is."""
    plain = re.sub(r"[_\- ]", "", word).lower()
    return _KINDS.get(plain) or KIND_SYNONYMS.get(plain)


_KINDS = {each.replace("_", ""): each for each in KINDS}


def foreign_field(name: str, value: Node) -> str | None:
    """Say where a field of other tools' layers goes here; None for a word that is none of them."""
    word = name.lower()
    if word in FROM_THE_LAYER_BEFORE:
        return "leave it out: it follows from the layer before"
    if word in WITHOUT_A_SAY:
        return "leave it out: no figure depends on it"
    if word.endswith(")"):
        return "a pair stands in square brackets, such as [3, 3]"
    if word in ELSEWHERE:
        return ELSEWHERE[word]
    if word in ACTIVATIONS:
        return _layer_after(_activation(value))
    kind = kind_called(re.sub(r"^(use|with)_|_(rate|layer)$", "", word))
    return None if kind is None else _layer_after(_with_value(kind, value))


def value_remedies(node: Node, meaning: str) -> tuple[str, ...]:
    """Say how a value is written here, where it was written as people do elsewhere."""
    if not isinstance(node, Scalar):
        return ()
    if node.quoted:
        bare = isinstance(node.text and resolved(node.text), bool | int | float)
        return ("it is a text in quotes: write it without them",) if bare else ()
    if isinstance(node.value, float) and node.value.is_integer():
        return (f"{node.text[:_LONGEST]} is {int(node.value)}: write it so",)
    remedy = _of_other_notation(node.text, meaning) if isinstance(node.value, str) else ""
    return (remedy,) if remedy else ()


_LONGEST = 40
_ARITHMETIC = re.compile(r"[0-9(][-+*/ 0-9()]{0,20}\$[-+*/ $()A-Za-z0-9_]{1,40}", re.ASCII)
"""Such as `2*$n`, where the dollar does not come first."""


def _of_other_notation(text: str, meaning: str) -> str:
    """What to write instead of a text that means something in another notation."""
    if _ARITHMETIC.fullmatch(text):
        return f"arithmetic over settings stands in parentheses: `$({_bare(text)})`"
    if text.startswith("("):
        return "a pair stands in square brackets, such as [3, 3]"
    shown, reading = text[:_LONGEST], as_yaml11(text)
    if reading in {"true", "false"} and "true" in meaning:
        return f"YAML 1.1 would read {shown} as {reading}: write `{reading}`"
    if reading is not None and reading[-1].isdigit():
        return f"YAML 1.1 would read {shown} as {reading}: write the number that is meant"
    return ""


def _bare(text: str) -> str:
    return text.replace("$(", "(").replace("$", "")


def _layer_after(layer: str) -> str:
    """The remedy for a layer that stands in another; empty for a layer that is not wanted."""
    if not layer:
        return "leave it out: a layer is there only where it is written"
    kind = layer.partition(":")[0]
    return f"{kind} is a layer of its own: write `- {layer}` after this one"


def _activation(value: Node) -> str:
    """The layer for an activation's name; relu stands for one that is not known."""
    word = value.text if isinstance(value, Scalar) else ""
    if isinstance(value, Scalar) and word.lower() in NO_ACTIVATION:
        return ""
    kind = kind_called(word)
    return kind if kind and KINDS[kind].output is KINDS["relu"].output else "relu"


def _with_value(kind: str, value: Node) -> str:
    """A layer with the value that stood beside it, if that is a number; with a usual one if not."""
    if isinstance(value, Fields):
        return f"{kind}: {{...}}"
    given = value.value if isinstance(value, Scalar) else None
    if given is False or given is None:
        return ""
    first = next(iter(KINDS[kind].model_fields.values()), None)
    if first is None or (given is True and not first.is_required()):
        return kind
    return f"{kind}: {value.text if isinstance(value, Scalar) and given is not True else 2}"
