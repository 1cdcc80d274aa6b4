"""What hires, contracts and reskillings are worth: plans with them against plans without."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.base import Frozen
from models.plan import Plan
from models.portfolio import Portfolio
from models.supply import HiringOption
from models.units import Money, PeriodIndex, Slices


class Judgement(StrEnum):
    """What the plans say of an option."""

    PAYS = "pays"
    """The plan is proven to be worth more with it, its own cost taken off."""
    NEEDED = "needed"
    """Without it there is no plan, or more committed work goes without people."""
    UNPROVEN = "unproven"
    """What it brings is less than the plans may be off by."""
    UNUSED = "not used"
    """The plan does without it."""
    OPEN = "not solved"
    """Somebody stopped before the plan without it was found."""


class Worth(Frozen):
    """What the plan gains by one option, or by all of them together. Money in minor units."""

    judgement: Judgement
    net: Money | None
    """Value of the plan with it less the value without; None where there is none without."""
    low: Money | None
    """Proven: the best plans differ by no less."""
    high: Money | None
    """Proven: they differ by no more."""
    cost: Money
    """Its own cost in the plan, running and one-off."""
    first: PeriodIndex | None
    """When the first of it is there."""
    payback: PeriodIndex | None
    """The first period by the end of which, and ever after, what it has brought exceeds what it
    has cost, the value horizon included. None where there is none."""
    short: Slices
    """Time of committed work that goes without people without it, beyond what does with it."""

    @property
    def gross(self) -> Money | None:
        """What it brings before its own cost."""
        return None if self.net is None else Money(self.net + self.cost)


class OptionWorth(NamedTuple):
    """One option and what it is worth."""

    option: HiringOption
    most: Slices
    """The most of it that is there in a period."""
    worth: Worth


class HiringCase(NamedTuple):
    """The answer."""

    portfolio: Portfolio
    plan: Plan
    """With all options."""
    without: Plan | None
    """With none; None where there is none, or it was not solved."""
    together: Worth
    """All options against none."""
    options: tuple[OptionWorth, ...]
    """What is used first, by what it is worth."""
    solved: int
    """Plans that were solved."""
    asked: int
    """Plans that the answer needs."""

    @property
    def is_whole(self) -> bool:
        """Whether all plans were solved."""
        return self.solved == self.asked
