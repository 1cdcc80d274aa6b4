"""What would have to be different for another decision, each answer proven by solving."""

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.units import (
    EnvelopeId,
    FundId,
    InitiativeId,
    Money,
    PeriodIndex,
    SkillId,
    WindowId,
)


class ChangeKind(StrEnum):
    """What is changed, all else being equal."""

    MONEY = "money"
    """More of a fund."""
    PEOPLE = "people"
    """More time of a skill."""
    GATE = "gate"
    """A gate waived."""
    DEPENDENCY = "dependency"
    """A dependency gone."""
    ENVELOPE = "envelope"
    """An envelope lifted."""
    CHOICE = "choice"
    """No longer one of a group."""
    DATES = "dates"
    """Earliest start or latest finish lifted."""
    LEFT_OUT = "left out"
    """No longer left out by decision."""
    LESS_MONEY = "less money"
    """Less of a fund."""
    LESS_VALUE = "less value"
    """Worth so much less."""
    PERSON_LOST = "person lost"
    """Somebody is not there."""


class Unit(StrEnum):
    """Of an amount."""

    MONEY = "minor units"
    SLICES = "slices"
    NONE = ""


class Basis(StrEnum):
    """What an answer that is not proven rests on."""

    NONE = ""
    """It is proven, or not settled at all."""
    GROUPS = "people by groups"
    """Alike people were counted as one; what their moves by name cost leaves open which is best."""
    TIME = "the time ended it"
    """The best that was found by then."""
    NEAR = "near the plan"
    """Plans that differ from the one at hand in a few initiatives only."""


class Displaced(Frozen):
    """An initiative that another one, once let in, pushes out or back."""

    initiative: InitiativeId
    periods: int | None = None
    """By how many it finishes later; None = it, or a stage of it, is not funded any more."""


class Change(Frozen):
    """One change, and what it does to the decision on an initiative."""

    kind: ChangeKind
    what: str
    """What is changed, for people: `Growth fund in 2027 Q1`."""
    works: bool | None
    """Whether it alone turns the decision; None = not found out in the time."""
    amount: int | None = None
    """The least that turns it; None = it has no amount, or none is known to turn it."""
    at_least: int | None = None
    """Proven: with less than this nothing turns. The same as the amount where that is the least."""
    unit: Unit = Unit.NONE
    proven: bool = False
    """Whether all of this is proven: that the amount turns it, and that no smaller one does."""
    basis: Basis = Basis.NONE
    """Where it is not proven: what it rests on."""
    at_no_loss: bool = False
    """Known is only that with it a plan that has the initiative is worth no less than one without
    is worth as things are; whether others would then be worth more is not."""
    as_good: bool = False
    """Whether, once turned, plans with and without the initiative are worth the same."""
    gain: Money | None = None
    """What the best plan of the changed portfolio is worth more than that of the portfolio."""
    displaced: tuple[Displaced, ...] = ()
    """Which others fall out or slip then, against the best plan as things are."""
    fund: FundId | None = None
    windows: tuple[WindowId, ...] = ()
    """With a fund: the windows in each of which it has so much more or less."""
    skill: SkillId | None = None
    first: PeriodIndex | None = None
    last: PeriodIndex | None = None
    """With a skill: the periods in each of which there is so much more of it."""


class Forced(Frozen):
    """What it would cost to put an initiative in all the same."""

    possible: bool | None
    """None = not found out in the time."""
    cost: Money | None = None
    """What the best plan with it is worth less than the best one without it; None where a search
    was cut short."""
    proven: bool = False
    displaced: tuple[Displaced, ...] = ()


class Counterfactual(Frozen):
    """Why an initiative is decided as it is, and what would change it."""

    initiative: InitiativeId
    name: str
    decision: str
    """As `models.explanation.Reason` says."""
    reason: str
    would_change: tuple[Change, ...] = ()
    """Those that work first, the cheapest money first."""
    forced: Forced | None = None
    """For a refused initiative."""
    cushion: Money | None = None
    """For a funded one: by how much its value may fall before it drops out."""
    cushion_proven: bool = False
    asked: tuple[str, ...] = ()
    """For a held or stopped one: the proof that its gates ask for."""
    released_then: bool | None = None
    """Whether its tranche would be released now, once its gates were passed."""
    note: str = ""
    """What else must be known, such as that the plan at hand is not the best one."""


class PricedKind(StrEnum):
    """What one more unit of is priced."""

    FUND = "fund"
    SKILL = "skill"
    ENVELOPE = "envelope"


class Price(Frozen):
    """What one more unit is worth: indicative from a linear relaxation, confirmed by solving."""

    kind: PricedKind
    what: str
    """For people: `Growth fund`, `data science`, the envelope's name."""
    when: str
    """Window or period, or `over the whole plan`."""
    fund: FundId | None = None
    window: WindowId | None = None
    skill: SkillId | None = None
    period: PeriodIndex | None = None
    envelope: EnvelopeId | None = None
    side: str = ""
    """`ceiling` or `floor`, of an envelope: one more unit of room."""
    unit: str
    """Of one more: the currency, `slice`, `stage`, `percent point`."""
    indicative: Decimal
    """Currency units of value per unit; never negative."""
    step: Decimal | None = None
    """How many units the confirmation steps up and down; None = not confirmed."""
    up: Decimal | None = None
    """Currency units of value that a step up brings, by solving anew; None = not known."""
    down: Decimal | None = None
    """The same that a step down costs; None = not known, or impossible."""
    proven: bool = False
    """Whether the solves on which up and down rest were proven optimal."""
    basis: Basis = Basis.NONE
    """Where they were not: what up and down rest on."""

    @property
    def is_open(self) -> bool:
        """Whether neither a step up nor one down is known."""
        return self.up is None and self.down is None
