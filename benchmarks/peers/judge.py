"""What a peer's starts and hires are really worth: can they be paid, and who would do the work?

Starts that lack money or names are struck, the worst first, with all that waits for them, until
the rest can be done; that rest is what a company would have from the peer, and the audit looks at
it. Of the stages that lack names, half are struck at a time.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from benchmarks.peers.paper import paper
from models.dependency import DependencyType
from models.plan import HireUse, Shortage, Value
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import Money, PeriodIndex, Slices
from optimizer.audit import BY_SECTION
from optimizer.audit.context import Context
from optimizer.funding.payments import Settlement, settle
from optimizer.funding.problem import Problem
from optimizer.gates import judge as verdicts_of
from optimizer.staffing import Staffing, StaffingError, staff
from optimizer.valuation import benefits, value
from optimizer.worth import after_stage, before_stage

Starts = dict[StageKey, PeriodIndex]

SECONDS = 20.0
"""For the names of one plan."""

RULES = 7
"""Sections of the audit about what is done; the later ones are about what a plan says of itself."""


@dataclass(frozen=True)
class Judgement:
    """What Headgate makes of a peer's plan."""

    value: Money
    """Of all that it starts, as if all of it could be done."""
    pays: bool
    """Whether the money settles, to the minor unit."""
    missing: int
    """Slices of people's time that nobody has."""
    struck: int
    """Stages that cannot be done, or wait for one that cannot."""
    doable: Money
    """Value of the others, names and their moves included."""
    broken: tuple[str, ...]
    """Rules that the doable part breaks, such as envelopes that the peer does not know."""


def judge(
    portfolio: Portfolio, starts: Mapping[StageKey, PeriodIndex], hires: tuple[HireUse, ...]
) -> Judgement:
    """Pays, names and values what a peer starts, then what of it can be done."""
    return _Court(portfolio, Problem.of(portfolio, verdicts_of(portfolio))).judge(starts, hires)


@dataclass(frozen=True)
class _Court:
    """One portfolio, seen by those who pay, name, value and audit."""

    portfolio: Portfolio
    problem: Problem

    def judge(
        self, starts: Mapping[StageKey, PeriodIndex], hires: tuple[HireUse, ...]
    ) -> Judgement:
        doable = {**self.problem.facts.starts, **starts}
        settlement = first = settle(self.problem.dues, doable)
        staffing, hires = self._staffed(doable, hires)
        worth = self._value(doable, settlement, hires, staffing)
        missing, count = sum(row.slices for row in staffing.unserved), len(doable)
        while settlement is None or staffing.unserved:
            doable = self._without(
                doable, self._lacking(staffing.unserved) if settlement else self._poorest(doable)
            )
            settlement = settle(self.problem.dues, doable)
            if settlement is not None:
                staffing, hires = self._staffed(doable, hires)
        rest = self._value(doable, settlement, hires, staffing)
        plan = paper(self.problem, doable, hires, settlement, staffing, rest)
        context = Context(self.portfolio, plan)
        checks = [auditor(context) for rules in [*BY_SECTION.values()][:RULES] for auditor in rules]
        return Judgement(
            value=worth.total,
            pays=first is not None,
            missing=missing,
            struck=count - len(doable),
            doable=rest.total,
            broken=tuple(check.name for check in checks if not check.passed),
        )

    def _staffed(
        self, starts: Starts, hires: tuple[HireUse, ...]
    ) -> tuple[Staffing, tuple[HireUse, ...]]:
        """Names, and the hires without which there would be none; no hires where they clash."""
        committed = self.problem.facts.committed
        deadline = time.monotonic() + SECONDS
        try:
            found = staff(self.portfolio, starts, hires, committed=committed, deadline=deadline)
        except StaffingError:
            hires = ()
            found = staff(self.portfolio, starts, hires, committed=committed, deadline=deadline)
        return found, hires

    def _value(
        self,
        starts: Starts,
        settlement: Settlement | None,
        hires: tuple[HireUse, ...],
        staffing: Staffing,
    ) -> Value:
        accounts = () if settlement is None else settlement.accounts.values()
        moved = Slices(staffing.moved)
        return value(self.problem.worth, starts, accounts, hires, moved)

    def _lacking(self, unserved: Iterable[Shortage]) -> list[StageKey]:
        """The half of the stages that lack most people for what they bring."""
        slices: defaultdict[StageKey, int] = defaultdict(int)
        for row in unserved:
            slices[StageKey(row.initiative, row.stage)] += row.slices
        worst = sorted(slices, key=lambda key: (-Fraction(slices[key], self._asked(key)), key))
        return worst[: (len(worst) + 1) // 2]

    def _asked(self, key: StageKey) -> int:
        index = self.problem.index
        rows = index.demand_of.get(key, ())
        return sum(row.slices for row in rows) * index.stage[key].periods

    def _poorest(self, starts: Starts) -> list[StageKey]:
        """The stage that brings least for its money, with what it lets the initiative bring."""

        def rate(key: StageKey) -> Fraction:
            rows = [row for row in starts if row.initiative == key.initiative]
            later = [row for row in rows if row.stage >= key.stage]
            money = sum(self.problem.index.stage[row].tranche for row in later)
            return Fraction(
                sum(benefits(self.problem.worth, row, starts) for row in later), money + 1
            )

        free = sorted(key for key in starts if key not in self.problem.facts.committed)
        charged = [key for key in free if self.problem.index.stage[key].tranche > 0]
        return [min(charged, key=rate)]

    def _without(self, starts: Starts, struck: Iterable[StageKey]) -> Starts:
        """The others, without those that wait for what is struck."""
        gone, more = set[StageKey](), set(struck)
        while more:
            gone |= more
            more = {key for key in starts if key not in gone and self._waits(key, gone)}
        return {key: t for key, t in starts.items() if key not in gone}

    def _waits(self, key: StageKey, gone: set[StageKey]) -> bool:
        if key in self.problem.facts.committed:
            return False
        return bool(self._needed[key] & gone)

    @cached_property
    def _needed(self) -> dict[StageKey, set[StageKey]]:
        """For each stage those without which it may not start."""
        facts = self.problem.facts
        needed: defaultdict[StageKey, set[StageKey]] = defaultdict(set)
        for key in facts.index.stage:
            needed[key].add(StageKey(key.initiative, key.stage - 1))
        for row in facts.index.portfolio.dependencies:
            before, after = before_stage(facts, row), after_stage(facts, row)
            if row.type is DependencyType.SAME_RELEASE:
                needed[before].add(after)
            if row.type is not DependencyType.EXCLUDES and row.flag_cost is None:
                needed[after].add(before)
        return needed
