"""The options that commands share, as decorators that hand over finished values.

    @click.command()
    @specs_argument
    @reads_spec
    @writes("table", "csv", "json")
    def command(*, specs: tuple[str, ...], reader: Reader, output: Output) -> int: ...

`reads_spec` gives a `Reader` (how to read a spec), `writes` an `Output` (how and where to write).
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cnncalc.cli import failure
from cnncalc.cli.budget import count
from cnncalc.cli.complete import (
    format_names,
    layer_names,
    limit_names,
    setting_names,
    spec_names,
)
from cnncalc.cli.output import Output
from cnncalc.cli.reader import Reader
from cnncalc.cli.whole import Whole
from cnncalc.limit import DEFAULT_LIMITS, Limits
from cnncalc.plain import inert
from cnncalc.report.format import FORMATS
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.cli.stream import When
    from cnncalc.shape import Order

    Command = TypeVar("Command", bound=Callable[..., Any])

__all__ = [
    "Reader",
    "layer_argument",
    "reads_spec",
    "shows",
    "spec_argument",
    "specs_argument",
    "writes",
    "writes_page",
    "writes_text",
]


def spec_argument(command: Command) -> Command:
    """Take one SPEC, as `spec`."""
    return click.argument("spec", shell_complete=spec_names)(command)


def specs_argument(command: Command) -> Command:
    """Take one SPEC or several, as `specs`."""
    argument = click.argument(
        "specs", metavar="SPEC...", nargs=-1, required=True, shell_complete=spec_names
    )
    return argument(command)


def layer_argument(command: Command) -> Command:
    """Take the name of a layer of SPEC, or nothing, as `layer`."""
    return click.argument("layer", required=False, shell_complete=layer_names)(command)


def reads_spec(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --input, --set, --rounding and --limit, as `reader`."""

    @click.option(
        "--input", metavar="HxWxC", help="Another input: 64x64x3, or the length of a vector."
    )
    @click.option(
        "--set",
        "settings",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_settings,
        shell_complete=setting_names,
        help="Another value for one of the spec's settings, such as k=128 of alphago.",
    )
    @click.option(
        "--rounding",
        type=click.Choice(["exact", "floor", "ceil"]),
        help="What a window that does not fit is, in place of the spec's own `rounding`.",
    )
    @click.option(
        "--limit",
        "limits",
        metavar="NAME=NUMBER",
        multiple=True,
        callback=_limits,
        shell_complete=limit_names,
        help="Another bound on what a spec may ask for: "
        f"{', '.join(f'{each.name}={each.default}' for each in fields(Limits))}.",
    )
    @wraps(command)
    def reading_command(
        *,
        input: str | None,  # noqa: A002  the name of the option
        settings: dict[str, str],
        rounding: str | None,
        limits: Limits,
        **others: Any,  # noqa: ANN401  the command's own
    ) -> Any:  # noqa: ANN401  whatever the command gives
        return command(reader=Reader(input, settings, rounding, limits), **others)

    return reading_command


def writes(
    *formats: str, shapes: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Take --format, --output, --width and --color, as `output`; no format is all.

    With `shapes`, --order too.
    """
    offered = formats or FORMATS
    ordered: Callable[[Callable[..., Any]], Callable[..., Any]] = _ORDER if shapes else _unchanged

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.option(
            "-f",
            "--format",
            type=click.Choice(offered),
            shell_complete=format_names,
            help="How to write; by default as the suffix of the output file says, else a table.",
        )
        @click.option(
            "-o",
            "--output",
            "destination",
            metavar="FILE",
            help="Write to FILE, replaced whole or not at all; - is standard output.",
        )
        @ordered
        @_WIDTH
        @_COLOR
        @wraps(command)
        def writing_command(
            *,
            format: str | None,  # noqa: A002  the name of the option
            destination: str | None,
            width: int | None,
            color: When,
            order: Order = "hwc",
            **others: Any,  # noqa: ANN401  the command's own
        ) -> Any:  # noqa: ANN401  whatever the command gives
            with Output.of(
                format,
                destination,
                offered=offered,
                order=order,
                width=width,
                color=color,
                inputs=_inputs(others),
            ) as output:
                return command(output=output, **others)

        return writing_command

    return decorated


_ORDER = click.option(
    "--order",
    type=click.Choice(["hwc", "chw", "whc"]),
    default="hwc",
    help="How shapes are written: 55x55x96 (hwc, the default), 96x55x55 (chw), or the width first. "
    "JSON and CSV are always channels first.",
)


_FILE = click.option(
    "-o",
    "--output",
    "destination",
    metavar="FILE",
    help="Write to FILE, replaced whole or not at all.",
)

_WIDTH = click.option(
    "--width",
    metavar="COLUMNS",
    type=Whole(1, 100_000),
    help="Width of a table; by default the terminal's, and in a pipe as wide as it is.",
)


def _remember_color(context: click.Context, _: click.Parameter, value: str) -> str:
    context.meta[failure.COLOR] = value
    return value


_COLOR = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    callback=_remember_color,
    help="When to use colour; auto follows the terminal, NO_COLOR and FORCE_COLOR.",
)


def _unchanged(command: Callable[..., Any]) -> Callable[..., Any]:
    return command


def shows(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --order, --width and --color, as `output`, for a command that goes on showing tables."""

    @_ORDER
    @_WIDTH
    @_COLOR
    @wraps(command)
    def showing_command(*, order: Order, width: int | None, color: When, **others: Any) -> Any:  # noqa: ANN401  the command's own
        return command(output=Output.of("table", order=order, width=width, color=color), **others)

    return showing_command


def writes_page(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --output, --order and --color, as `output`, for a command that writes a page."""

    @_FILE
    @_ORDER
    @_COLOR
    @wraps(command)
    def writing_command(
        *,
        destination: str | None,
        order: Order,
        color: When,
        **others: Any,  # noqa: ANN401  the command's own
    ) -> Any:  # noqa: ANN401  whatever the command gives
        inputs, page = _inputs(others), ("html",)
        place = Output.of(None, destination, offered=page, order=order, color=color, inputs=inputs)
        with place as output:
            return command(output=output, **others)

    return writing_command


def writes_text(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --output alone, as `output`, for a command whose result has one form."""

    @_FILE
    @wraps(command)
    def writing_command(*, destination: str | None, **others: Any) -> Any:  # noqa: ANN401  the command's own
        with Output.of("text", destination, inputs=_inputs(others)) as output:
            return command(output=output, **others)

    return writing_command


def _inputs(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The specs and sheets among the values of a command."""
    one = (values.get(each) for each in ("spec", "sheet", "file"))
    several = (values.get(each, ()) for each in ("specs", "sheets"))
    return (*(each for each in one if each is not None), *chain.from_iterable(several))


def _settings(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    settings = {}
    for each in values:
        name, equals, value = each.partition("=")
        if not equals or not name:
            text = f"{inert(each)} is not NAME=VALUE, such as k=128"
            raise click.BadParameter(text)
        settings[name] = value
    return settings


def _limits(context: click.Context, _: click.Parameter, values: tuple[str, ...]) -> Limits:
    limits = DEFAULT_LIMITS
    known = [each.name for each in fields(Limits)]
    for each in values:
        name, equals, number = each.partition("=")
        if name not in known or not equals:
            meant = nearest(name, known)
            hint = f"did you mean {meant}?" if meant and meant != name else f"{', '.join(known)}"
            text = f"{inert(each)} is not NAME=NUMBER; the bounds have names: {hint}"
            raise click.BadParameter(text)
        value = count(number).value
        if value.denominator != 1 or value < 1:
            raise click.BadParameter(f"{inert(number)} is not a whole number from 1")
        limits = replace(limits, **{name: int(value)})
    context.meta[failure.PROBLEMS] = limits.problems
    return limits
