"""When an option has paid for itself, on the plan's own profile of value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from fractions import Fraction

from models.initiative import CountsFrom
from models.plan import Plan
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import Money, OptionId, PeriodIndex
from optimizer.charges import half_even
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.valuation import launched
from optimizer.worth import Worth


def costs(portfolio: Portfolio, plan: Plan, options: Collection[OptionId]) -> Counter[int]:
    """What these options cost in each period, running and one-off, rounded as in a plan's value."""
    per_fte = portfolio.settings.slices_per_fte
    there = {(row.option, row.period): row.slices for row in plan.hires}
    found: Counter[int] = Counter()
    for option in portfolio.hiring:
        if option.id not in options:
            continue
        for t in range(len(portfolio.periods)):
            slices = there.get((option.id, PeriodIndex(t)), 0)
            before = there.get((option.id, PeriodIndex(t - 1)), 0)
            found[t] += half_even(Fraction(option.cost * slices, per_fte))
            found[t] += half_even(Fraction(option.one_off * max(0, slices - before), per_fte))
    return +found


def benefits(portfolio: Portfolio, plan: Plan) -> defaultdict[int, Fraction]:
    """Expected, discounted benefits of a plan by the period in which they count, exact."""
    worth = Worth(Facts.of(portfolio, judge(portfolio)))
    starts: dict[StageKey, PeriodIndex] = {
        row.key: row.start for row in plan.stages if row.start is not None
    }
    found: defaultdict[int, Fraction] = defaultdict(Fraction)
    for stage in sorted(starts):
        for anchor in CountsFrom:
            launch = launched(worth.facts, stage, anchor, starts)
            if launch is not None:
                for period, amount in worth.by_period(stage, anchor, launch):
                    found[period] += amount
    return found


def payback(
    portfolio: Portfolio, plan: Plan, before: Plan, options: Collection[OptionId]
) -> PeriodIndex | None:
    """The first period by the end of which, and ever after, the gain exceeds the cost.

    Of a period, the gain is the difference of the two plans' benefits and of what their other
    hires cost. Other prices that differ (flags, overruns, lateness, moves) count in the period in
    which the first of the options is there.
    """
    first = min(row.period for row in plan.hires if row.option in options and row.slices)
    every = {option.id for option in portfolio.hiring}
    paid, saved = costs(portfolio, plan, every), costs(portfolio, before, every)
    gained, without = benefits(portfolio, plan), benefits(portfolio, before)
    balance, found = Fraction(0), None
    for period in range(len(portfolio.periods) + portfolio.settings.value_horizon):
        balance += gained[period] - without[period] - paid[period] + saved[period]
        if period == first:
            balance += _other_prices(before) - _other_prices(plan)
        if balance <= 0:
            found = None
        elif found is None and period >= first:
            found = PeriodIndex(period)
    return found


def _other_prices(plan: Plan) -> Money:
    return Money(plan.value.benefits - plan.value.hires - plan.value.total)
