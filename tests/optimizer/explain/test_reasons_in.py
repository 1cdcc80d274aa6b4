"""Reasons of initiatives that are in the plan, or over."""

from datetime import date

import pytest

from models.explanation import Reason
from models.portfolio import Portfolio
from optimizer.explain import reasons
from tests.optimizer.explain.plans import plan_of, reason_of
from tests.portfolios import AS_OF, Rows, build, fund, gate, initiative, release, stage, team

FUNDED = (
    "Funded to the end: “Shop 1” starts in Q1, with EUR 45,000 released now, and “Shop 2” "
    "finishes in Q3. It is worth EUR 50,000."
)
PENDING = (
    "pending: no outcome of sales is reported yet (the target is at least EUR 10); "
    "Sales owns the metric"
)
CONDITIONAL = (
    "conditional: sales was EUR 9, the target is at least EUR 10; missed, but within amber at EUR 8"
)


def portfolio(*rows: Rows) -> Portfolio:
    return build(team("web"), fund("main", [100_000_00, 100_000_00]), rows)


def said(reason: Reason) -> tuple[str, str, str]:
    return reason.decision, reason.kind.value, reason.text


def test_funded_to_the_end() -> None:
    rows = portfolio(initiative("shop", stage(45_000_00), stage(), worth=10_000))
    reason = reason_of(rows, plan_of(rows, {"shop/1": 0, "shop/2": 2}), "shop")
    assert said(reason) == (
        "funded to the end",
        "funded",
        FUNDED,
    )
    assert reason.value == 5 * 10_000_00  # Q4 and four periods more


def test_funded_in_one_stage_that_ends_after_the_plan() -> None:
    rows = portfolio(initiative("shop", stage(periods=2), worth=10_000))
    reason = reason_of(rows, plan_of(rows, {"shop": 3}), "shop")
    assert reason.text == (
        "Funded to the end: “Shop 1” starts in Q4 and finishes after the plan ends. "
        "It is worth EUR 30,000."
    )


def test_must_do() -> None:
    rows = portfolio(initiative("law", stage(), must_do=True))
    reason = reason_of(rows, plan_of(rows, {"law": 1}), "law")
    assert said(reason) == (
        "funded to the end",
        "must do",
        "It must be done: “Law 1” starts in Q2 and finishes in Q2.",
    )


def test_under_way() -> None:
    rows = portfolio(initiative("shop", stage(status="active", started=AS_OF, periods=2)))
    reason = reason_of(rows, plan_of(rows), "shop")
    assert said(reason) == (
        "funded to the end",
        "committed",
        "Under way to the end: “Shop 1” finishes in Q2.",
    )


def test_over() -> None:
    rows = portfolio(initiative("shop", stage(status="done")))
    reason = reason_of(rows, plan_of(rows), "shop")
    assert said(reason) == ("done", "committed", "All of its stages are over.")
    assert reason.value == 0


@pytest.mark.parametrize(
    ("verdict", "lacks"),
    [
        (
            "unproven",
            "unproven: the report of 2026-01-10 on sales has no evidence; Rosa Holm must add it",
        ),
        (
            "pending",
            PENDING,
        ),
        (
            "conditional",
            CONDITIONAL,
        ),
    ],
)
def test_held_by_its_gate(verdict: str, lacks: str) -> None:
    rows = portfolio(
        initiative("shop", stage(status="done"), stage(), worth=10_000), gate("shop", 1, verdict)
    )
    reason = reason_of(rows, plan_of(rows, {"shop/2": 1}), "shop")
    assert said(reason) == (
        "held",
        "gate",
        f"Held: the gate after “Shop 1” is {lacks}. Planned for Q2.",
    )
    assert reason.value == 6 * 10_000_00


def test_held_after_a_reversed_release() -> None:
    rows = portfolio(
        initiative("shop", stage(status="done"), stage(), worth=10_000),
        gate("shop", 1, "passed"),
        release("shop", 2, 100, date(2026, 1, 5), "reversed"),
    )
    reason = reason_of(rows, plan_of(rows, {"shop/2": 1}), "shop")
    assert reason.text == (
        "Held: the release of “Shop 2” or of a stage before it was reversed. Planned for Q2."
    )


def test_there_is_one_reason_per_initiative_by_id() -> None:
    rows = portfolio([initiative(name, stage(), worth=1) for name in ("c", "a", "b")])
    found = reasons(rows, plan_of(rows, {"a": 0, "b": 0, "c": 0}))
    assert [row.initiative for row in found] == ["a", "b", "c"]
