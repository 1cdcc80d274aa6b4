"""What makes an outcome prove something."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.metric import Better, Metric
from models.objective import Outcome
from models.settings import Settings
from models.units import MetricId, ObjectiveId
from optimizer.gates.validity import doubts

AS_OF = date(2026, 12, 31)
SETTINGS = Settings(name="Test", currency="EUR", as_of=AS_OF, evidence_days=90)
METRIC = Metric(id=MetricId("Checkout conversion"), unit="%", better=Better.HIGHER, owner="Mira")
GOOD = Outcome(
    objective=ObjectiveId("o"),
    observed=Decimal("3.1"),
    date=date(2026, 12, 14),
    evidence="dashboard 12/14",
    reported_by="Jonas Weber",
    confirmed_by="Ines Roth",
)
REPORT = "the report of 2026-12-14 on Checkout conversion"


def test_a_supported_and_confirmed_outcome_is_beyond_doubt() -> None:
    assert doubts(GOOD, METRIC, SETTINGS) == ()


@pytest.mark.parametrize("nothing", [None, " ", "\t"])
def test_f64_evidence_is_missing(nothing: str | None) -> None:
    found = doubts(GOOD.model_copy(update={"evidence": nothing}), METRIC, SETTINGS)
    assert found == (f"{REPORT} has no evidence; Jonas Weber must add it",)


@pytest.mark.parametrize("nothing", [None, "  "])
def test_f64_confirmation_is_missing(nothing: str | None) -> None:
    found = doubts(GOOD.model_copy(update={"confirmed_by": nothing}), METRIC, SETTINGS)
    assert found == (f"no one has confirmed {REPORT}; someone other than Jonas Weber must",)


@pytest.mark.parametrize("same", ["Jonas Weber", "  jonas weber ", "JONAS WEBER"])
def test_the_reporter_confirms_nothing(same: str) -> None:
    found = doubts(GOOD.model_copy(update={"confirmed_by": same}), METRIC, SETTINGS)
    assert found == (
        f"{REPORT} was confirmed by {same.strip()}, who reported it; someone else must",
    )


def test_a_report_names_its_reporter() -> None:
    found = doubts(GOOD.model_copy(update={"reported_by": None}), METRIC, SETTINGS)
    assert found == (f"{REPORT} does not say who reported it",)


def test_f64_the_future_proves_nothing() -> None:
    today = GOOD.model_copy(update={"date": AS_OF})
    tomorrow = GOOD.model_copy(update={"date": AS_OF + timedelta(days=1)})
    assert doubts(today, METRIC, SETTINGS) == ()
    assert doubts(tomorrow, METRIC, SETTINGS) == (
        "the report of 2027-01-01 on Checkout conversion is dated after the as-of date 2026-12-31",
    )


def test_f64_evidence_grows_stale_after_its_last_day() -> None:
    last = GOOD.model_copy(update={"date": AS_OF - timedelta(days=90)})
    late = GOOD.model_copy(update={"date": AS_OF - timedelta(days=91)})
    assert doubts(last, METRIC, SETTINGS) == ()
    (found,) = doubts(late, METRIC, SETTINGS)
    assert found == (
        "the report of 2026-10-01 on Checkout conversion is 91 days old and counts for 90 days; "
        "Mira must report a new one"
    )


def test_every_doubt_is_told_at_once() -> None:
    bare = Outcome(objective=GOOD.objective, observed=GOOD.observed, date=GOOD.date)
    assert doubts(bare, METRIC, SETTINGS) == (
        f"{REPORT} has no evidence; who reported it must add it",
        f"{REPORT} does not say who reported it",
        f"no one has confirmed {REPORT}",
    )
