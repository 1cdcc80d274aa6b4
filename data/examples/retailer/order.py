"""What the retailer's initiatives ask of each other, and what was waived."""

from datetime import date

from data.examples.shorthand import thousands
from models.dependency import Dependency, DependencyType
from models.ledger_extract import Waiver
from models.units import InitiativeId, TeamId


def _waits(
    after: str,
    before: str,
    plan_of: str,
    *,
    stage: int | None = None,
    of: int | None = None,
    lag: int = 0,
    flag: float | None = None,
) -> Dependency:
    """Stage `stage` of `after` waits for stage `of` of `before`."""
    return Dependency(
        before=InitiativeId(before),
        before_stage=of,
        after=InitiativeId(after),
        after_stage=stage,
        lag=lag,
        flag_cost=None if flag is None else thousands(flag),
        release_plan_of=TeamId(plan_of),
    )


def _bound(kind: DependencyType, before: str, after: str, plan_of: str) -> Dependency:
    return Dependency(
        before=InitiativeId(before),
        after=InitiativeId(after),
        type=kind,
        release_plan_of=TeamId(plan_of),
    )


DEPENDENCIES = (
    _waits("CHK-01", "TRX-01", "transactions", stage=2, of=2, flag=65),
    _waits("CHK-03", "TRX-01", "transactions", stage=3, of=2),
    _waits("CHK-05", "CLD-01", "cloud", stage=3, lag=1),
    _waits("CMP-02", "INV-01", "inventory", stage=2, of=2),
    _waits("SRC-06", "CDP-02", "customer-data", of=1, lag=1),
    _waits("BRW-02", "CDP-01", "customer-data", stage=2, of=2, flag=25),
    _waits("PRO-02", "PRI-01", "pricing", stage=2, of=1),
    _waits("PRO-02", "PRO-01", "offers", stage=2, of=2, flag=55),
    _waits("PRF-07", "CDP-01", "customer-data", stage=2, of=2),
    _waits("API-02", "API-01", "api-layer", of=1),
    _waits("SEC-01", "CLD-01", "cloud", stage=2, of=1),
    _waits("PRI-02", "PRO-01", "offers", stage=2, of=2),
    _bound(DependencyType.SAME_RELEASE, "INV-02", "CHK-02", "basket"),
    _bound(DependencyType.NEEDS, "CMP-01", "CMP-02", "campaign-studio"),
    _bound(DependencyType.NEEDS, "PRF-02", "PRF-03", "accounts"),
    _bound(DependencyType.EXCLUDES, "PRF-04", "PRF-05", "loyalty"),
)

WAIVERS = (
    Waiver(
        rule="gate",
        subject="CHK-03/1",
        approver="Sophie Brandt",
        reason="The regulator's answer is due in February; the partner's licence covers the build.",
        expires=date(2027, 3, 31),
    ),
    Waiver(
        rule="platform-depends-on-product",
        subject="PRO-01 -> PRI-02",
        approver="Sophie Brandt",
        reason="Markdowns reach customers as vouchers until the voucher service moves to Pricing.",
        expires=date(2027, 12, 31),
    ),
)
