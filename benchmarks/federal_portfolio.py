"""The portfolio of the published projects; the rules are those at the head of `federal_it`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random

from benchmarks.federal_money import budgets, funds, releases
from benchmarks.federal_people import needs, staff_of
from benchmarks.federal_source import Project, Source
from benchmarks.federal_stages import AS_OF, MOST_OVERRUN, MOST_SLIP, Placed, calendar, placed
from models.initiative import Benefit, Initiative, Theme
from models.metric import Better, Metric, Nature
from models.objective import Comparison, Objective, Outcome
from models.portfolio import Portfolio
from models.settings import Reserve, Settings
from models.stage import Stage, StageStatus
from models.team import Team, TeamKind
from models.units import DomainId, InitiativeId, MetricId, ObjectiveId, TeamId

SEED = 2012
SLIP, OVERRUN, VALUE = (
    MetricId("Schedule slip"),
    MetricId("Cost overrun"),
    MetricId("Mission value"),
)
_TARGETS = ((SLIP, "a", MOST_SLIP, Decimal(90)), (OVERRUN, "b", MOST_OVERRUN, Decimal(25)))
_INFRASTRUCTURE = ("infrastructure", "network", "data center", "telecom", "backbone")
_RUN = ("operations", "maintenance", "legacy", "sustainment", "o&m")


def portfolio(source: Source) -> Portfolio:
    """The whole portfolio, the same every time for the same source."""
    quarters = calendar()
    stages = placed(source.projects, quarters)
    initiatives = _initiatives(source.projects)
    demand = tuple(row for each in stages for row in needs(each))
    staff = staff_of(initiatives, tuple(each.stage for each in stages), demand)
    return Portfolio(
        settings=_settings(),
        periods=quarters.periods,
        teams=_teams(source.projects),
        funds=funds(stages),
        budgets=budgets(stages, quarters),
        metrics=_metrics(),
        initiatives=initiatives,
        benefits=tuple(_benefit(each) for each in stages),
        stages=tuple(each.stage for each in stages),
        demand=demand,
        objectives=tuple(row for each in stages for row in _objectives(each.stage)),
        outcomes=tuple(row for each in stages for row in _outcomes(each)),
        people=staff.people,
        skills=staff.skills,
        assignments=staff.assignments,
        releases=tuple(row for each in stages for row in releases(each)),
    )


def _settings() -> Settings:
    return Settings(
        name="Federal IT investments, fiscal years 2012–2014",
        currency="USD",
        as_of=AS_OF,
        discount_rate=Decimal(7),
        value_horizon=8,
        evidence_days=10_000,
        reserve=Reserve.EXPECTED,
        gap=Decimal("0.5"),
        time_limit=300,
        seed=SEED,
    )


def _team(project: Project) -> tuple[TeamId, TeamKind]:
    title = project.title.casefold()
    if any(word in title for word in _INFRASTRUCTURE):
        return TeamId(f"{project.agency}, infrastructure"), TeamKind.INFRASTRUCTURE
    return TeamId(f"{project.agency}, applications"), TeamKind.PRODUCT


def _teams(projects: Iterable[Project]) -> tuple[Team, ...]:
    homes = {_team(project): project.agency for project in projects}
    return tuple(
        Team(id=team, name=team, kind=kind, domain=DomainId(agency))
        for (team, kind), agency in homes.items()
    )


def _initiatives(projects: Iterable[Project]) -> tuple[Initiative, ...]:
    first: dict[str, Project] = {}
    for project in projects:
        first.setdefault(project.investment, project)
    return tuple(
        Initiative(
            id=InitiativeId(investment),
            name=project.title,
            team=_team(project)[0],
            theme=_theme(project.title.casefold()),
        )
        for investment, project in first.items()
    )


def _theme(title: str) -> Theme:
    return Theme.RUN if any(word in title for word in _RUN) else Theme.MODERNIZATION


def _metrics() -> tuple[Metric, ...]:
    lower, delivery = Better.LOWER, Nature.DELIVERY
    return (
        Metric(id=SLIP, unit="days", better=lower, nature=delivery),
        Metric(id=OVERRUN, unit="% of planned cost", better=lower, nature=delivery),
        Metric(id=VALUE, unit="million USD a quarter", better=Better.HIGHER, worth=Decimal(10**6)),
    )


def _benefit(placed_one: Placed) -> Benefit:
    uplift = sum((_uplift(project) for project in placed_one.projects), Decimal(0))
    return Benefit(
        initiative=placed_one.stage.initiative,
        metric=VALUE,
        uplift=uplift.quantize(Decimal("0.000001")),
        after_stage=placed_one.stage.stage,
        lasts=12,
        confidence=Decimal(80),
    )


def _uplift(project: Project) -> Decimal:
    """A factor of the cost over twelve quarters, the same whatever other projects there are."""
    return project.cost * Random(f"{SEED}/{project.number}").randint(60, 240) / 1200


def _objective_id(stage: Stage, letter: str) -> ObjectiveId:
    return ObjectiveId(f"{stage.initiative}.{stage.stage}{letter}")


def _objectives(stage: Stage) -> Iterable[Objective]:
    for metric, letter, target, amber in _TARGETS:
        yield Objective(
            id=_objective_id(stage, letter),
            initiative=stage.initiative,
            stage=stage.stage,
            metric=metric,
            comparison=Comparison.AT_MOST,
            target=target,
            amber=amber,
        )


def _outcomes(placed_one: Placed) -> Iterable[Outcome]:
    """The worst of the projects, where all of them are finished or were published in time."""
    stage, projects = placed_one
    done = stage.status is StageStatus.DONE
    day = max(project.finish if done else project.updated for project in projects)
    if stage.status is StageStatus.NOT_STARTED or day > AS_OF:
        return
    numbers = ", ".join(project.number for project in projects)
    slip = max(project.slip for project in projects)
    overrun = max(project.overrun for project in projects)
    for letter, observed in (("a", slip), ("b", overrun)):
        yield Outcome(
            objective=_objective_id(stage, letter),
            observed=observed,
            date=day,
            evidence=f"IT Dashboard, project {numbers}, updated {projects[0].updated}",
            reported_by=placed_one.agency,
            confirmed_by="IT Dashboard",
        )
