"""Means over samples, and how sure one can be of the difference between the two policies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

from models.staged import Estimate, Measure, Sample

_TWO_SIDED = 0.975
"""95 % of the distribution lie between its mirror images."""


def t_factor(samples: int) -> float | None:
    """Student's t for a two-sided 95 % interval of a mean; None with fewer than two samples."""
    if samples < 2:  # noqa: PLR2004 - one sample has no spread
        return None
    from scipy.special import stdtrit

    return float(stdtrit(samples - 1, _TWO_SIDED))


def estimated(samples: Sequence[Sample]) -> dict[Measure, Estimate]:
    """Each measure over the samples; the interval is Student's, of the paired differences.

    Raises ValueError without samples.
    """
    if not samples:
        raise ValueError("no samples")
    return {measure: _estimate(measure, samples) for measure in Measure}


def _estimate(measure: Measure, samples: Sequence[Sample]) -> Estimate:
    count = len(samples)
    differences = [sample.difference(measure) for sample in samples]
    more, less = (sum(sign * each > 0 for each in differences) for sign in (1, -1))
    return Estimate(
        measure,
        Fraction(sum(sample.annual.of(measure) for sample in samples), count),
        Fraction(sum(sample.staged.of(measure) for sample in samples), count),
        _margin(differences),
        more,
        less,
        count - more - less,
    )


def _margin(differences: Sequence[int]) -> float | None:
    count = len(differences)
    factor = t_factor(count)
    if factor is None:
        return None
    mean = Fraction(sum(differences), count)
    spread = sum((each - mean) ** 2 for each in differences) / (count - 1)
    return factor * sqrt(spread / count)
