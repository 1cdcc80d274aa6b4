"""The industrial supplier's frame: settings, months, teams, functions, metrics."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from data.examples.shorthand import fte, thousands
from models.metric import Better, Metric, Nature
from models.period import Period
from models.settings import Settings
from models.team import Function, Team, TeamKind
from models.units import DomainId, FunctionId, MetricId, Money, PeriodId, TeamId, WindowId

SETTINGS = Settings(
    name="Harrow Fastening Systems, digital portfolio 2027",
    currency="USD",
    as_of=date(2027, 1, 11),
    slice=Decimal("0.1"),
    discount_rate=Decimal(9),
    value_horizon=12,
    most_teams=2,
    move_price=Money(5_000),
    evidence_days=120,
    gate_tolerance=Decimal(3),
    gap=Decimal("0.1"),
    time_limit=60,
    seed=1887,
    both_natures_above=thousands(400),
    escalate_above=thousands(150),
)

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

PERIODS = tuple(
    Period(
        id=PeriodId(f"{name} 2027"),
        start=date(2027, month, 1),
        end=date(2027, month, monthrange(2027, month)[1]),
        window=WindowId(f"2027 Q{(month + 2) // 3}"),
        release_date=date(2027, month, 20),
    )
    for month, name in enumerate(_MONTHS, start=1)
)


def _team(
    name: str,
    title: str,
    kind: TeamKind,
    domain: str,
    leader: str,
    *,
    reserve: int = 0,
    fewest: str | None = None,
) -> Team:
    return Team(
        id=TeamId(name),
        name=title,
        kind=kind,
        domain=DomainId(domain),
        leader=leader,
        reserve=Decimal(reserve),
        fewest=None if fewest is None else fte(fewest),
    )


_PRODUCT, _PLATFORM, _INFRA = TeamKind.PRODUCT, TeamKind.PLATFORM, TeamKind.INFRASTRUCTURE

TEAMS = (
    _team("configurator", "Order Configuration", _PRODUCT, "Quote to order", "Walter Szymborski"),
    _team("quotes", "Price Quotes", _PRODUCT, "Quote to order", "Denise Okonkwo"),
    _team("contracts", "Contracts", _PRODUCT, "Agreements", "Miriam Goldstein"),
    _team("returns", "Returns & Claims", _PRODUCT, "Service", "Hector Villanueva"),
    _team("pricing", "Pricing", _PLATFORM, "Platform", "Anjali Desai", reserve=20),
    _team("terms", "Terms & Conditions", _PLATFORM, "Platform", "Peter Lindholm", reserve=20),
    _team("memberships", "Memberships", _PLATFORM, "Platform", "Yolanda Pruitt", reserve=20),
    _team("edi", "EDI & Partner Links", _PLATFORM, "Platform", "Goran Petrović", reserve=30),
    _team("hosting", "Hosting", _INFRA, "Infrastructure", "Trần Minh Anh", reserve=30, fewest="2"),
)

FUNCTIONS = (
    Function(id=FunctionId("sales"), contact="Denise Okonkwo", most_lent=fte("1.5")),
    Function(id=FunctionId("legal"), contact="Miriam Goldstein", most_lent=fte("1")),
)


def _metric(
    name: str,
    unit: str,
    better: Better,
    owner: str,
    *,
    worth: int = 0,
    nature: Nature = Nature.VALUE,
) -> Metric:
    return Metric(
        id=MetricId(name),
        unit=unit,
        better=better,
        worth=Decimal(worth),
        nature=nature,
        owner=owner,
    )


_UP, _DOWN, _DELIVERY = Better.HIGHER, Better.LOWER, Nature.DELIVERY

METRICS = (
    _metric("Quote win rate", "%", _UP, "Ruth Abernathy", worth=21_000),
    _metric("Hours from request to quote", "hours", _DOWN, "Denise Okonkwo", worth=1_900),
    _metric("Orders without a phone call", "%", _UP, "Ruth Abernathy", worth=3_400),
    _metric("Wrong configurations", "per 1,000 orders", _DOWN, "Walter Szymborski", worth=5_200),
    _metric("Contract renewals", "%", _UP, "Ruth Abernathy", worth=16_500),
    _metric("Days to settle a claim", "days", _DOWN, "Hector Villanueva", worth=4_100),
    _metric("Price leakage", "% of revenue", _DOWN, "Anjali Desai", worth=145_000),
    _metric("Clerical hours", "hours per month", _DOWN, "Keith Rasmussen", worth=52),
    _metric("Running cost", "thousand USD per month", _DOWN, "Trần Minh Anh", worth=1_000),
    _metric("Exposure to penalties", "thousand USD per month", _DOWN, "Lorraine Cho", worth=1_000),
    _metric("Customers in the pilot", "companies", _UP, "Ruth Abernathy"),
    _metric("Milestones kept", "%", _UP, "Keith Rasmussen", nature=_DELIVERY),
    _metric("Cost against tranche", "%", _DOWN, "Keith Rasmussen", nature=_DELIVERY),
    _metric("Message failures", "per 10,000", _DOWN, "Goran Petrović", nature=_DELIVERY),
    _metric("Response time", "seconds", _DOWN, "Trần Minh Anh", nature=_DELIVERY),
    _metric("Records migrated", "%", _UP, "Keith Rasmussen", nature=_DELIVERY),
)
