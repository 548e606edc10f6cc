"""What is shipped: an sdist, the wheel made from it, and that wheel installed somewhere else."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from cnncalc.version import __version__

ROOT = Path(__file__).parents[1]
SPECS = sorted(each.name for each in (ROOT / "architectures").iterdir())
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "dist", "build")

pytestmark = pytest.mark.long


def finished(*command: str | Path, folder: Path) -> str:
    """What a command prints that runs in a folder, outside the checkout and its environment."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
    surroundings = {name: os.environ[name] for name in kept if name in os.environ}
    run = subprocess.run(
        [str(each) for each in command],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
    return run.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, built from a copy without anything hidden but .ci and .gitignore."""
    checkout = tmp_path_factory.mktemp("checkout") / "cnncalc"
    shutil.copytree(ROOT, checkout, ignore=LEFT_OUT)
    shutil.copy(ROOT / ".gitignore", checkout)
    shutil.copytree(ROOT / ".ci", checkout / ".ci")
    finished(sys.executable, "-m", "hatchling", "build", "--target", "sdist", folder=checkout)
    (built,) = (checkout / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the unpacked sdist as an installer would."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = folder.iterdir()
    finished(sys.executable, "-m", "hatchling", "build", "--target", "wheel", folder=unpacked)
    (built,) = (unpacked / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of a new environment with the wheel; dependencies are borrowed."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    python = commands / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    finished(*pip, "install", "--no-deps", "--no-index", "--quiet", wheel, folder=home)
    purelib = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site_packages = Path(finished(python, "-c", purelib, folder=home).strip())
    # A path in a .pth file lends its packages, but not what its own .pth files add: the checkout.
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site_packages / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    return commands


def test_the_sdist_has_the_specs_the_tests_and_the_licence(sdist: Path) -> None:
    """An sdist is enough to build, to test and to read."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"architectures/{name}" for name in SPECS} <= names
    assert {"LICENSE", "CHANGELOG.md", "pyproject.toml", "tests/test_packaging.py"} <= names
    assert {"cnncalc/__init__.py", "cnncalc/py.typed", ".ci/run"} <= names


def test_the_wheel_has_every_spec_and_module_and_nothing_else(wheel: Path) -> None:
    """Nothing is missing, and no test, cache or stray file comes along."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    modules = {
        each.relative_to(ROOT).as_posix()
        for each in (ROOT / "cnncalc").rglob("*")
        if each.is_file() and each.suffix != ".pyc"
    }
    specs = {f"cnncalc/architectures/{name}" for name in SPECS}
    about = {name for name in names if name.startswith(f"cnncalc-{__version__}.dist-info/")}
    assert names == modules | specs | about
    assert "cnncalc/py.typed" in names
    assert f"cnncalc-{__version__}.dist-info/licenses/LICENSE" in about


def test_the_folder_of_specs_has_specs_only() -> None:
    """A file of another name would be shipped and never listed."""
    assert [name for name in SPECS if not name.endswith(".cnn.yaml")] == []


def test_an_installed_cnncalc_lists_the_specs_of_the_folder(installed: Path) -> None:
    """The wheel carries its networks: nothing is read from the checkout."""
    home = installed.parent
    where = "import cnncalc; print(cnncalc.__file__)"
    assert Path(finished(installed / "python", "-c", where, folder=home).strip()).is_relative_to(
        home
    )
    listed = json.loads(finished(installed / "cnncalc", "list", "--format", "json", folder=home))
    names = sorted(f"{each['name']}.cnn.yaml" for each in listed["networks"])
    assert names == SPECS


def test_an_installed_cnncalc_has_its_catalogue_of_slips(installed: Path) -> None:
    """It is data, not code, and a wheel without it would fail only where a sheet is checked."""
    names = "from cnncalc.coursework.misconception import MISCONCEPTIONS; print(*MISCONCEPTIONS)"
    shown = finished(installed / "python", "-c", names, folder=installed.parent)
    assert "P-NO-BIAS" in shown.split()


def test_an_installed_cnncalc_knows_its_version(installed: Path) -> None:
    """`cnncalc` and `python -m cnncalc` are the same."""
    for command in ([installed / "cnncalc"], [installed / "python", "-m", "cnncalc"]):
        assert (
            finished(*command, "--version", folder=installed.parent) == f"cnncalc {__version__}\n"
        )
