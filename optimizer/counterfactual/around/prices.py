"""What a step more and a step less is worth near the plan of a large portfolio.

Those that want the scarce thing and are nearest to coming in or falling out, by what they are worth
for each unit of it, are decided anew; all others stay.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from models.counterfactual import Basis, Price, PricedKind
from models.envelope import Envelope, Measure
from models.index import Index
from models.stage import Stage
from models.units import InitiativeId
from optimizer.charges import funds_that_may_pay, parts
from optimizer.counterfactual.around.ground import Ground, ground_of
from optimizer.counterfactual.around.nearby import Nearby
from optimizer.counterfactual.asking import Asking
from optimizer.counterfactual.case import Near
from optimizer.counterfactual.changed import uncommitted
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.prices import Confirming, stepped
from optimizer.counterfactual.question import given
from optimizer.scope import in_scope

CLAIMANTS = 10
"""Initiatives of the plan, and of those that it leaves out, that are decided anew."""

GAP = 1e-7
"""Relative, of the whole portfolio's value: a step is worth little of it."""


@dataclass(frozen=True)
class ConfirmingNear:
    """One price to be confirmed, with who may start otherwise; it can be sent elsewhere."""

    task: Confirming
    near: Near


def near_claimants(asking: Asking, tasks: dict[str, Confirming]) -> dict[str, ConfirmingNear]:
    """The tasks, each with the claimants of what it is about."""
    starts = asking.known.best.starts
    return {
        key: ConfirmingNear(task, Near(starts, claimants(asking, task.price)))
        for key, task in tasks.items()
    }


def claimants(asking: Asking, price: Price) -> frozenset[InitiativeId]:
    """Of the plan those that are worth least for what they take, of the others those worth most."""
    index, starts = asking.index, asking.known.best.starts
    worth = {row.initiative: row.value for row in asking.plan.reasons}
    free, wanted = ground_of(asking.portfolio).problem.free, _wanted(index, price)
    taken: Counter[InitiativeId] = Counter()
    for stage in free:
        taken[stage.initiative] += _takes(index, stage, price, wanted)
    density = {name: worth.get(name, 0) / taken[name] for name in sorted(taken) if taken[name]}
    planned = {stage.initiative for stage in free if stage.key in starts}
    ranked = sorted(density, key=lambda name: (density[name], name))
    inside = [name for name in ranked if name in planned][:CLAIMANTS]
    outside = [name for name in reversed(ranked) if name not in planned][:CLAIMANTS]
    return frozenset((*inside, *outside))


def _wanted(index: Index, price: Price) -> frozenset[str]:
    """The funds, or the skills, that free one another: by who may pay, by who has both."""
    if price.kind is PricedKind.FUND:
        payers = (
            {*map(str, funds_that_may_pay(index, stage, part.cost_type))}
            for stage in index.portfolio.stages
            for part in parts(stage)
        )
        return frozenset().union(*(some for some in payers if price.fund in some))
    owned = ({*map(str, skills)} for skills in index.skills_of.values())
    return frozenset((str(price.skill),)).union(*(s for s in owned if price.skill in s))


def _takes(index: Index, stage: Stage, price: Price, wanted: frozenset[str]) -> int:
    """How much a stage wants of what is priced or frees it, in whatever unit."""
    if price.kind is PricedKind.FUND:
        return sum(
            part.amount
            for part in parts(stage)
            if wanted & {*map(str, funds_that_may_pay(index, stage, part.cost_type))}
        )
    demand = index.demand_of.get(stage.key, ())
    if price.kind is PricedKind.SKILL:
        return sum(row.slices for row in demand if row.skill in wanted)
    envelope = next(row for row in index.portfolio.envelopes if row.id == price.envelope)
    if stage.initiative not in in_scope(index, envelope.applies_to):
        return 0
    return _measured(envelope, stage, sum(row.slices for row in demand))


def _measured(envelope: Envelope, stage: Stage, slices: int) -> int:
    if envelope.measure is Measure.STARTS:
        return 1
    return slices if envelope.measure is Measure.PEOPLE else stage.tranche


def confirm_around(asked: ConfirmingNear) -> Price:
    """The price with what a step up and a step down bring, near the plan, people by groups."""
    task = asked.task
    clock = Clock.of(task.seconds, task.stopped)
    base = _worth(asked, 0, clock)
    up, down = (None if base is None else _worth(asked, sign, clock) for sign in (1, -1))
    exponent = task.portfolio.settings.exponent

    def gained(worth: float | None, sign: int) -> Decimal | None:
        if worth is None or base is None:
            return None
        more = round(sign * (worth - base))  # less than nothing: a search had ended early
        return Decimal(max(0, more)).scaleb(-exponent) if more >= -1 else None

    news = {"up": gained(up, 1), "down": gained(down, -1)}
    found = task.price.model_copy(update=news)
    return found if found.is_open else found.model_copy(update={"basis": Basis.NEAR})


def _worth(asked: ConfirmingNear, sign: int, clock: Clock) -> float | None:
    """Minor units of the best plan near, after a step up (1), down (-1) or none (0)."""
    task, ground = asked.task, ground_of(asked.task.portfolio)
    price, index = task.price, ground.index
    if sign and price.kind is not PricedKind.FUND:
        changed = stepped(task.portfolio, price, sign)
        if changed is None:
            return None
        return _best(Nearby(Ground.of(changed), None, asked.near, clock, gap=GAP))
    near = Nearby(ground, None, asked.near, clock, gap=GAP)
    if not sign:
        return _best(near)
    fund, w = given(price.fund), index.calendar.window_index(given(price.window))
    step = sign * int(given(price.step).scaleb(task.portfolio.settings.exponent))
    committed = ground.built.programme.committed_charges
    if -step > uncommitted(task.portfolio, committed, fund, (w,)):
        return None
    if ground.built.programme.shortfalls.get((fund, w), 0):
        return None  # a step up may only fill up what committed work lacks
    found = near.best(budgets={(fund, w): (step, step)})
    return None if found is None else found.value


def _best(near: Nearby) -> float | None:
    found = near.best()
    return None if found is None else found.value
