"""What is left of budgets: charged money is gone, what a window leaves over is carried over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import floor

from models.fund import Budget, Counts
from models.plan import TrancheState
from models.stage import StageKey, StageStatus
from models.units import FundId, Money
from models.wording import exact_money
from optimizer.budgets import Account, accounts
from optimizer.dues import Dues
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.remark import Remark

_SHEET = "Budgets"


def charged(quarter: Quarter) -> Counter[FundId]:
    """What each fund was charged in the period, in minor units.

    As the plan says for what began as planned; by the rules for what began otherwise.
    """
    total: Counter[FundId] = Counter()
    otherwise = set(quarter.released.starts)
    paid: dict[StageKey, list[tuple[FundId, int]]] = {}
    for payment in quarter.plan.payments:
        if payment.period == 0:
            key = StageKey(payment.initiative, payment.stage)
            paid.setdefault(key, []).append((payment.fund, payment.amount))
    for key, parts in paid.items():
        if _as_planned(quarter, key, {fund for fund, _ in parts}):
            otherwise.discard(key)
            for fund, amount in parts:
                total[fund] += amount
    dues = Dues(quarter.facts)
    for key in sorted(otherwise):
        for due in dues.committed(quarter.index.stage[key]):
            if due.period == 0:
                total[due.funds[0]] += due.amount
    return total


def _as_planned(quarter: Quarter, key: StageKey, payers: set[FundId]) -> bool:
    state, stage = quarter.planned[key].state, quarter.index.stage[key]
    if state is TrancheState.RELEASED and stage.status is not StageStatus.NOT_STARTED:
        return True
    named = {row.fund for row in quarter.facts.index.releases_of.get(key, ()) if row.fund}
    return key in quarter.released.starts and named <= payers


def budgets(quarter: Quarter) -> tuple[tuple[Budget, ...], tuple[Remark, ...]]:
    """The rows of the windows that are left; money is rounded down, never up."""
    spent = charged(quarter)
    books = accounts(quarter.index, {(fund, 0): amount for fund, amount in spent.items()}, {})
    if quarter.window_ends:
        return _carried(quarter, books)
    rows = []
    remarks = []
    window = quarter.before.windows[0]
    for row in quarter.portfolio.budgets:
        used = spent[row.fund]
        if row.window == window and used:
            if used > row.amount:
                over = _said(quarter, used - row.amount)
                remarks.append(
                    Remark(_SHEET, f"'{row.fund}' is {over} over its budget of {window}")
                )
            rows.append(row.model_copy(update={"amount": Money(max(0, row.amount - used))}))
        else:
            rows.append(row)
    return tuple(rows), tuple(remarks)


def _carried(
    quarter: Quarter, books: dict[tuple[FundId, int], Account]
) -> tuple[tuple[Budget, ...], tuple[Remark, ...]]:
    old, new = quarter.before.windows[0], quarter.before.windows[1]
    over = {fund.id: Money(floor(books[fund.id, 1].carried)) for fund in quarter.portfolio.funds}
    rows: list[Budget] = []
    for row in quarter.portfolio.budgets:
        if row.window == new:
            amount = Money(row.amount + over.pop(row.fund, 0))
            rows.append(row.model_copy(update={"amount": amount}))
        elif row.window != old:
            rows.append(row)
    counts, known = quarter.index.counts, {row.fund for row in rows}
    rows += [
        Budget(fund=fund, window=new, amount=amount, counts=counts[fund])
        for fund, amount in sorted(over.items())
        if amount
        or (counts[fund] is Counts.SPEND and fund not in known)  # its rows say how it counts
    ]
    return tuple(rows), tuple(_told(quarter, books))


def _told(quarter: Quarter, books: dict[tuple[FundId, int], Account]) -> Iterator[Remark]:
    old, new = quarter.before.windows[0], quarter.before.windows[1]
    for fund in sorted(quarter.portfolio.funds, key=lambda fund: fund.id):
        left, kept = floor(books[fund.id, 0].left), floor(books[fund.id, 1].carried)
        if left:
            what = f"of {_said(quarter, left)} that '{fund.id}' has left in {old}, "
            yield Remark(_SHEET, f"{what}{_said(quarter, kept)} are carried over to {new}")


def _said(quarter: Quarter, amount: int) -> str:
    return exact_money(amount, quarter.portfolio.settings.currency)
