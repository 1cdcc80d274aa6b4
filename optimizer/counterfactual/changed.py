"""The portfolio with more or less money, or with more people."""

from __future__ import annotations

from models.fund import Budget
from models.index import Index
from models.portfolio import Portfolio
from models.supply import Pool
from models.units import FundId, Money, PeriodIndex, PoolId, SkillId, Slices
from optimizer.budgets import Charges, shortfalls
from optimizer.counterfactual.whole import first_where

EXTRA = PoolId("more of a skill")
"""The pool that stands for more people."""


def with_money(
    portfolio: Portfolio, fund: FundId, windows: tuple[int, ...], amount: int
) -> Portfolio:
    """The portfolio with so much more (or less) in each window's budget of a fund."""
    index = Index(portfolio)
    names = {index.calendar.windows[w] for w in windows}
    budgets = [
        row.model_copy(update={"amount": Money(max(0, row.amount + amount))})
        if row.fund == fund and row.window in names
        else row
        for row in portfolio.budgets
    ]
    for name in sorted(names - {row.window for row in portfolio.budgets if row.fund == fund}):
        if amount > 0:
            counts = index.counts[fund]
            budgets.append(Budget(fund=fund, window=name, amount=Money(amount), counts=counts))
    return portfolio.model_copy(update={"budgets": tuple(budgets)})


def least_budget(index: Index, fund: FundId, windows: tuple[int, ...]) -> int:
    """The least that a fund has in any of these windows."""
    rows = (index.budgets.get((fund, index.calendar.windows[w])) for w in windows)
    return min(0 if row is None else row.amount for row in rows)


def uncommitted(
    portfolio: Portfolio, committed: Charges, fund: FundId, windows: tuple[int, ...]
) -> int:
    """The most by which budgets can be cut so that committed work lacks no more money for it."""
    most, begin = (
        least_budget(Index(portfolio), fund, windows),
        missing(portfolio, committed, fund),
    )

    def lacks_more(amount: int) -> bool:
        changed = with_money(portfolio, fund, windows, -amount)
        return missing(changed, committed, fund) != begin

    return first_where(lacks_more, 1, most + 1) - 1


def missing(
    portfolio: Portfolio, committed: Charges, fund: FundId
) -> dict[tuple[FundId, int], Money]:
    """Minor units that committed work lacks of a fund, by window."""
    found = shortfalls(Index(portfolio), committed)
    return {key: money for key, money in found.items() if key[0] == fund}


def with_people(
    portfolio: Portfolio, skill: SkillId, periods: tuple[PeriodIndex, PeriodIndex], slices: int
) -> Portfolio:
    """The portfolio with a pool of so many slices of a skill in each of the periods."""
    if slices == 0:
        return portfolio
    calendar = Index(portfolio).calendar
    first, last = (calendar.periods[t].id for t in periods)
    pool = Pool(id=EXTRA, skill=skill, slices=Slices(slices), from_period=first, to_period=last)
    return portfolio.model_copy(update={"pools": (*portfolio.pools, pool)})
