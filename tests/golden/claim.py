"""The claims of tests/data/lecture_claims.yaml: numbers that four public lectures state."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parents[1] / "data" / "lecture_claims.yaml"


@dataclass(frozen=True)
class Claim:
    """One number of a lecture: what it prints (`claimed`), and what is right (`exact`)."""

    id: str
    lecture: str
    quote: str
    network: str
    layer: str
    quantity: str
    claimed: Any
    exact: Any
    how: str
    verdict: str
    reason: str = ""
    to: int | str = 1
    floor: int | None = None
    slip: dict[str, Any] | None = None
    table: list[list[int]] | None = None

    @property
    def is_numeric(self) -> bool:
        """Whether the lecture prints a number or a shape, not a formula or nothing."""
        return not isinstance(self.claimed, str)

    @property
    def exact_in_units(self) -> Fraction:
        """The exact value in units of the last digit that the lecture writes."""
        return Fraction(str(self.exact)) / Fraction(self.to)

    @property
    def claimed_in_units(self) -> Fraction:
        """What the lecture prints in units of its last digit: a whole number."""
        return Fraction(str(self.claimed)) / Fraction(self.to)


def load() -> list[Claim]:
    """Give all claims, in the order of the lectures."""
    listed = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)["claims"]
    return [Claim(**fields) for fields in listed]
