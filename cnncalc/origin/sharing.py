"""Weights that several layers read, which a spec has no word for: each layer counts its own.

sharing_notes(uses, model.constants)
# "`fc.weight` is read by 2 nodes (`/a/Gemm`, `/b/Gemm`) and counted for each: ..."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.plain import one_line
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cnncalc.origin.model import Constant
    from cnncalc.origin.site import Use

__all__ = ["number_notes", "sharing_notes"]


def sharing_notes(uses: Sequence[Use], stored: Mapping[str, Constant]) -> Iterator[str]:
    """Give what the head of a spec says of weights that are counted more often than stored.

    `stored` has the tensors of the file by name, so that two halves of one are no sharing.
    """
    groups: dict[str, list[Use]] = {}
    for each in uses:
        if each.weights.names:
            groups.setdefault(_origin(each.weights, stored), []).append(each)
    surplus = {
        name: extra
        for name, group in groups.items()
        if (extra := _counted_again(group, stored.get(name))) > 0
    }
    learned = sum(each.weights.size for each in uses)
    alike = [name for name in surplus if _alike(stored.get(name, groups[name][0].weights))]
    shared = [name for name in surplus if name not in set(alike)]
    if shared:
        extra = sum(surplus[each] for each in shared)
        yield (
            f"{_readings(shared, groups)} and counted for each: "
            f"{learned:,} parameters, where the file stores {learned - extra:,}."
        )
    if alike:
        again = "" if shared else f": {sum(surplus[each] for each in alike):,} parameters more"
        yield (
            f"{_readings(alike, groups)}; one value fills each, so an exporter may have stored "
            f"equal weights once, and they are counted for each{again}."
        )


def number_notes(names: Collection[str]) -> Iterator[str]:
    """Give what the head says of stored numbers that every value is multiplied by, or raised by."""
    if names:
        which = _several(list(names))
        counted = "one value" if len(names) == 1 else f"{len(names):,} values"
        yield f"Not counted, but it may be learned: {which} ({counted}); no layer of a spec has it."


_MOST_NAMES, _LONGEST = 3, 60


def _origin(weights: Constant, stored: Mapping[str, Constant]) -> str:
    """The stored tensor that weights come from: of several, the largest."""
    return max(weights.names, key=lambda each: stored[each].size if each in stored else 0)


def _counted_again(group: Sequence[Use], stored: Constant | None) -> int:
    """How many values are counted beyond those that are stored."""
    if len(group) == 1:
        return 0
    sizes = [each.weights.size for each in group]
    return sum(sizes) - max(*sizes, stored.size if stored is not None else 0)


def _alike(weights: Constant) -> bool:
    """Whether one value fills weights, as gammas of ones and biases of zeros before training."""
    vector = sum(each > 1 for each in weights.dims) <= 1
    return vector and weights.values is not None and len(set(weights.values)) == 1


def _readings(names: Sequence[str], groups: Mapping[str, Sequence[Use]]) -> str:
    """Which weights are read by which nodes."""
    if len(names) == 1:
        readers = [one_line(each.reader[:_LONGEST]) for each in groups[names[0]]]
        which = listed([*readers[:_MOST_NAMES], *["others"] * (len(readers) > _MOST_NAMES)], "and")
        return f"{_quoted(names[0])} is read {len(readers)} times ({which})"
    return f"{_several(names)} are each read by several nodes"


def _several(names: Sequence[str]) -> str:
    shown = [_quoted(each) for each in names[:_MOST_NAMES]]
    others = len(names) - len(shown)
    return listed([*shown, *[f"{others:,} others"] * bool(others)], "and")


def _quoted(name: str) -> str:
    return f"`{one_line(name[:_LONGEST])}`"
