"""A network as one way from the input to the result, with what leaves it and comes back.

    >>> chain = chain_of(cnncalc.analyze("resnet18"))
    >>> [each.name for each in chain.stations][:4]
    ['conv1/conv1', 'pool1', 'conv2_x_1', 'conv2_x_2']

Where everything goes through one layer, the way is plain. Between two such places that several ways
join, all layers are one station if they stand in one block or are few; else the longest way is
taken, and the others are skips over it (U-Net). Further outputs to which that way does not lead are
heads: ways of their own that leave it.
"""

from __future__ import annotations

from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.canvas.palette import family_of
from cnncalc.diagram.unit import INPUT, units
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.unit import Unit
    from cnncalc.shape import Shape

__all__ = ["Chain", "Head", "Skip", "Station", "chain_of", "shortened_chain"]

MOST_SKIPS = 16
FEW = 4
"""So many layers that no block holds are one station still."""


class Station(NamedTuple):
    """A layer, or several that stand between two places that everything goes through."""

    name: str
    units: tuple[Unit, ...]

    @property
    def single(self) -> LayerFigures | None:
        """The layer, if it is one (with what follows it)."""
        return self.units[0].lead if len(self.units) == 1 else None

    @property
    def shape(self) -> Shape:
        """The shape of what it gives."""
        return self.units[-1].shape

    @property
    def family(self) -> str:
        """The family of its last layer."""
        return family_of(self.units[-1].lead.kind)

    @property
    def layers(self) -> tuple[LayerFigures, ...]:
        """All its layers."""
        return tuple(layer for unit in self.units for layer in unit.layers)


class Skip(NamedTuple):
    """A way that leaves the chain behind one station, and joins it at a later one."""

    start: int
    """The number of a station; -1 for the input."""
    end: int
    units: tuple[Unit, ...]
    """What lies on it."""


class Head(NamedTuple):
    """A way to another output: what it reads of what stands before, and its own chain."""

    sources: tuple[str, ...]
    """The names of layers, or `input`."""
    shape: Shape
    """Of what its first layer reads."""
    chain: Chain


class Chain(NamedTuple):
    """Stations in order, the ways around them, and those that lead elsewhere."""

    stations: tuple[Station, ...]
    skips: tuple[Skip, ...]
    outputs: frozenset[int] = frozenset()
    """The numbers of stations that are outputs, where there are several."""
    heads: tuple[Head, ...] = ()

    @property
    def alone(self) -> frozenset[int]:
        """The numbers behind which stations are not folded with those before: ways part there."""
        starts = {each.start for each in self.skips} | self.outputs
        ends = {each.end - 1 for each in self.skips} | {each - 1 for each in self.outputs}
        return frozenset(starts | ends)


def chain_of(analysis: Analysis) -> Chain:
    """Give the chain of a network; what changes no shape and has no window is no station."""
    found = units(analysis)
    home = {layer.name: number for number, each in enumerate(found) for layer in each.layers}
    results = sorted({home[each] for each in analysis.outputs})
    if len(results) <= 1:
        return _chain(found, frozenset())
    index = {each.name: number for number, each in enumerate(found)}
    sources = [tuple(index[name] for name in each.inputs if name != INPUT) for each in found]
    taken: set[int] = set()
    heads: list[Head] = []
    main: Chain | None = None
    for result in reversed(results):
        wanted = sorted(_needed(result, sources) - taken)
        if result in taken:
            continue
        own = [found[each] for each in wanted]
        chain = _chain(own, frozenset(found[each].name for each in results))
        hidden = {unit.name for each in chain.stations for unit in each.units[:-1]}
        hidden |= {unit.name for skip in chain.skips for unit in skip.units}
        taken |= {each for each in wanted if not (each in results and found[each].name in hidden)}
        if main is None:
            main = chain
        else:
            names = {each.name for each in own}
            read = tuple(
                dict.fromkeys(name for each in own for name in each.inputs if name not in names)
            )
            heads.append(Head(read, own[0].lead.input_shapes[0], chain))
    assert main is not None  # noqa: S101  there is a result
    return main._replace(heads=tuple(reversed(heads)))


def _needed(result: int, sources: Sequence[tuple[int, ...]]) -> set[int]:
    """A unit and all that it reads, near and far."""
    found: set[int] = set()
    waiting = [result]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += sources[number]
    return found


def _chain(found: Sequence[Unit], results: frozenset[str]) -> Chain:
    """The chain of some units; what they read of others stands before all of them."""
    index = {each.name: number for number, each in enumerate(found)}
    sources = [tuple(index.get(name, -1) for name in each.inputs) for each in found]
    stations: list[Station] = []
    skips: list[tuple[int, int, tuple[Unit, ...]]] = []
    home = {-1: -1}  # the station at which a unit's values are at hand
    for before, neck in pairwise([-1, *_necks(sources)]):
        inside = range(before + 1, neck + 1)
        together = tuple(found[each] for each in inside)
        parting = any(each.name in results for each in together[:-1])
        way = _longest(inside, sources) if parting or _open(together) else None
        around = [] if way is None else list(_around(way, inside, sources, found))
        if len(around) > MOST_SKIPS:
            way, around = None, []
        for number, station in _stations(inside, together, way, found):
            if _seen(station) or station.units[-1].name in results:
                stations.append(station)
            home[number] = len(stations) - 1
        skips += around
        home[neck] = len(stations) - 1
    known = [Skip(home[start], home[end], through) for start, end, through in skips]
    return Chain(
        tuple(stations),
        tuple(each for each in known if each.end > each.start + 1),
        frozenset(n for n, each in enumerate(stations) if each.units[-1].name in results),
    )


def shortened_chain(chain: Chain) -> Chain:
    """Give a chain in which stations side by side in the same inner block are one."""
    stations: list[Station] = []
    place: dict[int, int] = {-1: -1}

    def block(numbered: tuple[int, Station]) -> tuple[str, ...]:
        number, station = numbered
        path = _shared_path(station.units)
        return path[:INNER] if len(path) >= INNER else (str(number),)

    for path, found in groupby(enumerate(chain.stations), block):
        numbers, together = zip(*found, strict=True)
        name = together[0].name if len(together) == 1 else "/".join(path)
        place |= dict.fromkeys(numbers, len(stations))
        stations.append(Station(name, tuple(unit for each in together for unit in each.units)))
    skips = (each._replace(start=place[each.start], end=place[each.end]) for each in chain.skips)
    return Chain(tuple(stations), tuple(each for each in skips if each.end > each.start + 1))


INNER = 2
"""A block within another is an inner one."""


def _necks(sources: Sequence[tuple[int, ...]]) -> Iterator[int]:
    """The units behind which nothing but their own values is still needed."""
    furthest = [0] * (len(sources) + 1)
    for number, each in enumerate(sources):
        for source in each:
            furthest[source + 1] = max(furthest[source + 1], number)
    ahead = 0
    for number in range(len(sources)):
        ahead = max(ahead, furthest[number])  # of the units before this one, and the input
        if ahead <= number:
            yield number


def _open(together: Sequence[Unit]) -> bool:
    """Whether layers are too many, and of too many blocks, to be one station."""
    if len(together) <= FEW:
        return False
    return not _shared_path(together)


def _shared_path(together: Sequence[Unit]) -> tuple[str, ...]:
    """The path of the innermost block that holds all of some units."""
    first, last = (choose(each.lead.path for each in together) for choose in (min, max))
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return tuple(name for name, _ in same)


def _longest(inside: range, sources: Sequence[tuple[int, ...]]) -> list[int]:
    """The way through some units that visits most of them, ending at the last."""
    best: dict[int, tuple[int, int | None]] = {}
    for number in inside:
        reached = [(best[each][0], each) for each in sources[number] if each in best]
        length, source = max(reached, default=(0, None))
        best[number] = (length + 1, source)
    way = [inside[-1]]
    while (source := best[way[-1]][1]) is not None:
        way.append(source)
    return way[::-1]


def _stations(
    inside: range, together: tuple[Unit, ...], way: list[int] | None, found: Sequence[Unit]
) -> Iterator[tuple[int, Station]]:
    """The stations of some units, each with the number of its last unit."""
    if way is not None:
        yield from ((each, Station(found[each].name, (found[each],))) for each in way)
    elif len(together) == 1:
        yield inside[0], Station(together[0].name, together)
    else:
        path = _shared_path(together)
        yield inside[-1], Station("/".join(path) or together[-1].name, together)


def _around(
    way: list[int], inside: range, sources: Sequence[tuple[int, ...]], found: Sequence[Unit]
) -> Iterator[tuple[int, int, tuple[Unit, ...]]]:
    """The ways that join a way from elsewhere, each followed back to where it left."""
    on_way = set(way)
    for before, number in zip([inside[0] - 1, *way], way, strict=False):
        for source in sources[number]:
            if source == before:
                continue
            through: list[Unit] = []
            while source not in on_way and source in inside:
                through.append(found[source])
                source = min(sources[source])  # noqa: PLW2901  one step back
            yield source, number, tuple(reversed(through))


def _seen(station: Station) -> bool:
    """Whether a station shows anything that the one before does not."""
    layer = station.single
    if layer is None or layer.window is not None or layer.layer.weighted or layer.layer.merges:
        return True
    (before,) = layer.input_shapes
    after = layer.output_shape
    flattened = not isinstance(after, Image) and not layer.layer.stored
    return before != after and not flattened
