"""Plans near the one at hand by name: who does the work, and the audit."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from models.plan import Assignment, SolveStatus
from models.portfolio import Portfolio
from models.units import InitiativeId, Money, PeriodIndex
from optimizer.counterfactual.around.ground import Ground
from optimizer.counterfactual.around.nearby import Best, Nearby
from optimizer.counterfactual.case import Near, has_to_pass
from optimizer.counterfactual.clock import Clock
from optimizer.funding.choice import Choice
from optimizer.funding.engine import Ending
from optimizer.funding.model import Row
from optimizer.funding.payments import settle
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, Funding, Lack, cut, not_these
from optimizer.gates import judge
from optimizer.planning import Decision, Effort
from optimizer.planning.names import clashes, names
from optimizer.valuation import value

OTHERS = 8
"""Initiatives that are decided anew, too, where names lack people whom they ask for."""

TIMES = 4
"""Plans whose names are looked for, one after the other, before a question is left open."""


class Refused(NamedTuple):
    """What names or cents refuse of a plan."""

    rows: list[Row]
    others: frozenset[InitiativeId] = frozenset()
    """Who asks for the people that are lacking, too, and might start otherwise."""


def with_names(
    near: Nearby,
    search: Callable[[], Best | None],
    changed: Callable[[Best], Portfolio],
    people: tuple[Assignment, ...],
    times: int = TIMES,
) -> Best | None:
    """A plan that has names and has passed the audit; None where none was found.

    Args:
        near: what is known of people; it learns what names cannot serve.
        search: the best plan by groups of people, as far as is known.
        changed: the portfolio that it is a plan of.
        people: who works where in a plan much like it.
        times: plans whose names are looked for.
    """
    for _ in range(times):
        best = search()
        if best is None or near.clock.over:
            return None
        found = named(near.ground, best, changed(best), people, near.clock)
        if isinstance(found, Best):
            return found
        near.known += found.rows
        near.near = Near(near.near.starts, near.near.free | found.others)
    return None


def named(
    ground: Ground, best: Best, portfolio: Portfolio, people: tuple[Assignment, ...], clock: Clock
) -> Best | Refused:
    """The plan with names, which has passed the audit; else what is refused of it."""
    programme, problem = ground.built.programme, ground.problem
    if portfolio is not ground.portfolio:
        problem = Problem.of(portfolio, judge(portfolio))
    settlement = settle(problem.dues, best.starts)
    if settlement is None:
        return Refused([not_these(programme.v, best.starts, ("settles_to_the_cent",))])
    choice = Choice({**best.starts}, best.hires, settlement, ())
    funding = Funding(choice, best.value, best.value, Ending.OPTIMAL, 0)
    effort = Effort(gap=Decimal(0), seconds=clock.left, interrupted=clock.stopped)
    staffing = names(portfolio, problem, funding, effort, people, rough=True)
    lacking = clashes(problem, staffing, funding, programme.shortage, give_up=False)
    if lacking:
        rows = [cut(programme.v, problem, each) for each in lacking]
        return Refused(rows, _others(problem, best, lacking))
    accounts = settlement.accounts.values()
    worth = value(problem.worth, choice.starts, accounts, choice.hires, staffing.moved)
    bound = Money(max(worth.total, math.ceil(best.value)))
    status = SolveStatus.BEST_FOUND
    has_to_pass(portfolio, problem, Decision(funding, staffing, worth, bound, status, 1, ()))
    return best._replace(names=staffing.assignments)


def _others(
    problem: Problem, best: Best, lacking: Sequence[Clash | Lack]
) -> frozenset[InitiativeId]:
    """Those that ask for what is lacking when it is lacking, the latest to start first."""
    found: dict[InitiativeId, PeriodIndex] = {}
    for lack in lacking:
        if isinstance(lack, Clash):
            continue
        for row in (row for need in lack.needs for row in problem.workforce.needs[need]):
            start = best.starts.get(row.stage.key)
            if start is not None and start <= lack.period < start + row.stage.periods:
                name = row.stage.initiative
                found[name] = max(start, found.get(name, start))
    return frozenset(sorted(found, key=lambda name: (-found[name], name))[:OTHERS])
