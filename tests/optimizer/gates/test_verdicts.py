"""What a gate says from its waiver and its objectives together."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.ledger_extract import Waiver
from models.objective import Comparison, KOfN, Objective, Outcome
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, MetricId, ObjectiveId
from models.verdict import Verdict, VerdictKind
from optimizer.gates import judge
from tests.portfolios import AS_OF, Rows, build, change, initiative, stage, team

OBSERVED = {"met": 12, "near": 9, "missed": 1, "unproven": 12}


def objective(
    name: str, status: str, weight: int = 0, k: int = 0, n: int = 0
) -> list[Objective | Outcome]:
    """An objective at the gate shop/1, in its group if it has a weight, and its outcome."""
    asked = Objective(
        id=ObjectiveId(name),
        initiative=InitiativeId("shop"),
        stage=1,
        metric=MetricId("sales"),
        comparison=Comparison.AT_LEAST,
        target=Decimal(10),
        amber=Decimal(8),
        required=KOfN(weight=weight, k=k, n=n) if weight else None,
    )
    if status not in OBSERVED:
        return [asked]
    outcome = Outcome(
        objective=asked.id,
        observed=Decimal(OBSERVED[status]),
        date=AS_OF,
        evidence="report",
        reported_by="Rosa Holm",
        confirmed_by=None if status == "unproven" else "Carl Dahl",
    )
    return [asked, outcome]


def waiver(expires: date, subject: str = "shop/1", rule: str = "gate") -> Waiver:
    return Waiver(
        rule=rule, subject=subject, approver="Nora Vik", reason="Contract signed", expires=expires
    )


def shop(*rows: Rows) -> Portfolio:
    return build(team("web"), initiative("shop", stage(), stage(), worth=1), rows)


def verdict(portfolio: Portfolio) -> Verdict:
    found = {row.gate: row for row in judge(portfolio)}
    return found[StageKey(InitiativeId("shop"), 1)]


@pytest.mark.parametrize(
    ("statuses", "kind"),
    [
        (["met", "met"], "passed"),
        (["met", "near"], "conditional"),
        (["near", "pending"], "pending"),
        (["pending", "unproven"], "unproven"),
        (["unproven", "missed"], "failed"),
        (["met", "missed"], "failed"),
    ],
)
def test_the_worst_required_objective_decides(statuses: list[str], kind: str) -> None:
    rows = [objective(f"o{n}", status) for n, status in enumerate(statuses)]
    assert verdict(shop(rows)).kind == kind


@pytest.mark.parametrize(
    ("members", "k", "kind"),
    [
        ([("met", 1), ("met", 1), ("missed", 1)], 2, "passed"),
        ([("met", 1), ("missed", 1), ("missed", 1)], 2, "failed"),
        ([("met", 1), ("near", 1), ("missed", 1)], 2, "conditional"),
        ([("met", 1), ("near", 1), ("unproven", 1)], 2, "conditional"),
        ([("met", 1), ("unproven", 1), ("pending", 1)], 2, "unproven"),
        ([("met", 1), ("pending", 1), ("missed", 1)], 2, "pending"),
        ([("met", 2), ("missed", 1)], 2, "passed"),
        ([("missed", 2), ("met", 1)], 2, "failed"),
        ([("missed", 2), ("met", 1)], 1, "passed"),
    ],
)
def test_a_group_asks_for_a_weight_of_k(members: list[tuple[str, int]], k: int, kind: str) -> None:
    total = sum(weight for _, weight in members)
    rows = [objective(f"o{n}", what, w, k, total) for n, (what, w) in enumerate(members)]
    assert verdict(shop(rows)).kind == kind


def test_a_group_stands_beside_what_is_required() -> None:
    group = [objective("a", "met", 1, 1, 2), objective("b", "missed", 1, 1, 2)]
    assert verdict(shop(group, objective("c", "met"))).kind is VerdictKind.PASSED
    assert verdict(shop(group, objective("c", "missed"))).kind is VerdictKind.FAILED
    missed = [objective("a", "missed", 1, 1, 2), objective("b", "missed", 1, 1, 2)]
    assert verdict(shop(missed, objective("c", "met"))).kind is VerdictKind.FAILED


def test_f39_a_gate_without_objective_proves_nothing() -> None:
    found = verdict(shop())
    assert found.kind is VerdictKind.UNPROVEN
    assert found.objectives == ()
    assert found.reason == (
        "No objective is set for this gate, so nothing can show that it is passed."
    )


def test_a_waiver_holds_through_its_last_day() -> None:
    missed = objective("o", "missed")
    found = verdict(shop(missed, waiver(AS_OF)))
    assert found.kind is VerdictKind.WAIVED
    assert found.waived_by == "Nora Vik"
    assert found.reason == "Waived by Nora Vik through 2026-01-15: Contract signed"
    expired = verdict(shop(missed, waiver(AS_OF - timedelta(days=1))))
    assert expired.kind is VerdictKind.FAILED
    assert expired.waived_by is None


@pytest.mark.parametrize(
    "other",
    [waiver(AS_OF, subject="shop/2"), waiver(AS_OF, subject="shop"), waiver(AS_OF, rule="gates")],
)
def test_a_waiver_of_something_else_waives_nothing(other: Waiver) -> None:
    assert verdict(shop(objective("o", "missed"), other)).kind is VerdictKind.FAILED


def test_reasons_tell_what_decided() -> None:
    failed = verdict(shop(objective("a", "met"), objective("b", "missed")))
    assert (
        failed.reason == "sales was EUR 1, the target is at least EUR 10 (Sales owns the metric)."
    )
    unproven = verdict(shop(objective("a", "unproven")))
    assert unproven.reason == (
        "No one has confirmed the report of 2026-01-15 on sales; someone other than Rosa Holm must."
    )
    group = [objective("a", "missed", 1, 1, 2), objective("b", "missed", 1, 1, 2)]
    assert verdict(shop(group)).reason.endswith("(of the group a weight of 1 of 2 must be met).")
    many = verdict(shop([objective(f"o{n}", "pending") for n in range(5)]))
    assert many.reason.count("no outcome of sales") == 3 - 1
    assert many.reason.endswith("; and 2 objectives more.")


def test_there_is_one_verdict_per_stage_sorted_by_gate(portfolio: Portfolio) -> None:
    gates = [row.gate for row in judge(portfolio)]
    assert gates == sorted({row.key for row in portfolio.stages})


def test_the_complete_portfolio_has_every_verdict(portfolio: Portfolio) -> None:
    found = {row.gate.initiative: row.kind.value for row in judge(portfolio) if row.gate.stage == 1}
    assert found == {
        "basket": "passed",
        "bot": "unproven",
        "catalogue": "unproven",
        "chat": "pending",
        "consent": "waived",
        "coupons": "conditional",
        "loyalty": "failed",
        "observability": "pending",
        "price engine": "pending",
        "price feed": "unproven",
        "storage": "unproven",
        "wallet": "unproven",
    }


def test_f51_the_order_of_rows_changes_no_verdict(portfolio: Portfolio) -> None:
    turned = change(
        portfolio,
        objectives=portfolio.objectives[::-1],
        outcomes=portfolio.outcomes[::-1],
        stages=portfolio.stages[::-1],
        waivers=portfolio.waivers[::-1],
    )
    assert judge(turned) == judge(portfolio)
