"""One exact solve with names in turn, until both agree."""

from __future__ import annotations

import math
import time
from dataclasses import replace

from models.portfolio import Portfolio
from optimizer.funding.build import Built, build, least_shortage
from optimizer.funding.engine import Ending, Search
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, Funding, Lack, fund
from optimizer.planning.decision import Decision, decision
from optimizer.planning.effort import Effort
from optimizer.planning.names import clashes, names

CHOOSING = "choosing what to fund"
"""The phase of the first round, whose bound holds for every plan."""

PROVEN_ROUNDS = 40
"""Rounds of corrections that leave the bound exact; later, stages that lack names are given up."""


def decide_exactly(portfolio: Portfolio, problem: Problem, effort: Effort) -> Decision | Ending:
    """The best plan found, or why there is none (`infeasible`, `time limit`, `stopped`)."""
    return agreed(portfolio, build(problem), effort)


def agreed(
    portfolio: Portfolio, built: Built, effort: Effort, *, may_lack: bool = True
) -> Decision | Ending:
    """The best plan of a programme to which rows may have been added; as above.

    Unless it `may_lack`, committed work lacks no more people than the programme says already.
    """
    problem = built.programme.problem
    known: list[Clash | Lack] = []
    bound, to_the_end = math.inf, False
    staffed: Decision | None = None
    last: Funding | None = None
    for number in range(1, PROVEN_ROUNDS + len(problem.free) + 2):
        search = _search(portfolio, effort, number)
        if not all(clash.proven for clash in known):  # then a bound proves nothing
            search = replace(search, enough=-math.inf)
        funding = _next(built, known, last, search)
        if funding is Ending.INFEASIBLE and may_lack and built.programme.v.short:
            built, funding = _with_more_shortage(built, known, portfolio, effort)
        proven = all(clash.proven for clash in known)
        if isinstance(funding, Ending):  # what only seems impossible proves nothing
            seems = funding is Ending.INFEASIBLE and not proven
            return staffed or (Ending.TIME if seems else funding)
        if proven:
            bound = min(bound, funding.bound)
            to_the_end |= funding.ending is Ending.OPTIMAL
        if math.isinf(bound):  # it was ended before anything was known
            return staffed or funding.ending
        effort.tell("finding names", None, bound)
        staffing = names(portfolio, problem, funding, effort)
        if not staffing.unserved:
            size = built.model.size
            staffed = decision(built.programme, size, funding, staffing, bound, number, effort.gap)
        late = number > PROVEN_ROUNDS or time.monotonic() > effort.deadline
        news = clashes(problem, staffing, funding, built.programme.shortage, give_up=late)
        if staffed is not None:
            staffed = replace(staffed, to_the_end=to_the_end)
        if staffed is not None and not news:
            return staffed
        known += news
        last = funding
    return staffed or Ending.TIME


def _search(portfolio: Portfolio, effort: Effort, number: int) -> Search:
    phase = CHOOSING if number == 1 else f"agreeing with names, round {number}"
    return effort.search(phase, portfolio.settings.seed, is_first=number == 1)


def _next(
    built: Built, known: list[Clash | Lack], last: Funding | None, search: Search
) -> Funding | Ending:
    """A repair of the last choice where that costs less than the asked gap; else a new one."""
    if last is not None and not all(clash.proven for clash in known):
        repaired = fund(built, known, search, near=last.choice)
        allowed = search.gap * max(abs(last.bound), 1.0)
        if isinstance(repaired, Funding) and last.objective - repaired.objective <= allowed:
            return repaired
    return fund(built, known, search)


def _with_more_shortage(
    built: Built, known: list[Clash | Lack], portfolio: Portfolio, effort: Effort
) -> tuple[Built, Funding | Ending]:
    """What must be done may leave committed stages with fewer people than they have alone."""
    least = least_shortage(built)
    if least is None or least <= built.programme.shortage:
        return built, Ending.INFEASIBLE
    built = built.lacking(least)
    return built, fund(built, known, _search(portfolio, effort, 1))
