"""What is known of the best plans with and without one stage."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.counterfactual import Basis
from models.stage import StageKey
from models.units import PeriodIndex

Amount = int | float
"""Whole minor units; infinite where nothing is known, or nothing possible."""


@dataclass(frozen=True)
class Span:
    """Between what the value of the best plan lies; both ends are the same where it is proven."""

    low: Amount
    high: Amount
    starts: Mapping[StageKey, PeriodIndex] = field(default_factory=dict)
    """Of the plan that is worth `low`; empty where there is none."""
    searched: bool = True
    """Whether the programme was solved to its end: then only the moves of people by name, which
    the programme counts by groups of alike people, keep the two ends apart."""
    near: bool = False
    """Whether the best plan near the one at hand was looked for."""

    def settles(self, value: Amount | None) -> bool:
        """Whether it shows if a plan is worth so much; None: what the best one is worth."""
        if self.searched or self.impossible:
            return True
        if value is None:
            return False
        return (self.found and self.low >= value) or self.high < value

    def and_also(self, other: Span) -> Span:
        """What both say together."""
        best, high = (other if other.low > self.low else self), min(self.high, other.high)
        searched, near = self.searched or other.searched, self.near or other.near
        return Span(best.low, high, best.starts, searched, near)

    @property
    def fair(self) -> bool:
        """Whether the plan is the best of some, not just what a search had found by then."""
        return self.searched or self.near

    @property
    def by_groups(self) -> Span:
        """The same where people are groups, names aside."""
        if not self.searched or self.low == -math.inf:
            return self
        return Span(self.high, self.high, self.starts)

    @property
    def exact(self) -> bool:
        """Whether nothing is left open."""
        return self.low == self.high

    @property
    def found(self) -> bool:
        """Whether a plan was found."""
        return self.low > -math.inf

    @property
    def impossible(self) -> bool:
        """Whether it is proven that there is no plan."""
        return self.high == -math.inf


NONE = Span(-math.inf, -math.inf)
"""No plan."""


UNKNOWN = Span(-math.inf, math.inf, searched=False)
"""Nothing found out."""


@dataclass(frozen=True)
class Pair:
    """The best plans of a portfolio that start a stage, and those that do not."""

    inside: Span
    outside: Span

    @property
    def admits(self) -> bool | None:
        """Whether an optimal plan has the stage; None where that is open."""
        if not self.inside.impossible and self.inside.low >= self.outside.high:
            return True
        if self.inside.impossible or self.inside.high < self.outside.low:
            return False
        return None

    @property
    def leaves_out(self) -> bool | None:
        """Whether an optimal plan does without the stage; None where that is open."""
        return Pair(self.outside, self.inside).admits

    @property
    def by_groups(self) -> Pair:
        """The same where people are groups, names aside."""
        return Pair(self.inside.by_groups, self.outside.by_groups)

    @property
    def basis(self) -> Basis:
        """What their difference rests on; nothing where it is proven."""
        if self.inside.exact and self.outside.exact:
            return Basis.NONE
        searched = self.inside.searched and self.outside.searched
        return Basis.GROUPS if searched else Basis.TIME

    @property
    def as_good(self) -> bool:
        """Whether plans with and without it are proven to be worth the same."""
        both = self.inside.exact and self.outside.exact
        return both and self.inside.low == self.outside.low and not self.inside.impossible
