"""A sheet as it is handed out and filled in: a network, the conventions, and the answers.

    >>> sheet = read_sheet("sheet.yaml")
    >>> sheet.cells[0].layer, sheet.cells[0].quantity, sheet.cells[0].answer_text
    ('conv1', 'output', '55x55x96')

All problems of a sheet come out together, each with its line. An answer that cannot be read is no
problem of the sheet: it is one answer less.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc.coursework.cell import Cell, CellReader
from cnncalc.coursework.question import TOTAL
from cnncalc.coursework.sheet_source import SHEET_LIMITS, sheet_source
from cnncalc.coursework.stipulation import (
    Asked,
    Tolerance,
    by_cell,
    convention_of,
    partial_of,
    points_of,
    stated_choices,
    tolerance_of,
)
from cnncalc.coursework.subject import INLINE, Subject, read_subject
from cnncalc.diagnostic import SpecError
from cnncalc.spec.node import Fields, Scalar
from cnncalc.spec.problem import Fault, Problems, UnresolvedError
from cnncalc.spec.spelling import Vocabulary, corrected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagnostic import Diagnostic
    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.spec.graph import Network
    from cnncalc.spec.node import Entry
    from cnncalc.spec.source import Source

__all__ = [
    "PARTS",
    "SHEET_LIMITS",
    "TOTAL",
    "Cell",
    "Sheet",
    "read_sheet",
    "sheet_of",
]

ABOUT = ("worksheet", "title", "student", "model", "conventions")
GRADING = ("tolerance", "points", "partial", "answers")
PARTS = (*ABOUT, *INLINE, *GRADING)
"""The parts of a sheet, in the order in which they are best written."""

Place = tuple[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read: what it asks, under which conventions, and what is answered."""

    worksheet: str
    """Which exercise it is; the file's name where it does not say."""
    title: str
    student: str
    """As the sheet says it; empty where it says nothing."""
    model: str
    """The network as the sheet names it; empty where the sheet has it written out."""
    subject: Subject
    convention: Convention
    cells: tuple[Cell, ...]
    """In the order of the sheet."""
    path: str
    """The file, as messages call it."""
    points: Mapping[Place, Fraction] = field(default_factory=dict)
    """By layer and quantity, one for each cell; 1 where the sheet says nothing."""
    tolerances: Mapping[Place, Tolerance] = field(default_factory=dict)
    """By layer and quantity, where the sheet says something."""
    partial: Mapping[Place, Mapping[str, Fraction]] = field(default_factory=dict)
    """By layer and quantity, the points that slips earn; in keys alone."""
    stated: frozenset[str] = frozenset()
    """The choices of the convention that the sheet, or the network itself, says anything of."""

    @property
    def network(self) -> Network:
        """The network, read under the rounding of the convention where it has none of its own."""
        return self.subject.network

    @property
    def analysis(self) -> Analysis:
        """All that was found about the network."""
        return self.subject.analysis

    def analysis_under(self, rounding: Rounding) -> Analysis:
        """Give the analysis with windows rounded in another way; SpecError where none comes."""
        return self.subject.under(rounding)

    @property
    def tolerance(self) -> Tolerance:
        """The tolerance of all cells together: the one that asks for most."""
        said = {self.tolerance_of(*each) for each in self.points}
        return "exact" if "exact" in said else max(map(int, said), default="exact")

    def tolerance_of(self, layer: str, quantity: str) -> Tolerance:
        """Say how many significant digits a rounded answer needs, or that it is to be exact."""
        return self.tolerances.get((layer, quantity), "exact")


def read_sheet(path: str | Path, limits: Limits = SHEET_LIMITS) -> Sheet:
    """Read a sheet and its network; `-` is standard input.

    Raises SpecError with all problems of the sheet, and of a network that is written out in it;
    CannotRunError where there is no file to read.
    """
    source = sheet_source(path, limits)
    return sheet_of(source, None if str(path) == "-" else Path(path).parent)


def sheet_of(source: Source, folder: Path | None = None) -> Sheet:
    """Make a sheet of what a file holds; paths in it begin in the folder, or in the current one.

    Raises SpecError as `read_sheet` does.
    """
    problems = Problems(replace(source, problems=tuple(_kept(source.problems))))
    root = source.root
    if not isinstance(root, Fields):
        message = "a sheet is a mapping with `model` and `answers`"
        problems.add(Fault("not-a-sheet", message, root, ("start it with `worksheet: NAME`",)))
        raise SpecError(problems.found())
    _refuse_others(root, problems)
    parts = corrected(root.entries, Vocabulary(PARTS, "a sheet", "part"), problems)
    convention = convention_of(parts, problems)
    try:
        usual = convention.rounding or "exact"
        subject = read_subject(parts, root, problems, folder, usual)
    except UnresolvedError:
        raise SpecError(problems.found()) from None
    except SpecError as error:
        raise SpecError(_together(problems.found(), error.diagnostics)) from None
    reader = CellReader(subject, convention, problems)
    cells = tuple(reader.cells(_answers(parts, root, problems)))
    asked = Asked(
        dict.fromkeys((each.layer, each.quantity) for each in cells),
        reader.layer_named,
        reader.quantity_named,
    )
    points = dict.fromkeys(asked.cells, Fraction(1))
    sheet = Sheet(
        worksheet=_text(parts, "worksheet", problems) or Path(source.name).stem,
        title=_text(parts, "title", problems),
        student=_text(parts, "student", problems),
        model=_text(parts, "model", problems),
        subject=subject,
        convention=convention,
        cells=cells,
        path=source.name,
        points=points | by_cell(parts.get("points"), asked, points_of, problems),
        tolerances=by_cell(parts.get("tolerance"), asked, tolerance_of, problems),
        stated=_stated(parts, subject),
        partial=by_cell(parts.get("partial"), asked, partial_of, problems),
    )
    if len(problems):
        raise SpecError(problems.found())
    return sheet


def _stated(parts: Mapping[str, Entry], subject: Subject) -> frozenset[str]:
    """What the conventions say, and rounding where the sheet or the spec has it."""
    root = subject.network.source.root
    rounds = "rounding" in parts or (isinstance(root, Fields) and "rounding" in root.entries)
    return stated_choices(parts) | ({"rounding"} if rounds else set())


def _kept(problems: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """The keys written twice, but for pieces of numbers: those get a sentence of their own."""
    return [
        each
        for each in problems
        if each.place is None
        or not each.place.text[each.place.column - 1 :][: each.place.length].isdigit()
    ]


def _refuse_others(root: Fields, problems: Problems) -> None:
    """Tell a template and a network from a sheet; SpecError for either."""
    if "answers" in root.entries:
        return
    if "questions" in root.entries:
        message = "this is a template, which has `questions`, and no sheet, which has `answers`"
        remedy = "`cnncalc quiz` makes sheets of it"
    elif "layers" in root.entries and "model" not in root.entries:
        message = "this is a network, and no sheet: there are no `answers`"
        remedy = "`cnncalc worksheet` makes a sheet of it"
    else:
        return
    problems.add(Fault("not-a-sheet", message, root, (remedy,)))
    raise SpecError(problems.found())


def _answers(parts: Mapping[str, Entry], root: Fields, problems: Problems) -> Entry:
    if "answers" in parts:
        return parts["answers"]
    message = "the sheet has no `answers`"
    problems.add(Fault("missing-field", message, root, ("write `answers:`, and layers under it",)))
    raise SpecError(problems.found())


def _text(parts: Mapping[str, Entry], name: str, problems: Problems) -> str:
    """A part that is a text of one line; empty where nothing is said."""
    node = parts[name].value if name in parts else None
    if node is None:
        return ""
    if not isinstance(node, Scalar):
        problems.add(Fault("wrong-value", f"`{name}` of a sheet is a text", node))
        return ""
    text = " ".join(node.text.split())
    if len(text) > _LONGEST:
        message = f"`{name}` has more than {_LONGEST} characters"
        problems.add(Fault("wrong-value", message, node, ("write it in fewer words",)))
    return text[:_LONGEST]


_LONGEST = 200


def _together(*groups: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Problems of the sheet and of the network in it, in the order of the file."""
    together = [each for group in groups for each in group]
    return tuple(
        sorted(
            together,
            key=lambda each: (each.place.line, each.place.column) if each.place else (0, 0),
        )
    )
