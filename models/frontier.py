"""The frontier: what a portfolio is worth at other budgets, or at other prices of a move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from models.plan import Plan
from models.portfolio import Portfolio
from models.units import Money, Slices


class Axis(StrEnum):
    """What is varied."""

    BUDGET = "budget"
    MOVES = "moves"


@dataclass(frozen=True)
class Answered:
    """What a search gave for one share of the budget, or of the price of a move."""

    share: Fraction
    portfolio: Portfolio
    plan: Plan | None
    refusal: str = ""
    """Why there is no plan, in a sentence."""
    impossible: bool = False
    """Whether it is proven that there is none."""


@dataclass(frozen=True)
class Point:
    """One proven plan."""

    share: Fraction
    """1 is as the portfolio says."""
    amount: Money
    """The budget of all windows together, or the price of a move."""
    plan: Plan | None
    """The best one known here; it has passed the audit of the portfolio with this amount."""
    bound: Money | None
    """No plan can be worth more here."""
    taken_from: Fraction | None = None
    """The share whose search found this plan, where it is not its own."""
    refusal: str = ""

    @property
    def value(self) -> Money | None:
        """What the plan is worth."""
        return None if self.plan is None else self.plan.value.total

    @property
    def gap(self) -> float | None:
        """Distance to the bound as a share of it, as `Plan.gap`."""
        if self.value is None or self.bound is None:
            return None
        return max(0, self.bound - self.value) / max(abs(self.bound), 1)

    @property
    def before_moves(self) -> Money | None:
        """What the plan is worth before the price of its moves."""
        return None if self.plan is None else Money(self.plan.value.total + self.plan.value.moves)

    @property
    def moved(self) -> Slices | None:
        """Slices that change their team."""
        return None if self.plan is None else self.plan.moved


class Member(StrEnum):
    """What an initiative is across the frontier."""

    CORE = "core"
    """Every plan gives it something new."""
    EXCEPTION = "exception"
    """Some do."""
    NEVER = "never"
    UNDER_WAY = "under way"
    """Nothing of it is left to decide."""


@dataclass(frozen=True)
class Membership:
    """In which points an initiative is."""

    initiative: str
    name: str
    team: str
    kind: Member
    inside: tuple[bool | None, ...]
    """By point; None where there is no plan."""
    since: Money | None
    """For an exception: the amount from which on it is in at every point; None for none."""


@dataclass(frozen=True)
class Frontier:
    """All points, by their amounts, the smallest first."""

    portfolio: str
    as_of: date
    currency: str
    slice: Decimal
    axis: Axis
    fund: str
    """Name of the fund that is varied; `all funds`."""
    points: tuple[Point, ...]
    members: tuple[Membership, ...]
    edits: tuple[str, ...] = ()
    """What was asked of the portfolio before."""
    missing: tuple[Fraction, ...] = ()
    """Shares that were not searched, since somebody stopped."""
