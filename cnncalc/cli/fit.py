"""`cnncalc fit`: one window on one axis, by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from cnncalc.cli.failure import REFUSED
from cnncalc.cli.option import writes
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.plain import inert
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from cnncalc.analysis.placement import Fitting, Given, Padding, Placement
    from cnncalc.cli.output import Output
    from cnncalc.layers.field import Rounding
    from cnncalc.report.working import Explanation

__all__ = ["command"]

RULES = ("valid", "half", "same")


class Whole(click.ParamType[int | str]):
    """A whole number from some least to the bound on sizes; or one of some words."""

    name = "whole number"

    def __init__(self, least: int, words: tuple[str, ...] = ()) -> None:
        """Take the least number and the words that may stand for one."""
        self.least = least
        self.words = words

    def convert(
        self,
        value: Any,  # noqa: ANN401  click's own
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int | str:
        """Read a number in plain decimals, or a word; click.BadParameter says what it is not."""
        text = str(value)
        if text in self.words:
            return text
        most = DEFAULT_LIMITS.size
        shown = inert(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "...")
        if re.fullmatch("[0-9]+", text, re.ASCII) is None:
            words = f", or {', '.join(self.words)}" if self.words else ""
            meant = nearest(text, self.words)
            hint = f"; did you mean {meant}?" if meant else ""
            self.fail(
                f"{shown} is not a whole number from {self.least} to {most:,}{words}{hint}",
                param,
                ctx,
            )
        digits = text.lstrip("0") or "0"
        if len(digits) > len(str(most)) or int(digits) > most:
            self.fail(f"{shown} is beyond {most:,}, the bound on sizes", param, ctx)
        if int(digits) < self.least:
            self.fail(f"{shown} is below {self.least}, the least that makes sense here", param, ctx)
        return int(digits)


LONGEST_SHOWN = 40


@click.command(name="fit")
@click.option("--input", "size", metavar="W", type=Whole(1), help="Values along the axis.")
@click.option("--kernel", metavar="F", type=Whole(1), help="Size of the window.")
@click.option("--stride", metavar="S", type=Whole(1), help="How far it moves at each step.")
@click.option(
    "--padding",
    metavar="P",
    type=Whole(0, RULES),
    help="Zeros on each side, or valid (none), half of the kernel, or same (for W/S, rounded up).",
)
@click.option("--output", "wanted", metavar="N", type=Whole(1), help="Positions of the window.")
@click.option(
    "--dilation",
    metavar="d",
    type=Whole(1),
    default=1,
    help="Distance between the values that the window reads; 1 by default.",
)
@click.option(
    "--rounding",
    type=click.Choice(["exact", "floor", "ceil"]),
    default="exact",
    help="What a window that does not fit is: refused (the default), or rounded down or up; with "
    "--input, --kernel and --stride.",
)
@writes()
def command(  # noqa: PLR0913  one for each option
    *,
    size: int | None,
    kernel: int | None,
    stride: int | None,
    padding: Padding | None,
    wanted: int | None,
    dilation: int,
    rounding: Rounding,
    output: Output,
) -> int:
    """Whether a window fits, and what would: (W - F + 2*P)/S + 1 is whole, and at least 1.

    \b
    Examples:
      cnncalc fit --input 227 --kernel 11 --stride 4
      cnncalc fit --input 10 --kernel 3
      cnncalc fit --kernel 11 --stride 4 --output 55
      cnncalc fit --input 224 --kernel 7 --stride 2 --padding 3 --rounding floor

    Leave out one or more sizes, and every value that fits is listed; with --input and --kernel
    alone, a table of strides and paddings. With --input, --kernel and --stride alone, the padding
    is 0. Exit code 1 where nothing fits.
    """
    from cnncalc.analysis.placement import MOST_SOUGHT, Given, Placement, fitting

    assumed = "padding 0, since none is given"
    given = Given(size, kernel, stride, padding, wanted, dilation)
    if len(given.sought) > MOST_SOUGHT:
        message = "two or more of --input, --kernel, --stride, --padding and --output are needed"
        raise click.UsageError(message)
    if size is None or kernel is None or stride is None:
        if rounding != "exact":
            message = "--rounding goes with all of --input, --kernel and --stride"
            raise click.UsageError(message)
        return _search(fitting(given), output)
    if padding is None and wanted is not None and rounding == "exact":
        found = fitting(given)
        if found.placements:
            return _search(found, output)
        assumed = f"no padding from 0 to {found.searched[-1]:,} gives {wanted:,}; with padding 0:"
    return _judge(
        Placement(size, kernel, stride, padding or 0, dilation), given, output, assumed, rounding
    )


for _option in command.params:
    if _option.name == "destination":
        _option.opts = ["-o"]  # --output is a size here; the file keeps its short name


def _judge(
    placement: Placement, given: Given, output: Output, assumed: str, rounding: Rounding
) -> int:
    """Say whether a window whose sizes are all known fits."""
    from cnncalc.report.fitting import holds, placements_table, verdict_data, verdict_explanation

    if output.format == "json":
        output.data(verdict_data(placement, given, rounding))
    elif output.format == "csv":
        output.table(placements_table([placement]))
    else:
        about = () if given.padding is not None else (assumed,)
        _write(verdict_explanation(placement, given.output, about, rounding), output)
    return 0 if holds(placement, given.output, rounding) else REFUSED


def _search(found: Fitting, output: Output) -> int:
    """List what fits in the place of the sizes that are left out."""
    from cnncalc.report.fitting import fitting_data, fitting_explanation, placements_table

    if output.format == "json":
        output.data(fitting_data(found))
    elif output.format == "csv":
        output.table(placements_table(found.placements))
    else:
        _write(fitting_explanation(found), output)
    return 0 if found.placements else REFUSED


def _write(explanation: Explanation, output: Output) -> None:
    from cnncalc.report.working_format import write_working

    output.write(write_working(explanation, output.format, output.look))
