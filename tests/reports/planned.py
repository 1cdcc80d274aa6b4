"""Plans written down row by row, for facts that are followed by hand."""

from __future__ import annotations

from models.plan import (
    Assignment,
    HireUse,
    Plan,
    Provenance,
    Shortage,
    SolveStatus,
    StagePlan,
    TrancheState,
    Value,
    Worker,
)
from models.portfolio import Portfolio
from models.units import InitiativeId, Money, OptionId, PeriodIndex, SkillId, Slices, TeamId
from reports.audience import view_for
from reports.context import Context

Row = Assignment | HireUse | Shortage | StagePlan


def plan_of(*rows: Row) -> Plan:
    """A plan of these rows."""
    return Plan(
        stages=tuple(row for row in rows if isinstance(row, StagePlan)),
        assignments=tuple(row for row in rows if isinstance(row, Assignment)),
        hires=tuple(row for row in rows if isinstance(row, HireUse)),
        shortages=tuple(row for row in rows if isinstance(row, Shortage)),
        value=Value(benefits=Money(0)),
        bound=Money(0),
        status=SolveStatus.OPTIMAL,
        provenance=Provenance(portfolio="", headgate=""),
    )


def context_of(portfolio: Portfolio, *rows: Row, audience: str = "all") -> Context:
    """What the reports see of such a plan."""
    return Context(portfolio, plan_of(*rows), view_for(audience))


def does(
    who: str,
    team: str,
    initiative: str,
    t: int,
    slices: int,
    skill: str = "build",
    worker: Worker = Worker.PERSON,
) -> Assignment:
    """Work of someone in a period."""
    return Assignment(
        worker=worker,
        who=who,
        team=TeamId(team),
        initiative=InitiativeId(initiative),
        stage=1,
        skill=SkillId(skill),
        period=PeriodIndex(t),
        slices=Slices(slices),
    )


def learns(who: str, option: str, skill: str, t: int, slices: int) -> Assignment:
    """Time given up for another skill."""
    return Assignment(
        worker=Worker.PERSON,
        who=who,
        team=None,
        initiative=None,
        stage=None,
        skill=SkillId(skill),
        period=PeriodIndex(t),
        slices=Slices(slices),
        retrained=OptionId(option),
    )


def hired(option: str, t: int, slices: int) -> HireUse:
    """A hiring option in use."""
    return HireUse(option=OptionId(option), period=PeriodIndex(t), slices=Slices(slices))


def lacks(initiative: str, t: int, slices: int, skill: str = "build", level: int = 1) -> Shortage:
    """Committed work that nobody does."""
    return Shortage(
        initiative=InitiativeId(initiative),
        stage=1,
        skill=SkillId(skill),
        lowest_level=level,
        period=PeriodIndex(t),
        slices=Slices(slices),
    )


def decided(initiative: str, stage: int, state: str, start: int | None = None) -> StagePlan:
    """The decision on a stage."""
    return StagePlan(
        initiative=InitiativeId(initiative),
        stage=stage,
        state=TrancheState(state),
        start=None if start is None else PeriodIndex(start),
        amount=Money(1_00),
    )
