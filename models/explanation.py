"""Explanations that travel with a plan: why, who competed, what one more unit would be worth."""

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.units import FundId, InitiativeId, Money, PeriodIndex, SkillId, WindowId


class ReasonKind(StrEnum):
    """What bound the decision on an initiative."""

    FUNDED = "funded"
    MUST_DO = "must do"
    COMMITTED = "committed"
    GATE = "gate"
    MONEY = "money"
    SKILL = "skill"
    DEPENDENCY = "dependency"
    CHOICE = "choice"
    LEFT_OUT = "left out"
    DATES = "dates"
    ENVELOPE = "envelope"
    NO_VALUE = "no value"
    CROWDED_OUT = "crowded out"


class Reason(Frozen):
    """Why an initiative is in the plan or not, in words that a sponsor accepts."""

    initiative: InitiativeId
    decision: str
    """`funded to the end`, `funded in part`, `held`, `stopped`, `not funded`, `done`."""
    kind: ReasonKind
    text: str
    value: Money = Money(0)
    """Its expected value in the plan, or, where it is not funded, at its earliest start."""


class Conflict(Frozen):
    """Who wanted the same scarce thing, and who got it."""

    over: str
    """The scarce thing: a skill or a fund, by name, and when."""
    winners: tuple[InitiativeId, ...]
    losers: tuple[InitiativeId, ...]
    cost: Money = Money(0)
    """Expected value that the losers forgo."""


class ShadowPrice(Frozen):
    """What one more unit would be worth: indicative, from a linear relaxation."""

    fund: FundId | None = None
    window: WindowId | None = None
    """With `fund`: one more currency unit in this window."""
    skill: SkillId | None = None
    period: PeriodIndex | None = None
    """With `skill`: one more slice in this period."""
    worth: Decimal
    """Currency units of value; never negative."""
