"""What names cannot serve, where money and groups of people would allow a plan."""

from __future__ import annotations

import time
from collections.abc import Callable

from models.portfolio import Portfolio
from optimizer.funding.build import build
from optimizer.funding.engine import Ending
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, fund
from optimizer.gates import judge
from optimizer.planning.effort import Effort
from optimizer.planning.names import clashes, names

ROUNDS = 40
"""Corrections after which it is given up."""

ANY_SHORTAGE = 10**9
"""Committed stages may lack people here: that never stops a plan."""


def refused_by_names(
    portfolio: Portfolio, seconds: float, interrupted: Callable[[], bool]
) -> tuple[Clash, ...]:
    """Proven refusals of names that leave no plan; empty where that could not be shown in time."""
    problem = Problem.of(portfolio, judge(portfolio))
    effort = Effort(gap=portfolio.settings.gap, seconds=seconds, interrupted=interrupted)
    built = build(problem)
    if built.programme.v.short:
        built = built.lacking(ANY_SHORTAGE)
    known: list[Clash] = []
    for number in range(ROUNDS):
        if interrupted() or time.monotonic() > effort.deadline:
            return ()
        search = effort.search("", portfolio.settings.seed, is_first=number == 0)
        funding = fund(built, known, search)
        if isinstance(funding, Ending):
            return tuple(known) if funding is Ending.INFEASIBLE else ()
        staffing = names(portfolio, problem, funding, effort)
        news = clashes(problem, staffing, funding, ANY_SHORTAGE, give_up=False)
        proven = [clash for clash in news if isinstance(clash, Clash) and clash.proven]
        if not proven:
            return ()
        known += proven
    return ()
