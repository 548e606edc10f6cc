"""How fast cnncalc is beside what it stands on and beside its peers; run by hand, never by a test.

    $ python benchmarks/speed.py                        # all of it, some minutes
    $ python benchmarks/speed.py --rounds 5 --peer-python ~/torch/bin/python
    $ python benchmarks/speed.py --profile              # and where the time goes

Both of a pair run as whole processes, in turns and in one run, so that whatever else the machine
does falls on both. Trust the ratios more than the seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from network import long_network
from profile_of import print_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

CNNCALC = (str(Path(sys.executable).with_name("cnncalc")),)
TORCHINFO = Path(__file__).with_name("vgg16_torchinfo.py")
ONE_MODEL = "from pydantic import BaseModel\nclass One(BaseModel):\n    one: int = 1\nOne()"
"""`import pydantic` loads next to nothing; the first class does."""
LENGTHS = (100, 1_000, 10_000)
LONGEST_SECONDS = 0.7
SURROUNDINGS = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""Whoever installs cnncalc has it compiled; a checkout is compiled by its first run."""


class Pair(NamedTuple):
    """Two commands that are timed against each other, and the ratio that we want."""

    name: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    aim: float
    """Of our seconds to theirs: at most this."""


class Timing(NamedTuple):
    """What a command took, in seconds: on the wall, and of the processor (all its threads)."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.3f} ({self.cpu:.2f})"


def main() -> None:
    """Measure what was asked for, and print it."""
    options = _options()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {options.rounds} rounds\n")
    if options.only in {None, "processes"}:
        _print_pairs(_pairs(options.peer_python), options.rounds)
    if options.only in {None, "layers"}:
        _print_lengths(options.rounds)
    if options.profile:
        print_profile(LENGTHS[-1])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=15, help="how often each command runs (15)")
    parser.add_argument("--only", choices=("processes", "layers"), help="half of the measurements")
    parser.add_argument(
        "--peer-python",
        default=sys.executable,
        metavar="PYTHON",
        help="a Python that has torch and torchinfo, where this one has not",
    )
    parser.add_argument("--profile", action="store_true", help="print where the time goes, too")
    return parser.parse_args()


# ------------------------------------------------------------------------------ whole processes


def _pairs(peer_python: str) -> list[Pair]:
    """The pairs that can be run here; a sentence for one that cannot."""
    python = sys.executable
    analyze = (*CNNCALC, "analyze", "vgg16")
    libraries = (python, "-c", "import click, yaml, pydantic, rich.table")
    model = (python, "-c", f"import click, yaml, rich.table\n{ONE_MODEL}")
    pairs = [
        Pair(
            "--version / import click", (*CNNCALC, "--version"), (python, "-c", "import click"), 1.1
        ),
        Pair("analyze vgg16 / importing its four libraries", analyze, libraries, 1.4),
        Pair("analyze vgg16 / the same, and one class", analyze, model, 1.4),
    ]
    peer = (peer_python, str(TORCHINFO))
    if _finds(peer_python, "torch", "torchinfo"):
        pairs.append(Pair("analyze vgg16 / torchinfo on VGG-16", analyze, peer, 0.1))
    else:
        print(f"torchinfo: left out, {peer_python} has no torch and torchinfo (--peer-python)\n")
    return pairs


def _finds(python: str, *modules: str) -> bool:
    """Whether another Python has some modules."""
    script = "import sys, importlib.util as i; sys.exit(not all(map(i.find_spec, sys.argv[1:])))"
    return subprocess.run([python, "-c", script, *modules], check=False).returncode == 0


def _print_pairs(pairs: list[Pair], rounds: int) -> None:
    """Time each pair in turns, after one run of both that does not count."""
    print("Whole processes: median seconds on the wall (and of processor), and of ours to theirs")
    print(f"{'':<44}{'ours':>14}{'theirs':>15}{'ratio':>14}{'aim':>6}")
    for pair in pairs:
        timings = [(_timed(pair.ours), _timed(pair.theirs)) for _ in range(rounds + 1)][1:]
        ours, theirs = zip(*timings, strict=True)
        ratios = [Timing(our.wall / their.wall, our.cpu / their.cpu) for our, their in timings]
        ours, theirs, ratio = (_medians(each) for each in (ours, theirs, ratios))
        met = "met" if ratio.wall <= pair.aim else "missed"
        print(f"{pair.name:<44}{ours!s:>14}{theirs!s:>15}{ratio!s:>14}{pair.aim:>6} {met}")
    print()


def _medians(timings: Sequence[Timing]) -> Timing:
    return Timing(median(each.wall for each in timings), median(each.cpu for each in timings))


def _timed(command: tuple[str, ...]) -> Timing:
    """Run a command; the time that it took on the wall, and of the processor."""
    before = os.times()
    start = time.perf_counter()
    run = subprocess.run(command, env=SURROUNDINGS, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    if run.returncode:
        sys.exit(f"\n{' '.join(command)} ended with {run.returncode}:\n{run.stderr}")
    after = os.times()
    user = after.children_user - before.children_user
    return Timing(wall, user + after.children_system - before.children_system)


# ------------------------------------------------------------------------------ many layers


def _print_lengths(rounds: int) -> None:
    """Time analyses in this process, from the text of a file to the totals, lengths in turns."""
    from cnncalc import analyze

    print("In process: seconds of processor from the text to the totals, derivations included")
    taken: dict[int, list[float]] = {layers: [] for layers in LENGTHS}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds + 1):
            for layers, seconds in taken.items():
                path = Path(folder, f"{layers}.cnn.yaml")
                path.write_text(long_network(layers), encoding="utf-8")
                start = time.process_time()
                totals = analyze(path).totals
                _ = totals.parameters, totals.macs, totals.connections
                if turn:  # the first loads modules
                    seconds.append(time.process_time() - start)
    each = {layers: median(seconds) / layers for layers, seconds in taken.items()}
    print(f"{'layers':>8}{'median':>9}{'least':>9}{'us a layer':>12}")
    for layers, seconds in taken.items():
        print(f"{layers:>8,}{median(seconds):>9.4f}{min(seconds):>9.4f}{each[layers] * 1e6:>12.1f}")
    _, middle, longest = LENGTHS
    met = "met" if median(taken[longest]) < LONGEST_SECONDS else "missed"
    print(
        f"{longest:,} layers in less than {LONGEST_SECONDS} s: {met}; a layer of them takes ",
        end="",
    )
    print(f"{each[longest] / each[middle]:.2f} times that of {middle:,} layers\n")


if __name__ == "__main__":
    main()
