"""What one objective says."""

from datetime import date
from decimal import Decimal

import pytest

from models.metric import Better, Metric
from models.objective import Comparison, Objective, Outcome
from models.settings import Settings
from models.units import InitiativeId, MetricId, ObjectiveId
from models.verdict import ObjectiveStatus
from optimizer.gates.objectives import judged

SETTINGS = Settings(name="Test", currency="EUR", as_of=date(2026, 12, 31))
STRICT = SETTINGS
TOLERANT = SETTINGS.model_copy(update={"gate_tolerance": Decimal(5)})
METRIC = Metric(id=MetricId("Checkout conversion"), unit="%", better=Better.HIGHER, owner="Mira")


def objective(comparison: Comparison, target: str = "100", amber: str | None = None) -> Objective:
    return Objective(
        id=ObjectiveId("o"),
        initiative=InitiativeId("shop"),
        stage=1,
        metric=METRIC.id,
        comparison=comparison,
        target=Decimal(target),
        amber=None if amber is None else Decimal(amber),
    )


def outcome(observed: str, day: date = date(2026, 12, 14), by: str | None = "Ines") -> Outcome:
    return Outcome(
        objective=ObjectiveId("o"),
        observed=Decimal(observed),
        date=day,
        evidence="dashboard",
        reported_by="Jonas",
        confirmed_by=by,
    )


def status(row: Objective, observed: str, settings: Settings) -> str:
    return judged(row, (outcome(observed),), METRIC, settings).status.value


@pytest.mark.parametrize(
    ("comparison", "met", "missed"),
    [
        (Comparison.AT_LEAST, "100", "99.999"),
        (Comparison.MORE_THAN, "100.001", "100"),
        (Comparison.AT_MOST, "100", "100.001"),
        (Comparison.LESS_THAN, "99.999", "100"),
        (Comparison.EQUAL, "100.000", "100.001"),
    ],
)
def test_without_tolerance_a_miss_is_a_miss(comparison: Comparison, met: str, missed: str) -> None:
    assert status(objective(comparison), met, STRICT) == "met"
    assert status(objective(comparison), missed, STRICT) == "missed"


@pytest.mark.parametrize(
    ("comparison", "near", "missed"),
    [
        (Comparison.AT_LEAST, "95", "94.999"),
        (Comparison.MORE_THAN, "95.001", "95"),
        (Comparison.AT_MOST, "105", "105.001"),
        (Comparison.LESS_THAN, "104.999", "105"),
        (Comparison.EQUAL, "95", "94.999"),
        (Comparison.EQUAL, "105", "105.001"),
    ],
)
def test_tolerance_reaches_to_the_easier_side(
    comparison: Comparison, near: str, missed: str
) -> None:
    assert status(objective(comparison), near, TOLERANT) == "near"
    assert status(objective(comparison), missed, TOLERANT) == "missed"


def test_tolerance_of_a_negative_target_is_a_share_of_its_size() -> None:
    assert status(objective(Comparison.AT_LEAST, "-100"), "-105", TOLERANT) == "near"
    assert status(objective(Comparison.AT_LEAST, "-100"), "-105.001", TOLERANT) == "missed"


@pytest.mark.parametrize(
    ("comparison", "amber", "near", "missed"),
    [
        (Comparison.AT_LEAST, "80", "80", "79.999"),
        (Comparison.MORE_THAN, "80", "80", "79.999"),
        (Comparison.AT_MOST, "120", "120", "120.001"),
        (Comparison.LESS_THAN, "120", "120", "120.001"),
        (Comparison.EQUAL, "110", "90", "89.999"),
        (Comparison.EQUAL, "110", "110", "110.001"),
    ],
)
def test_amber_is_the_least_good_value_that_is_near(
    comparison: Comparison, amber: str, near: str, missed: str
) -> None:
    assert status(objective(comparison, amber=amber), near, STRICT) == "near"
    assert status(objective(comparison, amber=amber), missed, STRICT) == "missed"


def test_the_latest_outcome_counts() -> None:
    rows = (outcome("100", date(2026, 12, 20)), outcome("1", date(2026, 12, 19)))
    found = judged(objective(Comparison.AT_LEAST), rows, METRIC, STRICT)
    assert found.status is ObjectiveStatus.MET


def test_a_later_unconfirmed_outcome_takes_the_proof_away() -> None:
    rows = (outcome("100", date(2026, 12, 19)), outcome("100", date(2026, 12, 20), by=None))
    found = judged(objective(Comparison.AT_LEAST), rows, METRIC, STRICT)
    assert found.status is ObjectiveStatus.UNPROVEN


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_outcomes_on_one_day_the_worse_counts(*, turned: bool) -> None:
    rows = (outcome("100"), outcome("1"))
    found = judged(objective(Comparison.AT_LEAST), rows[::-1] if turned else rows, METRIC, STRICT)
    assert found.status is ObjectiveStatus.MISSED


def test_sentences_are_for_finance_people() -> None:
    row = objective(Comparison.AT_LEAST, "3.4")
    missed = judged(row, (outcome("3.10"),), METRIC, STRICT)
    assert missed.sentence == (
        "Checkout conversion was 3.1 %, the target is at least 3.4 % (Mira owns the metric)"
    )
    assert missed.verdict.missing == missed.sentence
    near = judged(row, (outcome("3.30"),), METRIC, TOLERANT)
    assert near.sentence == (
        "Checkout conversion was 3.3 %, the target is at least 3.4 %; missed, but within 5 % of it"
    )
    amber = judged(objective(Comparison.AT_LEAST, "3.4", "3"), (outcome("3"),), METRIC, STRICT)
    assert amber.sentence == (
        "Checkout conversion was 3 %, the target is at least 3.4 %; missed, but within amber at 3 %"
    )
    pending = judged(row, (), METRIC, STRICT)
    assert pending.status is ObjectiveStatus.PENDING
    assert pending.sentence == (
        "no outcome of Checkout conversion is reported yet (the target is at least 3.4 %); "
        "Mira owns the metric"
    )
    met = judged(row, (outcome("3.4"),), METRIC, STRICT)
    assert met.verdict.missing == ""
