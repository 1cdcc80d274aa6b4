"""The plan for notebooks: attributes as they are, frames in currency units and FTE."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from headgate.planned import Plan
from models.plan import SolveStatus
from models.portfolio import Portfolio
from tests.headgate.plans import by_hand


@pytest.fixture
def plan(portfolio: Portfolio) -> Plan:
    return Plan(portfolio, by_hand())


def test_attributes_are_those_of_the_plan(plan: Plan) -> None:
    assert plan.value.total == 100_000_00
    assert plan.bound == 100_050_00
    assert plan.gap == 50_00 / 100_050_00
    assert plan.status is SolveStatus.WITHIN_GAP
    assert plan.stages == plan.bare.stages
    assert plan.assignments == plan.bare.assignments
    assert plan.findings == plan.bare.findings
    assert plan.checks == plan.bare.checks


def test_stages_have_names_states_and_periods(plan: Plan) -> None:
    frame = plan.stages_frame()
    assert list(frame["state"]) == ["released", "release now", "held", "planned", "stopped"]
    (basket,) = frame[frame["state"] == "held"].to_dict("records")
    assert basket["start"] == "Q3"
    assert basket["starts_on"] == date(2026, 7, 1)
    assert basket["finish"] == "Q4"
    assert basket["missing"] == "sales; on time"
    assert basket["name"] == "Basket"


def test_a_stage_that_does_not_start_has_no_period(plan: Plan) -> None:
    stopped = plan.stages_frame().iloc[4]
    assert pd.isna(stopped["start"])
    assert pd.isna(stopped["starts_on"])
    assert stopped["gate"] == "failed"


def test_a_stage_that_ends_beyond_the_horizon_has_no_finish_in_it(portfolio: Portfolio) -> None:
    bare = by_hand()
    late = bare.stages[2].model_copy(update={"start": 3})
    plan = Plan(portfolio, bare.model_copy(update={"stages": (late,)}))
    (row,) = plan.stages_frame().to_dict("records")
    assert row["start"] == "Q4"
    assert pd.isna(row["finish"])


def test_money_in_frames_is_exact_currency_units(plan: Plan) -> None:
    released = plan.stages_frame().groupby("state")["amount"].sum()
    assert released["release now"] == Decimal("30000.00")
    assert list(plan.payments_frame()["amount"]) == [Decimal("12000.50")]
    assert list(plan.reasons_frame()["value"]) == [Decimal("50000.00")]


def test_time_in_frames_is_exact_fte(plan: Plan) -> None:
    staffing = plan.staffing_frame()
    assert dict(zip(staffing["who"], staffing["fte"], strict=True)) == {
        "ada": Decimal("1.5"),
        "agency": Decimal("0.5"),
    }
    assert plan.hires_frame().to_dict("records") == [
        {"option": "builder", "period": "Q2", "fte": Decimal("0.5")}
    ]


def test_checks_are_a_frame(plan: Plan) -> None:
    assert plan.checks_frame().to_dict("records") == [
        {"name": "hard budgets hold", "passed": True, "checked": 7, "detail": ""}
    ]


def test_empty_tables_keep_their_columns(portfolio: Portfolio) -> None:
    bare = by_hand().model_copy(update={"stages": (), "payments": (), "assignments": ()})
    plan = Plan(portfolio, bare)
    assert len(plan.stages_frame()) == 0
    assert "amount" in plan.stages_frame().columns
    assert "amount" in plan.payments_frame().columns
    assert "fte" in plan.staffing_frame().columns
