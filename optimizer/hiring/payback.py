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
    """The first period by the end of which what options bring exceeds what they have cost.

    What they bring in a period is the difference of the plans' benefits in it. Other prices that
    differ (flags, overruns, lateness, moves, other hires) count when the options first cost.
    """
    paid = costs(portfolio, plan, options)
    if not paid:
        return None
    gained, without = benefits(portfolio, plan), benefits(portfolio, before)
    first = min(paid)
    own = paid.total()
    other = _prices(before) - (_prices(plan) - own)
    balance = Fraction(other)
    end = len(portfolio.periods) + portfolio.settings.value_horizon
    for period in range(end):
        balance += gained[period] - without[period] - paid[period]
        if period >= first and balance > 0:
            return PeriodIndex(period)
    return None


def _prices(plan: Plan) -> Money:
    return Money(plan.value.benefits - plan.value.total)
