"""Which budgets, and which prices of a move, are looked at."""

from __future__ import annotations

from fractions import Fraction

from models.portfolio import Portfolio
from models.units import LARGEST_MONEY, FundId, Money


def shares(least: Fraction, most: Fraction, steps: int) -> tuple[Fraction, ...]:
    """So many shares in equal steps, both ends included; 1, what is given, is always there.

    Raises ValueError for fewer than two steps or ends that are not in order.
    """
    if steps < 2 or least >= most:  # noqa: PLR2004 - two ends
        raise ValueError("a frontier has two ends, the least first")
    step = (most - least) / (steps - 1)
    return tuple(sorted({Fraction(1), *(least + step * n for n in range(steps))}))


def prices(steps: int) -> tuple[Fraction, ...]:
    """So many multiples of a price: 0, then doubled each time, 1 in the middle: 0, 1/2, 1, 2."""
    lowest = -((steps - 2) // 2)
    return (Fraction(0), *(Fraction(2) ** (lowest + n) for n in range(steps - 1)))


def priced(portfolio: Portfolio, share: Fraction) -> Portfolio:
    """The portfolio with its price of a move times the share, half-even to minor units."""
    price = Money(min(round(portfolio.settings.move_price * share), LARGEST_MONEY))
    settings = portfolio.settings.model_copy(update={"move_price": price})
    return portfolio.model_copy(update={"settings": settings})


def amount(portfolio: Portfolio, fund: FundId | None) -> Money:
    """The budgets of a fund, or of all funds, in all windows of the plan together."""
    windows = {period.window for period in portfolio.periods}
    return Money(
        sum(
            row.amount
            for row in portfolio.budgets
            if row.window in windows and fund in (None, row.fund)
        )
    )
