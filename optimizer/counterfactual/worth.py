"""What the best plan with, and the best plan without, one stage is worth: by solving anew."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from models.plan import Provenance, SolveStatus
from models.portfolio import Portfolio
from models.progress import Progress
from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.assemble import assemble
from optimizer.audit import audit
from optimizer.funding.build import Built, build, least_shortage
from optimizer.funding.engine import Ending
from optimizer.funding.model import Row, at_least, at_most
from optimizer.funding.objective import rounding
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Effort
from optimizer.planning.exact import CHOOSING, agreed

Amount = int | float
"""Whole minor units; infinite where nothing is known, or nothing possible."""

SECONDS = 3_600.0
"""For questions without a limit."""


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
    def as_good(self) -> bool:
        """Whether plans with and without it are proven to be worth the same."""
        both = self.inside.exact and self.outside.exact
        return both and self.inside.low == self.outside.low and not self.inside.impossible


class RefusedError(RuntimeError):
    """The audit refused a plan on which an answer would have rested: a fault of Headgate."""


@dataclass
class Clock:
    """Until when one question may be thought about."""

    deadline: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    @classmethod
    def of(cls, seconds: float | None) -> Clock:
        """So many seconds from now."""
        return cls(time.monotonic() + (SECONDS if seconds is None else seconds))

    @property
    def left(self) -> float:
        """Seconds."""
        return self.deadline - time.monotonic()

    @property
    def over(self) -> bool:
        """Whether no more solve should be begun."""
        return self.left <= 0


@dataclass
class _Watch:
    """Looks at the bound of a search, and ends it where nothing worth enough can be found."""

    enough: Amount
    margin: Fraction
    """By which an exact value may exceed what the search says."""
    bound: Amount = math.inf

    def __call__(self, progress: Progress) -> None:
        first = progress.phase == CHOOSING  # later bounds heed what is not proven of names
        if first and progress.bound is not None:  # rounded to whole minor units
            self.bound = min(self.bound, math.ceil(progress.bound + 1 + self.margin))

    def refuted(self) -> bool:
        """Whether no plan is worth enough."""
        return self.bound < self.enough


@dataclass(frozen=True)
class Case:
    """One portfolio, as it is or changed, ready to be solved with and without a stage."""

    portfolio: Portfolio
    built: Built

    @classmethod
    def of(cls, portfolio: Portfolio) -> Case:
        """The case of a portfolio that has passed the reference checks."""
        return cls(portfolio, build(Problem.of(portfolio, judge(portfolio))))

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

    def with_it(self, stage: StageKey, clock: Clock, enough: Amount = -math.inf) -> Span:
        """The best plan that starts the stage, no more people lacking than must.

        Once it is clear that none is worth `enough`, no more is looked for.
        """
        return self._solve((self.inside(stage),), clock, may_lack=False, enough=enough)

    def without(self, stage: StageKey, clock: Clock) -> Span:
        """The best plan that does not."""
        return self._solve((self.outside(stage),), clock, may_lack=False)

    def lacking_more(self) -> Case | None:
        """The same where committed work may lack what it must in any plan; None where it may."""
        if not self.built.programme.v.short:
            return None
        least = least_shortage(self.built)
        if least is None or least <= self.built.programme.shortage:
            return None
        return Case(self.portfolio, self.built.lacking(least))

    def _solve(
        self, rows: tuple[Row, ...], clock: Clock, *, may_lack: bool, enough: Amount = -math.inf
    ) -> Span:
        if clock.over:
            return UNKNOWN
        watch = _Watch(enough, rounding(self.built.programme))
        effort = Effort(
            gap=Decimal(0), seconds=clock.left, on_progress=watch, interrupted=watch.refuted
        )
        built = Built(self.built.programme, self.built.model.with_rows(rows))
        found = agreed(self.portfolio, built, effort, may_lack=may_lack)
        if isinstance(found, Ending):
            high = math.inf if may_lack else watch.bound
            return NONE if found is Ending.INFEASIBLE else Span(-math.inf, high, searched=False)
        provenance = Provenance(portfolio=self.portfolio.digest(), headgate="")
        plan = assemble(built.programme.problem, found, provenance)
        failed = [check for check in audit(self.portfolio, plan) if not check.passed]
        if failed:
            raise RefusedError("; ".join(f"{row.name}: {row.detail}" for row in failed))
        searched = found.status not in (SolveStatus.TIME_LIMIT, SolveStatus.STOPPED)
        return Span(found.value.total, found.bound, found.funding.choice.starts, searched)


class Point:
    """One portfolio and one stage: its pair of plans, each solved when it is first asked for.

    Committed work lacks as few people as in any plan, with the stage and without it.
    """

    def __init__(
        self,
        case: Case,
        stage: StageKey,
        clock: Clock,
        *,
        inside: Span | None = None,
        outside: Span | None = None,
    ) -> None:
        """What is known already need not be solved again."""
        self.case, self.stage, self.clock = case, stage, clock
        self._inside, self._outside = inside, outside

    @property
    def inside(self) -> Span:
        """The best plan with the stage."""
        if self._inside is None:
            self._inside = self.case.with_it(self.stage, self.clock)
            if self._inside.impossible:
                self._widen()
        return self._inside

    @property
    def outside(self) -> Span:
        """The best plan without it."""
        if self._outside is None:
            self._outside = self.case.without(self.stage, self.clock)
            if self._outside.impossible:
                self._widen()
        return self._outside

    @property
    def pair(self) -> Pair:
        """Both."""
        return Pair(self.inside, self.outside)

    def knows(self, inside: Span) -> None:
        """The best plan with the stage has been found elsewhere, unless there is none."""
        if not inside.impossible:
            self._inside = inside

    @property
    def lacks_more(self) -> bool:
        """Whether committed work lacks people: to lack fewer comes before value."""
        return self.case.built.programme.shortage > 0

    def _widen(self) -> None:
        """Where there is neither, committed work must lack more."""
        case, stage, clock = self.case, self.stage, self.clock
        self._inside = self._inside or case.with_it(stage, clock)
        self._outside = self._outside or case.without(stage, clock)
        if self._inside.impossible and self._outside.impossible:
            wider = case.lacking_more()
            if wider is not None:
                self.case = wider
                self._inside = wider.with_it(stage, clock)
                self._outside = wider.without(stage, clock)
