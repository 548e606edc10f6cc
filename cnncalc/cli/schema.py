"""`cnncalc schema`: the JSON Schema of the spec language, made from the classes that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.option import writes_text

if TYPE_CHECKING:
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="schema")
@writes_text
def command(*, output: Output) -> None:
    """The JSON Schema of the spec language, with which an editor completes and checks as you type.

    \b
    Examples:
      cnncalc schema
      cnncalc schema -o cnn.schema.json

    Then write as the first line of a spec: # yaml-language-server: $schema=cnn.schema.json
    """
    from cnncalc.spec.schema import language_schema

    output.data(language_schema())
