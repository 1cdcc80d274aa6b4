"""What is charged, who can pay it, and what overruns cost (formulation, section 4)."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import ceil, prod
from typing import NamedTuple

from models.fund import Counts
from models.settings import Reserve
from models.stage import Stage
from models.units import FundId
from tests.oracle.ground import Ground, Starts, parts

NO_ROOM = Fraction(0)


class Due(NamedTuple):
    """Money that one of some funds, or several together, must pay in a period."""

    funds: tuple[FundId, ...]
    period: int
    amount: int


def spread(amount: int, stage: Stage) -> list[int]:
    """An amount by the stage's profile: floors, then one each to the largest remainders."""
    weights = [Fraction(weight) for weight in stage.spend_profile] or [Fraction(1)] * stage.periods
    exact = [amount * weight / sum(weights) for weight in weights]
    result = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda q: (result[q] - exact[q], q))
    for q in by_remainder[: amount - sum(result)]:
        result[q] += 1
    return result


class Money:
    """The money side of a portfolio."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.horizon = ground.horizon
        self.calendar = ground.index.calendar
        self.funds = sorted(fund.id for fund in ground.portfolio.funds)
        self.carry = {row.id: Fraction(row.carry_over) / 100 for row in ground.portfolio.funds}
        self.fixed = [due for row in ground.portfolio.stages for due in self._fixed(row)]
        self.room: dict[tuple[FundId, int], int] = {}
        self.price: dict[tuple[FundId, int], Fraction | None] = {}
        for fund in self.funds:
            for w, window in enumerate(self.calendar.windows):
                budget = ground.index.budgets.get((fund, window))
                price = None if budget is None else budget.overrun_price
                self.room[fund, w] = 0 if budget is None else budget.amount
                self.price[fund, w] = None if price is None else Fraction(price)
        self.shortfall = self._raise()
        self._memo: dict[object, int | None] = {}

    def by_spend(self, fund: FundId) -> bool:
        """Whether the fund's budgets feel money as it is spent."""
        return any(
            row.fund == fund and row.counts is Counts.SPEND for row in self.ground.portfolio.budgets
        )

    def charge(self, stage: Stage, amount: int, start: int | None) -> int:
        """What is charged for a part."""
        full = self.ground.portfolio.settings.reserve is Reserve.FULL
        if stage.key in self.ground.committed or start == 0 or full:
            return amount
        return round(amount * self.ground.chance(stage))

    def payer(self, stage: Stage, part: str) -> FundId | None:
        """The one fund of a committed part."""
        release = self.ground.standing(stage.key)
        named = (release and release.fund) or stage.fund
        return named or next(iter(self.ground.may_pay(stage, part)), None)

    def on_release(self, stage: Stage) -> int | None:
        """Period in which a committed stage is charged on release."""
        release = self.ground.standing(stage.key)
        if release is not None:
            return self.calendar.containing(release.date)
        start = self.ground.fixed.get(stage.key, -1)
        return start if start >= 0 else None

    def _fixed(self, stage: Stage) -> Iterator[Due]:
        if stage.key not in self.ground.committed:
            return
        for part, amount in parts(stage).items():
            fund = self.payer(stage, part)
            if fund is None:
                continue
            if stage.key in self.ground.done or not self.by_spend(fund):
                period = self.on_release(stage)
                if period is not None:
                    yield Due((fund,), period, amount)
            else:
                yield from self._spent((fund,), stage, amount, self.ground.fixed[stage.key])

    def _spent(
        self, funds: tuple[FundId, ...], stage: Stage, amount: int, start: int
    ) -> Iterator[Due]:
        for q, share in enumerate(spread(amount, stage)):
            if 0 <= start + q < self.horizon:
                yield Due(funds, start + q, share)

    def chosen(self, starts: Starts) -> Iterator[Due]:
        """What the stages that are not committed are charged."""
        for key, start in starts.items():
            if key in self.ground.committed:
                continue
            stage = self.ground.index.stage[key]
            for part, amount in parts(stage).items():
                funds = self.ground.may_pay(stage, part)
                charge = self.charge(stage, amount, start)
                if funds and self.by_spend(funds[0]):
                    yield from self._spent(funds, stage, charge, start)
                elif funds:
                    yield Due(funds, start, charge)

    def _raise(self) -> dict[tuple[FundId, int], int]:
        """Raise hard budgets to what committed money needs, in calendar order."""
        raised = {}
        for fund in self.funds:
            carried = NO_ROOM
            for w in range(len(self.calendar.windows)):
                charged = sum(
                    due.amount
                    for due in self.fixed
                    if due.funds == (fund,) and self.calendar.window_of[due.period] == w
                )
                missing = ceil(charged - self.room[fund, w] - carried)
                if self.price[fund, w] is None and missing > 0:
                    self.room[fund, w] += missing
                    raised[fund, w] = missing
                carried = self.carry[fund] * max(NO_ROOM, self.room[fund, w] + carried - charged)
        return raised

    def overrun(self, starts: Starts) -> int | None:
        """Least price of overruns over all ways to pay in whole minor units, None if none."""
        due: list[defaultdict[tuple[FundId, ...], int]] = [
            defaultdict(int) for _ in self.calendar.windows
        ]
        for row in (*self.fixed, *self.chosen(starts)):
            due[self.calendar.window_of[row.period]][row.funds] += row.amount
        key = tuple(tuple(sorted(amounts.items())) for amounts in due)
        if key not in self._memo:
            self._memo[key] = self._least(due)
        return self._memo[key]

    def _least(self, due: list[defaultdict[tuple[FundId, ...], int]]) -> int | None:
        states = {(0,) * len(self.funds): 0}
        for w, amounts in enumerate(due):
            following: dict[tuple[int, ...], int] = {}
            for charged in {tuple(split[f] for f in self.funds) for split in _splits(amounts)}:
                for carried, price in states.items():
                    step = self._close(w, charged, carried)
                    if step is not None:
                        state, cost = step
                        following[state] = min(following.get(state, price + cost), price + cost)
            states = following
        return min(states.values(), default=None)

    @cached_property
    def unit(self) -> int:
        """A minor unit in steps so fine that whatever is carried over is a whole number of them."""
        steps = prod(share.denominator for share in self.carry.values())
        return int(steps ** len(self.calendar.windows))

    def _close(
        self, w: int, charged: tuple[int, ...], carried: tuple[int, ...]
    ) -> tuple[tuple[int, ...], int] | None:
        """What is carried out of a window and what it costs, None where a hard budget breaks."""
        state, cost = [], 0
        for fund, used, before in zip(self.funds, charged, carried, strict=True):
            left = (self.room[fund, w] - used) * self.unit + before
            if left < 0:
                price = self.price[fund, w]
                if price is None:
                    return None
                cost += round(price * -(left // self.unit))
            share = self.carry[fund]
            state.append(max(0, left) * share.numerator // share.denominator)
        return tuple(state), cost


def _splits(amounts: dict[tuple[FundId, ...], int]) -> Iterator[defaultdict[FundId, int]]:
    """All ways to split each amount among its funds."""
    ways = [list(_shares(funds, amount)) for funds, amount in amounts.items()]
    for choice in product(*ways):
        total: defaultdict[FundId, int] = defaultdict(int)
        for shares in choice:
            for fund, share in shares:
                total[fund] += share
        yield total


def _shares(funds: tuple[FundId, ...], amount: int) -> Iterator[tuple[tuple[FundId, int], ...]]:
    if len(funds) == 1:
        yield ((funds[0], amount),)
        return
    for share in range(amount + 1):
        for rest in _shares(funds[1:], amount - share):
            yield ((funds[0], share), *rest)
