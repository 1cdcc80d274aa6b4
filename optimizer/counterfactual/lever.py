"""Something of which there can be more or less: money of a fund, time of a skill."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Self

from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import LARGEST_MONEY, FundId, Money, PeriodIndex, SkillId
from optimizer.counterfactual.case import Case
from optimizer.counterfactual.changed import (
    EXTRA,
    least_budget,
    missing,
    uncommitted,
    with_money,
    with_people,
)
from optimizer.counterfactual.displaced import Starts
from optimizer.counterfactual.extreme import Changed, Extreme, extremes
from optimizer.counterfactual.least import Reach
from optimizer.counterfactual.point import Point
from optimizer.counterfactual.span import Amount
from optimizer.counterfactual.whole import down, first_where, rounded_up
from optimizer.funding.build import Built
from optimizer.funding.expressions import Terms
from optimizer.funding.model import Model, Row


class Lever(ABC):
    """What more and less of anything share: changed portfolios, solved once each."""

    more = True
    by_groups = False
    """Whether people are groups, their names aside."""

    def __init__(self, base: Point) -> None:
        """`base`: the portfolio as it is, and the stage."""
        self.case, self.stage, self.clock = base.case, base.stage, base.clock
        self.near = base.near
        self._points = {0: base}

    @property
    @abstractmethod
    def most(self) -> int:
        """More of it changes nothing."""

    @abstractmethod
    def changed(self, amount: int) -> Portfolio:
        """The portfolio after so large a change."""

    @abstractmethod
    def reach(self, given: Starts | StageKey, value: Amount) -> Reach:
        """See `optimizer.counterfactual.least.Lever`."""

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self.clock.over

    @property
    def late(self) -> bool:
        """Whether what is left of it is for what is found already."""
        return self.clock.late

    @property
    def lacks_change(self) -> bool:
        """Whether committed work lacks other numbers of people before and after."""
        return False

    def without_names(self) -> Self:
        """The same where people are groups; what was solved is not solved again."""
        self.by_groups = True
        return self

    def at(self, amount: int) -> Point:
        """The portfolio after so large a change, and the stage."""
        if amount not in self._points:
            case = Case.of(self.changed(amount))
            self._points[amount] = Point(case, self.stage, self.clock, near=self.near)
        return self._points[amount]


class MoneyLever(Lever):
    """More, or less, of one fund in each of some windows."""

    def __init__(
        self, base: Point, fund: FundId, windows: tuple[int, ...], *, more: bool = True
    ) -> None:
        """`windows` are positions."""
        super().__init__(base)
        self.fund, self.windows, self.more = fund, windows, more
        self.index = base.case.built.programme.problem.index

    @property
    def most(self) -> int:
        """More money than could ever be asked for; less than there is."""
        if self.more:
            stages = self.index.portfolio.stages
            asked = sum(stage.tranche for stage in stages) + sum(self._missing(0).values()) + 1
            share = Fraction(self.index.funds[self.fund].carry_over) / 100
            if share == 0:
                return asked
            later = len(self.index.calendar.windows) - 1
            return min(LARGEST_MONEY, math.ceil(asked / share**later))
        return least_budget(self.index, self.fund, self.windows)

    def changed(self, amount: int) -> Portfolio:
        """The budgets of the windows are so much larger, or smaller."""
        return with_money(
            self.case.portfolio, self.fund, self.windows, amount if self.more else -amount
        )

    def reach(self, given: Starts | StageKey, value: Amount) -> Reach:
        """By a solve in which the budget is free, as far as no shortfall grows or shrinks."""
        first, last = self._straight
        case = self.at(first).case if self.more else self.case
        entries = self._entries(-1 if self.more else 1)
        changed = Changed(math.inf if self.more else last, whole=False, entries=entries)
        found = extremes(
            case,
            given,
            value,
            changed,
            least=self.more,
            clock=self.clock,
            base=self.at(0),
        )
        if not self.more:
            amount = None if found.amount is None else down(found.amount)
            return Reach(0, amount, found.starts)
        carries = self.index.funds[self.fund].carry_over > 0
        return _reached(found, first, sure=not (first > 0 and carries))

    def _entries(self, sign: int) -> Callable[[Row], Terms]:
        share = Fraction(self.index.funds[self.fund].carry_over) / 100

        def entries(row: Row) -> Terms:
            what, rest = row.name[0], row.name[1:]
            if what == "fund_covers_charges" and rest in self._names(0):
                return [(0, sign)]
            if what == "carry_over_is_a_share" and rest in self._names(1):
                return [(0, sign * share)]
            return []

        return entries

    def _names(self, later: int) -> Iterable[tuple[object, ...]]:
        return [(self.fund, w + later) for w in self.windows]

    @property
    def _straight(self) -> tuple[int, int]:
        """Between which changes no shortfall of committed money grows or shrinks.

        There the budgets of the programme change by as much as those of the portfolio.
        """
        most = self.most
        if self.more:
            end = self._missing(most)
            return first_where(lambda x: self._missing(x) == end, 0, most), most
        committed = self.case.built.programme.committed_charges
        return 0, uncommitted(self.case.portfolio, committed, self.fund, self.windows)

    def _missing(self, amount: int) -> dict[tuple[FundId, int], Money]:
        committed = self.case.built.programme.committed_charges
        return missing(self.changed(amount), committed, self.fund)


class SkillLever(Lever):
    """More time of one skill in each of some periods, for every team and at any level."""

    def __init__(
        self, base: Point, skill: SkillId, periods: tuple[PeriodIndex, PeriodIndex]
    ) -> None:
        """`periods` are the first and the last."""
        super().__init__(base)
        self.skill, self.periods = skill, periods

    @property
    def most(self) -> int:
        """All that is ever asked for of the skill."""
        return sum(row.slices for row in self.case.portfolio.demand if row.skill == self.skill)

    def changed(self, amount: int) -> Portfolio:
        """A pool of so many slices in each of the periods."""
        return with_people(self.case.portfolio, self.skill, self.periods, amount)

    @property
    def lacks_change(self) -> bool:
        """Committed work that lacks people may lack fewer."""
        return self.at(0).lacks_more

    def reach(self, given: Starts | StageKey, value: Amount) -> Reach:
        """By a solve in which the pool's size is free."""
        wide = self.at(self.most).case

        def entries(row: Row) -> Terms:
            mine = row.name[0] == "pool_within_capacity" and row.name[1] == EXTRA
            return [(0, -1)] if mine else []

        built = wide.built
        if built.programme.v.short:
            built = built.lacking(self.at(0).case.built.programme.shortage)
        rows = tuple(row._replace(upper=0) if entries(row) else row for row in built.model.rows)
        free = Case(
            wide.portfolio,
            Built(built.programme, Model(built.model.columns, rows, built.model.constant)),
        )
        changed = Changed(self.most, whole=True, entries=entries)
        found = extremes(free, given, value, changed, least=True, clock=self.clock, base=self.at(0))
        return _reached(found, 0, sure=True)


def _reached(found: Extreme, first: int, *, sure: bool) -> Reach:
    """What was found of a column that is counted from `first` on; unless it is sure, no bound."""
    if found.bound == math.inf and found.amount is None:
        return Reach(None if sure else 0, None, {})
    low = first + rounded_up(found.bound) if sure and found.bound > 0 else 0
    amount = None if found.amount is None else first + rounded_up(found.amount)
    return Reach(low, amount, found.starts)
