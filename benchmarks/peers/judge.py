"""What a peer's starts and hires are really worth: can they be paid, and who would do the work?

Starts that lack money or names are struck, the worst first, with all that waits for them, until
the rest can be done and committed stages lack no more than they would alone. That rest is what a
company would have from the peer, and the audit looks at it. It is a simple repair: a better one
would keep more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from benchmarks.peers.hands import missing
from benchmarks.peers.names import named
from benchmarks.peers.paper import paper
from models.dependency import DependencyType
from models.plan import HireUse, Plan, Shortage, Value
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import Money, PeriodIndex, Slices
from optimizer.audit import BY_SECTION
from optimizer.audit.context import Context
from optimizer.funding.payments import Settlement, settle
from optimizer.funding.problem import Problem
from optimizer.gates import judge as verdicts_of
from optimizer.staffing import Staffing, StaffingError
from optimizer.valuation import benefits, value
from optimizer.worth import after_stage, before_stage

Starts = dict[StageKey, PeriodIndex]

ONE, TENTH = Fraction(0), Fraction(1, 10)
"""Of those that lack something, how many are struck at a time, rounded down, but at least one."""

RULES = 7
"""Sections of the audit about what is done; the later ones are about what a plan says of itself."""

WITHOUT_PEOPLE = 6
"""Those of them before the one about people."""


@dataclass(frozen=True)
class Judgement:
    """What Headgate makes of a peer's plan."""

    value: Money
    """Of all that it starts, as if all of it could be done, and without moves."""
    pays: bool
    """Whether the money settles, to the minor unit."""
    missing: int
    """Slices of people's time that nobody has, at the least."""
    struck: int
    """Stages that cannot be done, or wait for one that cannot."""
    doable: Money
    """Value of the others, names and their moves included."""
    named: bool
    """Whether names were found in time; if not, moves are left out, and rules about people."""
    broken: tuple[str, ...]
    """Rules that the doable part breaks, such as envelopes that the peer does not know."""


def judge(
    portfolio: Portfolio, starts: Mapping[StageKey, PeriodIndex], hires: tuple[HireUse, ...]
) -> Judgement:
    """Pays, names and values what a peer starts, then what of it can be done.

    Hires for whom nobody can be retrained are left out. Raises StaffingError where no names are
    found even for what the people could do.
    """
    court = _Court(portfolio, Problem.of(portfolio, verdicts_of(portfolio)))
    try:
        return court.judge(starts, hires)
    except StaffingError:
        if not hires:
            raise
        return court.judge(starts, ())


@dataclass(frozen=True)
class _Court:
    """One portfolio, seen by those who pay, name, value and audit."""

    portfolio: Portfolio
    problem: Problem

    def judge(
        self, starts: Mapping[StageKey, PeriodIndex], hires: tuple[HireUse, ...]
    ) -> Judgement:
        chosen = {**self.problem.facts.starts, **starts}
        settlement = settle(self.problem.dues, chosen)
        whole = self._value(chosen, settlement, hires, Slices(0))
        lacking = missing(self.portfolio, chosen, hires, self.problem.facts.committed)
        doable, staffing = self._doable(chosen, lacking, hires)
        payments = settle(self.problem.dues, doable)
        if payments is None:  # less is charged than where it settled
            raise RuntimeError("what is left of a plan that settles does not settle")
        moved = Slices(0) if staffing is None else staffing.moved
        rest = self._value(doable, payments, hires, moved)
        plan = paper(self.problem, doable, hires, payments, staffing, rest)
        return Judgement(
            value=whole.total,
            pays=settlement is not None,
            missing=round(sum(lacking.values())),
            struck=len(chosen) - len(doable),
            doable=rest.total,
            named=staffing is not None,
            broken=tuple(self._broken(plan, RULES if staffing else WITHOUT_PEOPLE)),
        )

    def _doable(
        self, starts: Starts, lacking: Mapping[StageKey, float], hires: tuple[HireUse, ...]
    ) -> tuple[Starts, Staffing | None]:
        """Strikes until money and people suffice, then until names do, if they are found."""
        committed = self.problem.facts.committed
        while settle(self.problem.dues, starts) is None:
            starts = self._without(starts, self._worst(starts, self._money(starts), ONE))
        lacking = missing(self.portfolio, starts, hires, committed)
        while True:
            while lacking:
                starts = self._without(starts, self._worst(starts, lacking, TENTH))
                lacking = missing(self.portfolio, starts, hires, committed)
            staffing = named(self.portfolio, starts, hires, committed)
            if staffing is None:
                return starts, None
            lacking = _by_stage(staffing.unserved) or self._takers(starts, staffing, hires)
            if not lacking:
                return starts, staffing

    def _takers(
        self, starts: Starts, staffing: Staffing, hires: tuple[HireUse, ...]
    ) -> dict[StageKey, float]:
        """Stages that ask for what committed ones lack, where these would lack less alone."""
        facts = self.problem.facts
        if not staffing.shortages:
            return {}
        alone = named(self.portfolio, facts.starts, hires, facts.committed)
        if alone is None or _slices(staffing.shortages) <= _slices(alone.shortages):
            return {}
        short = {(row.skill, row.period): float(row.slices) for row in staffing.shortages}
        lacking: defaultdict[StageKey, float] = defaultdict(float)
        for key in starts.keys() - facts.committed:
            run = range(starts[key], starts[key] + facts.index.stage[key].periods)
            for row in facts.index.demand_of.get(key, ()):
                lacking[key] += sum(short.get((row.skill, PeriodIndex(t)), 0) for t in run)
        taking = {key: slices for key, slices in lacking.items() if slices > 0}
        return taking or dict.fromkeys(starts.keys() - facts.committed, 1.0)

    def _broken(self, plan: Plan, sections: int) -> Iterator[str]:
        context = Context(self.portfolio, plan)
        for rules in [*BY_SECTION.values()][:sections]:
            for auditor in rules:
                check = auditor(context)
                if not check.passed:
                    yield check.name

    def _value(
        self,
        starts: Starts,
        settlement: Settlement | None,
        hires: tuple[HireUse, ...],
        moved: Slices,
    ) -> Value:
        accounts = () if settlement is None else settlement.accounts.values()
        return value(self.problem.worth, starts, accounts, hires, moved)

    def _money(self, starts: Starts) -> dict[StageKey, float]:
        """What stages that are not committed ask for."""
        free = (key for key in starts if key not in self.problem.facts.committed)
        money = {key: self.problem.index.stage[key].tranche for key in free}
        return {key: float(amount) for key, amount in money.items() if amount > 0}

    def _worst(
        self, starts: Starts, lacking: Mapping[StageKey, float], share: Fraction
    ) -> list[StageKey]:
        """A share of the stages, at least one: those that lack most for what they bring.

        What must be done is the last to go.
        """

        def lost(key: StageKey) -> int:
            gone = starts.keys() - self._without(starts, [key]).keys()
            return sum(benefits(self.problem.worth, row, starts) for row in gone)

        must = {row.id for row in self.portfolio.initiatives if row.must_do}
        worst = sorted(
            lacking,
            key=lambda key: (key.initiative in must, -lacking[key] / max(1, lost(key)), key),
        )
        return worst[: max(1, int(len(worst) * share))]

    def _without(self, starts: Starts, struck: Iterable[StageKey]) -> Starts:
        """The others, without those that wait for what is struck."""
        gone, more = set[StageKey](), set(struck)
        while more:
            gone |= more
            more = {
                after
                for before in more
                for after in self._waiting.get(before, ())
                if after not in gone and after not in self.problem.facts.committed
            }
        return {key: t for key, t in starts.items() if key not in gone}

    @cached_property
    def _waiting(self) -> dict[StageKey, set[StageKey]]:
        """For each stage those that may not start without it."""
        facts = self.problem.facts
        waiting: defaultdict[StageKey, set[StageKey]] = defaultdict(set)
        for key in facts.index.stage:
            waiting[StageKey(key.initiative, key.stage - 1)].add(key)
        for row in facts.index.portfolio.dependencies:
            before, after = before_stage(facts, row), after_stage(facts, row)
            if row.type is DependencyType.SAME_RELEASE:
                waiting[after].add(before)
            if row.type is not DependencyType.EXCLUDES and row.flag_cost is None:
                waiting[before].add(after)
        return waiting


def _slices(rows: Iterable[Shortage]) -> int:
    return sum(row.slices for row in rows)


def _by_stage(rows: Iterable[Shortage]) -> dict[StageKey, float]:
    slices: defaultdict[StageKey, float] = defaultdict(float)
    for row in rows:
        slices[StageKey(row.initiative, row.stage)] += row.slices
    return dict(slices)
