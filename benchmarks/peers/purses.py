"""Money as a spreadsheet keeps it: what each fund is charged in each window."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from models.units import FundId
from optimizer.budgets import shortfalls
from optimizer.dues import Due, Dues


class Purses:
    """What is charged so far; nothing new overruns a budget, even where that has only a price."""

    def __init__(self, dues: Dues) -> None:
        self._index = dues.facts.index
        self.charged: dict[tuple[FundId, int], int] = {}
        """By fund and window, in minor units."""
        window = self._index.calendar.window_of
        for key in sorted(dues.facts.committed):
            for due in dues.committed(self._index.stage[key]):
                self._charge(due.funds[0], window[due.period], due.amount)
        self._committed = dict(self.charged)
        self._missing = shortfalls(self._index, self._committed)

    def pay(self, dues: Iterable[Due]) -> bool:
        """Pays all or nothing, each due from the first fund that has enough; whether it did."""
        before = dict(self.charged)
        for due in dues:
            window = self._index.calendar.window_of[due.period]
            if not any(self._pays(fund, window, due.amount) for fund in due.funds):
                self.charged = before
                return False
        return True

    def _charge(self, fund: FundId, window: int, amount: int) -> None:
        self.charged[fund, window] = self.charged.get((fund, window), 0) + amount

    def _pays(self, fund: FundId, window: int, amount: int) -> bool:
        self._charge(fund, window, amount)
        if self._covers(fund):
            return True
        self._charge(fund, window, -amount)
        return False

    def _covers(self, fund: FundId) -> bool:
        """Whether the fund covers its charges in every window that has new ones."""
        carried = Fraction(0)
        share = Fraction(self._index.funds[fund].carry_over) / 100
        for w, window in enumerate(self._index.calendar.windows):
            key = fund, w
            budget = self._index.budgets.get((fund, window))
            room = carried + self._missing.get(key, 0) + (budget.amount if budget else 0)
            charged = self.charged.get(key, 0)
            if charged > room and charged > self._committed.get(key, 0):
                return False
            carried = max(Fraction(0), room - charged) * share
        return True
