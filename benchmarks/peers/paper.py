"""A peer's plan as if Headgate had made it, so that the audit can look at it."""

from __future__ import annotations

from collections.abc import Mapping

from models.plan import (
    HireUse,
    Overrun,
    Plan,
    Provenance,
    Shortfall,
    SolveStatus,
    StagePlan,
    TrancheState,
    Value,
)
from models.stage import StageKey
from models.units import Money, PeriodIndex, Slices
from optimizer.funding.payments import Settlement
from optimizer.funding.problem import Problem
from optimizer.staffing import Staffing
from optimizer.valuation import flags_used


def paper(
    problem: Problem,
    starts: Mapping[StageKey, PeriodIndex],
    hires: tuple[HireUse, ...],
    settlement: Settlement,
    staffing: Staffing | None,
    worth: Value,
) -> Plan:
    """The plan; what it says of itself (states, bound, status) is not to be looked at."""
    facts = problem.facts
    windows = facts.index.calendar.windows
    return Plan(
        stages=tuple(
            StagePlan(
                initiative=stage.initiative,
                stage=stage.stage,
                state=_state(problem, stage.key, starts.get(stage.key)),
                start=starts.get(stage.key),
                amount=stage.tranche,
            )
            for stage in sorted(facts.index.portfolio.stages, key=lambda row: row.key)
        ),
        payments=settlement.payments,
        overruns=tuple(
            Overrun(fund=fund, window=windows[w], amount=Money(account.excess))
            for (fund, w), account in sorted(settlement.accounts.items())
            if account.price is not None and account.excess > 0
        ),
        shortfalls=tuple(
            Shortfall(fund=fund, window=windows[w], amount=amount)
            for (fund, w), amount in sorted(settlement.shortfalls.items())
        ),
        flags=flags_used(facts, starts),
        hires=hires,
        assignments=staffing.assignments if staffing else (),
        shortages=staffing.shortages if staffing else (),
        value=worth,
        bound=worth.total,
        moved=staffing.moved if staffing else Slices(0),
        status=SolveStatus.TIME_LIMIT,
        provenance=Provenance(portfolio=facts.index.portfolio.digest(), headgate=""),
    )


def _state(problem: Problem, key: StageKey, start: PeriodIndex | None) -> TrancheState:
    if key in problem.facts.committed:
        return TrancheState.RELEASED
    if start is None:
        return TrancheState.NOT_FUNDED
    return TrancheState.RELEASE_NOW if start == 0 else TrancheState.PLANNED
