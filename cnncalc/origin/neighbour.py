"""Local response normalization that an exporter wrote as its arithmetic.

A value divided by (k + alpha*m)^beta, where m is the mean of the squares of neighbouring maps.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.curve import STARTING, affine
from cnncalc.origin.settling import settled

if TYPE_CHECKING:
    from cnncalc.origin.curve import Samples
    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Data

__all__ = ["response_normalized"]


def response_normalized(at: Site) -> Data:
    """Add the normalization; LayerError where the divisor is another."""
    value, divisor = at.data(0), at.data(1)
    if not divisor.neighbours or value.neighbours or value.step != divisor.step:
        message = "the quotient of two branches is no layer of a spec"
        raise LayerError("no-such-layer", message)
    fields: dict[str, object] = {"size": divisor.neighbours}
    for beta in _POWERS:
        line = affine(STARTING, _root(divisor.samples, beta))
        if line is not None:
            alpha, k = (float(f"{each:.6g}") for each in (line[0] / divisor.neighbours, line[1]))
            usual = {"alpha": 0.0001, "beta": 0.75, "k": 1.0}
            found = {"alpha": alpha, "beta": beta, "k": k}
            fields |= {name: each for name, each in found.items() if each != usual[name]}
            break
    return at.along("lrn", fields, settled(at.plan, replace(value, border=None)))


_POWERS = (0.75, 0.5, 1.0, 0.25, 2.0)


def _root(samples: Samples, power: float) -> Samples:
    return tuple(each ** (1 / power) if each >= 0 else math.nan for each in samples)
