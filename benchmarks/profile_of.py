"""Where the time goes: `print_profile(10_000)`, of the start and of a long network."""

from __future__ import annotations

import cProfile
import gc
import pstats
import subprocess
import sys
import time
from itertools import pairwise

from network import long_network

__all__ = ["print_profile"]

MOST = 25
"""Rows of each table."""


def print_profile(layers: int) -> None:
    """Print the dearest imports of `analyze`, the stages of a long analysis and its functions."""
    _print_imports()
    text = long_network(layers)
    _print_stages(text)
    profiler = cProfile.Profile()
    profiler.runcall(_seconds, text)
    print("Functions by their own time (the profiler makes all of them slower):")
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(MOST)


def _print_imports() -> None:
    """Print what `cnncalc analyze vgg16` imports, each module with what it imports in turn."""
    command = (sys.executable, "-X", "importtime", "-m", "cnncalc", "analyze", "vgg16")
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = []
    for line in run.stderr.splitlines():
        alone, together, module = line.removeprefix("import time:").split("|", 2)
        if alone.strip().isdigit():
            rows.append((int(together) / 1000, int(alone) / 1000, module.strip()))
    print("Imports of `cnncalc analyze vgg16`: ms with what they import, ms alone")
    for inclusive, own, name in sorted(rows, reverse=True)[:MOST]:
        print(f"{inclusive:>9.1f}{own:>9.1f}  {name}")
    print()


def _print_stages(text: str) -> None:
    """Print the seconds of each stage, the least of five, with and without garbage collection."""
    _seconds(text)
    collected = [_seconds(text) for _ in range(5)]
    gc.disable()
    uncollected = [_seconds(text) for _ in range(5)]
    gc.enable()
    print("Stages: least seconds, and without the garbage collector")
    for name in collected[0]:
        least = (min(each[name] for each in runs) for runs in (collected, uncollected))
        print(f"{name:>8}" + "".join(f"{seconds:>9.4f}" for seconds in least))
    print()


def _seconds(text: str) -> dict[str, float]:
    """Analyse a text, and give the seconds that each stage took."""
    from cnncalc.analysis.walk import walk
    from cnncalc.limit import DEFAULT_LIMITS
    from cnncalc.spec.read import read_network
    from cnncalc.spec.source import parse_source

    marks = [time.perf_counter()]
    source = parse_source(text, "<text>", DEFAULT_LIMITS)
    marks.append(time.perf_counter())
    reading = read_network(source)
    marks.append(time.perf_counter())
    analysis = walk(reading)
    marks.append(time.perf_counter())
    _ = analysis.totals.parameters, analysis.totals.macs, analysis.totals.connections
    marks.append(time.perf_counter())
    stages = ("YAML", "graph", "walk", "totals")
    return {name: end - start for name, (start, end) in zip(stages, pairwise(marks), strict=True)}
