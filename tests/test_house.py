"""The habits of the house that no tool checks: CONTRIBUTING.md states them.

A file that has a good reason to break one stands here with the reason, not in a comment of its own.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cnncalc.layers import FAMILIES, FAMILY_FILES, KINDS
from cnncalc.layers.documentation import field_documentation
from cnncalc.layers.layer import Layer
from cnncalc.version import __version__

ROOT = Path(__file__).parents[1]
LONGEST = 300

LONGER_WITH_REASON: dict[str, str] = {}
"""Python files over the bound, and why one file is the better home."""

FOLDERS = ("architectures", "benchmarks", "cnncalc", "docs", "tests")
CODE = sorted(each for name in FOLDERS for each in (ROOT / name).rglob("*.py"))
MODULES = sorted((ROOT / "cnncalc").rglob("*.py"))
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "benchmarks").rglob("*.md"), *ROOT.glob("docs/**/*.md")]
)
TEXTS = sorted([*CODE, *PAGES, *ROOT.glob("architectures/*"), ROOT / "pyproject.toml"])

CATCH_ALLS = {"base", "common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|HACK|WIP|breakpoint\(\)|pdb)\b")
UNEXPLAINED = re.compile(r"#\s*(noqa: (?!ARG00[12]\b)[A-Z0-9, ]+|type: ignore\[[a-z, -]+\])\s*$")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *#*$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
DOCUMENTED = ["output", "parameters", "work", "source"]


def named(path: Path) -> str:
    """A file as the checkout calls it."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


def lines(paths: list[Path]) -> Iterator[str]:
    """Every line of some files but this one, behind its place: `file:line: text`."""
    for path in paths:
        if path != Path(__file__):
            for number, line in enumerate(read(path).splitlines(), 1):
                yield f"{named(path)}:{number}: {line}"


def test_no_file_is_long_without_a_reason() -> None:
    """Past some 250 lines there is usually a second noun."""
    long = {named(each) for each in CODE if len(read(each).splitlines()) > LONGEST}
    assert long == set(LONGER_WITH_REASON)


def test_no_module_is_a_drawer_for_everything() -> None:
    """A module is called by its noun."""
    assert [named(each) for each in CODE if each.stem in CATCH_ALLS] == []


def test_a_module_says_what_it_is_for_and_what_is_public() -> None:
    """A file reads downwards: the docstring, then `__all__`, then the public thing."""
    for module in MODULES:
        tree = ast.parse(read(module))
        assert ast.get_docstring(tree), named(module)
        bound = {
            target.id
            for statement in tree.body
            if isinstance(statement, ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Name)
        }
        definitions = (ast.ClassDef, ast.FunctionDef)
        defines = any(isinstance(each, definitions) and each.name[0] != "_" for each in tree.body)
        assert "__all__" in bound or not defines, named(module)


def test_nothing_unfinished_is_left_in_a_file() -> None:
    """What is still to do stands in an issue."""
    assert [each for each in lines(TEXTS) if LEFTOVER.search(each)] == []


def test_an_ignored_finding_has_its_reason_beside_it() -> None:
    """Only an argument that the questions to all kinds prescribe needs none (ARG002)."""
    assert [each for each in lines(CODE) if UNEXPLAINED.search(each)] == []


def test_a_rule_that_is_ignored_everywhere_has_its_reason_beside_it() -> None:
    """In pyproject.toml: `"RULE", # why`."""
    rules = re.findall(r'^  "[A-Z]+[0-9]+",.*$', read(ROOT / "pyproject.toml"), re.MULTILINE)
    assert rules
    assert [line for line in rules if "# " not in line] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_documents_itself_in_four_lines(kind: type[Layer]) -> None:
    """A sentence, then `output`, `parameters`, `work` and `source`: each a line, in order."""
    sentence, empty, *lines = (kind.__doc__ or "").strip().splitlines()
    assert sentence.endswith(".")
    assert empty == ""
    names, texts = zip(*(line.strip().split(": ", 1) for line in lines), strict=True)
    assert list(names) == DOCUMENTED
    assert all(texts)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_field_of_a_kind_is_described(kind: type[Layer]) -> None:
    """The description is what an editor shows, and `cnncalc layers`."""
    assert [name for name in kind.model_fields if name not in field_documentation(kind)] == []


def test_every_class_of_a_family_file_is_a_kind() -> None:
    """A class that is not in `__all__` would not exist in the language."""
    for family, kinds in FAMILIES.items():
        classes = {
            value
            for module in FAMILY_FILES[family]
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Layer)
            if value.__module__ == module.__name__ and "kind" in vars(value)
        }
        assert classes == set(kinds)


def test_the_changelog_has_this_version() -> None:
    """Newest first, each with the date of its release; what is not released stands above."""
    versions = re.findall(
        r"^## \[?([^\]\s]+)\]?(?: - (\S+))?$", read(ROOT / "CHANGELOG.md"), re.MULTILINE
    )
    names = [name for name, _ in versions]
    assert __version__ in names
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\d", date) for name, date in versions if name != "Unreleased"
    )
    numbers = [tuple(map(int, name.split("."))) for name in names if name != "Unreleased"]
    assert numbers == sorted(numbers, reverse=True)
    assert "Unreleased" not in names[1:]


def test_one_line_sets_up_and_tests_wherever_it_is_written() -> None:
    """The README, CONTRIBUTING.md and .ci/run agree on it to the letter."""
    (command,) = re.findall(r'^test_command="(.+)"$', read(ROOT / ".ci" / "run"), re.MULTILINE)
    assert command in read(ROOT / "README.md")
    assert command in read(ROOT / "CONTRIBUTING.md")


def test_a_tool_that_the_tests_need_is_in_the_dev_extra() -> None:
    """What the test command installs is what it runs."""
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    extra = {re.split(r"[<>=~ ]", each)[0] for each in project["optional-dependencies"]["dev"]}
    assert extra >= {
        "coverage",
        "hatchling",
        "hypothesis",
        "import-linter",
        "mypy",
        "pytest",
        "ruff",
    }


def relative_links() -> Iterator[tuple[Path, str]]:
    """Every link of a page to another file or heading of the checkout."""
    for page in PAGES:
        for target in LINK.findall(FENCE.sub("", read(page))):
            if not re.match(r"[a-z]+:", target):
                yield page, target


@pytest.mark.parametrize(
    ("page", "target"),
    [pytest.param(*each, id=f"{named(each[0])} -> {each[1]}") for each in relative_links()],
)
def test_a_link_of_a_page_leads_somewhere(page: Path, target: str) -> None:
    """To a file of the checkout, and to a heading where one is named."""
    path, _, anchor = target.partition("#")
    linked = (page.parent / path).resolve() if path else page
    assert linked.is_relative_to(ROOT)
    assert linked.exists()
    if anchor:
        headings = HEADING.findall(FENCE.sub("", read(linked)))
        assert anchor in {anchored(each) for each in headings}


def anchored(heading: str) -> str:
    """A heading as a link names it: lower case, hyphens for spaces, no punctuation."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")
