"""From one word of a shorthand to a layer: what its numbers mean, and what is assumed.

layer = layer_of(word, None)        # CONV-9-32
layer.kind, layer.fields            # "conv", {"filters": 32, "kernel": Pair(9, 9)}
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Pair, Sides
from cnncalc.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.origin.shorthand import Padding
    from cnncalc.origin.shorthand_word import Word

__all__ = ["LayerRead", "layer_of"]


@dataclass(frozen=True, slots=True)
class LayerRead:
    """A layer, and what the word does not say of it."""

    kind: str
    fields: Mapping[str, object]
    assumed: tuple[str, ...] = ()


def layer_of(word: Word, padding: Padding | None) -> LayerRead:
    """Read a word; `padding` is how convolutions are padded that do not say it.

    Raises LayerError where its numbers are too few, or too many.
    """
    match word.kind:
        case "conv":
            return _convolution(word, padding)
        case "maxpool" | "avgpool":
            return _pooling(word)
        case "dense":
            units, *others = _numbers(word)[:2] or [0]
            if not units or others:
                raise _fault(word, "says how many units it has by one number", "FC-10")
            return LayerRead("dense", {"units": units})
        case "dropout":
            rates = [each.text for each in word.arguments]
            if len(rates) > 1:
                raise _fault(word, "says its rate by one number", "DROPOUT-0.5")
            assumed = () if rates else ("dropout has a rate of 0.5",)
            rate = float(rates[0]) if rates and re.fullmatch("[0-9.]+", rates[0]) else 0.5
            return LayerRead("dropout", {"rate": rate if rates else None}, assumed)
    if word.arguments:
        raise _fault(word, "takes no number", word.kind.upper())
    return LayerRead(word.kind, {})


def _convolution(word: Word, usual: Padding | None) -> LayerRead:
    numbers, said = _numbers(word), _said(word)
    kernel = said.get("size")
    glued = "glued" in said
    if kernel is None and numbers:
        side = numbers.pop(0)
        kernel = Pair(side, side)
    if "filters" in said:
        numbers.append(int(str(said["filters"])))
    if kernel is None or len(numbers) != 1:
        few = "and how many there are, by two numbers: CONV-3-64 is 64 filters of 3x3"
        raise _fault(word, "says how large its filters are " + few, "")
    assumed = [] if "stride" in said else ["convolutions move by 1"]
    padding: object = said.get("padding")
    if padding is None:
        rule = usual or ("same" if glued else "0")
        padding = "half" if rule == "same" else None
        if rule != "same":
            assumed.append("convolutions are not padded (--padding same keeps height and width)")
        elif glued and usual is None:
            assumed.append("conv3-64 is VGG's notation, padded so that height and width stay")
        else:
            assumed.append("convolutions are padded by half of the kernel")
    assumed.append("activations are where they are written, and nowhere else")
    fields = {
        "filters": numbers[0],
        "kernel": kernel,
        "stride": _stride(said),
        "padding": _plain(padding, kernel),
    }
    return LayerRead("conv", fields, tuple(assumed))


def _pooling(word: Word) -> LayerRead:
    numbers, said = _numbers(word), _said(word)
    kernel = said.get("size")
    assumed: list[str] = []
    if kernel is None:
        if not numbers:
            assumed.append("pooling without a size has windows of 2x2")
        side = numbers.pop(0) if numbers else 2
        kernel = Pair(side, side)
    stride = _stride(said)
    if stride is None and numbers:
        side = numbers.pop(0)
        stride = Pair(side, side)
    if numbers:
        raise _fault(word, "has more numbers than its size and stride", "POOL-3-2")
    if "stride" not in said and stride is None:
        assumed.append("pooling moves by its own size")
    if word.kind == "maxpool" and word.written.lower().startswith("pool"):
        assumed.append("POOL takes the largest value")
    fields = {
        "kernel": kernel,
        "stride": None if stride == kernel else stride,
        "padding": _plain(said.get("padding"), kernel),
    }
    return LayerRead(word.kind, fields, tuple(assumed))


def _numbers(word: Word) -> list[int]:
    """The plain numbers of a word, the one at its name first."""
    found = []
    for each in word.arguments:
        if each.sort in {"number", "glued"}:
            if "." in each.text:
                raise _fault(word, f"has a {each.text}, where whole numbers are meant", "")
            found.append(int(each.text))
    return found


def _said(word: Word) -> dict[str, object]:
    """What a word says by name."""
    said: dict[str, object] = {}
    for each in word.arguments:
        if each.sort in said and each.sort not in {"number", "glued"}:
            raise _fault(word, f"says its {each.sort} twice", "")
        value: object = each.text.lower()
        if each.sort == "size":
            height, width = re.split("[x×]", each.text.lower())  # noqa: RUF001  as people type it
            value = Pair(int(height), int(width))
        elif each.text.isdecimal():
            value = int(each.text)
        said[each.sort] = value
    return said


def _stride(said: Mapping[str, object]) -> Pair | None:
    stride = said.get("stride")
    return Pair(stride, stride) if isinstance(stride, int) and stride != 1 else None


def _plain(padding: object, kernel: object) -> object:
    """A padding as a spec has it: numbers, where they are known."""
    if isinstance(padding, int):
        return Sides(*(padding,) * 4) if padding else None
    odd = isinstance(kernel, Pair) and bool(kernel.height % 2 and kernel.width % 2)
    if padding in {"same", "half"} and isinstance(kernel, Pair) and odd:
        rows, columns = kernel.height // 2, kernel.width // 2
        return Sides(rows, rows, columns, columns) if rows or columns else None
    return None if padding == "valid" else padding


def _fault(word: Word, says: str, example: str) -> LayerError:
    helps = (f"write it as {example}",) if example else ()
    return LayerError("shorthand", f"`{one_line(word.written[:40])}` {says}", helps=helps)
