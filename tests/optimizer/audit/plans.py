"""Builders of plans for tests of the audit: rows in words, and nothing that is computed.

    draft(portfolio, {"shop/1": 0}, pays("shop/1", "main", 0, 50_00), works("ann", "shop/1", 0, 2))

Only what a check looks at has to be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter

from models.plan import (
    Assignment,
    FlagUse,
    HireUse,
    Overrun,
    Payment,
    Plan,
    Provenance,
    Shortage,
    Shortfall,
    SolveStatus,
    StagePlan,
    TrancheState,
    Value,
)
from models.portfolio import Portfolio
from models.stage import StageKey, StageStatus
from models.units import InitiativeId, Money, PeriodIndex
from models.verdict import Verdict
from optimizer.audit.context import Context
from optimizer.audit.outcome import Auditor

Row = TypeVar("Row", bound=BaseModel)
_FIELD_OF: dict[type[BaseModel], str] = {
    Payment: "payments",
    Overrun: "overruns",
    Shortfall: "shortfalls",
    FlagUse: "flags",
    HireUse: "hires",
    Assignment: "assignments",
    Shortage: "shortages",
    Verdict: "verdicts",
}


def key(name: str) -> StageKey:
    """`"shop/2"` is stage 2 of the initiative `shop`."""
    initiative, _, number = name.partition("/")
    return StageKey(InitiativeId(initiative), int(number))


def draft(
    portfolio: Portfolio,
    starts: Mapping[str, int] | None = None,
    *rows: BaseModel,
    **fields: Any,  # noqa: ANN401 - any field of Plan
) -> Plan:
    """A plan that starts these stages and has these rows; everything else is empty."""
    chosen = {key(name): start for name, start in (starts or {}).items()}
    values: dict[str, Any] = {
        "stages": tuple(_decision(portfolio, row.key, chosen) for row in portfolio.stages),
        "value": Value(benefits=Money(0)),
        "bound": Money(0),
        "status": SolveStatus.TIME_LIMIT,
        "provenance": Provenance(portfolio=portfolio.digest(), headgate="test"),
    }
    for row in rows:
        field = _FIELD_OF[type(row)]
        values[field] = (*values.get(field, ()), row)
    return Plan.model_validate(values | fields)


def _decision(portfolio: Portfolio, name: StageKey, chosen: Mapping[StageKey, int]) -> StagePlan:
    stage = next(row for row in portfolio.stages if row.key == name)
    start = chosen.get(name)
    state = TrancheState.NOT_FUNDED if start is None else TrancheState.PLANNED
    if stage.status is not StageStatus.NOT_STARTED:
        state = TrancheState.RELEASED
    return StagePlan(
        initiative=name.initiative,
        stage=name.stage,
        state=state,
        start=None if start is None else PeriodIndex(start),
        amount=stage.tranche,
    )


def decide(plan: Plan, name: str, **fields: Any) -> Plan:  # noqa: ANN401 - any field of StagePlan
    """The same plan with another decision on one stage."""
    rows = [
        StagePlan.model_validate(dict(row) | fields) if row.key == key(name) else row
        for row in plan.stages
    ]
    return plan.model_copy(update={"stages": tuple(rows)})


def _make(kind: type[Row], values: Mapping[str, object]) -> Row:
    return TypeAdapter(kind).validate_python(dict(values), strict=False)


def _stage(name: str) -> dict[str, object]:
    return key(name)._asdict()


def pays(name: str, fund: str, period: int, amount: int, cost_type: str = "opex") -> Payment:
    """A payment for a part of a stage's tranche."""
    row = {"fund": fund, "period": period, "amount": amount, "cost_type": cost_type}
    return _make(Payment, _stage(name) | row)


def overrun(fund: str, window: str, amount: int) -> Overrun:
    """Money above a soft budget."""
    return _make(Overrun, {"fund": fund, "window": window, "amount": amount})


def shortfall(fund: str, window: str, amount: int) -> Shortfall:
    """Committed money above a hard budget."""
    return _make(Shortfall, {"fund": fund, "window": window, "amount": amount})


def flag(before: str, after: str, cost: int) -> FlagUse:
    """A dependency that is bridged."""
    return FlagUse(before=key(before), after=key(after), cost=Money(cost))


def hires(option: str, *slices: int) -> list[HireUse]:
    """How much of an option is there in periods 0, 1, …; no row for 0."""
    rows = [{"option": option, "period": t, "slices": n} for t, n in enumerate(slices) if n]
    return [_make(HireUse, dict[str, object](row)) for row in rows]


def works(
    who: str,
    name: str,
    period: int,
    slices: int,
    *,
    skill: str = "build",
    team: str = "web",
    **more: Any,  # noqa: ANN401 - any field of Assignment
) -> Assignment:
    """Time of a worker (a person unless `worker` says otherwise) for a stage in a period."""
    row = {"who": who, "period": period, "slices": slices, "skill": skill, "team": team}
    return _make(Assignment, {"worker": "person"} | _stage(name) | row | more)


def learns(who: str, option: str, period: int, slices: int, skill: str = "build") -> Assignment:
    """Time of a person that is given up for a reskill option."""
    none = {"initiative": None, "stage": None, "team": None, "worker": "person"}
    row = {"who": who, "period": period, "slices": slices, "skill": skill, "retrained": option}
    return _make(Assignment, none | row)


def lacks(name: str, period: int, slices: int, skill: str = "build", level: int = 1) -> Shortage:
    """Time that nobody has."""
    row = {"skill": skill, "lowest_level": level, "period": period, "slices": slices}
    return _make(Shortage, _stage(name) | row)


def holds(check: Auditor, portfolio: Portfolio, plan: Plan) -> None:
    """The check looks at something and finds nothing wrong."""
    result = check(Context(portfolio, plan))
    assert result.passed, result.detail
    assert result.checked > 0
    assert result.detail == ""


def breaks(check: Auditor, portfolio: Portfolio, plan: Plan, *told: str) -> None:
    """The check fails, and says so in these words."""
    result = check(Context(portfolio, plan))
    assert not result.passed
    for words in told:
        assert words in result.detail
