"""Sums that no spreadsheet and no solver could carry exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from models.issue import Issue, Place, Severity
from models.portfolio import Portfolio
from models.units import LARGEST_MONEY


def totals(portfolio: Portfolio) -> Iterator[Issue]:
    """Sums of money, and of what all benefits could ever be worth, stay below 2^53 minor units."""
    yield from _sum("Stages", "Tranche", (row.tranche for row in portfolio.stages))
    yield from _sum("Budgets", "Amount", (row.amount for row in portfolio.budgets))
    yield from _sum("Releases", "Amount", (row.amount for row in portfolio.releases))
    yield from _sum("Dependencies", "Flag cost", (x.flag_cost or 0 for x in portfolio.dependencies))
    yield from _sum(
        "Initiatives",
        "Deadline penalty per period",
        ((row.deadline_penalty or 0) * len(portfolio.periods) for row in portfolio.initiatives),
    )
    yield from _sum("Benefits", "Uplift", _worths(portfolio))


def _worths(portfolio: Portfolio) -> Iterator[int]:
    """The most that each benefit could be worth, in minor units, undiscounted."""
    settings = portfolio.settings
    worth = {metric.id: abs(metric.worth) for metric in portfolio.metrics}
    periods = len(portfolio.periods) + settings.value_horizon
    for row in portfolio.benefits:
        weight = max((abs(each) for each in row.profile), default=Decimal(1))
        most = Fraction(abs(row.uplift)) * Fraction(worth.get(row.metric, Decimal(0)))
        yield int(most * Fraction(weight) * periods * 10**settings.exponent)


def _sum(sheet: str, column: str, amounts: Iterable[int]) -> Iterator[Issue]:
    total = sum(amounts)
    if total > LARGEST_MONEY:
        what = f"the sum of the column is {total:.3g} of the smallest coin"
        yield Issue(
            severity=Severity.ERROR,
            place=Place(sheet=sheet, column=column),
            what=what,
            allowed=f"at most {LARGEST_MONEY:,}: above it, cents are lost",
        )
