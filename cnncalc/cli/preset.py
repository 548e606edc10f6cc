"""The option that names a convention, for commands that are about questions and not about counts.

    @preset_option
    def command(*, convention: Convention | None) -> None: ...

In `quiz` and `practice`, `--count` is how many questions there are, and not a choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cnncalc.cli.complete import convention_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.analysis.convention import Convention

__all__ = ["preset_option"]


def preset_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take --convention, as `convention`; --count is how many questions there are."""
    return click.option(
        "--convention",
        metavar="NAME",
        callback=_preset,
        shell_complete=convention_names,
        help="Count as a course or a framework does: cs231n, pytorch, keras, lecun98 or "
        "deeplearning.ai; a template says so itself.",
    )(command)


def _preset(_: click.Context, __: click.Parameter, name: str | None) -> Convention | None:
    from cnncalc.analysis.preset import convention

    try:
        return None if name is None else convention(name)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0])) from error
