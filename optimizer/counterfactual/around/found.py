"""What the questions about a large portfolio share: plans near, and what a change with one says."""

from __future__ import annotations

import math
from collections.abc import Iterable

from models.counterfactual import Basis, Change, ChangeKind
from models.portfolio import Portfolio
from models.units import FundId, Money
from optimizer.counterfactual.around.by_name import TIMES, with_names
from optimizer.counterfactual.around.ground import Ground, ground_of
from optimizer.counterfactual.around.nearby import Best, Nearby
from optimizer.counterfactual.asking import Asking
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.question import Question, given
from optimizer.counterfactual.span import Span
from optimizer.counterfactual.told import gives_way

_ALONE = {
    ChangeKind.MONEY: "money alone",
    ChangeKind.PEOPLE: "people alone",
    ChangeKind.ENVELOPE: "any envelope alone",
}


def none_alone(question: Question) -> tuple[Change, ...]:
    """That all changes of a kind together were not enough."""
    return (Change(kind=question.kind, what=_ALONE[question.kind], works=None),)


def enough_for(asking: Asking) -> float:
    """Minor units that a plan with it has to be worth."""
    return float(given(asking.outside).low)


def plans_near(asking: Asking, ground: Ground, clock: Clock) -> Nearby:
    """What is known of people holds where the programme has the same columns and people."""
    known = [*asking.people] if ground.alike(ground_of(asking.portfolio)) else []
    return Nearby(ground, asking.stage, given(asking.near), clock, known)


def with_more(asking: Asking, funds: Iterable[FundId], clock: Clock) -> Best | None:
    """A plan with it, with more of these funds, that is worth enough."""
    windows = range(len(asking.index.calendar.windows))
    room = {(fund, w): (0.0, math.inf) for fund in funds for w in windows}
    near = plans_near(asking, ground_of(asking.portfolio), clock)
    return near.least_money(room, enough_for(asking))


def admits(asking: Asking, portfolio: Portfolio, clock: Clock) -> bool:
    """Whether a changed portfolio has a plan with it that is worth enough; not, once time is up."""
    if clock.over:  # to write the programme of a portfolio takes seconds, too
        return False
    near = plans_near(asking, Ground.of(portfolio), clock)
    return near.best(inside=True, enough=enough_for(asking)) is not None


def span_of(best: Best) -> Span:
    """What a plan near shows: that so much is possible."""
    return Span(round(best.value), math.inf, best.starts, searched=False)


def shown_by(asking: Asking, change: Change, span: Span) -> Change:
    """The change, with the plan that shows that it is enough."""
    gain = Money(max(0, round(span.low - enough_for(asking))))
    news = {"gain": gain, "displaced": gives_way(asking, span)}
    sure = {"works": True, "at_no_loss": True, "basis": Basis.NEAR}
    return change.model_copy(update=news | sure)


def best_named(
    asking: Asking, near: Nearby, portfolio: Portfolio, *, inside: bool = True, times: int = TIMES
) -> Best | None:
    """The best plan near of a changed portfolio that has names and has passed the audit."""
    return with_names(
        near,
        lambda: near.best(inside=inside),
        lambda _: portfolio,
        asking.names,
        times,
    )
