"""The plan: for each stage when, for each tranche what, for each person where."""

from enum import StrEnum

from models.base import Frozen
from models.explanation import Conflict, Delay, Reason, ShadowPrice
from models.fund import CostType
from models.issue import Issue
from models.stage import StageKey
from models.units import (
    FundId,
    InitiativeId,
    Money,
    OptionId,
    PeriodIndex,
    SkillId,
    Slices,
    TeamId,
    WindowId,
)
from models.verdict import Verdict, VerdictKind


class TrancheState(StrEnum):
    """What the plan says about a tranche."""

    RELEASED = "released"
    """A fact: the stage is active or done, or the ledger released it."""
    RELEASE_NOW = "release now"
    """Its stage starts in period 0, and the gates before it allow it."""
    PLANNED = "planned"
    """Its stage starts later."""
    HELD = "held"
    """It is next in line and planned, and only the gate before it is missing."""
    NOT_FUNDED = "not funded"
    """The plan has no room for it."""
    STOPPED = "stopped"
    """A gate before it failed."""


class StagePlan(Frozen):
    """The decision on one stage and its tranche."""

    initiative: InitiativeId
    stage: int
    state: TrancheState
    start: PeriodIndex | None = None
    """None = not started within the horizon; negative = began before now. For a done stage None."""
    amount: Money
    """The tranche."""
    release_now: Money = Money(0)
    """What may be released in period 0: the tranche, or what a conditional gate allows of it."""
    gate: VerdictKind | None = None
    """Verdict of the gate before it; None for a first stage."""
    missing: tuple[str, ...] = ()
    """What would release it, where it is held."""

    @property
    def key(self) -> StageKey:
        """The stage's name within the portfolio."""
        return StageKey(self.initiative, self.stage)


class Payment(Frozen):
    """What a fund is charged for one part of a tranche in one period of the horizon."""

    initiative: InitiativeId
    stage: int
    cost_type: CostType
    fund: FundId
    period: PeriodIndex
    amount: Money


class Overrun(Frozen):
    """Money used above a soft budget, at its price."""

    fund: FundId
    window: WindowId
    amount: Money


class Shortfall(Frozen):
    """Committed money that a budget does not cover: it stays committed, and is reported."""

    fund: FundId
    window: WindowId
    amount: Money


class FlagUse(Frozen):
    """A dependency that the plan bridges with a feature flag, at its cost."""

    before: StageKey
    after: StageKey
    cost: Money


class HireUse(Frozen):
    """How much of a hiring option is there in one period."""

    option: OptionId
    period: PeriodIndex
    slices: Slices


class Worker(StrEnum):
    """Who does the work of an assignment."""

    PERSON = "person"
    POOL = "pool"
    HIRE = "hire"


class Assignment(Frozen):
    """Time of one worker for one stage in one period.

    For a `reskill` option in use, the people who give up their old skill have rows with no
    initiative, no stage and no team, and `retrained` set: that time is the option's.
    """

    worker: Worker
    who: str
    """ID of the person, pool or hiring option."""
    team: TeamId | None
    initiative: InitiativeId | None
    stage: int | None
    skill: SkillId
    """The skill used (for retrained time: the skill given up)."""
    lowest_level: int = 1
    """Lowest level of the demand row that it serves."""
    period: PeriodIndex
    slices: Slices
    retrained: OptionId | None = None


class Shortage(Frozen):
    """Time that a committed stage needs and nobody has."""

    initiative: InitiativeId
    stage: int
    skill: SkillId
    lowest_level: int
    period: PeriodIndex
    slices: Slices


class Value(Frozen):
    """What the plan is worth, in minor units; all after the first are prices, each at least 0."""

    benefits: Money
    """Expected, discounted value of what is launched."""
    flags: Money = Money(0)
    overruns: Money = Money(0)
    lateness: Money = Money(0)
    hires: Money = Money(0)
    moves: Money = Money(0)

    @property
    def total(self) -> Money:
        """Benefits less all prices: what the search maximizes."""
        prices = self.flags + self.overruns + self.lateness + self.hires + self.moves
        return Money(self.benefits - prices)


class SolveStatus(StrEnum):
    """Why the search stopped."""

    OPTIMAL = "optimal"
    """No plan is worth more."""
    WITHIN_GAP = "within gap"
    """Proven to be within the asked gap."""
    BEST_FOUND = "best found"
    """The search is done; names or moves cost more than the asked gap, which is stated as it is."""
    TIME_LIMIT = "time limit"
    """The best plan when the time was up."""
    STOPPED = "stopped"
    """The best plan when the user stopped the search."""


class Check(Frozen):
    """One check of the audit."""

    name: str
    """The rule in business words."""
    passed: bool
    checked: int = 0
    """How many things were looked at."""
    detail: str = ""
    """The first failures, for people."""


class Provenance(Frozen):
    """Where a plan comes from: enough to make it again."""

    portfolio: str
    """Digest of the portfolio."""
    headgate: str
    """Version."""
    solvers: tuple[tuple[str, str], ...] = ()
    """Names and versions of the engines."""
    seed: int = 0
    rounds: int = 1
    """How often money and names were solved until they agreed."""
    notes: tuple[tuple[str, str], ...] = ()
    """What ran, in plain words: phase and what it found."""


class Plan(Frozen):
    """The answer. All rows are sorted, so that the same plan is the same value."""

    stages: tuple[StagePlan, ...]
    payments: tuple[Payment, ...] = ()
    overruns: tuple[Overrun, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    flags: tuple[FlagUse, ...] = ()
    hires: tuple[HireUse, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    value: Value
    bound: Money
    """No plan can be worth more (proven by the search)."""
    status: SolveStatus
    moved: Slices = Slices(0)
    """Slices that arrive at a team away from home where they were not the period before."""
    moved_bound: Slices | None = Slices(0)
    """No staffing of the same work moves fewer; None where the fewest are not known."""
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Issue, ...] = ()
    """Warnings and waived errors."""
    reasons: tuple[Reason, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    delays: tuple[Delay, ...] = ()
    prices: tuple[ShadowPrice, ...] = ()
    checks: tuple[Check, ...] = ()
    provenance: Provenance

    @property
    def gap(self) -> float:
        """Distance to the bound as a share of it, for display: 0.001 is 0.1 %."""
        distance = self.bound - self.value.total
        if distance <= 0:
            return 0.0
        return distance / max(abs(self.bound), 1)
