"""What a tranche costs whom and when, in whole minor units (formulation, section 4)."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

from models.fund import CostType
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
    share, whole = stage.capex.as_integer_ratio()
    capex = half_even(Fraction(stage.tranche * share, whole * 100))
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
    payers = index.payers(index.use(stage, cost_type))
    return payers if stage.fund is None else tuple(fund for fund in payers if fund == stage.fund)


def price_of(units: int, price: Decimal) -> Money:
    """Cost of so many minor units at a price per unit, half-even."""
    return Money(int((Decimal(units) * price).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)))
