"""The networks that come with cnncalc: `shipped()` names them, `spec_path("alexnet")` finds one."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import one_line
from cnncalc.suggestion import nearest

__all__ = ["architectures", "shipped", "spec_path"]

SUFFIX = ".cnn.yaml"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)


@cache
def architectures() -> Path:
    """Give the folder of shipped specs: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "architectures"
    if installed.is_dir():
        return installed
    checkout = package.parent
    # An editable install leaves it in the checkout, which pyproject.toml tells from other folders.
    if (checkout / "pyproject.toml").is_file() and (checkout / "architectures").is_dir():
        return checkout / "architectures"
    message = "the shipped architectures are missing from this installation: install cnncalc again"
    raise CannotRunError(message)


@cache
def shipped() -> tuple[str, ...]:
    """Give the names of all shipped networks, sorted as people sort: vgg9 before vgg16."""
    folder = architectures()
    names = (
        each.name.removesuffix(SUFFIX)
        for each in folder.iterdir()
        if each.name.endswith(SUFFIX) and each.resolve().is_relative_to(folder)
    )
    return tuple(sorted((each for each in names if _NAME.fullmatch(each)), key=_natural))


def spec_path(spec: str) -> Path:
    """Give the file of a spec: a path as it is, or a shipped network by its name.

    Raises CannotRunError with the nearest name where there is neither.
    """
    if "/" in spec or spec.endswith((".yaml", ".yml")):
        return Path(spec)
    if spec in shipped():
        return architectures() / f"{spec}{SUFFIX}"
    with suppress(OSError, ValueError):  # no file can have such a name
        if spec and Path(spec).exists():
            return Path(spec)
    meant = nearest(spec, shipped())
    hint = f"did you mean `{meant}`?" if meant else "`cnncalc list` shows the shipped ones"
    message = f"there is no file and no shipped network `{one_line(spec[:100])}`; {hint}"
    raise CannotRunError(message)


def _natural(name: str) -> list[tuple[int, str]]:
    """Order numbers in names by their value."""
    return [(int(each), "") if each.isdigit() else (-1, each) for each in re.split(r"(\d+)", name)]
