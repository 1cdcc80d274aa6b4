"""Section 9 of the formulation: verdicts follow from the evidence."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel

from models.ledger_extract import Waiver
from models.objective import Comparison, KOfN, Objective, Outcome
from models.plan import Plan
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, ObjectiveId
from models.verdict import ObjectiveStatus, ObjectiveVerdict, Verdict, VerdictKind
from optimizer.audit.checks.verdicts_follow_evidence import verdicts_follow_evidence
from tests.optimizer.audit.plans import breaks, decide, draft, holds
from tests.portfolios import AS_OF, SALES, build, initiative, stage, team

MET, NEAR, MISSED = ObjectiveStatus.MET, ObjectiveStatus.NEAR, ObjectiveStatus.MISSED
PENDING, UNPROVEN = ObjectiveStatus.PENDING, ObjectiveStatus.UNPROVEN
SAYS = {
    MET: VerdictKind.PASSED,
    NEAR: VerdictKind.CONDITIONAL,
    MISSED: VerdictKind.FAILED,
    PENDING: VerdictKind.PENDING,
    UNPROVEN: VerdictKind.UNPROVEN,
}


def asked(name: str = "sold", **more: Any) -> Objective:  # noqa: ANN401 - any field of Objective
    values = {"initiative": "shop", "stage": 1, "metric": "sales"}
    marks = {"comparison": Comparison.AT_LEAST, "target": Decimal(10)}
    return Objective.model_validate({"id": name} | values | marks | more)


def seen(observed: str, name: str = "sold", **more: Any) -> Outcome:  # noqa: ANN401 - any field of Outcome
    values = {"evidence": "report", "reported_by": "Rosa Holm", "confirmed_by": "Carl Dahl"}
    when = {"objective": name, "observed": Decimal(observed), "date": AS_OF}
    return Outcome.model_validate(when | values | more)


def waiver(**more: Any) -> Waiver:  # noqa: ANN401 - any field of Waiver
    values = {"rule": "gate", "subject": "shop/1", "approver": "Nora Vik", "reason": "Contract"}
    return Waiver.model_validate(values | {"expires": AS_OF} | more)


def shop(*rows: BaseModel, **settings: Any) -> Portfolio:  # noqa: ANN401 - Settings
    return build(team("web"), SALES, initiative("shop", stage(), stage()), *rows, **settings)


def says(
    portfolio: Portfolio,
    kind: VerdictKind,
    statuses: dict[str, ObjectiveStatus],
    waived_by: str | None = None,
) -> Plan:
    """A plan that rests on this verdict of the gate of stage 1."""
    objectives = tuple(
        ObjectiveVerdict(objective=ObjectiveId(name), status=status)
        for name, status in statuses.items()
    )
    first, second = (StageKey(InitiativeId("shop"), number) for number in (1, 2))
    rows = (
        Verdict(gate=first, kind=kind, objectives=objectives, waived_by=waived_by),
        Verdict(gate=second, kind=VerdictKind.UNPROVEN),
    )
    return decide(draft(portfolio, verdicts=rows), "shop/2", gate=kind)


def one(portfolio: Portfolio, status: ObjectiveStatus) -> None:
    """The audit holds with this status of the only objective, and with no other."""
    for other, kind in SAYS.items():
        test = holds if other is status else breaks
        test(verdicts_follow_evidence, portfolio, says(portfolio, kind, {"sold": other}))


HIGHER = {"comparison": Comparison.AT_LEAST, "target": Decimal(10), "amber": Decimal(8)}
LOWER = {"comparison": Comparison.AT_MOST, "target": Decimal(10), "amber": Decimal(12)}


@pytest.mark.parametrize(
    ("objective", "observed", "status"),
    [
        ({}, "10", MET),
        ({}, "9.99", MISSED),
        ({"comparison": Comparison.MORE_THAN}, "10.01", MET),
        ({"comparison": Comparison.MORE_THAN}, "10", MISSED),
        ({"comparison": Comparison.AT_MOST}, "10", MET),
        ({"comparison": Comparison.AT_MOST}, "10.01", MISSED),
        ({"comparison": Comparison.LESS_THAN}, "9.99", MET),
        ({"comparison": Comparison.LESS_THAN}, "10", MISSED),
        ({"comparison": Comparison.EQUAL}, "10.0", MET),
        ({"comparison": Comparison.EQUAL}, "10.01", MISSED),
        (HIGHER, "8", NEAR),
        (HIGHER, "7.99", MISSED),
        (LOWER, "12", NEAR),
        (LOWER, "12.01", MISSED),
        ({"comparison": Comparison.EQUAL, "amber": Decimal(11)}, "9", NEAR),
        ({"comparison": Comparison.EQUAL, "amber": Decimal(11)}, "8.99", MISSED),
    ],
)
def test_verdicts_follow_evidence_holds_at_the_target(
    objective: dict[str, Any], observed: str, status: ObjectiveStatus
) -> None:
    one(shop(asked(**objective), seen(observed)), status)


@pytest.mark.parametrize(
    ("objective", "observed", "status"),
    [
        ({}, "9.5", NEAR),
        ({}, "9.49", MISSED),
        ({"target": Decimal(-10)}, "-10.5", NEAR),
        ({"target": Decimal(-10)}, "-10.51", MISSED),
        ({"comparison": Comparison.MORE_THAN}, "9.51", NEAR),
        ({"comparison": Comparison.MORE_THAN}, "9.5", MISSED),
        ({"comparison": Comparison.AT_MOST}, "10.5", NEAR),
        ({"comparison": Comparison.AT_MOST}, "10.51", MISSED),
        ({"comparison": Comparison.LESS_THAN}, "10.49", NEAR),
        ({"comparison": Comparison.LESS_THAN}, "10.5", MISSED),
        ({"comparison": Comparison.EQUAL}, "9.5", NEAR),
        ({"comparison": Comparison.EQUAL}, "10.51", MISSED),
        ({"target": Decimal(0)}, "0", MET),
        ({"target": Decimal(0)}, "-0.01", MISSED),
    ],
)
def test_verdicts_follow_evidence_holds_at_the_tolerance(
    objective: dict[str, Any], observed: str, status: ObjectiveStatus
) -> None:
    one(shop(asked(**objective), seen(observed), gate_tolerance=Decimal(5)), status)


@pytest.mark.parametrize(
    "doubt",
    [
        {"evidence": None},
        {"evidence": " "},
        {"reported_by": None},
        {"confirmed_by": None},
        {"confirmed_by": "rosa holm "},
        {"date": AS_OF + timedelta(days=1)},
        {"date": AS_OF - timedelta(days=31)},
    ],
)
def test_verdicts_follow_evidence_breaks_without_proof(doubt: dict[str, Any]) -> None:
    """What would be met, and what would be missed, proves nothing."""
    one(shop(asked(), seen("10", **doubt), evidence_days=30), UNPROVEN)
    one(shop(asked(), seen("1", **doubt), evidence_days=30), UNPROVEN)


def test_verdicts_follow_evidence_holds_on_the_last_day_of_proof() -> None:
    one(shop(asked(), seen("10", date=AS_OF - timedelta(days=30)), evidence_days=30), MET)


def test_verdicts_follow_evidence_holds_for_the_latest_outcome() -> None:
    before = AS_OF - timedelta(days=1)
    one(shop(asked(), seen("1", date=before), seen("10")), MET)
    one(shop(asked(), seen("10", date=before), seen("1")), MISSED)
    one(shop(asked(), seen("10"), seen("1")), MISSED)
    one(shop(asked(), seen("10"), seen("11", evidence=None)), UNPROVEN)
    one(shop(asked()), PENDING)


@pytest.mark.parametrize(
    ("first", "second", "worse"),
    [
        (MISSED, UNPROVEN, MISSED),
        (UNPROVEN, PENDING, UNPROVEN),
        (PENDING, NEAR, PENDING),
        (NEAR, MET, NEAR),
    ],
)
def test_verdicts_follow_evidence_holds_for_the_worst_objective(
    first: ObjectiveStatus, second: ObjectiveStatus, worse: ObjectiveStatus
) -> None:
    portfolio = shop(*stated("a", first), *stated("b", second))
    statuses = {"a": first, "b": second}
    holds(verdicts_follow_evidence, portfolio, says(portfolio, SAYS[worse], statuses))
    breaks(verdicts_follow_evidence, portfolio, says(portfolio, SAYS[second], statuses))


def stated(name: str, status: ObjectiveStatus, required: KOfN | None = None) -> list[BaseModel]:
    """An objective, with the outcome that gives it this status."""
    rows: list[BaseModel] = [asked(name, amber=Decimal(8), required=required)]
    observed = {MET: "10", NEAR: "8", MISSED: "7", UNPROVEN: "10"}
    if status in observed:
        evidence = None if status is UNPROVEN else "report"
        rows.append(seen(observed[status], name, evidence=evidence))
    return rows


@pytest.mark.parametrize(
    ("statuses", "kind"),
    [
        ((MET, MET, MISSED), VerdictKind.PASSED),
        ((MET, NEAR, MISSED), VerdictKind.CONDITIONAL),
        ((MET, UNPROVEN, PENDING), VerdictKind.UNPROVEN),
        ((MET, PENDING, MISSED), VerdictKind.PENDING),
        ((MET, MISSED, MISSED), VerdictKind.FAILED),
    ],
)
def test_verdicts_follow_evidence_holds_for_two_of_three(
    statuses: tuple[ObjectiveStatus, ...], kind: VerdictKind
) -> None:
    group = KOfN(k=2, n=3)
    named = dict(zip("abc", statuses, strict=True))
    portfolio = shop(*(row for name, s in named.items() for row in stated(name, s, group)))
    for other in SAYS.values():
        test = holds if other is kind else breaks
        test(verdicts_follow_evidence, portfolio, says(portfolio, other, named))


def test_verdicts_follow_evidence_holds_for_weights() -> None:
    """Weight 2 of 3 is met by the one that weighs 2, and not by the one that weighs 1."""
    heavy, light = KOfN(weight=2, k=2, n=3), KOfN(weight=1, k=2, n=3)
    met = shop(*stated("a", MET, heavy), *stated("b", MISSED, light))
    plan = says(met, VerdictKind.PASSED, {"a": MET, "b": MISSED})
    holds(verdicts_follow_evidence, met, plan)
    missed = shop(*stated("a", MISSED, heavy), *stated("b", MET, light))
    plan = says(missed, VerdictKind.PASSED, {"a": MISSED, "b": MET})
    breaks(verdicts_follow_evidence, missed, plan, "is failed, and the plan says passed")


def test_verdicts_follow_evidence_holds_for_a_waiver_on_its_last_day() -> None:
    portfolio = shop(asked(), seen("1"), waiver())
    plan = says(portfolio, VerdictKind.WAIVED, {"sold": MISSED}, "Nora Vik")
    holds(verdicts_follow_evidence, portfolio, plan)


@pytest.mark.parametrize(
    "doubt",
    [
        {"expires": AS_OF - timedelta(days=1)},
        {"subject": "shop/2"},
        {"rule": "platform depends on product"},
        {"approver": " "},
    ],
)
def test_verdicts_follow_evidence_breaks_for_a_waiver_that_does_not_hold(
    doubt: dict[str, date | str],
) -> None:
    portfolio = shop(asked(), seen("1"), waiver(**doubt))
    plan = says(portfolio, VerdictKind.WAIVED, {"sold": MISSED}, "Nora Vik")
    breaks(verdicts_follow_evidence, portfolio, plan)


def test_verdicts_follow_evidence_breaks_for_another_approver() -> None:
    portfolio = shop(asked(), seen("1"), waiver())
    plan = says(portfolio, VerdictKind.WAIVED, {"sold": MISSED}, "Rosa Holm")
    breaks(verdicts_follow_evidence, portfolio, plan, "waived by Rosa Holm")


def test_verdicts_follow_evidence_breaks_when_a_decision_rests_on_another_verdict() -> None:
    portfolio = shop(asked(), seen("1"))
    plan = says(portfolio, VerdictKind.FAILED, {"sold": MISSED})
    other = decide(plan, "shop/2", gate=VerdictKind.PASSED)
    breaks(verdicts_follow_evidence, portfolio, other, "rests on the verdict passed; it is failed")
    breaks(verdicts_follow_evidence, portfolio, decide(plan, "shop/1", gate=VerdictKind.PASSED))


def test_verdicts_follow_evidence_breaks_when_a_verdict_or_an_objective_is_missing() -> None:
    portfolio = shop(asked(), seen("10"))
    plan = says(portfolio, VerdictKind.PASSED, {"sold": MET})
    fewer = plan.model_copy(update={"verdicts": plan.verdicts[:1]})
    breaks(verdicts_follow_evidence, portfolio, fewer, "stage 2 has no verdict")
    bare = says(portfolio, VerdictKind.PASSED, {})
    breaks(verdicts_follow_evidence, portfolio, bare, "has 1 objectives, not 0")
