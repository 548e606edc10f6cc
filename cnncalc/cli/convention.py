"""The options that say what is counted, as a decorator that hands over a finished convention.

    @reads_spec
    @writes()
    @takes_convention
    def command(*, convention: Convention, reader: Reader, output: Output) -> None: ...

    $ cnncalc analyze vgg16 --convention cs231n
    $ cnncalc analyze alexnet-single --biases conv_only --count bias_adds=counted

It stands below `reads_spec` and `writes`, since a convention also says how shapes are written and
what a window that does not fit is, where nothing else does.
"""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from cnncalc.cli.complete import choice_names, convention_names
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.analysis.convention import Convention
    from cnncalc.cli.output import Output
    from cnncalc.cli.reader import Reader

__all__ = ["convention_options", "read_preset", "takes_convention"]


def takes_convention(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --convention, --biases and --count, as `convention`; the reader and output follow it."""

    @convention_options
    @wraps(command)
    def counting_command(
        *,
        convention: Convention,
        reader: Reader,
        output: Output,
        **others: Any,  # noqa: ANN401  the command's own
    ) -> Any:  # noqa: ANN401  whatever the command gives
        if click.get_current_context().get_parameter_source("order") is ParameterSource.DEFAULT:
            output = output.wearing(order=convention.order)
        reader = replace(reader, usual_rounding=convention.rounding or "exact")
        return command(convention=convention, reader=reader, output=output, **others)

    return counting_command


def convention_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --convention, --biases and --count, as `convention`."""

    @click.option(
        "--convention",
        "preset",
        metavar="NAME",
        default="cnncalc",
        callback=read_preset,
        shell_complete=convention_names,
        help="Count as a course or a framework does: cs231n, pytorch, keras, lecun98 or "
        "deeplearning.ai; `cnncalc conventions` says how.",
    )
    @click.option(
        "--biases",
        type=click.Choice(["counted", "not_counted", "conv_only"]),
        help="Whether biases are parameters; conv_only leaves out those of dense layers.",
    )
    @click.option(
        "--count",
        "choices",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_choices,
        shell_complete=choice_names,
        help="Another choice of the convention, such as bias_adds=counted or batchnorm=all.",
    )
    @wraps(command)
    def choosing_command(
        *,
        preset: Convention,
        biases: str | None,
        choices: dict[str, object],
        **others: Any,  # noqa: ANN401  the command's own
    ) -> Any:  # noqa: ANN401  whatever the command gives
        said = {} if biases is None else {"biases": biases}
        return command(convention=preset.choosing(**choices, **said), **others)

    return choosing_command


def read_preset(_: click.Context, __: click.Parameter, name: str | None) -> Convention | None:
    """Read the name of a convention; None where none is given."""
    from cnncalc.analysis.preset import convention

    try:
        return None if name is None else convention(name)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0])) from error


def _choices(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, object]:
    """Read each NAME=VALUE; the last of a name counts."""
    from cnncalc.analysis.preset import convention

    chosen: dict[str, object] = {}
    for each in values:
        name, equals, value = each.partition("=")
        if not equals:
            text = f"{inert(each[:_LONGEST])} is not NAME=VALUE, such as bias_adds=counted"
            raise click.BadParameter(text)
        try:
            chosen[name] = getattr(convention(**{name: value}), name)
        except (LookupError, ValueError) as error:
            raise click.BadParameter(str(error.args[0])) from error
    return chosen


_LONGEST = 64
"""Characters of an argument that a message repeats."""
