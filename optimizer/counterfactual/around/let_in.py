"""What lets a refused initiative of a large portfolio in: money, people, single rows."""

from __future__ import annotations

import math
from collections.abc import Callable

from models.counterfactual import Change, ChangeKind, Unit
from models.units import FundId, PeriodIndex, SkillId
from optimizer.counterfactual.around.by_name import with_names
from optimizer.counterfactual.around.found import (
    admits,
    best_named,
    enough_for,
    none_alone,
    plans_near,
    shown_by,
    span_of,
    with_more,
)
from optimizer.counterfactual.around.ground import Ground, ground_of
from optimizer.counterfactual.around.nearby import Best
from optimizer.counterfactual.asking import Asking
from optimizer.counterfactual.changed import with_money, with_people
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.question import NONE_OF_THEM, Question, given
from optimizer.counterfactual.singles import Single, singles
from optimizer.counterfactual.whole import rounded_up

MOST_WINDOWS = 2
"""Windows of one fund that are asked about one by one: those that a plan wants most more in."""


def _as_it_is(asking: Asking) -> Change:
    """It needs nothing: near the plan at hand there is one with it that is as good."""
    change = Change(kind=ChangeKind.MONEY, what="a better plan", works=True, amount=0)
    return shown_by(asking, change, given(asking.inside))


def single_row(question: Question, clock: Clock) -> tuple[Change, ...]:
    """Whether a single row that is lifted is enough."""
    asking = question.asking
    if question.place == NONE_OF_THEM:
        return none_alone(question)
    rows = singles(asking.portfolio, given(asking.stage), asking.plan.verdicts)
    return (_lifted(asking, rows[question.place], clock),)


def _lifted(asking: Asking, single: Single, clock: Clock) -> Change:
    change = Change(kind=single.kind, what=single.what, works=None)
    near = plans_near(asking, Ground.of(single.portfolio), clock)
    if near.best(inside=True, enough=enough_for(asking)) is None:
        return change
    found = best_named(asking, near, single.portfolio)
    if found is None or round(found.value) < enough_for(asking):
        return change
    return shown_by(asking, change, span_of(found))


def more_money(question: Question, clock: Clock) -> tuple[Change, ...]:
    """The least more of a fund in one window that is enough."""
    if question.place == NONE_OF_THEM:
        return none_alone(question)
    if question.fund is None:
        return (_as_it_is(question.asking),)
    return (_money(question.asking, question.fund, clock),)


def _money(asking: Asking, fund: FundId, clock: Clock) -> Change:
    """The window of the fund in which the least more is enough."""
    named, name = asking.index.calendar.windows, asking.index.funds[fund].name
    change = Change(kind=ChangeKind.MONEY, what=name, works=None, unit=Unit.MONEY, fund=fund)
    lacks = _lacks(asking, fund)
    if lacks and asking.index.funds[fund].carry_over > 0:
        return change  # what is filled up in one window is carried into the next otherwise
    freely = with_more(asking, [fund], clock)
    found: dict[int, Best] = {}
    for w in _wanted(freely):
        best = _money_in(asking, fund, w, clock)
        if best is not None:
            found[w] = best
    if not found:
        return change
    amounts = {w: _amount(best, fund, w) for w, best in found.items()}
    w = min(found, key=lambda each: (amounts[each] + lacks.get(each, 0), each))
    amount = amounts[w] + lacks.get(w, 0)
    news = {"amount": amount, "what": f"{name} in {named[w]}", "windows": (named[w],)}
    return shown_by(asking, change.model_copy(update=news), span_of(found[w]))


def _wanted(freely: Best | None) -> list[int]:
    """The windows in which a plan asks for the most more."""
    extra = {} if freely is None else {w: amount for (_, w), amount in freely.extra.items()}
    return sorted(extra, key=lambda w: (-extra[w], w))[:MOST_WINDOWS]


def _money_in(asking: Asking, fund: FundId, w: int, clock: Clock) -> Best | None:
    """The best plan with it with the least more in one window with which one is worth enough."""
    near, at = plans_near(asking, ground_of(asking.portfolio), clock), (fund, w)
    lacks = _lacks(asking, fund).get(w, 0)

    def search() -> Best | None:
        least = near.least_money({at: (0.0, math.inf)}, enough_for(asking))
        if least is None:
            return None
        amount = _amount(least, fund, w)
        return near.best(inside=True, budgets={at: (amount, amount)}) or least

    return with_names(
        near,
        search,
        lambda best: with_money(asking.portfolio, fund, (w,), _amount(best, fund, w) + lacks),
        asking.names,
    )


def _amount(best: Best, fund: FundId, w: int) -> int:
    return rounded_up(best.extra.get((fund, w), 0.0))


def _lacks(asking: Asking, fund: FundId) -> dict[int, int]:
    """What committed work alone lacks of a fund, by window: more money fills that up first."""
    programme = ground_of(asking.portfolio).built.programme
    return {w: amount for (name, w), amount in programme.shortfalls.items() if name == fund}


def more_people(question: Question, clock: Clock) -> tuple[Change, ...]:
    """The least more of a skill, in every period, that is enough."""
    if question.skill is None:
        return none_alone(question)
    return (_people(question.asking, question.skill, clock),)


def _people(asking: Asking, skill: SkillId, clock: Clock) -> Change:
    """The least that suffices in every period; found by halving."""
    horizon = asking.index.calendar.horizon
    ever = PeriodIndex(0), PeriodIndex(horizon - 1)
    change = Change(
        kind=ChangeKind.PEOPLE, what=f"{skill} in every period", works=None, skill=skill
    )
    most = sum(
        row.slices
        for row in asking.portfolio.demand
        if row.skill == skill and row.initiative == asking.initiative
    )
    amount = _least(
        lambda slices: admits(asking, with_people(asking.portfolio, skill, ever, slices), clock),
        most,
    )
    if amount is None or clock.over:
        return change
    portfolio = with_people(asking.portfolio, skill, ever, amount)
    found = best_named(asking, plans_near(asking, Ground.of(portfolio), clock), portfolio)
    if found is None or round(found.value) < enough_for(asking):
        return change
    news = {"amount": amount, "unit": Unit.SLICES, "first": ever[0], "last": ever[1]}
    return shown_by(asking, change.model_copy(update=news), span_of(found))


def _least(suffices: Callable[[int], bool], most: int) -> int | None:
    if not suffices(most):
        return None
    low, high = 0, most
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle, high)
    return high
