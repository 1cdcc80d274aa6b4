"""Shares: which fund pays what of a tranche, capital and operating money apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from models.fund import CostType
from models.ledger import Share
from models.plan import Payment
from models.stage import Stage
from models.units import FundId, Money
from optimizer.charges import half_even


def shares(stage: Stage, amount: int, payments: Iterable[Payment]) -> tuple[Share, ...]:
    """An amount of the stage's tranche as the plan's payments share it; they add up to it.

    Args:
        stage: whose tranche it is.
        amount: all of it, or less; minor units.
        payments: the plan's, of any stages.
    """
    paid: dict[CostType, Counter[FundId]] = {kind: Counter() for kind in CostType}
    for row in payments:
        if (row.initiative, row.stage) == stage.key:
            paid[row.cost_type][row.fund] += row.amount
    share, whole = stage.capex.as_integer_ratio()
    capex = half_even(Fraction(amount * share, whole * 100))
    both = ((CostType.CAPEX, capex), (CostType.OPEX, amount - capex))
    return tuple(
        Share(fund=fund, cost_type=kind, amount=Money(part))
        for kind, total in both
        for fund, part in _dealt(total, paid[kind])
        if part
    )


def _dealt(total: int, weights: Counter[FundId]) -> Iterator[tuple[FundId | None, int]]:
    """A total in proportion to weights, whole, by largest remainders; ties to the first fund."""
    weight = sum(weights.values())
    if not weight:
        yield None, total
        return
    exact = {fund: Fraction(total * part, weight) for fund, part in sorted(weights.items())}
    floors = {fund: int(part) for fund, part in exact.items()}
    left = total - sum(floors.values())
    order = sorted(exact, key=lambda fund: (floors[fund] - exact[fund], fund))
    for fund in order[:left]:
        floors[fund] += 1
    yield from floors.items()


def scaled(whole: Iterable[Share], amount: int) -> tuple[Share, ...]:
    """As much of an amount as these shares have of theirs, by largest remainders; it adds up."""
    rows = tuple(whole)
    total = sum(row.amount for row in rows)
    if not total:
        return ()
    exact = [Fraction(row.amount * amount, total) for row in rows]
    floors = [int(part) for part in exact]
    order = sorted(range(len(rows)), key=lambda n: (floors[n] - exact[n], n))
    for n in order[: amount - sum(floors)]:
        floors[n] += 1
    return tuple(
        row.model_copy(update={"amount": Money(part)})
        for row, part in zip(rows, floors, strict=True)
        if part
    )
