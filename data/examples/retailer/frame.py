"""The retailer's frame: settings, quarters, teams, functions, metrics."""

from datetime import date
from decimal import Decimal

from data.examples.shorthand import fte, thousands
from models.metric import Better, Metric, Nature
from models.period import Period
from models.settings import Reserve, Settings
from models.team import Function, Team, TeamKind
from models.units import DomainId, FunctionId, MetricId, Money, PeriodId, TeamId, WindowId

SETTINGS = Settings(
    name="Linden & Marlowe, product and platform portfolio 2027–2028",
    currency="EUR",
    as_of=date(2027, 1, 4),
    slice=Decimal("0.1"),
    discount_rate=Decimal(8),
    value_horizon=4,
    most_teams=2,
    move_price=Money(30_000),
    evidence_days=180,
    gate_tolerance=Decimal(2),
    conditional_share=Decimal(25),
    reserve=Reserve.EXPECTED,
    gap=Decimal("0.1"),
    time_limit=60,
    seed=2027,
    both_natures_above=thousands(1_000),
    escalate_above=thousands(250),
)

_QUARTERS = (
    ("2027 Q1", date(2027, 1, 1), date(2027, 3, 31), date(2027, 2, 16)),
    ("2027 Q2", date(2027, 4, 1), date(2027, 6, 30), date(2027, 5, 18)),
    ("2027 Q3", date(2027, 7, 1), date(2027, 9, 30), date(2027, 8, 17)),
    ("2027 Q4", date(2027, 10, 1), date(2027, 12, 31), date(2027, 10, 19)),
    ("2028 Q1", date(2028, 1, 1), date(2028, 3, 31), date(2028, 2, 15)),
    ("2028 Q2", date(2028, 4, 1), date(2028, 6, 30), date(2028, 5, 16)),
    ("2028 Q3", date(2028, 7, 1), date(2028, 9, 30), date(2028, 8, 15)),
    ("2028 Q4", date(2028, 10, 1), date(2028, 12, 31), date(2028, 10, 17)),
)

PERIODS = tuple(
    Period(id=PeriodId(name), start=start, end=end, window=WindowId(name), release_date=release)
    for name, start, end, release in _QUARTERS
)


def _team(  # noqa: PLR0913 -- one argument per column of the sheet
    name: str,
    title: str,
    kind: TeamKind,
    domain: str,
    leader: str,
    *,
    reserve: int = 0,
    fewest: str | None = None,
    most: str | None = None,
) -> Team:
    return Team(
        id=TeamId(name),
        name=title,
        kind=kind,
        domain=DomainId(domain),
        leader=leader,
        reserve=Decimal(reserve),
        fewest=None if fewest is None else fte(fewest),
        most=None if most is None else fte(most),
    )


_PRODUCT, _PLATFORM, _INFRA = TeamKind.PRODUCT, TeamKind.PLATFORM, TeamKind.INFRASTRUCTURE

TEAMS = (
    _team("home-category", "Home & Category", _PRODUCT, "Browsing", "Hanna Lindqvist"),
    _team("product-page", "Product Page", _PRODUCT, "Browsing", "Tomás Herrera"),
    _team("search", "Search", _PRODUCT, "Search", "Mei Tanaka", most="9"),
    _team("recommendations", "Recommendations", _PRODUCT, "Search", "Adaeze Okafor"),
    _team("basket", "Basket & Checkout", _PRODUCT, "Checkout", "Jonas Weber", most="10"),
    _team("payments", "Payments", _PRODUCT, "Checkout", "Inês Carvalho", fewest="4"),
    _team("offers", "Offers & Vouchers", _PRODUCT, "Promotions", "Piotr Wiśniewski"),
    _team("campaign-studio", "Campaign Studio", _PRODUCT, "Campaigns", "Chloé Laurent"),
    _team("accounts", "Accounts & Login", _PRODUCT, "Profiles", "Yusuf Demir"),
    _team("loyalty", "Loyalty", _PRODUCT, "Profiles", "Saoirse Byrne"),
    _team(
        "product-information",
        "Product Information",
        _PLATFORM,
        "Goods platforms",
        "Marta Kowalczyk",
        reserve=20,
    ),
    _team(
        "pricing", "Pricing", _PLATFORM, "Goods platforms", "Rajesh Iyer", reserve=20, fewest="3"
    ),
    _team("inventory", "Inventory", _PLATFORM, "Goods platforms", "Katrin Schäfer", reserve=25),
    _team(
        "customer-data", "Customer Data", _PLATFORM, "Shared platforms", "Nadia Benali", reserve=20
    ),
    _team(
        "transactions",
        "Transactions",
        _PLATFORM,
        "Shared platforms",
        "Lukáš Novák",
        reserve=30,
        fewest="4",
    ),
    _team("api-layer", "API Layer", _PLATFORM, "Shared platforms", "Oluwaseun Adeyemi", reserve=25),
    _team(
        "cloud", "Cloud & Delivery", _INFRA, "Infrastructure", "Ravi Menon", reserve=40, fewest="3"
    ),
    _team("security", "Security", _INFRA, "Infrastructure", "Elif Aydın", reserve=20, fewest="1"),
)

FUNCTIONS = (
    Function(id=FunctionId("marketing"), contact="Chloé Laurent", most_lent=fte("3")),
    Function(id=FunctionId("compliance"), contact="Inês Carvalho", most_lent=fte("1.5")),
    Function(id=FunctionId("operations"), contact="Katrin Schäfer", most_lent=fte("2.5")),
)


def _metric(
    name: str,
    unit: str,
    better: Better,
    worth: int = 0,
    owner: str = "",
    nature: Nature = Nature.VALUE,
) -> Metric:
    return Metric(
        id=MetricId(name),
        unit=unit,
        better=better,
        worth=Decimal(worth),
        nature=nature,
        owner=owner or None,
    )


_UP, _DOWN, _DELIVERY = Better.HIGHER, Better.LOWER, Nature.DELIVERY

METRICS = (
    _metric("Checkout conversion", "%", _UP, 3_200_000, "Sophie Brandt"),
    _metric("Add-to-basket rate", "%", _UP, 480_000, "Sophie Brandt"),
    _metric("Search exit rate", "%", _DOWN, 140_000, "Mei Tanaka"),
    _metric("Average basket", "EUR", _UP, 260_000, "Sophie Brandt"),
    _metric("Return rate", "%", _DOWN, 420_000, "Dirk Vandenberghe"),
    _metric("Repeat purchase rate", "%", _UP, 310_000, "Saoirse Byrne"),
    _metric("Campaign revenue", "thousand EUR per quarter", _UP, 180, "Amélie Rousseau"),
    _metric("Stock-out rate", "%", _DOWN, 390_000, "Dirk Vandenberghe"),
    _metric("Payment acceptance", "%", _UP, 520_000, "Inês Carvalho"),
    _metric("Fraud losses", "thousand EUR per quarter", _DOWN, 1_000, "Inês Carvalho"),
    _metric("Support contacts", "thousand per quarter", _DOWN, 5_200, "Dirk Vandenberghe"),
    _metric("Running cost", "thousand EUR per quarter", _DOWN, 1_000, "Ravi Menon"),
    _metric("Manual work", "thousand hours per quarter", _DOWN, 46_000, "Marta Kowalczyk"),
    _metric("Exposure to fines", "thousand EUR per quarter", _DOWN, 1_000, "Henrik Sørensen"),
    _metric("Search relevance", "% of ideal order", _UP, 0, "Mei Tanaka"),
    _metric("Users in the pilot", "people", _UP, 0, "Sophie Brandt"),
    _metric("Customer satisfaction", "points of 100", _UP, 0, "Sophie Brandt"),
    _metric("Milestones kept", "%", _UP, 0, "Birgit Hoffmann", _DELIVERY),
    _metric("Cost against tranche", "%", _DOWN, 0, "Birgit Hoffmann", _DELIVERY),
    _metric("Page load time", "seconds", _DOWN, 0, "Hanna Lindqvist", _DELIVERY),
    _metric("Lead time for changes", "days", _DOWN, 0, "Ravi Menon", _DELIVERY),
    _metric("Defects after release", "per release", _DOWN, 0, "Birgit Hoffmann", _DELIVERY),
    _metric("Availability", "%", _UP, 0, "Ravi Menon", _DELIVERY),
    _metric("Recovery time", "minutes", _DOWN, 0, "Ravi Menon", _DELIVERY),
    _metric("Accessibility issues", "open", _DOWN, 0, "Tomás Herrera", _DELIVERY),
    _metric("Records migrated", "%", _UP, 0, "Birgit Hoffmann", _DELIVERY),
)
