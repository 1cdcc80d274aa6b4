"""From plans with and without options to what each of them is worth."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from models.hiring import HiringCase, Judgement, OptionWorth, Worth
from models.plan import Plan
from models.portfolio import Portfolio
from models.units import Money, OptionId, PeriodIndex, Slices
from optimizer.hiring.payback import costs, payback
from optimizer.hiring.without import NONE, named, questions, used


def hiring_case(portfolio: Portfolio, plan: Plan, plans: Mapping[str, Plan | None]) -> HiringCase:
    """What the options are worth.

    Args:
        portfolio: with all options.
        plan: its plan.
        plans: of the `questions`, by key, as far as they are solved; None for "there is none".
    """
    asked, taken = questions(portfolio, plan), used(plan)
    alone = NONE if len(portfolio.hiring) == 1 else ""
    rows = [
        OptionWorth(
            option,
            Slices(max((row.slices for row in plan.hires if row.option == option.id), default=0)),
            _worth(portfolio, plan, plans, alone or named(option.id), (option.id,))
            if option.id in taken
            else _unused(plan),
        )
        for option in sorted(portfolio.hiring, key=lambda option: option.id)
    ]
    together = _worth(portfolio, plan, plans, NONE, taken) if taken else _unused(plan)
    return HiringCase(
        portfolio,
        plan,
        plans.get(NONE) if taken else plan,
        together,
        tuple(sorted(rows, key=_rank)),
        1 + len(plans),
        1 + len(asked),
    )


def _rank(row: OptionWorth) -> tuple[int, int, str]:
    """What is used first; what cannot be done without before all; then by what it is worth."""
    net = row.worth.net
    order = list(_ORDER).index(row.worth.judgement)
    return order, 0 if net is None else -net, row.option.id


_ORDER = (
    Judgement.NEEDED,
    Judgement.PAYS,
    Judgement.UNPROVEN,
    Judgement.OPEN,
    Judgement.UNUSED,
)


def _unused(plan: Plan) -> Worth:
    """The plan does without it, so the best plan with it is worth no more than the plan's bound."""
    return Worth(
        judgement=Judgement.UNUSED,
        net=Money(0),
        low=Money(0),
        high=Money(max(0, plan.bound - plan.value.total)),
        cost=Money(0),
        first=None,
        payback=None,
        short=Slices(0),
    )


def _worth(
    portfolio: Portfolio,
    plan: Plan,
    plans: Mapping[str, Plan | None],
    key: str,
    options: Collection[OptionId],
) -> Worth:
    before = plans.get(key)
    first = min(row.period for row in plan.hires if row.option in options and row.slices)
    cost = Money(costs(portfolio, plan, options).total())
    if before is None:
        judgement = Judgement.NEEDED if key in plans else Judgement.OPEN
        return _bare(judgement, cost, first)
    short = Slices(max(0, _short(before) - _short(plan)))
    low, high = plan.value.total - before.bound, plan.bound - before.value.total
    net = plan.value.total - before.value.total
    if not short:  # a plan without it is one with it, too: it can do no harm
        low, high = max(0, low), max(0, high)
        net = min(max(net, low), high)
    return Worth(
        judgement=_judged(short, low),
        net=Money(net),
        low=Money(low),
        high=Money(high),
        cost=cost,
        first=first,
        payback=payback(portfolio, plan, before, options),
        short=short,
    )


def _judged(short: int, low: int) -> Judgement:
    if short:
        return Judgement.NEEDED
    return Judgement.PAYS if low > 0 else Judgement.UNPROVEN


def _bare(judgement: Judgement, cost: Money, first: PeriodIndex) -> Worth:
    """Where there is no plan to hold it against."""
    return Worth(
        judgement=judgement,
        net=None,
        low=None,
        high=None,
        cost=cost,
        first=first,
        payback=None,
        short=Slices(0),
    )


def _short(plan: Plan) -> int:
    return sum(row.slices for row in plan.shortages)
