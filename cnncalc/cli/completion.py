"""`cnncalc completion`: the script that makes a shell complete commands, networks and layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.option import writes_text

if TYPE_CHECKING:
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@writes_text
def command(*, shell: str, output: Output) -> None:
    """The script that makes a shell complete commands, options, networks and layers.

    \b
    Examples:
      cnncalc completion zsh -o _cnncalc
      cnncalc completion fish -o cnncalc.fish
      eval "$(cnncalc completion bash)"

    The last of these works at once, and for every new shell from ~/.bashrc.
    """
    from click.shell_completion import get_completion_class

    from cnncalc.cli.main import COMPLETION_VARIABLE, group

    script = get_completion_class(shell)
    if script is None:
        raise click.BadParameter(shell)
    output.write(script(group, {}, "cnncalc", COMPLETION_VARIABLE).source())
