"""What is asked, row by row of the workbook, as rows of one programme that is built once.

Work that is left out, waits for its date or has no gate or fund is made possible first, and what
forbids it becomes a row like any other.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId
from models.verdict import VerdictKind
from optimizer.charges import funds_that_may_pay, parts
from optimizer.diagnosis.few import few
from optimizer.diagnosis.slim import (
    asks_for_more,
    is_large,
    loose,
    needed,
    slim,
    without_prices,
)
from optimizer.diagnosis.weaken import weakened
from optimizer.facts import Facts
from optimizer.funding.build import SHORTAGE, Built, build
from optimizer.funding.conflict import impossible
from optimizer.funding.model import Row, at_most
from optimizer.funding.places import Demanded, demanded
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, cut
from optimizer.gates import judge

REPLACED = ("earliest_start", "out_never_starts")
"""Constraints whose rows are told apart by what forbids a start."""


Forbidden = list[tuple[Demanded, list[tuple[StageKey, int]]]]
"""What forbids starts: stages, and the last period in which they may not have started."""

SECONDS_FEW = 20.0
"""To find few initiatives with which floors hold."""


@dataclass(frozen=True)
class Ground:
    """The rows of a programme by what demands them."""

    portfolio: Portfolio
    built: Built
    given: tuple[Row, ...]
    """What is so by nature."""
    asked: dict[Demanded, tuple[Row, ...]]
    beside: frozenset[InitiativeId] = field(default=frozenset(), kw_only=True)
    """Of a large portfolio: initiatives that are likely to keep floors, if they are started."""

    @classmethod
    def of(cls, portfolio: Portfolio, clashes: Collection[Clash] = ()) -> Ground:
        """The rows of a portfolio, and what names have said that they cannot serve."""
        forbidden = _forbidden(Facts.of(portfolio.canonical(), judge(portfolio)))
        opened = weakened(portfolio, (name for name, _ in forbidden))
        if is_large(portfolio):
            return Parted.of_opened(portfolio, opened, forbidden, clashes)
        return cls.of_rows(portfolio, opened, forbidden, clashes)

    @classmethod
    def of_rows(
        cls, portfolio: Portfolio, opened: Portfolio, forbidden: Forbidden, clashes: Iterable[Clash]
    ) -> Ground:
        """The rows of a portfolio in which what is forbidden has been opened."""
        problem = Problem.of(opened, judge(opened))
        built = build(problem, lacking=False)
        asked: defaultdict[Demanded, list[Row]] = defaultdict(list)
        given: list[Row] = []
        for row in built.model.rows:
            if row.name[0] == SHORTAGE or row.name[0] in REPLACED:
                continue
            name = demanded(problem, row.name)
            (given if name is None else asked[name]).append(row)
        by = built.programme.v.by
        for name, starts in forbidden:
            for key, last in starts:
                asked[name].append(at_most((name.constraint, *key, last), [(by(key, last), 1)], 0))
        for key in sorted(problem.facts.earliest):  # nothing of it can start now
            if key not in problem.facts.releasable:
                row = at_most(("gate_is_open", *key), [(by(key, 0), 1)], 0)
                asked[Demanded("gate_is_open", (key.initiative,))].append(row)
        for clash in clashes:
            name = Demanded("names_fit", (clash.stages, clash.period))
            asked[name].append(cut(built.programme.v, problem, clash))
        return cls(portfolio, built, tuple(given), {n: tuple(r) for n, r in asked.items()})

    @property
    def names(self) -> tuple[Demanded, ...]:
        """Everything that is demanded, in one order."""
        return tuple(self.asked)

    def rows(self, names: Iterable[Demanded]) -> list[Row]:
        """What is given, and what these demand."""
        return [*self.given, *(row for name in names for row in self.asked.get(name, ()))]

    def clash(
        self, names: Sequence[Demanded], deadline: float, interrupted: Callable[[], bool]
    ) -> bool | None:
        """Whether these cannot all hold; None where the time was too short to know."""
        return impossible(self.built.model, self.rows(names), deadline, interrupted)


@dataclass(frozen=True)
class Parted(Ground):
    """The rows of what has to be looked at in a large portfolio; see `slim`.

    Its names are all that can clash: rows about what need not start never do.
    """

    opened: Portfolio
    forbidden: Forbidden
    clashes: tuple[Clash, ...]
    more: frozenset[Demanded]
    """Rows that can be kept by starting more."""

    @classmethod
    def of_opened(
        cls,
        portfolio: Portfolio,
        opened: Portfolio,
        forbidden: Forbidden,
        clashes: Collection[Clash],
    ) -> Parted:
        """Of a portfolio in which what is forbidden has been opened."""
        opened = without_prices(opened)
        more = asks_for_more(portfolio)
        beside = _beside(opened) if more else frozenset()
        kept = needed(opened, beside)
        small = slim(opened, kept)
        there = {row.key for row in small.stages if row.initiative in kept}
        within = [
            (name, [(key, last) for key, last in starts if key in there])
            for name, starts in forbidden
        ]
        ground = Ground.of_rows(
            portfolio,
            small,
            [(name, starts) for name, starts in within if starts],
            [clash for clash in clashes if there.issuperset(clash.stages)],
        )
        asked = ground.asked | {name: ground.asked.get(name, ()) for name in more}
        return cls(
            portfolio,
            ground.built,
            ground.given,
            asked,
            opened,
            forbidden,
            tuple(clashes),
            frozenset(more),
            beside=beside,
        )

    @cached_property
    def whole(self) -> Ground:
        """The same of the whole portfolio, built when it is asked for."""
        return Ground.of_rows(self.portfolio, self.opened, self.forbidden, self.clashes)

    def clash(
        self, names: Sequence[Demanded], deadline: float, interrupted: Callable[[], bool]
    ) -> bool | None:
        """As of any ground; the whole is asked only where the part does not tell."""
        model = self.built.model
        sure = [name for name in names if name not in self.more]
        answer = impossible(model, self.rows(sure), deadline, interrupted)
        if answer is not False or len(sure) == len(names):
            return answer
        if impossible(model, self.rows(names), deadline, interrupted) is False:
            return False
        return self.whole.clash(names, deadline, interrupted)


def _beside(portfolio: Portfolio) -> frozenset[InitiativeId]:
    """Few initiatives with which floors hold: with all must-do work, and with none of it."""
    musts = [Demanded("must_do_is_done", (row.id,)) for row in portfolio.initiatives if row.must_do]
    found: set[InitiativeId] = set()
    for names in (_bounds(portfolio), musts):
        found |= few(weakened(portfolio, names), SECONDS_FEW, lambda: False) or frozenset()
    return frozenset(found)


def _bounds(portfolio: Portfolio) -> list[Demanded]:
    """Budgets and dates: without them, all that must be done can be."""
    windows = len({row.window for row in portfolio.periods})
    funds = (row.id for row in portfolio.funds)
    return [
        *(Demanded("fund_covers_charges", (fund, w)) for fund in funds for w in range(windows)),
        *(Demanded("deadline_is_kept", (row.id,)) for row in portfolio.initiatives),
        *(Demanded("team_takes_most", (row.id,)) for row in portfolio.teams),
    ]


def _forbidden(facts: Facts) -> Forbidden:
    found: dict[Demanded, list[tuple[StageKey, int]]] = {}
    last = facts.index.calendar.horizon - 1
    for initiative, stages in sorted(facts.index.stages_of.items()):
        row = facts.index.initiatives[initiative]
        free = [stage for stage in stages if stage.key not in facts.committed]
        if not free:
            continue
        if row.leave_out:
            found[Demanded("is_left_out", (initiative,))] = [(free[0].key, last)]
        failed = [s.stage for s in stages if facts.verdicts[s.key].kind is VerdictKind.FAILED]
        stopped = [stage for stage in free if failed and stage.stage > failed[0]]
        if stopped:
            found[Demanded("gate_failed", (initiative,))] = [(stopped[0].key, last)]
        for stage in free:
            unpaid = any(
                not funds_that_may_pay(facts.index, stage, part.cost_type) for part in parts(stage)
            )
            if unpaid:
                found[Demanded("fund_may_pay", stage.key)] = [(stage.key, last)]
        if row.earliest_start is not None:
            first = facts.index.calendar.index(row.earliest_start)
            if first > 0:
                found[Demanded("earliest_start", (initiative,))] = [
                    (stage.key, first - 1) for stage in free
                ]
    return list(found.items())


def has_plan(
    portfolio: Portfolio,
    seconds: float,
    interrupted: Callable[[], bool] = lambda: False,
    beside: Collection[InitiativeId] = (),
) -> bool | None:
    """Whether money and groups of people allow a plan; None where the time was too short to know.

    Committed stages may lack people, as in every plan. Of a large portfolio the part is asked
    first, with what is given `beside` it: initiatives that are likely to keep floors.
    """
    deadline = time.monotonic() + seconds
    if not is_large(portfolio):
        return _holds(portfolio, deadline, interrupted)
    portfolio = without_prices(portfolio)
    kept = needed(portfolio)
    answer = _holds(slim(loose(portfolio), kept), deadline, interrupted)
    if answer is not True or not asks_for_more(portfolio):
        return answer
    if _holds(slim(portfolio, needed(portfolio, beside)), deadline, interrupted):
        return True
    guess = few(portfolio, deadline - time.monotonic(), interrupted)
    if guess is None:
        return False
    if guess and _holds(slim(portfolio, needed(portfolio, guess)), deadline, interrupted):
        return True
    return _holds(portfolio, deadline, interrupted)


def _holds(portfolio: Portfolio, deadline: float, interrupted: Callable[[], bool]) -> bool | None:
    model = build(Problem.of(portfolio, judge(portfolio)), lacking=False).model
    rows = [row for row in model.rows if row.name[0] != SHORTAGE]
    answer = impossible(model, rows, deadline, interrupted)
    return None if answer is None else not answer
