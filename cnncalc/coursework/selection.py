"""Which layers and which quantities a worksheet asks about, as a person says it in a few words.

>>> chosen_quantities("size, params")
('size', 'params')
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from cnncalc.analysis.convention import Convention
from cnncalc.coursework.quantity import QUANTITIES, nearest_quantity, quantity_named
from cnncalc.coursework.question import TOTAL, question
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import one_line
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.spec.graph import Network

__all__ = ["chosen_layers", "chosen_quantities", "questions"]


def chosen_layers(network: Network, analysis: Analysis, words: str | None) -> tuple[str, ...]:
    """Give the layers that names and patterns mean, in the order of the network.

    Without words, they are those that learn something, or store another shape. Raises
    CannotRunError for a word that means no layer.
    """
    layers = analysis.layers
    if words is None:
        usual = tuple(name for name, each in layers.items() if _matters(each))
        return usual or tuple(layers)
    chosen: set[str] = set()
    for word in _parts(words, "--layers"):
        matching = {each for each in layers if fnmatchcase(each, word)}
        named = network.named(word)
        found = matching or ({named} if named else set())
        if not found:
            meant = nearest(word, layers)
            hint = (
                f"did you mean {meant}?" if meant else f"there are {listed([*layers][:12], 'and')}"
            )
            shown = one_line(word[:_LONGEST])
            raise CannotRunError(f"--layers: {analysis.name} has no layer {shown}; {hint}")
        chosen |= found
    return tuple(each for each in layers if each in chosen)


def chosen_quantities(words: str) -> tuple[str, ...]:
    """Give the quantities to ask for, each by the word it was asked with, none twice.

    Raises CannotRunError for a word that is none.
    """
    chosen: dict[str, str] = {}
    for word in _parts(words, "--ask"):
        quantity = quantity_named(word)
        if quantity is None:
            meant = nearest_quantity(word[:_LONGEST])
            hint = f"did you mean {meant}?" if meant else f"there are {listed(QUANTITIES, 'and')}"
            shown = one_line(word[:_LONGEST])
            raise CannotRunError(f"--ask: {shown} is nothing that a sheet can ask for; {hint}")
        chosen.setdefault(quantity, word.lower())
    return tuple(chosen.values())


def questions(
    analysis: Analysis, layers: tuple[str, ...], words: tuple[str, ...], *, total: bool
) -> tuple[tuple[str, str], ...]:
    """Give the layer and the word of each question, leaving out what is not asked of a layer."""
    names = (*layers, TOTAL) if total else layers
    asked = tuple((name, word) for name in names for word in words if _fits(analysis, name, word))
    if not asked:
        raise CannotRunError("nothing is left to ask: no layer of the network has such a figure")
    return asked


def _parts(words: str, option: str) -> list[str]:
    parts = [each.strip() for each in words.split(",")]
    parts = [each for each in parts if each]
    if not parts:
        raise CannotRunError(f"{option}: nothing is named")
    return parts


_LONGEST = 64


def _matters(figures: LayerFigures) -> bool:
    """Whether a layer is one that lectures put into their tables."""
    changes = figures.layer.stored and figures.output_shape != figures.input_shapes[0]
    return changes or bool(figures.learned.parameters.value)


def _fits(analysis: Analysis, layer: str, word: str) -> bool:
    """Whether a quantity can be asked of a layer."""
    try:
        question(analysis, layer, quantity_named(word) or word, Convention())
    except LookupError:
        return False
    return True
