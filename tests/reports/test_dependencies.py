"""What the sheet Dependencies says of each dependency."""

from __future__ import annotations

import pytest

from models.plan import FlagUse, Plan, Provenance, SolveStatus, StagePlan, TrancheState, Value
from models.stage import StageKey
from models.units import InitiativeId, Money, PeriodIndex
from reports.workbook import render
from tests.portfolios import after, build, initiative, stage, team
from tests.reports.opened import table


def _plan(first: int | None, then: int | None, *, flag: bool = False) -> Plan:
    rows = [
        StagePlan(
            initiative=InitiativeId(name),
            stage=1,
            state=TrancheState.NOT_FUNDED if start is None else TrancheState.PLANNED,
            start=None if start is None else PeriodIndex(start),
            amount=Money(1_00),
        )
        for name, start in (("a", first), ("b", then))
    ]
    keys = [StageKey(InitiativeId(name), 1) for name in ("a", "b")]
    used = FlagUse(before=keys[0], after=keys[1], cost=Money(5_00))
    return Plan(
        stages=tuple(rows),
        flags=(used,) if flag else (),
        value=Value(benefits=Money(0)),
        bound=Money(0),
        status=SolveStatus.OPTIMAL,
        provenance=Provenance(portfolio="", headgate=""),
    )


@pytest.mark.parametrize(
    ("kind", "lag", "first", "then", "result", "slack"),
    [
        ("finish-start", 0, 0, 2, "kept", 0),
        ("finish-start", 1, 0, 3, "kept", 0),
        ("finish-start", 1, 0, 2, "broken", -1),
        ("finish-start", 0, None, 2, "broken", None),
        ("finish-start", 0, 0, None, "not asked", None),
        ("needs", 0, 3, 0, "kept", None),
        ("needs", 0, None, 0, "broken", None),
        ("excludes", 0, 1, None, "kept", None),
        ("excludes", 0, 1, 2, "broken", None),
        ("excludes", 0, None, None, "not asked", None),
        ("same release", 0, 1, 1, "kept", None),
        ("same release", 0, 1, 2, "broken", None),
        ("same release", 0, 1, None, "broken", None),
    ],
)
def test_result_and_slack(
    kind: str, lag: int, first: int | None, then: int | None, result: str, slack: int | None
) -> None:
    portfolio = build(
        team("web"),
        initiative("a", stage(1_00, 2)),
        initiative("b", stage(1_00, 2)),
        after("a", "b", kind, lag=lag),
    )
    row = table(render(portfolio, _plan(first, then)), "Dependencies", "Links")[0]
    assert (row["Result"], row["Slack (periods)"]) == (result, slack)


def test_a_flag_in_use_is_said_and_listed() -> None:
    portfolio = build(
        team("web"),
        initiative("a", stage(1_00, 2)),
        initiative("b", stage(1_00, 2)),
        after("a", "b", flag_cost=5_00),
    )
    content = render(portfolio, _plan(1, 0, flag=True))
    assert table(content, "Dependencies", "Links")[0]["Result"] == "flag used"
    assert table(content, "Dependencies", "Flags")[0]["Flag cost"] == 5
