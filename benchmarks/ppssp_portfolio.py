"""A PPSSP instance as a portfolio; the rules are those at the head of `ppssp`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from benchmarks.ppssp_instance import Instance, Project
from models.dependency import Dependency, DependencyType
from models.envelope import Envelope, Limit, Measure, Scope, ScopeKind
from models.fund import Budget, Counts, Fund, PaysFor
from models.initiative import Benefit, CountsFrom, Initiative
from models.metric import Better, Metric
from models.period import Period
from models.portfolio import Portfolio
from models.settings import Settings
from models.stage import Stage
from models.team import Team, TeamKind
from models.units import (
    DomainId,
    EnvelopeId,
    FundId,
    InitiativeId,
    MetricId,
    Money,
    PeriodId,
    TeamId,
    WindowId,
)

FIRST = 2027
"""The calendar year that year 0 becomes; any would do."""
CENTS = 100
"""Minor units in one unit of cost."""
WORTH = 10_000
"""Currency units that one unit of value is worth, so that a minor unit is a millionth of it."""
VALUE_UNIT = WORTH * CENTS
"""Minor units in one unit of value."""
VALUE = MetricId("Value")
ALL = Scope(kind=ScopeKind.ALL)


def portfolio(instance: Instance, note: str = "") -> Portfolio:
    """The portfolio, `note` in its name; raises ValueError where it could not be exact."""
    horizon = horizon_of(instance)
    numbered = tuple(enumerate(instance.projects))
    last = instance.years - 1 + max(len(project.value) for project in instance.projects)
    return Portfolio(
        settings=Settings(
            name=f"{instance.name} {note}".strip(),
            currency="EUR",
            as_of=date(FIRST, 1, 1),
            discount_rate=instance.rate * 100,
            value_horizon=max(0, last - horizon),
        ),
        periods=tuple(_period(t) for t in range(horizon)),
        teams=tuple(_team(k) for k in range(len(instance.streams))),
        funds=tuple(_fund(k) for k in range(len(instance.streams))),
        budgets=tuple(_budgets(instance, horizon)),
        envelopes=tuple(_envelopes(instance, horizon)),
        metrics=(Metric(id=VALUE, unit="value", better=Better.HIGHER, worth=Decimal(WORTH)),),
        initiatives=tuple(
            Initiative(id=initiative_id(i), name=project.name, team=_team_id(project.stream))
            for i, project in numbered
        ),
        benefits=tuple(_benefit(i, project) for i, project in numbered if any(project.value)),
        stages=tuple(_stage(i, project) for i, project in numbered),
        dependencies=tuple(_dependencies(instance)),
    )


def initiative_id(number: int) -> InitiativeId:
    """The initiative that a project becomes; its digits are the project's number in the file."""
    return InitiativeId(f"P{number:05}")


def horizon_of(instance: Instance) -> int:
    """Periods: the years of starts, and after them those in which a budget could still bind.

    After the last start, a year's cost is at most the sum of each project's largest cost that can
    fall into it. Where that fits into the budgets, in this year and in all later ones, their rows
    can be left out.
    """
    horizon = instance.years + max(len(project.cost) for project in instance.projects) - 1
    while horizon > instance.years and _fits_always(instance, horizon - 1):
        horizon -= 1
    return horizon


def _fits_always(instance: Instance, t: int) -> bool:
    most = sum(
        max(project.cost[t - instance.years + 1 : t + 1], default=Decimal(0))
        for project in instance.projects
    )
    return most <= min(instance.budget[t], instance.ongoing[t])


def _cents(amount: Decimal) -> Money:
    minor = amount * CENTS
    if minor != int(minor):
        raise ValueError(f"the cost {amount} has more than two decimals")
    return Money(int(minor))


def _at_most(amount: Decimal) -> Money:
    """A ceiling, rounded down to what whole minor units can reach: it forbids just the same."""
    return Money(int((amount * CENTS).to_integral_value(ROUND_FLOOR)))


def _window(t: int) -> WindowId:
    return WindowId(str(FIRST + t))


def _period(t: int) -> Period:
    first, last = date(FIRST + t, 1, 1), date(FIRST + t, 12, 31)
    return Period(id=PeriodId(f"Year {t}"), start=first, end=last, window=_window(t))


def _team_id(stream: int) -> TeamId:
    return TeamId(f"Stream {stream}")


def _domain(stream: int) -> DomainId:
    return DomainId(f"Capability {stream}")


def _team(stream: int) -> Team:
    name = _team_id(stream)
    leader = f"Leader of stream {stream}"
    return Team(id=name, name=name, kind=TeamKind.PRODUCT, domain=_domain(stream), leader=leader)


def _fund_id(stream: int) -> FundId:
    return FundId(f"Money of stream {stream}")


def _fund(stream: int) -> Fund:
    pays_for = PaysFor(domains=(_domain(stream),))
    name = _fund_id(stream)
    return Fund(id=name, name=name, pays_for=pays_for, carry_over=Decimal(100))


def _budgets(instance: Instance, horizon: int) -> Iterator[Budget]:
    """Each stream's money in year 0, and in the year after the last start more than enough."""
    for k, amount in enumerate(instance.streams):
        costs = (cost for each in instance.projects if each.stream == k for cost in each.cost)
        enough = sum(costs, Decimal(0))
        for t in range(horizon):
            given = {0: _at_most(amount), instance.years: _cents(enough)}.get(t, Money(0))
            yield Budget(fund=_fund_id(k), window=_window(t), amount=given, counts=Counts.SPEND)


def _envelopes(instance: Instance, horizon: int) -> Iterator[Envelope]:
    for t in range(horizon):
        yield _envelope("budget", Measure.SPENT, t, _at_most(instance.budget[t]))
        yield _envelope("ongoing", Measure.ONGOING, t, _at_most(instance.ongoing[t]))
        if t < instance.years:
            yield _envelope(
                "initiation", Measure.NEWLY_STARTED, t, _at_most(instance.initiation[t])
            )
        starts = instance.most_starts if t < instance.years else 0
        if starts < len(instance.projects):
            yield _envelope("starts", Measure.STARTS, t, starts)


def _envelope(name: str, measure: Measure, t: int, most: int) -> Envelope:
    return Envelope(
        id=EnvelopeId(f"{name} {t:02}"),
        applies_to=ALL,
        measure=measure,
        window=_window(t),
        at_most=Limit(amount=most),
    )


def _stage(number: int, project: Project) -> Stage:
    if len(project.cost) != project.duration:
        raise ValueError(f"{project.name} takes {project.duration} years but costs otherwise")
    cents = tuple(_cents(cost) for cost in project.cost)
    return Stage(
        initiative=initiative_id(number),
        stage=1,
        name="Whole project",
        tranche=Money(sum(cents)),
        periods=project.duration,
        spend_profile=tuple(Decimal(cost) for cost in cents) if any(cents) else (),
    )


def _benefit(number: int, project: Project) -> Benefit:
    return Benefit(
        initiative=initiative_id(number),
        metric=VALUE,
        uplift=Decimal(1),
        counts_from=CountsFrom.START,
        profile=project.value,
    )


def _dependencies(instance: Instance) -> Iterator[Dependency]:
    for number, project in enumerate(instance.projects):
        here = initiative_id(number)
        for other in project.prerequisites:
            yield Dependency(
                before=initiative_id(other), after=here, release_plan_of=_team_id(project.stream)
            )
        for other in project.exclusions:
            if number < other or number not in instance.projects[other].exclusions:
                yield Dependency(
                    before=here,
                    after=initiative_id(other),
                    type=DependencyType.EXCLUDES,
                    release_plan_of=_team_id(project.stream),
                )
