"""Where a network runs, and what memory there is: read from files that a test writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify import device
from cnncalc.verify.device import called, chosen_device, free_memory, threads

if TYPE_CHECKING:
    from pathlib import Path

CPU, CUDA = torch.device("cpu"), torch.device("cuda")


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A folder for the bounds of a container, which are not yet there."""
    (tmp_path / "group").mkdir()
    return tmp_path / "group"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """The memory of a system as Linux tells it (proc(5)): 2,000 kB are available."""
    path = tmp_path / "meminfo"
    path.write_text(
        "MemTotal: 4000 kB\nMemFree: 1000 kB\nMemAvailable: 2000 kB\n", encoding="ascii"
    )
    return path


def test_auto_is_a_gpu_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is current; and the processor elsewhere."""
    monkeypatch.setattr(torch.cuda, "current_device", lambda: 3)
    for there, name in ((True, "cuda:3"), (False, "cpu")):
        monkeypatch.setattr(torch.cuda, "is_available", lambda there=there: there)
        assert str(chosen_device("auto")) == name


def test_a_gpu_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processor by how many threads it computes with."""
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: "NVIDIA H200")
    assert called(CUDA) == "cuda (NVIDIA H200)"
    assert threads(CUDA) is None
    assert (called(CPU), threads(CPU)) == ("cpu", torch.get_num_threads())


def test_the_memory_of_a_gpu_is_what_its_driver_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of the two figures is what is free."""
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _: (700, 900))
    assert free_memory(CUDA) == 700


def test_free_memory_is_what_the_system_has(system: Path, group: Path) -> None:
    """Not MemFree, which leaves out what can be had at once."""
    assert list(device.bounds_of_memory(system, group)) == [2000 * 1024]


def test_a_container_may_have_less(system: Path, group: Path) -> None:
    """Its bound, less what it has taken already."""
    (group / "memory.max").write_text("900000\n", encoding="ascii")
    (group / "memory.current").write_text("300000\n", encoding="ascii")
    assert min(device.bounds_of_memory(system, group)) == 600_000


def test_a_container_without_a_bound_has_what_the_system_has(system: Path, group: Path) -> None:
    """`max` means none."""
    (group / "memory.max").write_text("max\n", encoding="ascii")
    assert list(device.bounds_of_memory(system, group)) == [2000 * 1024]


def test_where_nobody_can_say_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system with neither file nor figure; then nothing is refused beforehand."""

    def unknown(_: str) -> int:
        raise ValueError

    monkeypatch.setattr("os.sysconf", unknown)
    nowhere = tmp_path / "nothing"
    assert list(device.bounds_of_memory(nowhere, nowhere)) == []
    monkeypatch.setattr("os.sysconf", lambda _: 40)
    assert list(device.bounds_of_memory(nowhere, nowhere)) == [1600]
