"""The command line: a group that knows its commands by name, and loads the one that is asked for.

    $ cnncalc analyze alexnet

Adding a command is one row of `COMMANDS` and one module beside this one with a `command` in it.
`--help` and `--version` load neither a command nor anything that costs.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit, NoSuchCommand

from cnncalc.cli import stream
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from click.shell_completion import CompletionItem

__all__ = ["COMMANDS", "group", "main", "run"]

COMMANDS: Mapping[str, tuple[str, str]] = {
    "analyze": ("cnncalc.cli.analyze", "Every layer: shape, parameters, work, memory; totals."),
    "explain": ("cnncalc.cli.explain", "The working behind every number."),
    "compare": ("cnncalc.cli.compare", "Networks side by side, and where their layers differ."),
    "memory": ("cnncalc.cli.memory", "Where memory goes, and whether it fits."),
    "fit": ("cnncalc.cli.fit", "One window by itself: what fits, and what does not."),
    "validate": ("cnncalc.cli.validate", "Every problem of a spec, and published figures."),
    "advise": ("cnncalc.cli.advise", "Sizing rules of the lectures, and what they would change."),
    "draw": ("cnncalc.cli.draw", "A picture: volumes, the graph, bars, the receptive field."),
    "report": ("cnncalc.cli.report", "Everything about networks as one page for a browser."),
    "watch": ("cnncalc.cli.watch", "Analyse again on every save, and show what changed."),
    "worksheet": ("cnncalc.cli.worksheet", "A blank sheet, to be filled in by hand."),
    "check": ("cnncalc.cli.check", "A filled-in sheet: each answer, and what is wrong with it."),
    "lint": ("cnncalc.cli.lint", "What to know about a sheet before handing it out."),
    "quiz": ("cnncalc.cli.quiz", "Exercises with numbers of their own, and keys to them."),
    "practice": ("cnncalc.cli.practice", "Practise: one question at a time, with hints."),
    "grade": ("cnncalc.cli.grade", "A pile of sheets: a gradebook, and what a class found hard."),
    "verify": ("cnncalc.cli.verify", "Build it in PyTorch, run it, and compare every row."),
    "export": ("cnncalc.cli.export", "The network as code that runs: PyTorch, ONNX."),
    "import": ("cnncalc.cli.origin", "A spec from an ONNX file, or from an exam's shorthand."),
    "list": ("cnncalc.cli.list", "The networks that come with cnncalc."),
    "show": ("cnncalc.cli.show", "The text of a spec."),
    "layers": ("cnncalc.cli.layers", "The kinds of layers: fields, rules, sources."),
    "conventions": ("cnncalc.cli.conventions", "What the words mean: MACs, neurons, MB and MiB."),
    "schema": ("cnncalc.cli.schema", "The JSON Schema of the spec language, for editors."),
    "completion": ("cnncalc.cli.completion", "The script that makes a shell complete names."),
}
"""Each command: its module, and its line in the help of the whole."""

COMPLETION_VARIABLE = "_CNNCALC_COMPLETE"
"""What the scripts of `cnncalc completion` set when they ask for completions."""


def main() -> None:
    """Run the command line on the arguments of this process, and end it with the exit code."""
    gc.disable()  # one command makes little garbage, and looking for it takes longer
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command line on some arguments; give the exit code: 0, 1, 2, 70 or 130."""
    stream.settle()
    try:
        instruction = os.environ.get(COMPLETION_VARIABLE)
        if instruction:
            return _completed(instruction)
        with group.make_context("cnncalc", list(arguments)) as context:
            return _invoked(context)
    except Exit as end:
        return end.exit_code
    except BaseException as error:  # noqa: BLE001  whatever it is, it ends in a sentence
        return _told(error)


def _invoked(context: click.Context) -> int:
    """Run the command of a parsed line, and tell a failure while its options are still known."""
    try:
        result = group.invoke(context)
    except Exit as end:
        return end.exit_code
    except BaseException as error:  # noqa: BLE001  whatever it is, it ends in a sentence
        return _told(error)
    return result if isinstance(result, int) else 0


def _told(error: BaseException) -> int:
    from cnncalc.cli.failure import told

    return told(error)


def _completed(instruction: str) -> int:
    from click.shell_completion import shell_complete

    return shell_complete(group, {}, "cnncalc", COMPLETION_VARIABLE, instruction)


class LazyGroup(click.Group):
    """A group over `COMMANDS`, whose modules are loaded when a command is used and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Give the names of the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command; None for a word that is not one."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        if not any(each.name == _DEBUG.name for each in command.params):
            command.params.append(_DEBUG)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of a line; the nearest is offered for a word that is not one."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands without loading one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command without loading one."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=line)
            for name, (_, line) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)


def _remember_debug(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001  as click calls it
    if value:
        context.meta["cnncalc.debug"] = True


_DEBUG = click.Option(
    ["--debug"],
    is_flag=True,
    expose_value=False,
    callback=_remember_debug,
    help="Show the traceback of a bug in cnncalc.",
)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    params=[_DEBUG],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
SPEC is the name of a network that comes with cnncalc, a path, or - for standard input.
Exit codes: 0 fine; 1 the spec or a budget says no; 2 it cannot run; 70 a bug; 130 interrupted.
`cnncalc COMMAND --help` shows examples and options.""",
)
@click.version_option(__version__, message="cnncalc %(version)s")
@click.pass_context
def group(context: click.Context) -> None:
    """Shapes, parameters, work and memory of a CNN, with the working behind every number.

    \b
    Examples:
      cnncalc analyze alexnet
      cnncalc explain alexnet conv1
      cnncalc fit --input 227 --kernel 11 --stride 4
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
