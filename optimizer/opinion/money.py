"""Funds by window (formulation, section 4)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from models.units import FundId, PeriodIndex
from optimizer.budgets import shortfalls
from optimizer.opinion.frame import Frame
from optimizer.opinion.linear import Linear

Payable = dict[tuple[tuple[FundId, ...], int], Linear]
"""What falls due in a window, by who may pay it."""


def money_row(fund: FundId, window: int) -> str:
    """Name of the row of one budget."""
    return f"money {window} {fund}"


def add_money(frame: Frame) -> None:
    """A row per fund and window."""
    charged = _charged(frame)
    missing = shortfalls(frame.index, _committed(frame))
    for fund in frame.portfolio.funds:
        room = Linear()
        for w in range(len(frame.index.calendar.windows)):
            carried, room = room, Linear(constant=missing.get((fund.id, w), 0))
            budget = frame.index.budgets.get((fund.id, frame.index.calendar.windows[w]))
            room = room.plus(carried).plus(Linear(constant=budget.amount if budget else 0))
            price = budget.overrun_price if budget else None
            share = Fraction(fund.carry_over) / 100
            room = _close(frame, (fund.id, w), room, charged[fund.id, w], price, share)


def _close(
    frame: Frame,
    row: tuple[FundId, int],
    room: Linear,
    charged: Linear,
    price: Decimal | None,
    share: Fraction,
) -> Linear:
    """Closes a window; what is carried out of it."""
    left = room.minus(charged)
    if price is not None:
        overrun = frame.model.variable()
        frame.gains.add(overrun, -Fraction(price))
        left.add(overrun)
        if share > 0:
            _overrun_or_leftover(frame, overrun, left, room, charged)
    frame.model.at_most(Linear(), left, money_row(*row))
    if share == 0:
        return Linear()
    carried = frame.model.variable()
    frame.model.at_most(Linear.of([carried]), Linear().plus(left, share))
    return Linear.of([carried])


def _overrun_or_leftover(
    frame: Frame, overrun: int, left: Linear, room: Linear, charged: Linear
) -> None:
    """Nobody pays for an overrun only to carry it over."""
    over = frame.model.variable(1, whole=True)
    most_charged = _largest(frame, charged)
    frame.model.at_most(Linear.of([overrun]), Linear({over: most_charged}))
    most_left = _largest(frame, room)
    frame.model.at_most(left, Linear({over: -most_left}, most_left))


def _largest(frame: Frame, expression: Linear) -> int:
    """The most that an expression of bounded, positive variables can be."""
    total = Fraction(expression.constant)
    for variable, coefficient in expression.terms.items():
        high = frame.model.highs[variable]
        total += coefficient * Fraction(high if high is not None else frame.most_money)
    return int(total) + 1


def _committed(frame: Frame) -> dict[tuple[FundId, int], int]:
    charged: defaultdict[tuple[FundId, int], int] = defaultdict(int)
    for stage in frame.portfolio.stages:
        if stage.key in frame.facts.committed:
            for due in frame.dues.committed(stage):
                charged[due.funds[0], frame.index.calendar.window_of[due.period]] += due.amount
    return charged


def _payable(frame: Frame) -> Payable:
    """What the stages that are not committed are charged."""
    payable: Payable = defaultdict(Linear)
    for key, starts in frame.starts.items():
        for t, variable in starts.items():
            for due in frame.dues.of(frame.index.stage[key], PeriodIndex(t)):
                window = frame.index.calendar.window_of[due.period]
                payable[due.funds, window].add(variable, due.amount)
    return payable


def _charged(frame: Frame) -> defaultdict[tuple[FundId, int], Linear]:
    """What each fund is charged in each window; several funds share freely."""
    charged: defaultdict[tuple[FundId, int], Linear] = defaultdict(Linear)
    for row, amount in _committed(frame).items():
        charged[row] = Linear(constant=amount)
    for (funds, w), due in _payable(frame).items():
        if len(funds) == 1:
            charged[funds[0], w].increase(due)
            continue
        shares = [frame.model.variable() for _ in funds]
        frame.model.equal(Linear.of(shares), due)
        for fund, share in zip(funds, shares, strict=True):
            charged[fund, w].add(share)
    return charged
