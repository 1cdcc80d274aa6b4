"""The smallest plan that shows that a large portfolio has one: what must be done, and no more."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from decimal import Decimal

from headgate.pipeline import checked, never, provenance
from models.plan import Plan, SolveStatus
from models.portfolio import Portfolio
from models.units import InitiativeId
from optimizer.assemble import assemble
from optimizer.audit import audit
from optimizer.diagnosis.few import few
from optimizer.diagnosis.slim import asks_for_more, needed, slim
from optimizer.funding.engine import Ending
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Decision, Effort, decide
from optimizer.valuation import value

ANY = Decimal(100)
"""Percent: any plan will do."""


def witness(
    portfolio: Portfolio,
    seconds: float,
    *,
    beside: Collection[InitiativeId] = (),
    interrupted: Callable[[], bool] = never,
) -> Plan | None:
    """An audited plan that starts little but what must be done; None where none was found.

    It is a plan of the whole portfolio, and says nothing of how much a better one is worth: its
    bound is its own value.

    Args:
        portfolio: what is planned.
        seconds: for the search.
        beside: initiatives that may be started, too; they are likely to keep floors.
        interrupted: asked from time to time; once it says yes, it is given up.

    Raises InputFaults where rules say that there is no plan.
    """
    checked(portfolio)
    effort = Effort(ANY, seconds, interrupted=interrupted)
    for kept in _choices(portfolio, beside, effort):
        part = slim(portfolio, kept)
        found = decide(part, Problem.of(part, judge(part)), effort)
        if isinstance(found, Ending):
            continue
        problem = Problem.of(portfolio, judge(portfolio))
        decision = _of_the_whole(problem, found)
        plan = assemble(problem, decision, provenance(portfolio, decision))
        checks = audit(portfolio, plan)
        if all(each.passed for each in checks):
            return plan.model_copy(update={"checks": checks})
    return None


def _choices(
    portfolio: Portfolio, beside: Collection[InitiativeId], effort: Effort
) -> Iterator[frozenset[InitiativeId]]:
    """What may be started: as little as will do."""
    yield needed(portfolio, beside)
    if asks_for_more(portfolio) and time.monotonic() < effort.deadline:
        left = effort.deadline - time.monotonic()
        yield needed(portfolio, few(portfolio, left, effort.interrupted) or ())


def _of_the_whole(problem: Problem, found: Decision) -> Decision:
    """What was decided of a part, as a decision on the whole."""
    chosen, staffing = found.funding.choice, found.staffing
    accounts = chosen.settlement.accounts.values()
    worth = value(problem.worth, chosen.starts, accounts, chosen.hires, staffing.moved)
    status = SolveStatus.BEST_FOUND
    return replace(found, value=worth, bound=worth.total, status=status)
