"""The retailer's funds, budgets by quarter, and envelopes."""

from decimal import Decimal

from data.examples.retailer.frame import PERIODS
from data.examples.shorthand import fte, fund, thousands
from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure, Scope, ScopeKind
from models.fund import Budget, CostType, Counts
from models.initiative import Theme
from models.units import EnvelopeId, FundId

FUNDS = (
    fund("GROWTH", "Growth fund", themes=(Theme.GROWTH,), carry_over=100),
    fund("MODERN", "Modernization fund", themes=(Theme.MODERNIZATION,), carry_over=100),
    fund("REG", "Regulatory fund", themes=(Theme.REGULATORY,), carry_over=90),
    fund(
        "CAPEX",
        "Investment fund (capitalized work)",
        themes=(Theme.GROWTH, Theme.MODERNIZATION),
        costs=(CostType.CAPEX,),
        carry_over=100,
    ),
    fund(
        "CHECKOUT",
        "Checkout and promotions revenue share",
        domains=("Checkout", "Promotions"),
        themes=(Theme.GROWTH,),
    ),
    fund("SERVICES", "Shared services budget", themes=(Theme.AS_A_SERVICE, Theme.RUN)),
)

_THOUSANDS_PER_QUARTER = {
    "GROWTH": (1_170, 290, 290, 130, 490, 160, 100, 50),
    "MODERN": (2_080, 470, 470, 230, 880, 290, 180, 100),
    "REG": (1_170, 470, 390, 260, 490, 160, 100, 50),
    "CAPEX": (1_790, 420, 420, 210, 730, 230, 160, 90),
    "CHECKOUT": (620, 340, 420, 100, 340, 120, 80, 50),
    "SERVICES": (550, 490, 430, 340, 390, 310, 230, 160),
}
_COUNTS = {"SERVICES": Counts.SPEND}
_OVERRUN_PRICE = {"CHECKOUT": Decimal("0.8")}

BUDGETS = tuple(
    Budget(
        fund=FundId(name),
        window=period.window,
        amount=thousands(amount),
        counts=_COUNTS.get(name, Counts.RELEASE),
        overrun_price=_OVERRUN_PRICE.get(name),
    )
    for name, amounts in _THOUSANDS_PER_QUARTER.items()
    for period, amount in zip(PERIODS, amounts, strict=True)
)


def _percent(share: int) -> Limit:
    return Limit(percent=Decimal(share))


ENVELOPES = (
    Envelope(
        id=EnvelopeId("Modernization floor"),
        applies_to=Scope(kind=ScopeKind.THEME, name="modernization"),
        measure=Measure.RELEASED,
        window=ALL_WINDOWS,
        at_least=_percent(25),
    ),
    Envelope(
        id=EnvelopeId("Checkout ceiling"),
        applies_to=Scope(kind=ScopeKind.DOMAIN, name="Checkout"),
        measure=Measure.RELEASED,
        window=ALL_WINDOWS,
        at_most=_percent(30),
    ),
    Envelope(
        id=EnvelopeId("People on platforms"),
        applies_to=Scope(kind=ScopeKind.KIND, name="platform"),
        measure=Measure.PEOPLE,
        window=ALL_WINDOWS,
        at_least=_percent(20),
        at_most=_percent(60),
    ),
    Envelope(
        id=EnvelopeId("People in search"),
        applies_to=Scope(kind=ScopeKind.DOMAIN, name="Search"),
        measure=Measure.PEOPLE,
        window=EACH_WINDOW,
        at_most=Limit(amount=fte("10")),
    ),
    Envelope(
        id=EnvelopeId("Starts a quarter"),
        applies_to=Scope(kind=ScopeKind.ALL),
        measure=Measure.STARTS,
        window=EACH_WINDOW,
        at_most=Limit(amount=14),
    ),
    Envelope(
        id=EnvelopeId("Peak season freeze"),
        applies_to=Scope(kind=ScopeKind.THEME, name="growth"),
        measure=Measure.NEWLY_STARTED,
        window="2027 Q4",
        at_most=Limit(amount=thousands(250)),
    ),
    Envelope(
        id=EnvelopeId("Work under way"),
        applies_to=Scope(kind=ScopeKind.ALL),
        measure=Measure.ONGOING,
        window=EACH_WINDOW,
        at_most=Limit(amount=thousands(1_800)),
    ),
    Envelope(
        id=EnvelopeId("Campaign Studio spend"),
        applies_to=Scope(kind=ScopeKind.TEAM, name="campaign-studio"),
        measure=Measure.SPENT,
        window=ALL_WINDOWS,
        at_most=Limit(amount=thousands(900)),
    ),
    Envelope(
        id=EnvelopeId("Regulatory floor"),
        applies_to=Scope(kind=ScopeKind.THEME, name="regulatory"),
        measure=Measure.RELEASED,
        window=ALL_WINDOWS,
        at_least=Limit(amount=thousands(900)),
    ),
)
