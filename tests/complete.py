"""The complete small portfolio: nearly every feature once, small enough to follow by hand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from models.fund import CostType, PaysFor
from models.initiative import Theme
from models.metric import Better, Metric, Nature
from models.objective import Comparison, KOfN, Objective, Outcome
from models.person import Availability
from models.portfolio import Portfolio
from models.units import (
    InitiativeId,
    MetricId,
    ObjectiveId,
    PeriodId,
    PersonId,
    Slices,
)
from tests.portfolios import (
    AS_OF,
    SALES,
    Rows,
    after,
    benefit,
    build,
    envelope,
    function,
    fund,
    gate,
    hiring,
    initiative,
    person,
    pool,
    release,
    stage,
    team,
    works,
)

BEFORE = date(2025, 10, 1)
"""A day in the quarter before the first one."""


def complete() -> Portfolio:
    """Three teams, a function, three funds, twelve initiatives, seven people over four quarters."""
    return build(
        _teams(),
        _money(),
        _metrics(),
        _products(),
        _platforms(),
        _gates(),
        _dependencies(),
        _people(),
        name="Corner shop",
        discount_rate=Decimal(8),
        move_price=20_00,
        gate_tolerance=Decimal(5),
        conditional_share=Decimal(50),
        reserve="expected",
        gap=Decimal(0),
        both_natures_above=90_000_00,
        escalate_above=10_000_00,
    )


def _teams() -> Iterator[Rows]:
    yield team("shop", domain="checkout", most=8)
    yield team("pricing", "platform", domain="checkout", reserve=Decimal(25), fewest=2)
    yield team("cloud", "infrastructure")
    yield function("marketing", most_lent=1)


def _money() -> Iterator[Rows]:
    capital = PaysFor(cost_types=(CostType.CAPEX,))
    running = PaysFor(
        themes=(Theme.RUN, Theme.REGULATORY, Theme.AS_A_SERVICE), cost_types=(CostType.OPEX,)
    )
    growing = PaysFor(themes=(Theme.GROWTH, Theme.MODERNIZATION), cost_types=(CostType.OPEX,))
    yield fund("capital", [26_000_00, 20_000_00], "spend", pays_for=capital)
    yield fund("growth", [62_000_00, 45_000_00], carry_over=Decimal(50), pays_for=growing)
    yield fund("running", [30_000_00, 30_000_00], price="0.25", pays_for=running)
    yield fund("central", [10_000_00, None], pays_for=PaysFor(cost_types=(CostType.OPEX,)))
    yield envelope("growth ceiling", "released", "theme: growth", most="85 %", window="all")
    yield envelope("platform floor", "spent", "kind: platform", least="5 %", window="all")
    yield envelope("few new", "starts", most=6)
    yield envelope("checkout people", "people", "domain: checkout", most=12)
    yield envelope("shop start", "newly started", "team: shop", most=120_000_00, window="W1")
    yield envelope("shop ongoing", "ongoing", "team: shop", most="95 %", window="all")


def _metrics() -> Iterator[Rows]:
    yield SALES
    yield Metric(
        id=MetricId("calls"),
        unit="calls",
        better=Better.LOWER,
        worth=Decimal("4.5"),
        owner="Service",
    )
    yield Metric(
        id=MetricId("on time"), unit="%", better=Better.HIGHER, nature=Nature.DELIVERY, owner="PMO"
    )


def _products() -> Iterator[Rows]:
    build_2 = {"build": 2, "design": 1}
    yield initiative(
        "basket",
        stage(20_000_00, 1, status="done", started=BEFORE),
        stage(30_000_00, 1, build_2, capex=Decimal(40), chance=Decimal(80)),
        stage(25_000_00, 2, {("build", 3): 1}, spend_profile=(Decimal(2), Decimal(1))),
        team="shop", theme="growth", function="marketing",
    )  # fmt: skip
    yield benefit("basket", 30_000, ramp=1, confidence=Decimal(70))
    yield benefit("basket", 300, "calls", after_stage=2, lasts=3)
    yield initiative(
        "loyalty",
        stage(15_000_00, 1, status="done", started=BEFORE),
        stage(35_000_00, 2, {"build": 1}),
        team="shop", theme="growth", worth=40_000,
    )  # fmt: skip
    yield initiative(
        "coupons",
        stage(12_000_00, 1, status="done", started=BEFORE),
        stage(24_000_00, 1, {"build": 1, "marketing": 1}),
        team="shop", theme="growth", function="marketing", worth=14_000,
    )  # fmt: skip
    yield initiative(
        "wallet",
        stage(10_000_00, 1, status="done", started=BEFORE),
        stage(22_000_00, 1, {"build": 1}, chance=Decimal(60)),
        team="shop", theme="growth", worth=12_000,
    )  # fmt: skip
    yield initiative(
        "consent",
        stage(8_000_00, 1, status="done", started=BEFORE),
        stage(9_000_00, 1, {"design": 1}),
        team="shop", theme="regulatory", must_do=True, latest_finish="Q3",
    )  # fmt: skip
    yield initiative(
        "chat", stage(18_000_00, 1, {"build": 2}, chance=Decimal(70)), stage(10_000_00),
        team="shop", theme="growth", group="assistant", worth=14_000,
    )  # fmt: skip
    yield initiative(
        "bot", stage(14_000_00, 1, {"data": 1}), team="shop", theme="growth", group="assistant",
    )  # fmt: skip
    yield benefit("bot", 1, "sales", profile=(Decimal(4_000), Decimal(9_000)), counts_from="start")
    yield initiative(
        "catalogue", stage(5_000_00), team="shop", theme="run", leave_out=True, worth=1
    )


def _platforms() -> Iterator[Rows]:
    yield initiative(
        "price engine",
        stage(40_000_00, 2, {"build": 1, "data": 1}, status="active", started=date(2025, 10, 6),
              capex=Decimal(50), chance=Decimal(90)),
        stage(16_000_00, 1, {"data": 1}, capex=Decimal(25)),
        team="pricing", theme="modernization", worth=11_000,
    )  # fmt: skip
    yield initiative(
        "price feed", stage(6_000_00, 1, {"data": 1}),
        team="pricing", theme="as-a-service", worth=2_500,
        latest_finish="Q2", deadline_penalty=500_00,
    )  # fmt: skip
    yield initiative(
        "storage", stage(7_000_00, 1, {"ops": 1}, fund="running"),
        team="cloud", theme="run", worth=1_500,
    )  # fmt: skip
    yield initiative(
        "observability", stage(9_000_00, 1, {"ops": 1}), stage(4_000_00, 1, {"ops": 1}),
        team="cloud", theme="run", earliest_start="Q2", worth=3_500,
    )  # fmt: skip
    yield release("storage", 1, 7_000_00, AS_OF, fund="running")
    yield release("price engine", 1, 40_000_00, date(2025, 10, 6))


def _gates() -> Iterator[Rows]:
    yield gate("basket", 1, "passed")
    yield gate("basket", 2, "pending")
    yield gate("loyalty", 1, "failed")
    yield gate("coupons", 1, "conditional")
    yield gate("wallet", 1, "unproven")
    yield gate("consent", 1, "waived")
    yield gate("chat", 1, "pending")
    yield gate("price engine", 1, "pending")
    yield gate("observability", 1, "pending")
    for number, observed in ((1, 96), (2, 70)):
        name = ObjectiveId(f"basket-on-time-{number}")
        yield Objective(
            id=name,
            initiative=InitiativeId("basket"),
            stage=1,
            metric=MetricId("on time"),
            comparison=Comparison.AT_LEAST,
            target=Decimal(90),
            required=KOfN(k=1, n=2),
        )
        yield Outcome(
            objective=name,
            observed=Decimal(observed),
            date=date(2026, 1, 9),
            evidence="sprint report",
            reported_by="Rosa Holm",
            confirmed_by="Carl Dahl",
        )


def _dependencies() -> Iterator[Rows]:
    yield after("price engine/1", "basket/3", release_plan_of="shop")
    yield after("storage", "price feed", lag=1, release_plan_of="cloud")
    yield after("price feed", "chat", flag_cost=1_200_00, release_plan_of="pricing")
    yield after("price engine", "coupons/2", "needs", release_plan_of="pricing")
    yield after("wallet", "bot", "excludes", release_plan_of="shop")
    yield after("observability/1", "price engine/2", "same release", release_plan_of="cloud")


def _people() -> Iterator[Rows]:
    yield person("ada", "shop", {"build": 4, "design": 2}, cost=9_000_00, leads="shop")
    yield person("ben", "shop", {"build": 2}, lendable="domain", cost=7_000_00)
    yield person("eva", "shop", {"design": 3}, slices=1, cost=6_500_00)
    yield person("dan", "pricing", {"data": 4, "build": 3}, lendable="domain", longest_loan=2)
    yield person("fay", "pricing", {"data": 3}, cost=8_000_00)
    yield person("gus", "cloud", {"ops": 3, "build": 2}, lendable="anywhere", longest_loan=1)
    yield person("mia", None, {"marketing": 3}, function="marketing", lendable="anywhere")
    yield Availability(person=PersonId("ada"), period=PeriodId("Q3"), slices=Slices(1))
    yield works("ada", "shop", 2)
    yield works("ben", "pricing", 1, "Q1", lock=True)
    yield works("dan", "shop", 1, "Q2")
    yield pool("agency", "build", 1, team="shop", from_period="Q2", to_period="Q4", cost=9_500_00)
    yield pool("vendor", "design", 1, domain="checkout")
    yield hiring("builder", "build", 2, cost=3_000_00, lead_time=1, one_off=1_000_00)
    yield hiring("analyst", "data", 1, "contractor", cost=4_000_00, shortest_stay=2)
    yield hiring("retrain", "data", 1, "reskill", one_off=800_00, lead_time=1, from_skill="build")
