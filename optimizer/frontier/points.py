"""From what the searches gave to the best plan and the least bound that are known at each point.

With more money every plan of less money is still a plan, so a point is never worth less than one
with less money: where a search found less, the other plan is taken over, and audited there. The
other way round, what no plan with more money exceeds, none with less does. At another price of a
move every plan stays a plan, and is worth what it is worth less its moves at that price.

Bounds are handed down only where this holds to the cent: a shortfall is rounded up to whole minor
units, so not where a fund with shortfalls carries over a part of what it leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from models.frontier import Answered, Axis, Point
from models.plan import Plan
from models.units import FundId, Money
from optimizer.frontier.restate import restated
from optimizer.frontier.variants import amount

_WHOLE = (0, 100)
"""Shares carried over that leave whole minor units."""


def points(
    answers: Iterable[Answered], axis: Axis, fund: FundId | None = None
) -> tuple[Point, ...]:
    """A point for each answer, the smallest amount first; no point is worth less than it can be."""
    ordered = sorted(answers, key=lambda answer: answer.share)
    chosen = _more_money(ordered) if axis is Axis.BUDGET else _any_price(ordered)
    bounds = _bounds(ordered, axis)
    return tuple(
        Point(
            answer.share,
            _amount(answer, axis, fund),
            plan,
            _bound(bounds[place], plan),
            None if origin == answer.share else origin,
            "" if plan is not None else answer.refusal,
        )
        for place, (answer, (plan, origin)) in enumerate(zip(ordered, chosen, strict=True))
    )


_Chosen = tuple[Plan | None, Fraction | None]
"""The plan, and the share whose search found it."""


def _more_money(answers: Sequence[Answered]) -> list[_Chosen]:
    """Each point's own plan, or that of a point with less money where it is worth more."""
    chosen: list[_Chosen] = []
    best: tuple[Plan, Fraction] | None = None
    for answer in answers:
        own: _Chosen = (answer.plan, None if answer.plan is None else answer.share)
        if best is not None and _less(answer.plan, best[0].value.total):
            taken = restated(best[0], answer.portfolio)
            if taken is not None and _less(answer.plan, taken.value.total):
                own = taken, best[1]
        if own[0] is not None and own[1] is not None:
            best = own[0], own[1]
        chosen.append(own)
    return chosen


def _less(plan: Plan | None, worth: int) -> bool:
    return plan is None or plan.value.total < worth


def _any_price(answers: Sequence[Answered]) -> list[_Chosen]:
    """Of all plans the one that is worth most at the price, then the one that moves least."""
    plans = [(answer.plan, answer.share) for answer in answers if answer.plan is not None]
    chosen: list[_Chosen] = []
    for answer in answers:
        price = answer.portfolio.settings.move_price

        def worth(row: tuple[Plan, Fraction], price: int = price) -> tuple[int, int]:
            plan = row[0]
            return plan.value.total + plan.value.moves - price * plan.moved, -plan.moved

        own: _Chosen = (answer.plan, None if answer.plan is None else answer.share)
        best = max(plans, key=worth, default=None)
        if best is not None and (
            answer.plan is None or worth(best) > worth((answer.plan, best[1]))
        ):
            taken = restated(best[0], answer.portfolio)
            own = own if taken is None else (taken, best[1])
        chosen.append(own)
    return chosen


def _bounds(answers: Sequence[Answered], axis: Axis) -> list[Money | None]:
    """The least bound that holds at each point: more money, or cheaper moves, bound the others."""
    order = range(len(answers))
    found: list[Money | None] = [None] * len(answers)
    least: Money | None = None
    for place in reversed(order) if axis is Axis.BUDGET else order:
        answer = answers[place]
        own = None if answer.plan is None else answer.plan.bound
        if axis is Axis.BUDGET and not _exact(answer):
            found[place], least = own, None
            continue
        known = [bound for bound in (own, least) if bound is not None]
        least = min(known, default=None)
        found[place] = None if answer.impossible else least
    return found


def _exact(answer: Answered) -> bool:
    """Whether more money leaves every plan of this point a plan, to the cent."""
    funds = answer.portfolio.funds
    short = {row.id for row in funds}
    if answer.plan is not None:
        short = {row.fund for row in answer.plan.shortfalls}
    return all(row.carry_over in _WHOLE for row in funds if row.id in short)


def _bound(bound: Money | None, plan: Plan | None) -> Money | None:
    if plan is None or bound is None:
        return bound
    return max(bound, plan.value.total)


def _amount(answer: Answered, axis: Axis, fund: FundId | None) -> Money:
    if axis is Axis.MOVES:
        return answer.portfolio.settings.move_price
    return amount(answer.portfolio, fund)
