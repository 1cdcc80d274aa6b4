"""Annual or staged funding: the same portfolio under both, over sampled outcomes of its gates."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from models.base import Frozen
from models.units import Money, Slices


class Policy(StrEnum):
    """How money is handed out."""

    ANNUAL = "annual"
    """Once a year: all that starts within the year is approved whole, whatever the gates say."""
    STAGED = "staged"
    """Each period: gates open or close, freed money goes back, the rest is planned again."""


class Measure(StrEnum):
    """What the two are compared by."""

    VALUE = "value"
    """Discounted value of what is launched, less the plan's prices; minor units."""
    FAILED = "failed"
    """What was paid for initiatives of which a gate failed; minor units."""
    AFTER_FAILURE = "after failure"
    """The part of it that was paid for stages behind the failed gate; minor units."""
    IDLE = "idle"
    """Budget that nobody used; minor units."""
    MOVED = "moved"
    """Slices of people that arrive at a team away from home."""
    LAUNCHED = "launched"
    """Initiatives whose last stage began with every gate before it passed."""

    @property
    def is_money(self) -> bool:
        """Whether it is in minor units."""
        return self not in (Measure.MOVED, Measure.LAUNCHED)

    @property
    def more_is_better(self) -> bool | None:
        """Which way is good; None where neither is."""
        neither = (Measure.MOVED, Measure.IDLE)
        return None if self in neither else self in (Measure.VALUE, Measure.LAUNCHED)


class Figures(Frozen):
    """What came of one policy in one sample."""

    value: Money
    failed: Money
    after_failure: Money
    idle: Money
    moved: Slices
    launched: int
    stopped: int
    """Initiatives of which a gate failed."""
    plans: int
    """How often it was planned."""
    widest_gap: float
    """The widest gap of its plans, as a share."""
    eased: int
    """Plans for which must-do work or floors of envelopes had to be given up."""

    def of(self, measure: Measure) -> int:
        """The figure of a measure."""
        return {
            Measure.VALUE: self.value,
            Measure.FAILED: self.failed,
            Measure.AFTER_FAILURE: self.after_failure,
            Measure.IDLE: self.idle,
            Measure.MOVED: self.moved,
            Measure.LAUNCHED: self.launched,
        }[measure]


class Sample(Frozen):
    """One course of the gates under both policies."""

    number: int
    """From 1."""
    fails: int
    """Gates that fail in it if they are reached."""
    annual: Figures
    staged: Figures

    def difference(self, measure: Measure) -> int:
        """How much more it is with staged tranches."""
        return self.staged.of(measure) - self.annual.of(measure)


class Estimate(NamedTuple):
    """One measure over all samples."""

    measure: Measure
    annual: Fraction
    """Mean."""
    staged: Fraction
    """Mean."""
    margin: float | None
    """Half of the 95 % interval of the mean difference; None with fewer than two samples."""
    more: int
    """Samples in which it is more with staged tranches."""
    less: int
    same: int

    @property
    def difference(self) -> Fraction:
        """Staged less annual, on average."""
        return self.staged - self.annual

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends of the 95 % interval of the mean difference."""
        if self.margin is None:
            return None
        middle = float(self.difference)
        return middle - self.margin, middle + self.margin

    @property
    def is_proven(self) -> bool:
        """Whether the interval leaves out that there is no difference."""
        found = self.interval
        return found is not None and (found[0] > 0 or found[1] < 0)


class Simulation(NamedTuple):
    """The answer: all samples, and what was asked."""

    samples: tuple[Sample, ...]
    asked: int
    """Samples that were asked for; fewer where somebody stopped."""
    seed: int
    quarters: int
    """Periods in which it is planned anew."""
    horizon: int
    """Periods of the portfolio."""
    gates: int
    """Gates whose outcome is drawn."""
    gap: str
    """Percent at which each search may stop."""
    factor: float | None
    """Of Student's t, for the interval."""
    estimates: Mapping[Measure, Estimate]

    @property
    def is_whole(self) -> bool:
        """Whether all samples are there."""
        return len(self.samples) == self.asked
