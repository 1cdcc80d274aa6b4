"""One alternative: the best for an aim among the plans within the loss, with names."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from models.alternative import Aim
from models.plan import Plan, SolveStatus, Value
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, Money
from optimizer.alternatives.measure import Measure
from optimizer.alternatives.nearby import Nearby, fixed, is_large, worth
from optimizer.alternatives.trades import starts_of
from optimizer.assemble import assemble
from optimizer.funding.build import Built, build
from optimizer.funding.choice import Choice, choice, chosen_starts
from optimizer.funding.engine import PRESOLVED, Answer, Ending, Search, solve
from optimizer.funding.expressions import runs
from optimizer.funding.model import INFINITY, Coefficient, Model, Row, at_least, at_most
from optimizer.funding.objective import rounding
from optimizer.funding.people import People
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, Funding, Lack, cut, not_these
from optimizer.gates import judge
from optimizer.planning import Decision, Effort
from optimizer.planning.effort import GRACE
from optimizer.planning.names import clashes, names
from optimizer.staffing import Staffing
from optimizer.valuation import value

ROUNDS = 25
"""Corrections by names and cents after which an aim is given up."""

LATE = 15.0
"""Seconds for corrections of a large one, once its time is up."""

_ALL_AT_ONCE = 10**6
"""More initiatives than are ever under way."""

FOR_THE_AIM, FOR_THE_VALUE = 0.5, 0.4
"""Shares of the time that is left, first for the aim, then for the value."""

PARTS = 5, 2
"""Neighbourhoods of a large portfolio that are decided for the aim, then for the value: work, which
is the same on a busy machine."""

GAPS = 0.05, 1e-4
"""Relative gaps within which the neighbourhoods of a large portfolio are decided, for both."""

NEAR = 1e-3
"""How far below the whole number that it means an engine's sum may be."""

Prices = dict[int, Coefficient]


@dataclass(frozen=True)
class Task:
    """What is looked for."""

    portfolio: Portfolio
    best: Plan
    floor: Money
    """No plan that is worth less."""
    aim: Aim
    shown: tuple[Plan, ...]
    """Plans shown so far; from all of them it is to differ."""
    seconds: float
    seed: int = 0
    """Of a large portfolio: questions begin in other places."""
    ready: Ready | None = None
    """Of a large portfolio: what all its questions begin with, worked out once."""


@dataclass(frozen=True)
class Ready:
    """A large portfolio as a programme, and the best plan as values of its columns."""

    problem: Problem
    built: Built
    hint: tuple[float, ...] | None


def ready(task: Task, interrupted: Callable[[], bool]) -> Ready:
    """What all questions about a large portfolio begin with."""
    field = Field.of(task, interrupted)
    return Ready(field.problem, field.built, field.hint)


@dataclass(frozen=True)
class Found:
    """A plan, and whether none within the loss serves the aim better."""

    plan: Plan
    proven: bool
    apart: int
    """How far it is from the nearest plan shown; see `Measure.apart`."""


@dataclass(frozen=True)
class Nothing:
    """No plan was found that differs from those shown."""

    proven: bool
    """Whether there is none."""


@dataclass
class Field:
    """The plans within the loss, as a programme."""

    task: Task
    problem: Problem
    built: Built
    model: Model
    """All its rows, and that nothing worth less than the floor is wanted."""
    measure: Measure
    effort: Effort
    nearby: Nearby | None = None
    """How it is searched where one exact solve is not the way."""
    hint: tuple[float, ...] | None = None
    proven: bool = True

    @classmethod
    def of(cls, task: Task, interrupted: Callable[[], bool]) -> Field:
        """The programme of a task."""
        portfolio = task.portfolio
        priced = portfolio.settings.move_price > 0
        begun = task.ready if priced or task.aim is not Aim.MOVES else None
        problem = Problem.of(portfolio, judge(portfolio)) if begun is None else begun.problem
        counted = problem if priced or task.aim is not Aim.MOVES else _with_moves(portfolio)
        large = is_large(counted)
        built = _built(counted, task, large=large) if begun is None else begun.built
        prices = dict(built.model.columns.prices)
        if not priced:  # moves are counted, and cost nothing
            v = built.programme.v
            moves = {*v.moved.values(), *v.arriving.values()}
            prices = {c: p for c, p in prices.items() if c not in moves}
        margin = rounding(built.programme) + 1
        floor = at_least(
            ("within_the_loss",),
            list(prices.items()),
            Fraction(task.floor - built.model.constant) - margin,
        )
        model = built.model.with_rows([floor])
        model = replace(model, columns=model.with_prices(prices).columns)
        effort = Effort(gap=Decimal(0), seconds=task.seconds, interrupted=interrupted)
        nearby = Nearby(built.programme.v, People(built.programme), interrupted) if large else None
        field = cls(task, problem, built, model, Measure.of(problem), effort, nearby)
        field.hint = field._best_values() if begun is None else begun.hint
        field._expect_as_much_for_names()
        return field

    def _expect_as_much_for_names(self) -> None:
        """Raise the floor of a large programme by what names cost the best plan beyond groups."""
        if self.nearby is None or self.hint is None:
            return
        in_groups = worth(self.model, self.hint) + self.built.model.constant
        more = max(0, math.ceil(in_groups - self.task.best.value.total))
        *rows, floor = self.model.rows
        raised = floor._replace(lower=floor.lower + more)
        self.model = replace(self.model, rows=(*rows, raised))

    def _best_values(self) -> tuple[float, ...] | None:
        """The best plan as values of the columns: where the search begins."""
        starts = starts_of(self.task.best)
        started = self.built.programme.v.started.items()
        rows = [row for key, columns in started for row in fixed(key, columns, starts.get(key))]
        model = self.model.with_rows(rows)
        if self.nearby is not None:
            return self.nearby.answered(model, None, self.effort.deadline, 0).values
        return self.solve(model.with_prices({}), None).values

    def solve(
        self,
        model: Model,
        hint: tuple[float, ...] | None,
        share: float = 1.0,
        gap: float = 0.0,
        parts: int = 0,
    ) -> Answer:
        """Solves one of its questions in a share of the time that is left.

        Large programmes go bit by bit from a solution, and nothing is proven of them.
        Small programmes begin from nothing: on some, a solution to begin with costs the optimum.
        """
        left = self.effort.deadline - time.monotonic()
        deadline = time.monotonic() + max(1.0, left * share)
        seed = self.task.portfolio.settings.seed
        if self.nearby is not None and hint is not None:
            return self.nearby.bit_by_bit(model, hint, deadline, seed + self.task.seed, gap, parts)
        if self.nearby is not None:
            return self.nearby.answered(model, None, deadline, seed)
        if len(model.columns.names) < PRESOLVED:
            hint = None
        search = Search(0.0, deadline, seed=seed, interrupted=self.effort.interrupted)
        return solve(model, search, hint)

    def aimed(self) -> tuple[Model, Prices]:
        """The programme of the aim, and what one unit of its columns is good for."""
        model, v = self.model, self.built.programme.v
        horizon = self.problem.horizon
        stage = self.problem.index.stage
        match self.task.aim:
            case Aim.DIFFERENT:
                return self._apart(model)
            case Aim.EARLY:
                return model, {v.by(key, 0): stage[key].tranche for key in v.started}
            case Aim.MONEY:
                return model, {v.by(key, horizon - 1): -stage[key].tranche for key in v.started}
            case Aim.MOVES:
                return model, dict.fromkeys((*v.moved.values(), *v.arriving.values()), -1)
            case Aim.CALM:
                return self._calm(model)

    def different(self) -> list[Row]:
        """Of a large programme: the plan is another one than the best, in what is compared."""
        if self.task.aim is Aim.DIFFERENT:
            return []
        far = self.measure.columns(self.built.programme.v, self.ends(starts_of(self.task.best)))
        return [at_least(("another one",), far, self.measure.least)]

    def _apart(self, model: Model) -> tuple[Model, Prices]:
        """The nearest of the plans shown is as far as can be."""
        columns = _copied(model)
        nearest = columns.columns.add(("nearest",), 0, INFINITY)
        rows = []
        for number, plan in enumerate(self.task.shown):
            far = self.measure.columns(self.built.programme.v, self.ends(starts_of(plan)))
            rows.append(at_least(("apart", number), [*far, (nearest, -1)], 0))
        return columns.with_rows(rows), {nearest: 1}

    def _calm(self, model: Model) -> tuple[Model, Prices]:
        """As few initiatives as can be are under way in the busiest period."""
        columns = _copied(model)
        busiest = columns.columns.add(("busiest",), 0, INFINITY)
        v, facts = self.built.programme.v, self.problem.facts
        rows = []
        for t in range(self.problem.horizon):
            terms = [
                term
                for row in self.problem.index.portfolio.stages
                if row.key not in facts.out and row.key not in facts.done
                for term in runs(v, row, t)
            ]
            rows.append(at_most(("under way", t), [*terms, (busiest, -1)], 0))
        return columns.with_rows(rows), {busiest: -1}

    def ends(self, starts: Mapping[StageKey, int]) -> dict[InitiativeId, int]:
        """What is compared of these starts."""
        return self.measure.ends(starts)

    def nearest(self, starts: Mapping[StageKey, int]) -> int:
        """How far these starts are from the nearest plan shown."""
        here = self.ends(starts)
        return min(self.measure.apart(here, self.ends(starts_of(p))) for p in self.task.shown)


def _built(problem: Problem, task: Task, *, large: bool) -> Built:
    """The programme, in which committed stages lack no more people than in the best plan."""
    built = build(problem, flows=not large, lacking=False)
    if built.programme.v.short:
        built = built.lacking(sum(row.slices for row in task.best.shortages))
    return built


def _copied(model: Model) -> Model:
    """The same model with columns of its own, to which more may be added."""
    own = model.columns
    columns = type(own)(
        list(own.names), list(own.lower), list(own.upper), list(own.integer), dict(own.prices)
    )
    return Model(columns, model.rows, model.constant)


def _with_moves(portfolio: Portfolio) -> Problem:
    """The problem of the same portfolio in which moves are counted though they cost nothing."""
    settings = portfolio.settings.model_copy(update={"move_price": Money(1)})
    priced = portfolio.model_copy(update={"settings": settings})
    return Problem.of(priced, judge(priced))


def never() -> bool:
    """Nobody wants to stop."""
    return False


def look(task: Task, interrupted: Callable[[], bool] = never) -> Found | Nothing:
    """The best plan for an aim within the loss and the time, with names; audit it yet.

    Once `interrupted` says yes, the best found so far is named.
    """
    field = Field.of(task, interrupted)
    model, prices = field.aimed()
    if field.nearby is not None:
        model = model.with_rows(field.different())
    cuts: list[Row] = []
    news: Plan | list[Row] = []
    answer: Answer | None = None
    for number in range(ROUNDS):
        answer = _next(field, model.with_rows(cuts), prices, answer, news)
        if answer.values is None:
            known = answer.ending is Ending.INFEASIBLE and field.proven and field.nearby is None
            return Nothing(proven=known)
        values = answer.values[: len(field.built.model.columns.names)]
        starts = chosen_starts(field.built.programme, values)
        another = task.aim is Aim.DIFFERENT or field.nearby is not None
        if another and field.nearest(starts) < field.measure.least:
            sure = field.proven and answer.ending is Ending.OPTIMAL and field.nearby is None
            return Nothing(proven=sure)
        chosen = choice(field.built.programme, values)
        if chosen is None:
            news = [not_these(field.built.programme.v, starts, ("settles", number))]
        else:
            news = _named(field, chosen, number)
        if isinstance(news, Plan):
            proven = field.proven and answer.ending is Ending.OPTIMAL and field.nearby is None
            return Found(news, proven, field.nearest(starts_of(news)))
        cuts += news
        if time.monotonic() > field.effort.deadline + LATE or interrupted():
            break
    return Nothing(proven=False)


def _next(
    field: Field,
    model: Model,
    prices: Prices,
    last: Answer | None,
    news: Plan | list[Row],
) -> Answer:
    """The best there is; of a large programme, the last one mended where names refused it."""
    if field.nearby is None or last is None or last.values is None or isinstance(news, Plan):
        return _best_for(field, model, prices)
    deadline = max(field.effort.deadline, time.monotonic() + GRACE)
    return field.nearby.mended(
        model.with_prices(prices), last.values, news, deadline, field.task.seed
    )


def _best_for(field: Field, model: Model, prices: Prices) -> Answer:
    """The most for the aim, and of all plans that have it the one worth the most."""
    hint = field.hint
    if hint is not None:  # nothing further away, and all at once
        new = len(model.columns.names) - len(hint)
        hint = (*hint, *(float(_ALL_AT_ONCE * (field.task.aim is Aim.CALM)) for _ in range(new)))
    first = field.solve(model.with_prices(prices), hint, FOR_THE_AIM, GAPS[0], PARTS[0])
    if first.values is None:
        return first
    most = math.floor(sum(float(price) * first.values[c] for c, price in prices.items()) + NEAR)
    kept = at_least(("as much of the aim",), list(prices.items()), most)
    second = field.solve(model.with_rows([kept]), first.values, FOR_THE_VALUE, GAPS[1], PARTS[1])
    return first if second.values is None else replace(second, ending=first.ending)


def _named(field: Field, chosen: Choice, number: int) -> Plan | list[Row]:
    """The plan of a choice; or rows that it must heed, where names or cents refuse it."""
    task, problem, built = field.task, field.problem, field.built
    funding = Funding(chosen, 0.0, 0.0, Ending.OPTIMAL, 0)
    staffing = _who(field, funding, rough=True)
    news: Sequence[Clash | Lack] = clashes(
        problem, staffing, funding, built.programme.shortage, give_up=number > ROUNDS // 2
    )
    if news:
        field.proven &= all(clash.proven for clash in news)
        return [cut(built.programme.v, problem, clash) for clash in news]
    exact = _worth(field, chosen, staffing)
    if exact.total < task.floor and staffing.is_rough:  # fewer may move
        staffing = _who(field, funding, rough=False)
        exact = _worth(field, chosen, staffing)
    if exact.total < task.floor:  # moves of names, or cents of rounding, cost too much
        if not _is_rounding(field, exact.total):
            field.proven = False
        return [not_these(built.programme.v, chosen.starts, ("worth_too_little", number))]
    status = SolveStatus.OPTIMAL if exact.total == task.best.bound else SolveStatus.BEST_FOUND
    decision = Decision(funding, staffing, exact, task.best.bound, status, 1, ())
    return assemble(problem, decision, task.best.provenance)


def _who(field: Field, funding: Funding, *, rough: bool) -> Staffing:
    """Names near those of the best plan, where there are many people."""
    task = field.task
    near = task.best.assignments
    return names(task.portfolio, field.problem, funding, field.effort, near, rough=rough)


def _worth(field: Field, chosen: Choice, staffing: Staffing) -> Value:
    accounts = chosen.settlement.accounts.values()
    return value(field.problem.worth, chosen.starts, accounts, chosen.hires, staffing.moved)


def _is_rounding(field: Field, worth: int) -> bool:
    """Whether no other names or hires could bring these starts to the floor."""
    portfolio = field.task.portfolio
    return not portfolio.people and not portfolio.hiring and worth < field.task.floor
