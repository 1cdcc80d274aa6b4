"""Rank and cut, as in a spreadsheet: the most value for the money first, while anything is left.

What must be done comes first. An initiative is taken with all its stages, each as early as its
gates, its order, money and the crowds of people allow, or not at all. Envelopes are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from benchmarks.peers.clock import Clock
from benchmarks.peers.crowds import Crowd, Crowds
from benchmarks.peers.purses import Purses
from benchmarks.peers.run import Asks, Found
from models.dependency import Dependency, DependencyType
from models.initiative import CountsFrom, Initiative
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import PeriodIndex, Slices
from optimizer.funding.payments import settle
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.valuation import value
from optimizer.worth import after_stage, before_stage

Starts = dict[StageKey, PeriodIndex]


def solve(portfolio: Portfolio, clock: Clock) -> Found:
    """What is taken before money or people run out."""
    sheet = Sheet(Problem.of(portfolio, judge(portfolio)))
    ranked = sheet.ranked()
    taken = True
    while taken:  # what waits for something taken later gets another turn
        taken = False
        for initiative in ranked:
            taken |= sheet.take(initiative)
    free = {key: t for key, t in sheet.starts.items() if key not in sheet.problem.facts.committed}
    settlement = settle(sheet.problem.dues, sheet.starts)
    accounts = () if settlement is None else settlement.accounts.values()
    total = value(sheet.problem.worth, sheet.starts, accounts, (), Slices(0)).total
    clock.found(total)
    return Found(free, Asks.EVERYTHING, value=total)


@dataclass
class Sheet:
    """What is taken so far, and what is left."""

    problem: Problem
    starts: Starts = field(init=False)
    purses: Purses = field(init=False)
    crowds: Crowds = field(init=False)
    room: dict[tuple[Crowd, int], int] = field(init=False)
    decided: set[str] = field(default_factory=set)
    """Initiatives that are taken, or that can never be."""

    def __post_init__(self) -> None:
        self.starts = dict(self.problem.facts.starts)
        self.purses = Purses(self.problem.dues)
        self.crowds = Crowds(self.problem.facts)
        self.room = dict(self.crowds.room)

    def ranked(self) -> list[Initiative]:
        """What must be done, then by value for each unit of money, the largest first."""
        worth = {row.id: self._worth(row) for row in self.problem.index.portfolio.initiatives}
        rows = (row for row in self.problem.index.portfolio.initiatives if self._free(row))
        return sorted(rows, key=lambda row: (not row.must_do, -worth[row.id], row.id))

    def _free(self, row: Initiative) -> list[Stage]:
        """Stages that are still to be decided."""
        stages = self.problem.index.stages_of.get(row.id, ())
        return [stage for stage in stages if stage.key in self.problem.facts.earliest]

    def _worth(self, row: Initiative) -> Fraction:
        """Value of starting everything as if nothing else were there, for each unit of money."""
        total, t, money = 0, 0, 1
        for stage in self._free(row):
            t = max(t, self.problem.facts.earliest[stage.key])
            for anchor in CountsFrom:
                launch = t + (stage.periods if anchor is CountsFrom.FINISH else 0)
                total += self.problem.worth.launched(stage.key, anchor, launch)
            t, money = t + stage.periods, money + stage.tranche
        return Fraction(total, money)

    def take(self, row: Initiative) -> bool:
        """Takes all of an initiative, if it can be; whether it did."""
        if row.id in self.decided or not self._allowed(row):
            return False
        kept = dict(self.starts), dict(self.room), dict(self.purses.charged)
        for stage in self._free(row):
            if not self._placed(stage, row):
                self.starts, self.room, self.purses.charged = kept
                return False
        self.decided.add(row.id)
        return True

    def _allowed(self, row: Initiative) -> bool:
        """Whether nothing that is taken excludes it, and what it needs is taken."""
        index = self.problem.index
        first = index.stages_of[row.id][0].key
        rivals = [
            index.stages_of[other.id][0].key
            for other in index.portfolio.initiatives
            if row.group is not None and other.group == row.group and other.id != row.id
        ]
        if first not in self.problem.facts.committed and any(map(self._started, rivals)):
            return False
        return all(self._fits(each, row) for each in self._rows(row))

    def _rows(self, row: Initiative) -> Iterator[Dependency]:
        for each in self.problem.index.portfolio.dependencies:
            if row.id in (each.before, each.after):
                yield each

    def _fits(self, each: Dependency, row: Initiative) -> bool:
        before = before_stage(self.problem.facts, each)
        after = after_stage(self.problem.facts, each)
        match each.type:
            case DependencyType.EXCLUDES:
                return not self._started(after if each.before == row.id else before)
            case DependencyType.SAME_RELEASE:
                return False  # a spreadsheet looks at one initiative at a time
            case DependencyType.NEEDS:
                return each.before == row.id or self._started(before)
            case DependencyType.FINISH_START:
                return each.before == row.id or self._started(before) or each.flag_cost is not None

    def _started(self, key: StageKey) -> bool:
        return key in self.starts or key in self.problem.facts.done

    def _placed(self, stage: Stage, row: Initiative) -> bool:
        """Starts a stage in the first period in which money and people are left."""
        last = self.problem.horizon
        is_last = stage.key == self.problem.index.stages_of[row.id][-1].key
        if is_last and row.latest_finish is not None and row.deadline_penalty is None:
            due = self.problem.index.calendar.index(row.latest_finish) + 1
            last = min(last, due - stage.periods + 1)
        for t in range(self._ready(stage), last):
            start = PeriodIndex(t)
            if self._people(stage, t) and self.purses.pay(self.problem.dues.of(stage, start)):
                self.starts[stage.key] = start
                for crowd, slices in self.crowds.asked(stage).items():
                    for p in self.crowds.running(stage, t):
                        self.room[crowd, p] = self.room.get((crowd, p), 0) - slices
                return True
        return False

    def _ready(self, stage: Stage) -> int:
        """First period that gates, order and dependencies allow."""
        facts = self.problem.facts
        waits = [(StageKey(stage.initiative, stage.stage - 1), 0)]
        waits += [
            (before_stage(facts, each), each.lag)
            for each in facts.index.dependencies_on.get(stage.initiative, ())
            if each.type is DependencyType.FINISH_START and after_stage(facts, each) == stage.key
        ]
        finished = (
            self.starts[key] + facts.index.stage[key].periods + lag
            for key, lag in waits
            if key in self.starts
        )
        return max(facts.earliest[stage.key], *finished, 0)

    def _people(self, stage: Stage, start: int) -> bool:
        return all(
            self.room.get((crowd, t), 0) >= slices
            for crowd, slices in self.crowds.asked(stage).items()
            for t in self.crowds.running(stage, start)
        )
