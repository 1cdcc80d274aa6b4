"""What a tranche costs whom and when, in whole minor units (formulation, section 4)."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

from models.fund import CostType, Fund
from models.index import Index
from models.stage import Stage
from models.units import FundId, Money


class Part(NamedTuple):
    """The capital or the operating share of a tranche."""

    cost_type: CostType
    amount: Money


def half_even(exact: Fraction) -> int:
    """The nearest whole number, ties to the even one."""
    return round(exact)


def parts(stage: Stage) -> tuple[Part, ...]:
    """The parts of the stage's tranche that are not zero."""
    capex = half_even(Fraction(stage.tranche) * Fraction(stage.capex) / 100)
    both = (Part(CostType.CAPEX, Money(capex)), Part(CostType.OPEX, Money(stage.tranche - capex)))
    return tuple(part for part in both if part.amount > 0)


def spread(amount: int, stage: Stage) -> tuple[int, ...]:
    """The amount over the stage's periods by its spend profile; the sum is the amount."""
    weights = [Fraction(w) for w in stage.spend_profile] or [Fraction(1)] * stage.periods
    total = sum(weights)
    shares = [amount * weight / total for weight in weights]
    floors = [int(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda q: (floors[q] - shares[q], q))
    for q in order[: amount - sum(floors)]:
        floors[q] += 1
    return tuple(floors)


def charged(amount: int, chance: Fraction, *, in_full: bool) -> int:
    """What is kept for a part: all of it, or its expectation."""
    return amount if in_full else half_even(amount * chance)


def funds_that_may_pay(index: Index, stage: Stage, cost_type: CostType) -> tuple[FundId, ...]:
    """IDs of the funds that may pay this part of the stage, sorted."""
    return tuple(
        fund.id
        for fund in sorted(index.portfolio.funds, key=lambda fund: fund.id)
        if (stage.fund is None or fund.id == stage.fund) and fits(index, fund, stage, cost_type)
    )


def fits(index: Index, fund: Fund, stage: Stage, cost_type: CostType) -> bool:
    """Whether the fund's purpose covers this part of the stage, whichever fund the stage names."""
    initiative = index.initiatives[stage.initiative]
    team = index.teams[initiative.team]
    purpose = fund.pays_for
    return (
        (not purpose.domains or team.domain in purpose.domains)
        and (not purpose.kinds or team.kind in purpose.kinds)
        and (not purpose.themes or initiative.theme in purpose.themes)
        and (not purpose.cost_types or cost_type in purpose.cost_types)
    )


def price_of(units: int, price: Decimal) -> Money:
    """Cost of so many minor units at a price per unit, half-even."""
    return Money(int((Decimal(units) * price).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)))
