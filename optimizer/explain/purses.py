"""The money that a plan leaves, fund by fund and window by window (formulation, section 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from models.explanation import ReasonKind
from models.index import Index
from models.plan import Plan
from models.stage import Stage, StageKey
from models.units import FundId, InitiativeId
from models.wording import listed, money
from optimizer.charges import price_of
from optimizer.dues import Due
from optimizer.explain.block import Block, ranked
from optimizer.facts import Facts

Account = tuple[FundId, int]
"""A fund and the position of a window."""


class Ask(NamedTuple):
    """What a stage asks of its funds in one window."""

    stage: Stage
    funds: tuple[FundId, ...]
    """Any of them, or several together."""
    window: int
    amount: int


@dataclass(frozen=True)
class Purses:
    """Charges of a plan, and who is charged."""

    index: Index
    charged: Mapping[Account, int]
    shortfalls: Mapping[Account, int]
    paid_for: Mapping[Account, Mapping[InitiativeId, int]]
    planned: Mapping[InitiativeId, Mapping[Account, int]]
    """What each initiative's stages that are not committed are charged."""

    @classmethod
    def of(cls, facts: Facts, plan: Plan) -> Purses:
        """The purses of a plan, committed money included."""
        index = facts.index
        planned: dict[InitiativeId, defaultdict[Account, int]] = {}
        charged: defaultdict[Account, int] = defaultdict(int)
        paid_for: dict[Account, defaultdict[InitiativeId, int]] = {}
        for row in plan.payments:
            account = row.fund, int(index.calendar.window_of[row.period])
            charged[account] += row.amount
            paid_for.setdefault(account, defaultdict(int))[row.initiative] += row.amount
            if StageKey(row.initiative, row.stage) not in facts.committed:
                planned.setdefault(row.initiative, defaultdict(int))[account] += row.amount
        short = {
            (row.fund, int(index.calendar.window_index(row.window))): int(row.amount)
            for row in plan.shortfalls
        }
        return cls(index, charged, short, paid_for, planned)

    def room(self, account: Account, extra: Mapping[Account, int]) -> int:
        """Whole minor units that one more charge in this account may have, over and above `extra`.

        What is taken here is no longer carried over: the tightest later window counts too.
        """
        fund, window = account
        carry = Fraction(self.index.funds[fund].carry_over) / 100
        carried, share = Fraction(0), Fraction(1)
        least: Fraction | None = None
        for w in range(0 if carry else window, len(self.index.calendar.windows)):
            budget, price = self._budget(fund, w)
            used = self.charged.get((fund, w), 0) + extra.get((fund, w), 0)
            slack = budget + carried - used
            if w == window:
                least = slack
            elif w > window:
                share *= carry
                if share == 0 or (price is not None and slack < 0):
                    break
                if price is None and least is not None:
                    least = min(least, slack / share)
            carried = max(Fraction(0), slack) * carry
        return max(0, int(least or 0))

    def _budget(self, fund: FundId, w: int) -> tuple[int, Decimal | None]:
        row = self.index.budgets.get((fund, self.index.calendar.windows[w]))
        if row is None:
            return self.shortfalls.get((fund, w), 0), None
        return row.amount + self.shortfalls.get((fund, w), 0), row.overrun_price

    def fit(
        self, asks: Iterable[Ask], moving: InitiativeId | None = None
    ) -> tuple[tuple[Block, ...], int]:
        """What the funds cannot pay, and the price of overruns where they may.

        The planned charges of the initiative that is `moving` count as free.
        """
        extra: defaultdict[Account, int] = defaultdict(int)
        for account, amount in self.planned.get(moving, {}).items() if moving else ():
            extra[account] -= amount
        blocks, overruns = [], 0
        for ask in asks:
            rooms = {fund: self.room((fund, ask.window), extra) for fund in ask.funds}
            open_amount = ask.amount
            for fund in sorted(ask.funds, key=lambda fund: (-rooms[fund], fund)):
                taken = min(rooms[fund], open_amount)
                extra[fund, ask.window] += taken
                open_amount -= taken
            if open_amount == 0:
                continue
            soft = self._soft(ask)
            if soft is None:
                blocks.append(self._block(ask, sum(rooms.values())))
            else:
                extra[soft[0], ask.window] += open_amount
                overruns += price_of(open_amount, soft[1])
        return tuple(blocks), overruns

    def _soft(self, ask: Ask) -> tuple[FundId, Decimal] | None:
        """The fund that may be overrun at the lowest price, if any may."""
        prices = [(self._budget(fund, ask.window)[1], fund) for fund in ask.funds]
        cheapest = min(((price, fund) for price, fund in prices if price is not None), default=None)
        return None if cheapest is None else (cheapest[1], cheapest[0])

    def _block(self, ask: Ask, room: int) -> Block:
        currency = self.index.portfolio.settings.currency
        names = listed([self.index.funds[fund].name for fund in ask.funds])
        window = self.index.calendar.windows[ask.window]
        winners = self._winners(ask)
        have = "have" if len(ask.funds) > 1 else "has"
        rest = listed([self.index.initiatives[name].name for name in winners])
        text = (
            f"{ask.stage.name} needs {money(ask.amount, currency)} in {window} and {names} {have} "
            f"{money(room, currency)} left, {money(ask.amount - room, currency)} too little"
            f"{f'; the rest goes to {rest}' if rest else ''}"
        )
        miss = Fraction(ask.amount - room, ask.amount)
        over = f"{names} in {window}"
        return Block(ReasonKind.MONEY, ask.stage.key, text, miss, over, winners)

    def _winners(self, ask: Ask) -> tuple[InitiativeId, ...]:
        shares: defaultdict[InitiativeId, int] = defaultdict(int)
        for fund in ask.funds:
            for name, amount in self.paid_for.get((fund, ask.window), {}).items():
                shares[name] += amount
        shares.pop(ask.stage.initiative, None)
        return ranked(shares)


def asks(index: Index, stage: Stage, dues: Iterable[Due]) -> list[Ask]:
    """A stage's dues, summed by who may pay and window."""
    sums: defaultdict[tuple[tuple[FundId, ...], int], int] = defaultdict(int)
    for due in dues:
        sums[due.funds, int(index.calendar.window_of[due.period])] += due.amount
    return [Ask(stage, funds, window, amount) for (funds, window), amount in sorted(sums.items())]
