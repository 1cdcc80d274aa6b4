"""The industrial supplier's funds, budgets by quarter (three periods each), and envelopes."""

from decimal import Decimal

from data.examples.shorthand import fte, fund, thousands
from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure, Scope, ScopeKind
from models.fund import Budget, CostType, Counts
from models.initiative import Theme
from models.team import TeamKind
from models.units import EnvelopeId, FundId, WindowId

_SYSTEMS = (Theme.MODERNIZATION, Theme.AS_A_SERVICE, Theme.RUN)

FUNDS = (
    fund("SALES", "Commercial growth fund", themes=(Theme.GROWTH,), carry_over=100),
    fund(
        "CAPITAL",
        "Capital budget for growth",
        themes=(Theme.GROWTH,),
        costs=(CostType.CAPEX,),
    ),
    fund(
        "CORE",
        "Core systems budget",
        themes=_SYSTEMS,
        kinds=(TeamKind.PLATFORM, TeamKind.INFRASTRUCTURE),
    ),
    fund("CHANGE", "Process change budget", themes=_SYSTEMS, kinds=(TeamKind.PRODUCT,)),
    fund("COMPLY", "Compliance reserve", themes=(Theme.REGULATORY,), carry_over=100),
)

_THOUSANDS_PER_QUARTER = {
    "SALES": (220, 180, 160, 110),
    "CAPITAL": (160, 160, 140, 90),
    "CORE": (340, 320, 280, 220),
    "CHANGE": (190, 140, 100, 60),
    "COMPLY": (110, 180, 140, 60),
}

BUDGETS = tuple(
    Budget(
        fund=FundId(name),
        window=WindowId(f"2027 Q{quarter}"),
        amount=thousands(amount),
        counts=Counts.SPEND if name == "CORE" else Counts.RELEASE,
        overrun_price=Decimal("0.8") if name == "CHANGE" else None,
    )
    for name, amounts in _THOUSANDS_PER_QUARTER.items()
    for quarter, amount in enumerate(amounts, start=1)
)

ENVELOPES = (
    Envelope(
        id=EnvelopeId("Quote to order people"),
        applies_to=Scope(kind=ScopeKind.DOMAIN, name="Quote to order"),
        measure=Measure.PEOPLE,
        window=EACH_WINDOW,
        at_most=Limit(amount=fte("13")),
    ),
    Envelope(
        id=EnvelopeId("Growth share"),
        applies_to=Scope(kind=ScopeKind.THEME, name="growth"),
        measure=Measure.RELEASED,
        window=ALL_WINDOWS,
        at_least=Limit(percent=Decimal(30)),
        at_most=Limit(percent=Decimal(65)),
    ),
    Envelope(
        id=EnvelopeId("Starts a quarter"),
        applies_to=Scope(kind=ScopeKind.ALL),
        measure=Measure.STARTS,
        window=EACH_WINDOW,
        at_most=Limit(amount=12),
    ),
)
