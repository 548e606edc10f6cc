"""What a shell offers when TAB is pressed: networks, the layers of one, formats, conventions.

    $ cnncalc explain alexnet con<TAB>
    conv1  conv2  conv3  conv4  conv5

A completion never fails and never speaks: what cannot be read offers nothing.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from cnncalc.diagnostic import CnncalcError
from cnncalc.limit import Limits

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

__all__ = [
    "choice_names",
    "column_names",
    "convention_names",
    "figure_names",
    "format_names",
    "kind_names",
    "layer_names",
    "layers_names",
    "limit_names",
    "network_words",
    "onnx_files",
    "quantity_names",
    "setting_names",
    "spec_names",
]


def spec_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the shipped networks that start so, and leave paths to the shell."""
    from click.shell_completion import CompletionItem

    from cnncalc.spec.catalog import shipped

    try:
        names = [each for each in shipped() if each.startswith(incomplete)]
    except CnncalcError:
        names = []
    # The shells' scripts take a `file` as "and complete paths too", where no name is left.
    return [CompletionItem(incomplete, type="file"), *(CompletionItem(each) for each in names)]


def network_words(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the shipped networks that start so, and no paths."""
    from click.shell_completion import CompletionItem

    from cnncalc.spec.catalog import shipped

    try:
        return [CompletionItem(each) for each in shipped() if each.startswith(incomplete)]
    except CnncalcError:
        return []


def onnx_files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave paths to the shell."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def layer_names(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Give the layers of the spec that already stands on the line, then the totals."""
    from click.shell_completion import CompletionItem

    from cnncalc.analysis.result import COUNTED
    from cnncalc.api import analyze

    spec = context.params.get("spec")
    if not isinstance(spec, str) or spec == "-":
        return []
    try:
        names = [*analyze(spec).layers, *COUNTED]
    except CnncalcError:
        return []
    return [CompletionItem(each) for each in names if each.startswith(incomplete)]


def figure_names(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Give the figures of the layer that already stands on the line."""
    from click.shell_completion import CompletionItem

    from cnncalc.api import analyze
    from cnncalc.report.index import figures_of

    spec, layer = context.params.get("spec"), context.params.get("layer")
    if not isinstance(spec, str) or not isinstance(layer, str) or spec == "-":
        return []
    try:
        names = list(figures_of(analyze(spec).counted(), layer))
    except CnncalcError:
        return []
    groups = (each.partition(".")[0] for each in names)
    offered = dict.fromkeys((*groups, *names))
    return [CompletionItem(each) for each in offered if each.startswith(incomplete)]


def layers_names(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Give the layers of a spec, the last of those that are joined by commas being completed."""
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    # With an option that waits for its value, click leaves the words of the line unread.
    context.params["spec"] = context.params.get("spec") or next(iter(context.args), None)
    found = layer_names(context, parameter, last)
    return [CompletionItem(f"{before}{comma}{each.value}") for each in found]


def quantity_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give what a sheet can ask for, the last of those that are joined by commas."""
    from click.shell_completion import CompletionItem

    from cnncalc.coursework.quantity import QUANTITIES

    before, comma, last = incomplete.rpartition(",")
    names = [each for each in QUANTITIES if each.startswith(last)]
    return [CompletionItem(f"{before}{comma}{each}") for each in names]


def kind_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the kinds of layers that start so."""
    from click.shell_completion import CompletionItem

    from cnncalc.layers import KINDS

    return [CompletionItem(each) for each in KINDS if each.startswith(incomplete)]


def format_names(_: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the formats that a command offers."""
    from click.shell_completion import CompletionItem

    choices = getattr(param.type, "choices", ())
    return [CompletionItem(str(each)) for each in choices if str(each).startswith(incomplete)]


def column_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the columns of a table, the last of those that are joined by commas being completed."""
    from click.shell_completion import CompletionItem

    from cnncalc.report.layer_column import COLUMNS

    before, comma, last = incomplete.rpartition(",")
    names = [each for each in (*COLUMNS, "all") if each.startswith(last)]
    return [CompletionItem(f"{before}{comma}{each}") for each in names]


def setting_names(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Give the settings of the spec that already stands on the line, each with its equals sign."""
    from click.shell_completion import CompletionItem

    from cnncalc.api import load

    # With an option that waits for its value, click leaves the words of the line unread.
    words = context.params.get("specs") or [context.params.get("spec"), *context.args]
    spec = next((each for each in words if isinstance(each, str) and each != "-"), None)
    try:
        names = [] if spec is None else list(load(spec).scope.settings)
    except CnncalcError:
        names = []
    return [CompletionItem(f"{each}=") for each in names if each.startswith(incomplete)]


def limit_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the bounds on a spec, each with its equals sign."""
    from click.shell_completion import CompletionItem

    names = [each.name for each in fields(Limits)]
    return [CompletionItem(f"{each}=") for each in names if each.startswith(incomplete)]


def convention_names(
    _: click.Context, __: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Give the conventions of courses and frameworks that start so."""
    from click.shell_completion import CompletionItem

    from cnncalc.analysis.preset import PRESETS

    return [
        CompletionItem(name, help=each.meaning.partition(".")[0])
        for name, each in PRESETS.items()
        if name.startswith(incomplete)
    ]


def choice_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give what a convention chooses, each with its equals sign; behind that, the options."""
    from click.shell_completion import CompletionItem

    from cnncalc.analysis.choice import CHOICES

    name, equals, value = incomplete.partition("=")
    if not equals:
        return [CompletionItem(f"{each}=") for each in CHOICES if each.startswith(name)]
    options = CHOICES[name].options if name in CHOICES else ()
    words = ["none" if each is None else str(each) for each in options]
    return [CompletionItem(f"{name}={each}") for each in words if each.startswith(value)]
