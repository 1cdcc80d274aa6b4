"""The same plan in the portfolio with other budgets, or with another price of a move."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Overrun, Plan, Shortfall
from models.portfolio import Portfolio
from models.units import FundId, Money
from optimizer.audit import audit
from optimizer.budgets import accounts, shortfalls
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.valuation import value


def restated(plan: Plan, portfolio: Portfolio) -> Plan | None:
    """The plan with what it overruns, lacks and is worth there; None where the audit refuses it."""
    problem = Problem.of(portfolio, judge(portfolio))
    index = problem.index
    charged: defaultdict[tuple[FundId, int], int] = defaultdict(int)
    committed: defaultdict[tuple[FundId, int], int] = defaultdict(int)
    for row in plan.payments:
        place = row.fund, index.calendar.window_of[row.period]
        charged[place] += row.amount
        if (row.initiative, row.stage) in problem.facts.committed:
            committed[place] += row.amount
    missing = shortfalls(index, committed)
    books = accounts(index, charged, missing)
    starts = {row.key: row.start for row in plan.stages if row.start is not None}
    worth = value(problem.worth, starts, books.values(), plan.hires, plan.moved)
    windows = index.calendar.windows
    found = plan.model_copy(
        update={
            "overruns": tuple(
                Overrun(fund=fund, window=windows[w], amount=Money(account.excess))
                for (fund, w), account in sorted(books.items())
                if account.price is not None and account.excess > 0
            ),
            "shortfalls": tuple(
                Shortfall(fund=fund, window=windows[w], amount=lack)
                for (fund, w), lack in sorted(missing.items())
            ),
            "value": worth,
            "bound": max(worth.total, plan.bound),
            "provenance": plan.provenance.model_copy(update={"portfolio": portfolio.digest()}),
        }
    )
    checks = audit(portfolio, found)
    if not all(check.passed for check in checks):
        return None
    return found.model_copy(update={"checks": checks})
