"""What is left of a plan that is kept to: the same decisions, one period earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.plan import Assignment, HireUse, Plan, StagePlan, TrancheState
from models.portfolio import Portfolio
from models.stage import StageStatus
from models.units import Money, OptionId, PeriodIndex, Slices
from optimizer.rolling.hires import Layer, hired
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.released import Released

_COMMITTED = (TrancheState.RELEASED, TrancheState.RELEASE_NOW)


def ordered(portfolio: Portfolio, plan: Plan) -> dict[OptionId, tuple[Layer, ...]]:
    """What of each hiring option is decided by the end of the plan's first period."""
    quarter = Quarter(portfolio, plan, Released((), frozenset(), ()))
    return {option.id: hired(quarter, option).layers for option in portfolio.hiring}


def rest(plan: Plan, before: Portfolio, after: Portfolio) -> Plan:
    """The plan of a portfolio, as one of the rolled portfolio.

    What it starts is started whatever the gates say: it is only good for being rolled on, and has
    no value or bound of its own.
    """
    done = {row.key for row in after.stages if row.status is StageStatus.DONE}
    hires = _hires(plan, before)
    return plan.model_copy(
        update={
            "stages": tuple(_stage(row, is_done=row.key in done) for row in plan.stages),
            "payments": tuple(
                row.model_copy(update={"period": PeriodIndex(row.period - 1)})
                for row in plan.payments
                if row.period > 0
            ),
            "hires": hires,
            "assignments": tuple(_assignments(plan, hires)),
        }
    )


def _stage(row: StagePlan, *, is_done: bool) -> StagePlan:
    if is_done:
        return row.model_copy(update={"start": None, "state": TrancheState.RELEASED})
    if row.start is None:
        return row
    start = PeriodIndex(row.start - 1)
    if row.state in _COMMITTED:
        return row.model_copy(update={"start": start, "state": TrancheState.RELEASED})
    if start > 0:
        return row.model_copy(update={"start": start})
    now = {"start": start, "state": TrancheState.RELEASE_NOW, "release_now": Money(row.amount)}
    return row.model_copy(update=now)


def _hires(plan: Plan, before: Portfolio) -> tuple[HireUse, ...]:
    """Without what was ordered in the period: that is a pool now."""
    layers, found = ordered(before, plan), []
    for row in plan.hires:
        decided = sum(
            layer.slices
            for layer in layers[row.option]
            if layer.first <= row.period and (layer.last is None or row.period <= layer.last)
        )
        left = row.slices - decided
        if row.period > 0 and left > 0:
            period = PeriodIndex(row.period - 1)
            found.append(row.model_copy(update={"period": period, "slices": Slices(left)}))
    return tuple(found)


def _assignments(plan: Plan, hires: tuple[HireUse, ...]) -> Iterator[Assignment]:
    """Who works; time given up to learn only for what is not a pool yet."""
    left: Counter[tuple[OptionId, int]] = Counter()
    for hire in hires:
        left[hire.option, hire.period] += hire.slices
    for row in plan.assignments:
        if row.period == 0:
            continue
        moved = row.model_copy(update={"period": PeriodIndex(row.period - 1)})
        if row.retrained is None:
            yield moved
            continue
        slices = min(row.slices, left[row.retrained, moved.period])
        left[row.retrained, moved.period] -= slices
        if slices:
            yield moved.model_copy(update={"slices": Slices(slices)})
