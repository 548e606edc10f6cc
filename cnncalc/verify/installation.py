"""Whether PyTorch is here: one line how to install it where it is not.

>>> require_torch() Traceback (most recent call last): CannotRunError: verify runs a network in
PyTorch, which is not installed: pip install 'cnncalc[torch]'
"""

from __future__ import annotations

import warnings
from importlib import import_module

from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert

__all__ = ["INSTALL", "require_torch"]

INSTALL = "pip install 'cnncalc[torch]'"


def require_torch() -> None:
    """Load PyTorch; CannotRunError, with what to do, where it is missing or does not start."""
    try:
        # Without numpy, which nothing here needs, PyTorch says so in a warning at its first import.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import_module("torch")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "torch":
            raise CannotRunError(_broken(error)) from error
        message = f"verify runs a network in PyTorch, which is not installed: {INSTALL}"
        raise CannotRunError(message) from error
    except (ImportError, OSError, RuntimeError) as error:
        raise CannotRunError(_broken(error)) from error


def _broken(error: Exception) -> str:
    """What to say of a PyTorch that is there and does not start."""
    reason = inert(str(error).strip().partition("\n")[0][:_LONGEST_REASON])
    return f"PyTorch is installed, but does not start ({reason}); install it again: {INSTALL}"


_LONGEST_REASON = 200
