"""Short ways to write a portfolio by hand: one entry per initiative, with all that belongs to it.

Amounts are in thousands of currency units, people's time in FTE, numbers are text so that they stay
exact: `step("Build", 420, 2, "Backend 2, Web 1.5, Security 0.5@4")` is a stage with a tranche of
420,000, two periods long, that needs half of a security person of level 4 or above.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.fund import CostType, Fund, PaysFor
from models.initiative import Benefit, CountsFrom, Initiative, Theme
from models.ledger_extract import Release, ReleaseState
from models.metric import Nature
from models.objective import Comparison, KOfN, Objective, Outcome
from models.portfolio import Portfolio
from models.stage import Demand, Stage, StageStatus
from models.team import TeamKind
from models.units import (
    DomainId,
    FunctionId,
    FundId,
    InitiativeId,
    MetricId,
    Money,
    ObjectiveId,
    PeriodId,
    SkillId,
    Slices,
    TeamId,
)


def thousands(amount: float) -> Money:
    """Thousands of a two-decimal currency, in minor units; raises ValueError for a fraction."""
    minor = Decimal(str(amount)) * 100_000
    if minor != int(minor):
        raise ValueError(f"{amount} thousand is no whole number of minor units")
    return Money(int(minor))


def fte(amount: str) -> Slices:
    """FTE as slices of 0.1; raises ValueError where it is not a whole number of them."""
    slices = Decimal(amount) * 10
    if slices != int(slices):
        raise ValueError(f"{amount} FTE is no whole number of slices")
    return Slices(int(slices))


def day(text: str | None) -> date | None:
    """An ISO date, or None."""
    return None if text is None else date.fromisoformat(text)


@dataclass(frozen=True)
class Seen:
    """One outcome: value, ISO date, evidence, who reported and who confirmed it."""

    value: str
    on: str
    evidence: str | None = None
    by: str | None = None
    confirmed: str | None = None


@dataclass(frozen=True)
class Goal:
    """One objective, `Goal("Checkout conversion >= 3.4")`, with its outcomes."""

    wanted: str
    seen: tuple[Seen, ...] = ()
    amber: str | None = None
    required: tuple[int, int, int] | None = None
    """Weight, k and n."""
    nature: Nature | None = None


@dataclass(frozen=True)
class Step:
    """One stage; `money` in thousands."""

    name: str
    money: float
    periods: int
    needs: str
    goals: tuple[Goal, ...] = ()
    capex: int = 0
    spend: str = ""
    chance: int = 100
    done: str | None = None
    """ISO date of its start, if it is done."""
    active: str | None = None
    """ISO date of its start, if it is under way."""
    paid: tuple[tuple[str, str, str], ...] = ()
    """Rows of the ledger's extract: ISO date, fund, state."""
    fund: str | None = None


@dataclass(frozen=True)
class Gain:
    """One benefit."""

    metric: str
    uplift: str
    confidence: int
    ramp: int = 0
    lasts: int | None = None
    after: int | None = None
    from_start: bool = False
    profile: str = ""


@dataclass(frozen=True)
class Work:
    """One initiative with its stages and benefits."""

    id: str
    name: str
    team: str
    theme: Theme
    steps: tuple[Step, ...]
    gains: tuple[Gain, ...]
    function: str | None = None
    must_do: bool = False
    leave_out: bool = False
    group: str | None = None
    earliest: str | None = None
    latest: str | None = None
    penalty: float | None = None


@dataclass
class _Rows:
    """What a list of initiatives becomes, sheet by sheet."""

    initiatives: list[Initiative] = field(default_factory=list)
    benefits: list[Benefit] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    demand: list[Demand] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)


def with_works(frame: Portfolio, works: tuple[Work, ...]) -> Portfolio:
    """The portfolio with these initiatives and all that belongs to them."""
    rows = _Rows()
    for work in works:
        rows.initiatives.append(_initiative(work))
        rows.benefits.extend(_benefit(work.id, gain) for gain in work.gains)
        for number, step in enumerate(work.steps, start=1):
            _add_step(rows, work.id, number, step)
    sheets = {name: tuple(getattr(rows, name)) for name in _Rows.__dataclass_fields__}
    return frame.model_copy(update=sheets)


def _initiative(work: Work) -> Initiative:
    return Initiative(
        id=InitiativeId(work.id),
        name=work.name,
        team=TeamId(work.team),
        theme=work.theme,
        function=None if work.function is None else FunctionId(work.function),
        must_do=work.must_do,
        leave_out=work.leave_out,
        group=work.group,
        earliest_start=None if work.earliest is None else PeriodId(work.earliest),
        latest_finish=None if work.latest is None else PeriodId(work.latest),
        deadline_penalty=None if work.penalty is None else thousands(work.penalty),
    )


def _benefit(initiative: str, gain: Gain) -> Benefit:
    return Benefit(
        initiative=InitiativeId(initiative),
        metric=MetricId(gain.metric),
        uplift=Decimal(gain.uplift),
        after_stage=gain.after,
        counts_from=CountsFrom.START if gain.from_start else CountsFrom.FINISH,
        ramp=gain.ramp,
        lasts=gain.lasts,
        confidence=Decimal(gain.confidence),
        profile=weights(gain.profile),
    )


def weights(text: str) -> tuple[Decimal, ...]:
    """`0;0.5;1` as weights; empty text as none."""
    return tuple(Decimal(part) for part in text.split(";")) if text else ()


def _add_step(rows: _Rows, initiative: str, number: int, step: Step) -> None:
    rows.stages.append(_stage(initiative, number, step))
    rows.demand.extend(_demand(initiative, number, step.needs))
    for position, goal in enumerate(step.goals):
        name = f"{initiative}.{number}{'abcdefgh'[position]}"
        rows.objectives.append(_objective(name, initiative, number, goal))
        rows.outcomes.extend(_outcome(name, seen) for seen in goal.seen)
    for when, fund, state in step.paid:
        rows.releases.append(
            Release(
                initiative=InitiativeId(initiative),
                stage=number,
                amount=thousands(step.money),
                date=date.fromisoformat(when),
                fund=FundId(fund),
                state=ReleaseState(state),
            )
        )


def _stage(initiative: str, number: int, step: Step) -> Stage:
    status = StageStatus.NOT_STARTED
    if step.active is not None:
        status = StageStatus.ACTIVE
    if step.done is not None:
        status = StageStatus.DONE
    return Stage(
        initiative=InitiativeId(initiative),
        stage=number,
        name=step.name,
        tranche=thousands(step.money),
        periods=step.periods,
        capex=Decimal(step.capex),
        spend_profile=weights(step.spend),
        chance=Decimal(step.chance),
        status=status,
        started=day(step.done or step.active),
        fund=None if step.fund is None else FundId(step.fund),
    )


def _demand(initiative: str, number: int, needs: str) -> list[Demand]:
    rows = []
    for part in needs.split(", "):
        skill, amount = part.rsplit(" ", 1)
        slices, _, level = amount.partition("@")
        rows.append(
            Demand(
                initiative=InitiativeId(initiative),
                stage=number,
                skill=SkillId(skill),
                slices=fte(slices),
                lowest_level=int(level or 1),
            )
        )
    return rows


def _objective(name: str, initiative: str, number: int, goal: Goal) -> Objective:
    metric, comparison, target = goal.wanted.rsplit(" ", 2)
    required = goal.required
    return Objective(
        id=ObjectiveId(name),
        initiative=InitiativeId(initiative),
        stage=number,
        metric=MetricId(metric),
        comparison=Comparison(comparison),
        target=Decimal(target),
        nature=goal.nature,
        required=required and KOfN(weight=required[0], k=required[1], n=required[2]),
        amber=None if goal.amber is None else Decimal(goal.amber),
    )


def _outcome(objective: str, seen: Seen) -> Outcome:
    return Outcome(
        objective=ObjectiveId(objective),
        observed=Decimal(seen.value),
        date=date.fromisoformat(seen.on),
        evidence=seen.evidence,
        reported_by=seen.by,
        confirmed_by=seen.confirmed,
    )


def fund(
    name: str,
    title: str,
    *,
    themes: tuple[Theme, ...] = (),
    domains: tuple[str, ...] = (),
    kinds: tuple[TeamKind, ...] = (),
    costs: tuple[CostType, ...] = (),
    carry_over: int = 0,
) -> Fund:
    """A fund with what it pays for."""
    return Fund(
        id=FundId(name),
        name=title,
        pays_for=PaysFor(
            domains=tuple(DomainId(domain) for domain in domains),
            kinds=kinds,
            themes=themes,
            cost_types=costs,
        ),
        carry_over=Decimal(carry_over),
    )
