"""Budgets by fund and window: what is carried over, overrun, missing (formulation, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from models.index import Index
from models.units import FundId, Money
from optimizer.charges import price_of

Charges = Mapping[tuple[FundId, int], int]
"""Minor units charged by fund and window."""


class Account(NamedTuple):
    """One fund in one window."""

    budget: int
    """With the shortfall that committed money forces."""
    carried: Fraction
    """From the window before."""
    charged: int
    price: Decimal | None
    """Of each unit of overrun; None = no overrun allowed."""

    @property
    def excess(self) -> int:
        """The smallest whole number of minor units that the charges need above the room."""
        return max(0, ceil(self.charged - self.budget - self.carried))

    @property
    def left(self) -> Fraction:
        """What is left over."""
        return max(Fraction(0), self.budget + self.carried - self.charged)

    @property
    def overrun_cost(self) -> Money:
        """Price of the overrun, where one is allowed."""
        return Money(0) if self.price is None else price_of(self.excess, self.price)

    @property
    def holds(self) -> bool:
        """Whether the charges fit."""
        return self.price is not None or self.excess == 0


def accounts(
    index: Index, charges: Charges, shortfalls: Charges
) -> dict[tuple[FundId, int], Account]:
    """Every fund's accounts, window after window."""
    books: dict[tuple[FundId, int], Account] = {}
    for fund_id, fund in sorted(index.funds.items()):
        carried = Fraction(0)
        for w in range(len(index.calendar.windows)):
            budget, price = _budget(index, fund_id, w)
            key = fund_id, w
            books[key] = Account(
                budget + shortfalls.get(key, 0), carried, charges.get(key, 0), price
            )
            carried = books[key].left * Fraction(fund.carry_over) / 100
    return books


def shortfalls(index: Index, committed: Charges) -> dict[tuple[FundId, int], Money]:
    """By how much committed charges alone break hard budgets."""
    missing: dict[tuple[FundId, int], Money] = {}
    for fund_id, fund in sorted(index.funds.items()):
        carried = Fraction(0)
        for w in range(len(index.calendar.windows)):
            budget, price = _budget(index, fund_id, w)
            account = Account(budget, carried, committed.get((fund_id, w), 0), price)
            if not account.holds:
                missing[fund_id, w] = Money(account.excess)
                account = account._replace(budget=budget + account.excess)
            carried = account.left * Fraction(fund.carry_over) / 100
    return missing


def _budget(index: Index, fund: FundId, w: int) -> tuple[int, Decimal | None]:
    row = index.budgets.get((fund, index.calendar.windows[w]))
    return (0, None) if row is None else (row.amount, row.overrun_price)
