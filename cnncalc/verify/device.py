"""Where a network runs, and how much memory there is for it.

>>> chosen_device("auto"), free_memory(torch.device("cpu"))
(device(type='cpu'), 23622320128)
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from cnncalc.diagnostic import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.verify.result import DeviceName

__all__ = ["bounds_of_memory", "called", "chosen_device", "free_memory", "threads"]


def chosen_device(name: DeviceName) -> torch.device:
    """Give a device by its name, `auto` a GPU where there is one; CannotRunError where none is."""
    there = torch.cuda.is_available()
    if there and name in {"auto", "cuda"}:
        return torch.device("cuda", torch.cuda.current_device())
    if name == "cuda":
        message = (
            "PyTorch sees no CUDA GPU here; `--device cpu` runs on the processor, "
            "and `--device meta` checks shapes and counts without running"
        )
        raise CannotRunError(message)
    return torch.device("cpu" if name == "auto" else name)


def called(device: torch.device) -> str:
    """Say what a device is: `cpu`, `meta`, or `cuda` with the name of the GPU."""
    if device.type != "cuda":
        return str(device.type)
    return f"cuda ({torch.cuda.get_device_name(device)})"


def threads(device: torch.device) -> int | None:
    """Give how many threads PyTorch computes with; None where not the processor computes."""
    return int(torch.get_num_threads()) if device.type == "cpu" else None


def free_memory(device: torch.device) -> int | None:
    """Give the bytes that a network may take on a device; None where nobody can say."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    return min(bounds_of_memory(), default=None)


def bounds_of_memory(
    system: Path = Path("/proc/meminfo"), group: Path = Path("/sys/fs/cgroup")
) -> Iterator[int]:
    """Every bound that can be read: the system's free memory, and what the container may have."""
    with suppress(OSError, ValueError, IndexError):
        lines = system.read_text(encoding="ascii").splitlines()
        yield from (int(each.split()[1]) * 1024 for each in lines if each.startswith("MemAvail"))
    with suppress(OSError, ValueError):
        most = int((group / "memory.max").read_text(encoding="ascii"))
        yield most - int((group / "memory.current").read_text(encoding="ascii"))
    if not system.exists():
        with suppress(OSError, ValueError, AttributeError):
            yield os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
