"""Explanations that travel with a plan: why, who competed, what one more unit would be worth."""

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.stage import StageKey
from models.units import (
    EnvelopeId,
    FundId,
    InitiativeId,
    Money,
    PeriodIndex,
    PersonId,
    SkillId,
    StageNumber,
    WindowId,
)


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


class Scarce(StrEnum):
    """What kind of thing several initiatives want and not all can have."""

    FUND = "fund"
    PERSON = "person"
    """Someone who alone can do what is wanted, or who alone has time but too many teams."""
    SKILL = "skill"
    PRODUCT_TEAM = "product team"
    """What its people and guests can do in a period, whatever their skills."""
    PLATFORM_TEAM = "platform team"
    """The same; or its experts, where all who can do what is wanted are at home there."""
    INFRASTRUCTURE_TEAM = "infrastructure team"
    ENVELOPE = "envelope"


class Loss(Frozen):
    """What one initiative forgoes for want of what others have."""

    initiative: InitiativeId
    cost: Money
    """Expected value, in minor units."""
    periods: int | None = None
    """By how many it is delayed; None = it, or what is left of it, is not funded."""


class Conflict(Frozen):
    """Who wanted the same scarce thing, and who got it."""

    over: str
    """The scarce thing: a skill, a fund, a team or an envelope, by name, and when.

    A person is told by their skills: those who may know the name find it in `person`.
    """
    kind: Scarce
    winners: tuple[InitiativeId, ...]
    """The largest shares first."""
    losers: tuple[InitiativeId, ...]
    cost: Money = Money(0)
    """Expected value that the losers forgo."""
    losses: tuple[Loss, ...] = ()
    """A row per loser, in their order: the dearest first."""
    also: tuple[InitiativeId, ...] = ()
    """Who wanted it too and loses more elsewhere: their loss stands there, once."""
    person: PersonId | None = None
    """Who it is, where a person is scarce."""


class Delay(Frozen):
    """A stage that starts later than the stage before it would let it, and why."""

    initiative: InitiativeId
    stage: StageNumber
    soonest: PeriodIndex
    """When the stage before it, or for a first one now, would let it start."""
    start: PeriodIndex
    """When it starts."""
    because: ReasonKind
    """What held it last: a gate, dates, a dependency, or what others have."""
    text: str
    """Why, as clauses without full stop, for people."""
    cost: Money = Money(0)
    """Expected value that the wait costs; never negative."""

    @property
    def key(self) -> StageKey:
        """The stage's name within the portfolio."""
        return StageKey(self.initiative, self.stage)

    @property
    def periods(self) -> int:
        """How long it waits."""
        return self.start - self.soonest


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


class EnvelopePrice(Frozen):
    """What one more unit of room in an envelope would be worth: indicative, as above."""

    envelope: EnvelopeId
    span: tuple[PeriodIndex, ...]
    """The periods that it holds over."""
    side: str
    """`ceiling` or `floor`: more room is a higher ceiling or a lower floor."""
    worth: Decimal
    """Currency units of value per unit of the limit: a currency unit, a slice in each period, a
    stage, or a percentage point."""
