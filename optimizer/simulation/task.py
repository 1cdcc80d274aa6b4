"""One sample: the same gates under annual and under staged funding."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from models.calendar import Calendar
from models.plan import Plan
from models.portfolio import Portfolio
from models.settings import Reserve
from models.stage import StageKey
from models.staged import Policy, Sample
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.rolling import roll
from optimizer.simulation.course import Course
from optimizer.simulation.figures import figures
from optimizer.simulation.news import eased, reached, told
from optimizer.simulation.rest import rest
from optimizer.simulation.shares import carried_on

Planner = Callable[[Portfolio], Plan | None]
"""Plans a portfolio; None where no plan can satisfy it."""


class NoPlan(RuntimeError):
    """In a sample nothing could be planned any more, in words for people."""


class Task(NamedTuple):
    """All that a sample needs, as values that can be sent elsewhere."""

    number: int
    portfolio: Portfolio
    """As `lasting` gives it."""
    annual: Plan
    """The first plan with every tranche kept in full (`in_full`)."""
    staged: Plan
    """The first plan of the portfolio."""
    gates: frozenset[StageKey]
    """The gates in play."""
    failing: frozenset[StageKey]
    """Those that fail in this sample once they are reached."""
    quarters: int
    """Periods in which it is planned anew; the last plan stands for what comes after them."""
    gap: Decimal | None = None
    """Percent at which each search may stop; the portfolio's own for None."""
    time_limit: int | None = None
    """Seconds for each search; the portfolio's own for None."""


def in_full(portfolio: Portfolio) -> Portfolio:
    """The portfolio with every tranche kept in full: what is approved for a year is paid in it."""
    settings = portfolio.settings.model_copy(update={"reserve": Reserve.FULL})
    return portfolio.model_copy(update={"settings": settings})


def simulate(task: Task, planner: Planner) -> Sample:
    """Both policies through the same outcomes. Raises NoPlan where one of them ends."""
    facts = Facts.of(task.portfolio, judge(task.portfolio))
    annual = _follow(Policy.ANNUAL, task, facts, planner)
    staged = _follow(Policy.STAGED, task, facts, planner)
    return Sample(
        number=task.number,
        fails=len(task.failing),
        annual=figures(annual, task, facts),
        staged=figures(staged, task, facts),
    )


def _follow(policy: Policy, task: Task, facts: Facts, planner: Planner) -> Course:
    """Period after period: plan (or keep to the year's plan), hand out, see what the gates say."""
    annual = policy is Policy.ANNUAL
    current = in_full(task.portfolio) if annual else task.portfolio
    plan = task.annual if annual else task.staged
    calendar = facts.index.calendar
    course = Course()
    course.planned(plan)
    for t in range(task.quarters):
        if t:
            after = roll(current, plan).portfolio
            if annual and _year(calendar, t) == _year(calendar, t - 1):
                plan, current = rest(plan, current, after), after
            else:
                current = told(after, reached(after, task.gates), task.failing, facts)
                current = carried_on(current, plan, course.starts, t, facts)
                current, plan = _planned(current, planner, course)
        course.known = reached(current, task.gates)
        course.lived(plan, current, t, last=t == task.quarters - 1)
    return course


def _year(calendar: Calendar, t: int) -> int:
    """Years since the first period began."""
    return int(calendar.years(t))


def _planned(current: Portfolio, planner: Planner, course: Course) -> tuple[Portfolio, Plan]:
    for place, portfolio in enumerate((current, *eased(current))):
        plan = planner(portfolio)
        if plan is not None:
            course.planned(plan)
            course.eased += place > 0
            return portfolio, plan
    day = current.settings.as_of.isoformat()
    raise NoPlan(
        f"In a sample nothing can be planned as of {day}, not even without must-do work and floors "
        "of envelopes."
    )
