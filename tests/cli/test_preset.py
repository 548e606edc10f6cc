"""The option that names a convention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.testing import CliRunner

from cnncalc.cli.preset import preset_option

if TYPE_CHECKING:
    from cnncalc.analysis.convention import Convention


@click.command()
@preset_option
def shown(convention: Convention | None) -> None:
    """Say what is handed over."""
    click.echo("nothing" if convention is None else convention.order)


def test_a_preset_is_handed_over_and_nothing_where_none_is_named() -> None:
    """CS231n writes width x height x depth."""
    assert CliRunner().invoke(shown, ["--convention", "cs231n"]).output == "whc\n"
    assert CliRunner().invoke(shown, []).output == "nothing\n"


def test_another_word_is_refused_with_the_nearest() -> None:
    found = CliRunner().invoke(shown, ["--convention", "cs213n"])
    assert found.exit_code == 2
    assert "did you mean `cs231n`?" in found.output
