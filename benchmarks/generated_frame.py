"""Settings, quarters and metrics of a generated portfolio."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from benchmarks.generated_size import Size
from models.metric import Better, Metric, Nature
from models.period import Period
from models.settings import Reserve, Settings
from models.units import MetricId, Money, PeriodId, WindowId

AS_OF = date(2027, 1, 4)
CENTS = 100_000
"""Minor units in a thousand EUR, in which people think about tranches."""
_QUARTERS = 4
_LARGE = 100
"""Initiatives from which budgets may be quarterly: with fewer, one tranche is most of a quarter."""


def settings(size: Size) -> Settings:
    """The same for every size, so that runs compare."""
    return Settings(
        name=f"Generated: {size.initiatives:,} initiatives, {size.people:,} people",
        currency="EUR",
        as_of=AS_OF,
        discount_rate=Decimal(8),
        value_horizon=8,
        most_teams=2,
        move_price=Money(40_000),
        evidence_days=730,
        gate_tolerance=Decimal(2),
        conditional_share=Decimal(25),
        reserve=Reserve.EXPECTED,
        gap=Decimal("0.1"),
        time_limit=300,
        seed=size.seed % 2**31,
        both_natures_above=Money(1_000 * CENTS),
        escalate_above=Money(5_000 * CENTS),
    )


def quarters(size: Size) -> tuple[Period, ...]:
    """Quarters from the as-of date's on; a budget window is a quarter or a year."""
    quarterly = size.initiatives >= _LARGE and size.draw("windows").random() < 1 / 2
    return tuple(_quarter(n, quarterly=quarterly) for n in range(size.periods))


def _quarter(n: int, *, quarterly: bool) -> Period:
    year, quarter = AS_OF.year + n // _QUARTERS, n % _QUARTERS
    start = date(year, 3 * quarter + 1, 1)
    following = date(year + (quarter + 1) // _QUARTERS, (3 * quarter + 3) % 12 + 1, 1)
    name = f"{year} Q{quarter + 1}"
    return Period(
        id=PeriodId(name),
        start=start,
        end=following - timedelta(days=1),
        window=WindowId(name if quarterly else str(year)),
        release_date=start + timedelta(days=45),
    )


class Measured(NamedTuple):
    """A metric with the targets that gates set for it."""

    name: str
    unit: str
    better: Better
    worth: int
    """EUR per unit and period."""
    low: float
    high: float
    """Between them lie the targets."""
    owner: str


_UP, _DOWN = Better.HIGHER, Better.LOWER
SALES, EXPERIENCE = "Sales office", "Experience office"
OPERATIONS, DELIVERY, RISK = "Operations office", "Delivery office", "Risk office"

VALUED = {
    "growth": (
        Measured("Conversion", "%", _UP, 900_000, 2, 5, SALES),
        Measured("New customers", "thousand per quarter", _UP, 42_000, 5, 60, SALES),
        Measured("Average basket", "EUR", _UP, 120_000, 40, 90, SALES),
        Measured("Repeat purchases", "%", _UP, 210_000, 20, 45, SALES),
        Measured("Campaign revenue", "thousand EUR per quarter", _UP, 300, 200, 900, SALES),
    ),
    "modernization": (
        Measured("Running cost", "thousand EUR per quarter", _DOWN, 1_000, 100, 900, OPERATIONS),
        Measured("Lead time", "days", _DOWN, 26_000, 3, 20, DELIVERY),
        Measured("Manual work", "thousand hours per quarter", _DOWN, 44_000, 1, 20, OPERATIONS),
    ),
    "as-a-service": (
        Measured("Teams served", "teams", _UP, 18_000, 3, 30, DELIVERY),
        Measured("Waiting for platforms", "days", _DOWN, 21_000, 2, 15, DELIVERY),
        Measured("Running cost", "thousand EUR per quarter", _DOWN, 1_000, 100, 900, OPERATIONS),
    ),
    "regulatory": (
        Measured("Exposure to fines", "thousand EUR per quarter", _DOWN, 1_000, 50, 400, RISK),
        Measured("Open audit findings", "findings", _DOWN, 35_000, 1, 12, RISK),
    ),
    "run": (
        Measured("Incidents", "per quarter", _DOWN, 15_000, 5, 60, OPERATIONS),
        Measured("Running cost", "thousand EUR per quarter", _DOWN, 1_000, 100, 900, OPERATIONS),
        Measured("Support contacts", "thousand per quarter", _DOWN, 6_500, 5, 80, OPERATIONS),
    ),
}
"""By theme: what its initiatives are worth."""

UNVALUED = (
    Measured("Customer satisfaction", "points of 100", _UP, 0, 60, 85, EXPERIENCE),
    Measured("Users in the pilot", "people", _UP, 0, 200, 3_000, EXPERIENCE),
)
"""What shows that something works, and has no price."""

KEPT = (
    Measured("Milestones kept", "%", _UP, 0, 70, 86, DELIVERY),
    Measured("Cost against tranche", "%", _DOWN, 0, 100, 115, DELIVERY),
    Measured("Defects after release", "per release", _DOWN, 0, 2, 15, DELIVERY),
    Measured("Outages", "hours per quarter", _DOWN, 0, 1, 12, OPERATIONS),
)
"""Whether a team keeps its commitments."""


def metrics() -> tuple[Metric, ...]:
    """Each one once."""
    valued = {row.name: row for rows in VALUED.values() for row in rows}
    return (
        *(_metric(row, Nature.VALUE) for row in (*valued.values(), *UNVALUED)),
        *(_metric(row, Nature.DELIVERY) for row in KEPT),
    )


def _metric(row: Measured, nature: Nature) -> Metric:
    return Metric(
        id=MetricId(row.name),
        unit=row.unit,
        better=row.better,
        worth=Decimal(row.worth),
        nature=nature,
        owner=row.owner,
    )
