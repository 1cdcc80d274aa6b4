"""The money that a plan leaves, fund by fund and window by window (formulation, section 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from models.explanation import ReasonKind, Scarce
from models.index import Index
from models.plan import Plan
from models.stage import Stage, StageKey
from models.units import FundId, InitiativeId
from models.wording import listed, money
from optimizer.charges import price_of
from optimizer.dues import Due
from optimizer.explain.block import Block
from optimizer.explain.contest import Contest, ranked
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


class Unpaid(NamedTuple):
    """What funds do not have room for."""

    blocks: tuple[Block, ...]
    """What they cannot pay."""
    overruns: int = 0
    """The price of what they can pay above their budgets, in minor units."""
    above: tuple[Block, ...] = ()
    """What that is: it stands in the way of a stage that is not worth the price."""


@dataclass(frozen=True)
class Purses:
    """Charges of a plan, and who is charged."""

    index: Index
    charged: Mapping[Account, int]
    shortfalls: Mapping[Account, int]
    paid_for: Mapping[Account, Mapping[InitiativeId, int]]
    planned: Mapping[InitiativeId, Mapping[Account, int]]
    """What each initiative's stages that are not committed are charged."""
    _rooms: dict[Account, int] = field(default_factory=dict)

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

    def _room(self, account: Account, extra: Mapping[Account, int]) -> int:
        """As `room`, found once where nothing more is charged to the fund."""
        if any(fund == account[0] for fund, _ in extra):
            return self.room(account, extra)
        if account not in self._rooms:
            self._rooms[account] = self.room(account, {})
        return self._rooms[account]

    def room(self, account: Account, extra: Mapping[Account, int]) -> int:
        """Whole minor units that one more charge in this account may have, over and above `extra`.

        What is taken here is no longer carried over: the tightest later window counts too.
        """
        fund, window = account
        left = self._left[fund]
        share, whole = (self.index.funds[fund].carry_over / 100).as_integer_ratio()
        if not share:
            return max(0, left[window][0] - extra.get(account, 0))
        # In whole numbers: what window w has left is slack / whole ** w, and what is taken in the
        # window asked for is missed in a later one by its share of that.
        carried, least = 0, 0
        for w, (unused, soft) in enumerate(left):
            slack = (unused - extra.get((fund, w), 0)) * whole**w + carried
            if w == window:
                least = slack // whole**w
            elif w > window:
                if soft and slack < 0:
                    break
                if not soft:
                    least = min(least, slack // (whole**window * share ** (w - window)))
            carried = max(0, slack) * share
        return max(0, least)

    @cached_property
    def _left(self) -> dict[FundId, list[tuple[int, bool]]]:
        """Budget less charges of each fund by window, and whether it may be overrun."""
        found: dict[FundId, list[tuple[int, bool]]] = {}
        for fund in self.index.funds:
            found[fund] = []
            for w in range(len(self.index.calendar.windows)):
                budget, price = self._budget(fund, w)
                unused = budget - self.charged.get((fund, w), 0)
                found[fund].append((unused, price is not None))
        return found

    def _budget(self, fund: FundId, w: int) -> tuple[int, Decimal | None]:
        row = self.index.budgets.get((fund, self.index.calendar.windows[w]))
        if row is None:
            return self.shortfalls.get((fund, w), 0), None
        return row.amount + self.shortfalls.get((fund, w), 0), row.overrun_price

    def fit(self, asks: Iterable[Ask], moving: InitiativeId | None = None) -> Unpaid:
        """What the funds cannot pay, and the price of overruns where they may.

        The planned charges of the initiative that is `moving` count as free.
        """
        extra: defaultdict[Account, int] = defaultdict(int)
        for account, amount in self.planned.get(moving, {}).items() if moving else ():
            extra[account] -= amount
        blocks, above, overruns = [], [], 0
        for ask in asks:
            rooms = {fund: self._room((fund, ask.window), extra) for fund in ask.funds}
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
                above.append(self._block(ask, sum(rooms.values()), priced=True))
        return Unpaid(tuple(blocks), overruns, tuple(above))

    def _soft(self, ask: Ask) -> tuple[FundId, Decimal] | None:
        """The fund that may be overrun at the lowest price, if any may."""
        prices = [(self._budget(fund, ask.window)[1], fund) for fund in ask.funds]
        cheapest = min(((price, fund) for price, fund in prices if price is not None), default=None)
        return None if cheapest is None else (cheapest[1], cheapest[0])

    def _block(self, ask: Ask, room: int, *, priced: bool = False) -> Block:
        names = listed([self.index.funds[fund].name for fund in ask.funds])
        return Block(
            ReasonKind.MONEY,
            ask.stage.key,
            lambda: self._told(ask, room, names),
            Fraction(ask.amount - room, ask.amount),
            lambda: Contest(
                Scarce.FUND,
                names,
                f"in {self.index.calendar.windows[ask.window]}",
                self.index.calendar.periods_in[ask.window][0],
                self._winners(ask),
                several=len(ask.funds) > 1,
                priced=priced,
            ),
        )

    def _told(self, ask: Ask, room: int, names: str) -> str:
        currency = self.index.portfolio.settings.currency
        rest = listed(self._winners(ask), say=lambda name: self.index.initiatives[name].name)
        return (
            f"“{ask.stage.name}” needs {money(ask.amount, currency)} in "
            f"{self.index.calendar.windows[ask.window]} and {names} "
            f"{'have' if len(ask.funds) > 1 else 'has'} {self._said_left(ask, room)}, "
            f"{money(ask.amount - room, currency)} too little"
            f"{f'; the rest goes to {rest}' if rest else ''}"
        )

    def _said_left(self, ask: Ask, room: int) -> str:
        """What is left in the window, and what of it later windows need."""
        currency = self.index.portfolio.settings.currency
        here = sum(self._here(fund, ask.window) for fund in ask.funds)
        alone = sum(self._room((fund, ask.window), {}) for fund in ask.funds)
        if here <= room or room != alone:  # others that it is tried together with need the rest
            return f"{money(room, currency)} left"
        needed = money(here - room, currency)
        return f"{money(here, currency)} left, of which later windows need {needed}"

    def _here(self, fund: FundId, window: int) -> int:
        """Whole minor units that a fund has left in a window, with what is carried into it."""
        share = self.index.funds[fund].carry_over / 100
        slack = Fraction(0)
        for unused, _ in self._left[fund][: window + 1]:
            slack = unused + max(Fraction(0), slack) * Fraction(share)
        return max(0, int(slack))

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
