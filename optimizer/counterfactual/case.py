"""What the best plan with, and the best plan without, one stage is worth: by solving anew."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from models.plan import Provenance, SolveStatus
from models.portfolio import Portfolio
from models.progress import Progress
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex
from optimizer.assemble import assemble
from optimizer.audit import audit
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.span import NONE, UNKNOWN, Amount, Span
from optimizer.funding.build import Built, build, least_shortage
from optimizer.funding.engine import Ending
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Columns, Row, at_least, at_most, equal
from optimizer.funding.objective import rounding
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Decision, Effort
from optimizer.planning.exact import CHOOSING, agreed

MOST = 0.8
"""Share of the time for plans near the one at hand."""

DECIDES = 500
"""Rows from which a search ends once it has decided what is asked."""


TRIES = 2
"""Choices that may be worth less by name than by groups, before the best one is looked for."""


class RefusedError(RuntimeError):
    """The audit refused a plan on which an answer would have rested: a fault of Headgate."""


def has_to_pass(portfolio: Portfolio, problem: Problem, decision: Decision) -> None:
    """Audits the plan of a decision; raises RefusedError where it is refused."""
    provenance = Provenance(portfolio=portfolio.digest(), headgate="")
    plan = assemble(problem, decision, provenance)
    failed = [check for check in audit(portfolio, plan) if not check.passed]
    if failed:
        raise RefusedError("; ".join(f"{row.name}: {row.detail}" for row in failed))


def worth_enough(built: Built, value: float) -> Row:
    """A plan is worth so many minor units, rounding and tie-breaks aside."""
    model = built.model
    enough = Fraction(math.floor(value)) - model.constant - rounding(built.programme)
    return at_least(("it is worth enough",), [*model.columns.prices.items()], enough)


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
        has_to_pass(self.portfolio, built.programme.problem, found)
        cut_short = found.status in (SolveStatus.TIME_LIMIT, SolveStatus.STOPPED)
        searched = found.to_the_end and not cut_short
        return Span(found.value.total, found.bound, found.funding.choice.starts, searched)
