"""One initiative that is asked about, and what is known before the first question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from models.index import Index
from models.plan import Assignment, HireUse, Plan, SolveStatus, TrancheState
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import FundId, InitiativeId, SkillId
from optimizer.charges import funds_that_may_pay, parts
from optimizer.counterfactual.case import Case, Near
from optimizer.counterfactual.clock import Clock, never
from optimizer.counterfactual.point import Point
from optimizer.counterfactual.rivals import rivals
from optimizer.counterfactual.span import Span
from optimizer.funding.large import is_large
from optimizer.funding.model import Row
from optimizer.funding.problem import Problem
from optimizer.gates import judge


class Standing(StrEnum):
    """How an initiative stands, as far as questions differ."""

    REFUSED = "refused"
    FUNDED = "funded"
    HELD = "held"
    STOPPED = "stopped"
    SETTLED = "settled"
    """All that is left of it is committed, or it is done."""


@dataclass(frozen=True)
class Known:
    """The best plan of a portfolio, and how many people committed work lacks in it."""

    best: Span
    shortage: int


def known(
    portfolio: Portfolio,
    plan: Plan,
    seconds: float | None = None,
    *,
    to_the_end: bool = False,
    stopped: Callable[[], bool] = never,
) -> Known:
    """What is known of the portfolio as it is: from its plan, or by solving.

    Args:
        portfolio: as it is.
        plan: of it.
        seconds: for a solve.
        to_the_end: whether the plan was searched for without a gap, so that no solve is needed.
        stopped: whether somebody wants no more.
    """
    starts = {row.key: row.start for row in plan.stages if row.start is not None}
    if to_the_end or plan.status is SolveStatus.OPTIMAL:
        searched = plan.status not in (SolveStatus.TIME_LIMIT, SolveStatus.STOPPED)
        lacking = sum(row.slices for row in plan.shortages)
        return Known(Span(plan.value.total, plan.bound, starts, searched), lacking)
    case, clock = Case.of(portfolio), Clock.of(seconds, stopped)
    best = case.best(clock)
    if best.impossible:
        wider = case.lacking_more()
        if wider is not None:
            case, best = wider, wider.best(clock)
    low, high = max(best.low, plan.value.total), min(best.high, plan.bound)
    if low > best.low:  # the plan at hand is the better one that is known
        best = Span(low, high, starts, best.searched)
    return Known(replace(best, high=high), case.built.programme.shortage)


@dataclass(frozen=True)
class Asking:
    """Everything that one question needs; it can be sent elsewhere."""

    portfolio: Portfolio
    plan: Plan
    initiative: InitiativeId
    known: Known
    seconds: float | None = None
    """For each question."""
    inside: Span | None = None
    outside: Span | None = None
    """The best plans with and without its stage, once they are known."""
    near: Near | None = None
    """The best plan, and who may start otherwise because they want the same, once it is known."""
    stopped: Callable[[], bool] = never
    """Whether somebody wants no more answers: a function of a module, so that it can be sent."""
    hires: tuple[HireUse, ...] = ()
    """Of a large portfolio: those of the best plan near with its stage."""
    names: tuple[Assignment, ...] = ()
    """Who works where in it."""
    people: tuple[Row, ...] = ()
    """Of a large portfolio: what is known of its people, as rows of the programme without flows."""

    @property
    def index(self) -> Index:
        """Look-ups."""
        return Index(self.portfolio)

    @property
    def standing(self) -> Standing:
        """How the initiative stands in the plan."""
        rows = [row for row in self.plan.stages if row.initiative == self.initiative]
        states = {row.state for row in rows}
        if TrancheState.HELD in states:
            return Standing.HELD
        if TrancheState.STOPPED in states:
            return Standing.STOPPED
        if TrancheState.NOT_FUNDED in states:
            return Standing.REFUSED
        if states & {TrancheState.RELEASE_NOW, TrancheState.PLANNED}:
            return Standing.FUNDED
        return Standing.SETTLED

    @property
    def stage(self) -> StageKey | None:
        """The stage that is decided: the first that is not funded, held, stopped; else the next."""
        order = (
            (TrancheState.HELD,),
            (TrancheState.STOPPED,),
            (TrancheState.NOT_FUNDED,),
            (TrancheState.RELEASE_NOW, TrancheState.PLANNED),
        )
        rows = sorted(
            (row for row in self.plan.stages if row.initiative == self.initiative),
            key=lambda row: row.stage,
        )
        for states in order:
            for row in rows:
                if row.state in states:
                    return row.key
        return None

    @property
    def missing(self) -> list[Stage]:
        """The stage that is decided, and those after it."""
        stage = self.stage
        stages = self.index.stages_of.get(self.initiative, ())
        return [row for row in stages if stage is not None and row.stage >= stage.stage]

    @property
    def funds(self) -> list[FundId]:
        """The funds that may pay any of them."""
        index = self.index
        found = {
            fund
            for stage in self.missing
            for part in parts(stage)
            for fund in funds_that_may_pay(index, stage, part.cost_type)
        }
        return sorted(found)

    @property
    def skills(self) -> list[SkillId]:
        """The skills that they ask for."""
        index = self.index
        rows = [row for stage in self.missing for row in index.demand_of.get(stage.key, ())]
        return sorted({row.skill for row in rows if row.slices})

    def clock(self) -> Clock:
        """Until when a question that is begun now may be thought about."""
        return Clock.of(self.seconds, self.stopped)

    def case(self) -> Case:
        """The portfolio as it is, ready to be solved."""
        case = Case.of(self.portfolio)
        if case.built.programme.v.short:
            return Case(self.portfolio, case.built.lacking(self.known.shortage))
        return case

    def weighed(self) -> Asking:
        """The same, with the best plans with and without its stage."""
        stage = self.stage
        if stage is None:
            return self
        is_in, best = stage in self.known.best.starts, self.known.best
        case = self.case()
        near = self.beside(case.built.programme.problem)
        point = Point(
            case,
            stage,
            self.clock(),
            near=near,
            inside=best if is_in else None,
            outside=None if is_in else best,
        )
        return replace(self, inside=point.inside, outside=point.outside, near=near)

    def base(self, clock: Clock) -> Point:
        """The portfolio as it is and the stage, with what is known of them."""
        if self.stage is None:
            raise ValueError("nothing of the initiative is to be decided")
        return Point(
            self.case(),
            self.stage,
            clock,
            near=self.near,
            inside=self.inside,
            outside=self.outside,
        )

    def beside(self, problem: Problem) -> Near:
        """The best plan, and who may start otherwise because they want the same."""
        starts = self.known.best.starts
        return Near(starts, rivals(problem, self.initiative, starts))


def provable(portfolio: Portfolio) -> bool:
    """Whether one exact solve of the portfolio is the way; larger ones rest on a bound."""
    return not is_large(Problem.of(portfolio, judge(portfolio)))
