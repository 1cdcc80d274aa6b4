"""What the best plan with, and the best plan without, one stage is worth: by solving anew."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from models.counterfactual import Basis
from models.plan import Provenance, SolveStatus
from models.portfolio import Portfolio
from models.progress import Progress
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex
from optimizer.assemble import assemble
from optimizer.audit import audit
from optimizer.funding.build import Built, build, least_shortage
from optimizer.funding.engine import Ending
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Columns, Row, at_least, at_most, equal
from optimizer.funding.objective import rounding
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Effort
from optimizer.planning.exact import CHOOSING, agreed

Amount = int | float
"""Whole minor units; infinite where nothing is known, or nothing possible."""

SECONDS = 3_600.0
"""For questions without a limit."""

DECIDES = 500
"""Rows from which a search ends once it has decided what is asked."""

TRIES = 2
"""Choices that may be worth less by name than by groups, before the best one is looked for."""

LATE, LONG = 0.35, 5.0
"""Share of the time that is left for what has been found, and seconds to find the best of it."""

MOST, BRIEF = 0.8, 0.3
"""Shares of the time for plans near the one at hand, and for what only shows the way."""

TURNS = 12
"""Times in which a plan with the stage and one without have to beat each other."""


@dataclass(frozen=True)
class Span:
    """Between what the value of the best plan lies; both ends are the same where it is proven."""

    low: Amount
    high: Amount
    starts: Mapping[StageKey, PeriodIndex] = field(default_factory=dict)
    """Of the plan that is worth `low`; empty where there is none."""
    searched: bool = True
    """Whether the programme was solved to its end: then only the moves of people by name, which
    the programme counts by groups of alike people, keep the two ends apart."""
    near: bool = False
    """Whether the best plan near the one at hand was looked for."""

    def settles(self, value: Amount | None) -> bool:
        """Whether it shows if a plan is worth so much; None: what the best one is worth."""
        if self.searched or self.impossible:
            return True
        if value is None:
            return False
        return (self.found and self.low >= value) or self.high < value

    def and_also(self, other: Span) -> Span:
        """What both say together."""
        best, high = (other if other.low > self.low else self), min(self.high, other.high)
        searched, near = self.searched or other.searched, self.near or other.near
        return Span(best.low, high, best.starts, searched, near)

    @property
    def fair(self) -> bool:
        """Whether the plan is the best of some, not just what a search had found by then."""
        return self.searched or self.near

    @property
    def by_groups(self) -> Span:
        """The same where people are groups, names aside."""
        if not self.searched or self.low == -math.inf:
            return self
        return Span(self.high, self.high, self.starts)

    @property
    def exact(self) -> bool:
        """Whether nothing is left open."""
        return self.low == self.high

    @property
    def found(self) -> bool:
        """Whether a plan was found."""
        return self.low > -math.inf

    @property
    def impossible(self) -> bool:
        """Whether it is proven that there is no plan."""
        return self.high == -math.inf


NONE = Span(-math.inf, -math.inf)
"""No plan."""

UNKNOWN = Span(-math.inf, math.inf, searched=False)
"""Nothing found out."""


@dataclass(frozen=True)
class Pair:
    """The best plans of a portfolio that start a stage, and those that do not."""

    inside: Span
    outside: Span

    @property
    def admits(self) -> bool | None:
        """Whether an optimal plan has the stage; None where that is open."""
        if not self.inside.impossible and self.inside.low >= self.outside.high:
            return True
        if self.inside.impossible or self.inside.high < self.outside.low:
            return False
        return None

    @property
    def leaves_out(self) -> bool | None:
        """Whether an optimal plan does without the stage; None where that is open."""
        return Pair(self.outside, self.inside).admits

    @property
    def by_groups(self) -> Pair:
        """The same where people are groups, names aside."""
        return Pair(self.inside.by_groups, self.outside.by_groups)

    @property
    def basis(self) -> Basis:
        """What their difference rests on; nothing where it is proven."""
        if self.inside.exact and self.outside.exact:
            return Basis.NONE
        searched = self.inside.searched and self.outside.searched
        return Basis.GROUPS if searched else Basis.TIME

    @property
    def as_good(self) -> bool:
        """Whether plans with and without it are proven to be worth the same."""
        both = self.inside.exact and self.outside.exact
        return both and self.inside.low == self.outside.low and not self.inside.impossible


class RefusedError(RuntimeError):
    """The audit refused a plan on which an answer would have rested: a fault of Headgate."""


def never() -> bool:
    """Nobody wants to stop."""
    return False


@dataclass
class Clock:
    """Until when one question may be thought about."""

    deadline: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    began: float = field(default_factory=time.monotonic)
    stopped: Callable[[], bool] = never
    """Whether somebody wants no more."""

    @classmethod
    def of(cls, seconds: float | None, stopped: Callable[[], bool] = never) -> Clock:
        """So many seconds from now."""
        until = time.monotonic() + (SECONDS if seconds is None else seconds)
        return cls(until, stopped=stopped)

    @property
    def left(self) -> float:
        """Seconds."""
        return self.deadline - time.monotonic()

    @property
    def over(self) -> bool:
        """Whether no more solve should be begun."""
        return self.left <= 0 or self.stopped()

    def part(self, share: float) -> Clock:
        """A clock with a share of what is left."""
        return Clock.of(share * self.left, self.stopped)

    @property
    def late(self) -> bool:
        """Whether what is left is for what has been found already."""
        return self.left < LATE * (self.deadline - self.began) or self.stopped()


@dataclass
class _Watch:
    """Looks at the bound of a search: it holds even where no plan is found."""

    margin: Fraction
    """By which an exact value may exceed what the search says."""
    bound: Amount = math.inf

    def __call__(self, progress: Progress) -> None:
        first = progress.phase == CHOOSING  # later bounds heed what is not proven of names
        if first and progress.bound is not None:  # rounded to whole minor units
            self.bound = min(self.bound, math.ceil(progress.bound + 1 + self.margin))


@dataclass(frozen=True)
class Near:
    """A plan, and who may start otherwise: all others stay."""

    starts: Mapping[StageKey, PeriodIndex]
    free: frozenset[InitiativeId]

    def fix(self, programme: Programme, columns: Columns) -> Columns:
        """The columns, with the starts of all others."""
        lower, upper = [*columns.lower], [*columns.upper]
        for key, by in programme.v.started.items():
            start = self.starts.get(key)
            for t, column in enumerate(by if key.initiative not in self.free else ()):
                lower[column] = upper[column] = int(start is not None and start <= t)
        return replace(columns, lower=lower, upper=upper)


@dataclass(frozen=True)
class Case:
    """One portfolio, as it is or changed, ready to be solved with and without a stage."""

    portfolio: Portfolio
    built: Built

    @classmethod
    def of(cls, portfolio: Portfolio) -> Case:
        """The case of a portfolio that has passed the reference checks."""
        return cls(portfolio, build(Problem.of(portfolio, judge(portfolio))))

    @property
    def small(self) -> bool:
        """Whether it is solved to the end as soon as anything is known of it."""
        return len(self.built.model.rows) < DECIDES

    def last(self, stage: StageKey) -> int:
        """Column that says whether the stage starts at all."""
        programme = self.built.programme
        return programme.v.by(stage, programme.problem.horizon - 1)

    def inside(self, stage: StageKey) -> Row:
        """The stage starts."""
        return at_least(("it is in",), [(self.last(stage), 1)], 1)

    def outside(self, stage: StageKey) -> Row:
        """It does not."""
        return at_most(("it is out",), [(self.last(stage), 1)], 0)

    def best(self, clock: Clock) -> Span:
        """The best plan of all."""
        return self._solve((), clock, may_lack=True)

    def with_it(self, stage: StageKey, clock: Clock, value: Amount | None = None) -> Span:
        """The best plan that starts the stage, no more people lacking than must.

        With a value, only so much as shows whether any is worth it.
        """
        return self._decided((self.inside(stage),), clock, value)

    def near(self, near: Near, stage: StageKey, clock: Clock, *, inside: bool) -> Span:
        """The best plan near another one that starts the stage, or does not; no bound."""
        model = self.built.model
        columns = near.fix(self.built.programme, model.columns)
        case = Case(self.portfolio, Built(self.built.programme, replace(model, columns=columns)))
        row = self.inside(stage) if inside else self.outside(stage)
        found = case._solve((row,), clock.part(MOST), may_lack=False)
        if not found.found:
            return UNKNOWN
        return replace(found, high=math.inf, searched=False, near=found.searched)

    def of_starts(self, starts: Mapping[StageKey, PeriodIndex], clock: Clock) -> Span:
        """A plan with just these starts: what it is worth, and no bound."""
        rows = []
        for key, by in self.built.programme.v.started.items():
            start = starts.get(key)
            for t, column in enumerate(by):
                begun = int(start is not None and start <= t)
                rows.append(equal(("as given", *key, t), [(column, 1)], begun))
        found = self._solve(tuple(rows), clock, may_lack=False)
        return replace(found, high=math.inf, searched=False) if found.found else UNKNOWN

    def without(self, stage: StageKey, clock: Clock, value: Amount | None = None) -> Span:
        """The best plan that does not; with a value as above."""
        return self._decided((self.outside(stage),), clock, value)

    def lacking_more(self) -> Case | None:
        """The same where committed work may lack what it must in any plan; None where it may."""
        if not self.built.programme.v.short:
            return None
        least = least_shortage(self.built)
        if least is None or least <= self.built.programme.shortage:
            return None
        return Case(self.portfolio, self.built.lacking(least))

    def _decided(self, rows: tuple[Row, ...], clock: Clock, value: Amount | None) -> Span:
        """Small programmes are solved to the end: that takes no longer, and says more.

        A choice that is worth enough by groups may be worth less by name: then another is looked
        for that is worth more by what names cost, and at last the best.
        """
        if value is None or math.isinf(value) or self.small:
            return self._solve(rows, clock, may_lack=False)
        found, target = UNKNOWN, value
        for _ in range(TRIES):
            found = found.and_also(
                self._solve(rows, clock, may_lack=False, enough=value, target=target)
            )
            if found.settles(value) or not found.found:
                return found
            target += 2 * (value - found.low)
        return found.and_also(self._solve(rows, clock, may_lack=False, enough=value))

    def _solve(
        self,
        rows: tuple[Row, ...],
        clock: Clock,
        *,
        may_lack: bool,
        enough: Amount = -math.inf,
        target: Amount = math.inf,
    ) -> Span:
        if clock.over:
            return UNKNOWN
        margin = rounding(self.built.programme)
        watch = _Watch(margin)
        effort = Effort(
            gap=Decimal(0),
            seconds=clock.left,
            on_progress=watch,
            interrupted=clock.stopped,
            enough=enough - float(margin) - 1,
            target=target,
        )
        built = Built(self.built.programme, self.built.model.with_rows(rows))
        found = agreed(self.portfolio, built, effort, may_lack=may_lack)
        if found is Ending.INFEASIBLE:
            return NONE
        if isinstance(found, Ending):
            high = (
                enough - 1 if found is Ending.TOO_LITTLE else math.inf if may_lack else watch.bound
            )
            return Span(-math.inf, high, searched=False)
        provenance = Provenance(portfolio=self.portfolio.digest(), headgate="")
        plan = assemble(built.programme.problem, found, provenance)
        failed = [check for check in audit(self.portfolio, plan) if not check.passed]
        if failed:
            raise RefusedError("; ".join(f"{row.name}: {row.detail}" for row in failed))
        cut_short = found.status in (SolveStatus.TIME_LIMIT, SolveStatus.STOPPED)
        searched = found.to_the_end and not cut_short
        return Span(found.value.total, found.bound, found.funding.choice.starts, searched)


class Point:
    """One portfolio and one stage: the best plans with it and without, as far as is asked.

    Committed work lacks as few people as in any plan, with the stage and without it.
    """

    def __init__(
        self,
        case: Case,
        stage: StageKey,
        clock: Clock,
        *,
        near: Near | None = None,
        inside: Span | None = None,
        outside: Span | None = None,
    ) -> None:
        """What is known already need not be solved again.

        Plans `near` another one are looked at first: they take a second, and may be enough.
        """
        self.case, self.stage, self.clock = case, stage, clock
        self.near = None if near is None or case.small else near
        self._looked: set[bool] = set()
        self._inside = UNKNOWN if inside is None else inside
        self._outside = UNKNOWN if outside is None else outside

    @property
    def inside(self) -> Span:
        """The best plan with the stage."""
        return self.with_it()

    @property
    def outside(self) -> Span:
        """The best plan without it."""
        return self.without()

    def with_it(self, value: Amount | None = None) -> Span:
        """The best plan with the stage; with a value, as much as shows whether it is worth that."""
        if not self._inside.settles(value):
            self._inside = self._inside.and_also(self._nearby(inside=True))
        if not self._inside.settles(value):
            solved = self.case.with_it(self.stage, self.clock, value)
            self._inside = self._inside.and_also(solved)
            if self._inside.impossible:
                self._widen()
        return self._inside

    def without(self, value: Amount | None = None) -> Span:
        """The best plan without the stage; with a value as above."""
        if not self._outside.settles(value):
            self._outside = self._outside.and_also(self._nearby(inside=False))
        if not self._outside.settles(value):
            solved = self.case.without(self.stage, self.clock, value)
            self._outside = self._outside.and_also(solved)
            if self._outside.impossible:
                self._widen()
        return self._outside

    def _nearby(self, *, inside: bool) -> Span:
        if self.near is None or inside in self._looked or self.clock.over:
            return UNKNOWN
        self._looked.add(inside)
        return self.case.near(self.near, self.stage, self.clock, inside=inside)

    @property
    def pair(self) -> Pair:
        """Both, solved to the end."""
        return Pair(self.inside, self.outside)

    @property
    def known(self) -> Pair:
        """Both, as far as they have been asked for."""
        return Pair(self._inside, self._outside)

    def compared(self, *, let_in: bool, by_groups: bool = False) -> Pair:
        """Both, as far as it takes to see whether an optimal plan has the stage, or does without.

        Each in turn has to beat what is known of the other. Names may leave it open; so may the
        clock.
        """
        for _ in range(TURNS):
            known = self.known
            seen = known.by_groups if by_groups else known
            if (seen.admits if let_in else seen.leaves_out) is not None:
                break
            first, second = known.inside, known.outside
            ask_first, ask_second = self.with_it, self.without
            if not let_in:
                first, second, ask_first, ask_second = second, first, ask_second, ask_first
            if not first.found and not second.found:
                ask_second()
            elif first.low < second.low:
                ask_first(second.low)
            else:
                ask_second(first.low + 1)
            if self.known == known:
                break
        return self.known

    def best_told(self, *, let_in: bool) -> None:
        """Looks briefly for the best plan with the stage (or without): it tells who gives way."""
        known = self._inside if let_in else self._outside
        if known.searched or known.impossible:
            return
        brief = Clock.of(min(self.clock.left, LONG), self.clock.stopped)
        if let_in:
            found = self.case.with_it(self.stage, brief)
            self._inside = known.and_also(found)
        else:
            found = self.case.without(self.stage, brief)
            self._outside = known.and_also(found)

    def tries(self, starts: Mapping[StageKey, PeriodIndex]) -> None:
        """Looks whether there is a plan with these starts, which have the stage."""
        if not self._inside.found:
            self._inside = self._inside.and_also(self.case.of_starts(starts, self.clock))

    @property
    def lacks_more(self) -> bool:
        """Whether committed work lacks people: to lack fewer comes before value."""
        return self.case.built.programme.shortage > 0

    def _widen(self) -> None:
        """Where there is neither, committed work must lack more."""
        case, stage, clock = self.case, self.stage, self.clock
        if not (self._inside.found or self._inside.impossible):
            self._inside = case.with_it(stage, clock)
        if not (self._outside.found or self._outside.impossible):
            self._outside = case.without(stage, clock)
        if self._inside.impossible and self._outside.impossible:
            wider = case.lacking_more()
            if wider is not None:
                self.case = wider
                self._inside = wider.with_it(stage, clock)
                self._outside = wider.without(stage, clock)
