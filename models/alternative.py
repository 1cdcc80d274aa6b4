"""Plans that are nearly as good as the best one and differ in what a committee cares about."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.plan import Plan
from models.units import InitiativeId, Money, Percent, PeriodIndex, TeamId


class Aim(StrEnum):
    """Why a plan is offered."""

    DIFFERENT = "most different"
    """Of all plans within the loss it is furthest from every plan shown before it."""
    EARLY = "most released now"
    MONEY = "least money"
    CALM = "fewest at once"
    """Initiatives under way in the busiest period."""
    MOVES = "fewest moves"


class Timing(Frozen):
    """An initiative that is funded to the end in both plans, and whose last stage moves."""

    initiative: InitiativeId
    before: PeriodIndex
    """Start of its last stage in the best plan."""
    start: PeriodIndex
    """The same here."""


class Growth(Frozen):
    """A team that has more or less work than in the best plan."""

    team: TeamId
    slices: int
    """More (or less, below 0), summed over the periods."""


class Trades(Frozen):
    """What a plan gives and takes against the best one; each list has the largest first."""

    enters: tuple[InitiativeId, ...]
    """More of their stages start here than there."""
    leaves: tuple[InitiativeId, ...]
    """Fewer of their stages start here than there."""
    partly: tuple[InitiativeId, ...]
    """Some of their stages start here, but not the last one."""
    sooner: tuple[Timing, ...]
    later: tuple[Timing, ...]
    teams: tuple[Growth, ...]
    value: Money
    """More value, in minor units; below 0 where it is worth less."""
    money: Money
    """More of all tranches that start within the plan and are not released yet."""
    release_now: Money
    """More that is released now."""
    moves: int
    """More slices that arrive at a team away from home."""
    people: int
    """More people who do so at least once."""
    at_once: int
    """More initiatives under way in the busiest period."""


class Alternative(Frozen):
    """One plan with what it trades."""

    plan: Plan
    aims: tuple[Aim, ...]
    """Why it is offered: the first is what it was looked for."""
    trades: Trades
    proven: bool
    """Whether no plan within the loss serves its first aim better."""


class Alternatives(Frozen):
    """The best plan found, and others within a loss of it."""

    best: Plan
    within: Percent
    """The loss that is allowed, in percent of the best plan's value."""
    floor: Money
    """No alternative is worth less."""
    asked: int
    """How many were asked for."""
    found: tuple[Alternative, ...]
    exhausted: bool
    """Whether it is proven that no further plan within the loss differs in what is compared."""
    stopped: bool = False
    """Whether the user stopped the search, or its time was up."""

    @classmethod
    def least(cls, best: Plan, within: Decimal) -> Money:
        """The least value within a loss of the best plan's, in whole minor units.

        Exact: nothing below the best value less so many percent of its size.
        """
        value = best.value.total
        return Money(value - int(abs(value) * within / 100))
