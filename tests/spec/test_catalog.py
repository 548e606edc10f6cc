"""Finding specs: by name, by path, and what is said where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.diagnostic import CannotRunError
from cnncalc.spec import catalog
from cnncalc.spec.catalog import SUFFIX, architectures, shipped, spec_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOT_FILES = ("alexnet", "lenet5", "vgg16")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation somewhere else: the folder that the package `cnncalc` lies in."""
    module = tmp_path / "cnncalc" / "spec" / "catalog.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(catalog, "__file__", str(module))
    architectures.cache_clear()
    shipped.cache_clear()
    yield tmp_path
    architectures.cache_clear()
    shipped.cache_clear()


def put(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("name: n\ninput: 3\nlayers: [relu]\n", encoding="utf-8")


def test_every_spec_in_the_folder_is_shipped() -> None:
    files = {each.name for each in architectures().iterdir()}
    assert {f"{name}{SUFFIX}" for name in shipped()} == files
    assert set(ROOT_FILES) <= set(shipped())


def test_names_are_sorted_as_people_sort() -> None:
    found = [each for each in shipped() if each.startswith("vgg")]
    assert found == ["vgg11", "vgg11-lrn", "vgg13", "vgg16", "vgg16-c", "vgg19"]


def test_a_name_is_found_in_the_folder() -> None:
    assert spec_path("alexnet") == architectures() / "alexnet.cnn.yaml"


def test_a_path_is_taken_as_it_is_whether_it_is_there_or_not(tmp_path: Path) -> None:
    assert str(spec_path("nets/mine")) == "nets/mine"
    assert str(spec_path("mine.yaml")) == "mine.yaml"
    assert str(spec_path("mine.yml")) == "mine.yml"
    assert spec_path(str(tmp_path)) == tmp_path


def test_a_file_in_the_folder_needs_no_suffix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "mynet", "alexnet")
    monkeypatch.chdir(tmp_path)
    assert str(spec_path("mynet")) == "mynet"
    assert spec_path("alexnet").parent == architectures()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("alexnett", "there is no file and no shipped network `alexnett`; did you mean `alexnet`?"),
        ("VGG-16", "there is no file and no shipped network `VGG-16`; did you mean `vgg16`?"),
        (
            "xyzzy",
            (
                "there is no file and no shipped network `xyzzy`; `cnncalc list` shows the "
                "shipped ones"
            ),
        ),
        ("", "there is no file and no shipped network ``; `cnncalc list` shows the shipped ones"),
        (
            "a\0b",
            (
                "there is no file and no shipped network `a\\x00b`; `cnncalc list` shows the "
                "shipped ones"
            ),
        ),
        (
            "\x1b[2J",
            (
                "there is no file and no shipped network `\\x1b[2J`; `cnncalc list` shows the "
                "shipped ones"
            ),
        ),
    ],
)
def test_what_is_nowhere_gets_the_nearest_name(name: str, sentence: str) -> None:
    with pytest.raises(CannotRunError) as refused:
        spec_path(name)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("name", ["x" * 5000, "\udcff", "..", "CON"])
def test_an_odd_name_is_refused_or_taken_for_a_path_and_never_more(name: str) -> None:
    try:
        assert str(spec_path(name)) == name
    except CannotRunError as error:
        assert len(str(error)) < 300  # noqa: PT017  either is fine


def test_a_name_of_several_lines_is_said_on_one() -> None:
    with pytest.raises(CannotRunError) as refused:
        spec_path("a\nb")
    assert str(refused.value).startswith(r"there is no file and no shipped network `a\nb`; ")


def test_an_installed_package_has_the_folder_inside(package: Path) -> None:
    put(package / "cnncalc" / "architectures", "tiny.cnn.yaml", "big10.cnn.yaml", "big9.cnn.yaml")
    assert shipped() == ("big9", "big10", "tiny")
    assert spec_path("tiny") == package / "cnncalc" / "architectures" / "tiny.cnn.yaml"


def test_a_checkout_has_it_beside_the_package(package: Path) -> None:
    put(package, "pyproject.toml")
    put(package / "architectures", "tiny.cnn.yaml")
    assert shipped() == ("tiny",)


def test_a_folder_of_this_name_somewhere_else_is_not_it(package: Path) -> None:
    put(package / "architectures", "tiny.cnn.yaml")
    with pytest.raises(CannotRunError, match="missing from this installation"):
        shipped()
    assert str(spec_path("my.yaml")) == "my.yaml"


def test_only_specs_with_plain_names_inside_the_folder_are_shipped(package: Path) -> None:
    folder = package / "cnncalc" / "architectures"
    put(folder, "good.cnn.yaml", "Bad.cnn.yaml", ".hidden.cnn.yaml", "notes.txt", "a b.cnn.yaml")
    put(package / "elsewhere", "secret.cnn.yaml")
    (folder / "link.cnn.yaml").symlink_to(package / "elsewhere" / "secret.cnn.yaml")
    assert shipped() == ("good",)
