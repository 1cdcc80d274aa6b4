"""Means and intervals, as arithmetic."""

from fractions import Fraction
from math import isclose, sqrt

import pytest

from models.staged import Figures, Measure, Sample
from models.units import Money, Slices
from optimizer.simulation import estimated, t_factor


def _figures(value: int, launched: int = 0) -> Figures:
    nothing = Money(0)
    return Figures(
        value=Money(value),
        failed=nothing,
        after_failure=nothing,
        idle=nothing,
        moved=Slices(0),
        launched=launched,
        stopped=0,
        plans=1,
        widest_gap=0.0,
        eased=0,
    )


def _samples(*pairs: tuple[int, int]) -> list[Sample]:
    return [
        Sample(number=n, fails=0, annual=_figures(annual), staged=_figures(staged))
        for n, (annual, staged) in enumerate(pairs, 1)
    ]


def test_the_factors_are_those_of_the_tables() -> None:
    assert t_factor(1) is None
    for samples, factor in ((2, 12.706), (5, 2.776), (20, 2.093), (121, 1.980)):
        found = t_factor(samples)
        assert found is not None
        assert isclose(found, factor, abs_tol=5e-4)


def test_the_interval_is_of_paired_differences() -> None:
    """Differences 1, 3, 5: mean 3, variance 4, standard error sqrt(4 / 3); t is 4.3027."""
    found = estimated(_samples((10, 11), (500, 503), (7, 12)))[Measure.VALUE]
    assert found.difference == 3
    assert found.annual == Fraction(517, 3)
    assert found.margin is not None
    assert isclose(found.margin, 4.302652729696142 * sqrt(4 / 3), rel_tol=1e-9)
    assert (found.more, found.less, found.same) == (3, 0, 0)
    assert not found.is_proven


def test_a_difference_is_proven_where_the_interval_leaves_out_nothing() -> None:
    more = estimated(_samples((0, 10), (0, 11), (0, 12)))[Measure.VALUE]
    less = estimated(_samples((10, 0), (11, 0), (12, 0)))[Measure.VALUE]
    assert more.is_proven
    assert less.is_proven
    assert less.interval is not None
    assert less.interval[1] < 0


def test_one_sample_has_no_interval_and_none_is_no_answer() -> None:
    found = estimated(_samples((1, 2)))[Measure.VALUE]
    assert found.interval is None
    assert not found.is_proven
    with pytest.raises(ValueError, match="no samples"):
        estimated([])
