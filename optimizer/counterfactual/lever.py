"""More or less of a fund, and more of a skill: as changed portfolios and as columns."""

from __future__ import annotations

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple, Self

from models.fund import Budget
from models.index import Index
from models.portfolio import Portfolio
from models.stage import StageKey
from models.supply import Pool
from models.units import LARGEST_MONEY, FundId, Money, PeriodIndex, PoolId, SkillId, Slices
from optimizer.budgets import Charges, shortfalls
from optimizer.counterfactual.case import Case, Near
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.displaced import Starts
from optimizer.counterfactual.least import Reach
from optimizer.counterfactual.point import Point
from optimizer.counterfactual.span import Amount
from optimizer.funding.build import Built
from optimizer.funding.choice import chosen_starts
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.expressions import Terms
from optimizer.funding.model import Columns, Model, Row, at_least
from optimizer.funding.objective import rounding

EXTRA = PoolId("more of a skill")
"""The pool that stands for more people."""

SHARE = 0.4
"""Of the time that is left, for a solve that may find all at once."""

NOISE = Fraction(1, 1_000)
"""By which an engine's answer in whole units may be off."""


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


class Changed(NamedTuple):
    """A column for what there is more or less of."""

    most: int | float
    whole: bool
    entries: Callable[[Row], Terms]
    """Of the column (as column 0 of these terms) in a row of the programme."""


class Extreme(NamedTuple):
    """The least, or the most, of something with which plans with a stage are worth a value."""

    bound: float
    """Nothing less (or more) will do; infinite where nothing does, or nothing is known."""
    amount: float | None
    """This does, names aside; None where none was found."""
    starts: Starts
    """Of the plan that shows it."""


def _extremes(
    case: Case,
    given: Starts | StageKey,
    value: Amount,
    changed: Changed,
    *,
    least: bool,
    clock: Clock,
    base: Point,
) -> Extreme:
    """As `_extreme`; of a stage, what suffices near a plan at hand where no less is found.

    Names are to cost there what they cost in the best plan without it.
    """
    close, near, known = None, base.near, base.known.outside
    if near is not None and isinstance(given, StageKey):
        named = value + (known.high - known.low if known.searched and known.found else 0)
        close = _extreme(case, given, named, changed, least=least, clock=clock, near=near)
    found = _extreme(case, given, value, changed, least=least, clock=clock)
    if close is None or close.amount is None:
        return found
    if found.amount is not None and (found.amount <= close.amount) is least:
        return found
    return close._replace(bound=found.bound)


def _extreme(
    case: Case,
    given: Starts | StageKey,
    value: Amount,
    changed: Changed,
    *,
    least: bool,
    clock: Clock,
    near: Near | None = None,
) -> Extreme:
    """The least (or most) of a new column with which a plan is worth the value.

    Args:
        case: the programme.
        given: all starts, or the one stage that starts.
        value: that they are worth, rounding and tie-breaks aside.
        changed: the new column.
        least: whether the least is wanted.
        near: a plan, all but a few of whose starts stay.
        clock: of the question; a share of what is left is for this.
    """
    model = case.built.model
    old = model.columns
    columns = Columns([*old.names], [*old.lower], [*old.upper], [*old.integer])
    if not isinstance(given, StageKey):
        near = Near(given, frozenset())
    if near is not None:
        columns = near.fix(case.built.programme, columns)
    place = columns.add(("changed",), 0, changed.most, integer=changed.whole)
    columns.prices = {place: -1 if least else 1}
    rows = [
        row._replace(terms=[*row.terms, *((place, amount) for _, amount in changed.entries(row))])
        for row in model.rows
    ]
    if not math.isinf(value):
        enough = Fraction(int(value)) - model.constant - rounding(case.built.programme)
        rows.append(at_least(("it is worth enough",), [*old.prices.items()], enough))
    if isinstance(given, StageKey):
        rows.append(case.inside(given))
    deadline = time.monotonic() + max(0.1, SHARE * clock.left)
    search = Search(gap=0.0, deadline=deadline, interrupted=clock.stopped)
    answer = solve(Model(columns, tuple(rows)), search)
    nothing = math.inf if least else -math.inf
    if answer.ending is Ending.INFEASIBLE:
        return Extreme(nothing, None, {})
    bound = -answer.bound if least else answer.bound
    if answer.values is None:
        return Extreme(bound, None, {})
    return Extreme(bound, answer.values[place], chosen_starts(case.built.programme, answer.values))


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
        found = _extremes(
            case,
            given,
            value,
            changed,
            least=self.more,
            clock=self.clock,
            base=self.at(0),
        )
        if not self.more:
            amount = None if found.amount is None else _down(found.amount)
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
            return _first_where(lambda x: self._missing(x) == end, 0, most), most
        committed = self.case.built.programme.committed_charges
        return 0, uncommitted(self.case.portfolio, committed, self.fund, self.windows)

    def _missing(self, amount: int) -> dict[tuple[FundId, int], Money]:
        committed = self.case.built.programme.committed_charges
        return _missing(self.changed(amount), committed, self.fund)


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
        found = _extremes(
            free, given, value, changed, least=True, clock=self.clock, base=self.at(0)
        )
        return _reached(found, 0, sure=True)


def _reached(found: Extreme, first: int, *, sure: bool) -> Reach:
    """What was found of a column that is counted from `first` on; unless it is sure, no bound."""
    if found.bound == math.inf and found.amount is None:
        return Reach(None if sure else 0, None, {})
    low = first + rounded_up(found.bound) if sure and found.bound > 0 else 0
    amount = None if found.amount is None else first + rounded_up(found.amount)
    return Reach(low, amount, found.starts)


def _first_where(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The first number from `low` on for which it holds; `high` where it holds for none before."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def rounded_up(found: float) -> int:
    """The least whole number that an engine's answer stands for."""
    if math.isinf(found):
        return 0
    return math.ceil(Fraction(found) - NOISE - abs(Fraction(found)) / 10**9)


def _down(found: float) -> int:
    """The largest one."""
    if math.isinf(found):
        return 2**60
    return math.floor(Fraction(found) + NOISE + abs(Fraction(found)) / 10**9)


def with_money(
    portfolio: Portfolio, fund: FundId, windows: tuple[int, ...], amount: int
) -> Portfolio:
    """The portfolio with so much more (or less) in each window's budget of a fund."""
    index = Index(portfolio)
    names = {index.calendar.windows[w] for w in windows}
    budgets = [
        row.model_copy(update={"amount": Money(max(0, row.amount + amount))})
        if row.fund == fund and row.window in names
        else row
        for row in portfolio.budgets
    ]
    for name in sorted(names - {row.window for row in portfolio.budgets if row.fund == fund}):
        if amount > 0:
            counts = index.counts[fund]
            budgets.append(Budget(fund=fund, window=name, amount=Money(amount), counts=counts))
    return portfolio.model_copy(update={"budgets": tuple(budgets)})


def least_budget(index: Index, fund: FundId, windows: tuple[int, ...]) -> int:
    """The least that a fund has in any of these windows."""
    rows = (index.budgets.get((fund, index.calendar.windows[w])) for w in windows)
    return min(0 if row is None else row.amount for row in rows)


def uncommitted(
    portfolio: Portfolio, committed: Charges, fund: FundId, windows: tuple[int, ...]
) -> int:
    """The most by which budgets can be cut so that committed work lacks no more money for it."""
    most, begin = (
        least_budget(Index(portfolio), fund, windows),
        _missing(portfolio, committed, fund),
    )

    def lacks_more(amount: int) -> bool:
        changed = with_money(portfolio, fund, windows, -amount)
        return _missing(changed, committed, fund) != begin

    return _first_where(lacks_more, 1, most + 1) - 1


def _missing(
    portfolio: Portfolio, committed: Charges, fund: FundId
) -> dict[tuple[FundId, int], Money]:
    found = shortfalls(Index(portfolio), committed)
    return {key: money for key, money in found.items() if key[0] == fund}


def with_people(
    portfolio: Portfolio, skill: SkillId, periods: tuple[PeriodIndex, PeriodIndex], slices: int
) -> Portfolio:
    """The portfolio with a pool of so many slices of a skill in each of the periods."""
    if slices == 0:
        return portfolio
    calendar = Index(portfolio).calendar
    first, last = (calendar.periods[t].id for t in periods)
    pool = Pool(id=EXTRA, skill=skill, slices=Slices(slices), from_period=first, to_period=last)
    return portfolio.model_copy(update={"pools": (*portfolio.pools, pool)})
