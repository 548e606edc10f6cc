"""Every bound on what a spec may ask for."""

from cnncalc.limit import DEFAULT_LIMITS, Limits


def test_the_bounds_are_those_of_the_language() -> None:
    """A file of 5 MB, a depth of 64, 20,000 layers, sizes to 1,000,000, names of 64."""
    limits = DEFAULT_LIMITS
    assert (limits.bytes, limits.depth, limits.layers) == (5_000_000, 64, 20_000)
    assert (limits.size, limits.name, limits.problems) == (1_000_000, 64, 20)


def test_one_bound_is_raised_by_itself() -> None:
    raised = Limits(layers=100_000)
    assert (raised.layers, raised.depth) == (100_000, DEFAULT_LIMITS.depth)
