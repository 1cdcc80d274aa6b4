"""Money and names in turn until both agree (DESIGN: one joint problem)."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from models.plan import Assignment, SolveStatus, Value
from models.portfolio import Portfolio
from models.progress import OnProgress, Progress, ignore
from models.stage import Stage, StageKey
from models.units import Money, PeriodIndex, SkillId, TeamId
from optimizer.funding.build import Built, build, least_shortage
from optimizer.funding.engine import Ending, Search
from optimizer.funding.large import fund_large, is_large
from optimizer.funding.objective import rounding
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, Funding, Lack, fund
from optimizer.funding.strategy.strategy import Strategy
from optimizer.staffing import Staffing, staff
from optimizer.valuation import value

PROVEN_ROUNDS = 40
"""Rounds of corrections that leave the bound exact; later, stages that lack names are given up."""

GRACE = 5.0
"""Seconds to bring a plan to an end when the time is up or the user has stopped."""

CHOOSING = 0.6
"""Share of the time in which a large portfolio's money is decided; names come after it."""


@dataclass(frozen=True)
class Effort:
    """How well, how long and how visibly to search."""

    gap: Decimal
    """Percent."""
    seconds: float
    on_progress: OnProgress = ignore
    interrupted: Callable[[], bool] = lambda: False
    began: float = field(default_factory=time.monotonic)

    @property
    def deadline(self) -> float:
        """On the clock of `time.monotonic`."""
        return self.began + self.seconds

    def tell(self, phase: str, best: float | None = None, bound: float | None = None) -> None:
        """Reports progress in whole minor units."""
        self.on_progress(
            Progress(
                phase=phase,
                value=None if best is None else Money(round(best)),
                bound=None if bound is None else Money(round(bound)),
                seconds=time.monotonic() - self.began,
                limit=self.seconds,
            )
        )


@dataclass(frozen=True)
class Decision:
    """Money and names that agree."""

    funding: Funding
    staffing: Staffing
    value: Value
    bound: Money
    status: SolveStatus
    rounds: int
    notes: tuple[tuple[str, str], ...]


def decide(portfolio: Portfolio, problem: Problem, effort: Effort) -> Decision | Ending:
    """The best plan found, or why there is none (`infeasible`, `time limit`, `stopped`)."""
    effort.tell("building the programme")
    strategy = Strategy(build(problem, flows=False)) if is_large(problem) else None
    built = build(problem) if strategy is None else strategy.built
    clashes: list[Clash | Lack] = []
    news: list[Clash | Lack] = []
    bound = math.inf
    staffed: Decision | None = None
    last: Funding | None = None
    near: tuple[Assignment, ...] = ()
    for number in range(1, PROVEN_ROUNDS + len(problem.free) + 2):
        search = _search(portfolio, effort, number)
        if strategy is not None:
            if number == 1 and portfolio.demand:
                search = replace(search, deadline=effort.began + CHOOSING * effort.seconds)
            funding = fund_large(strategy, news, search)
        else:
            funding = _next(built, clashes, last, search)
        if funding is Ending.INFEASIBLE and built.programme.v.short and strategy is None:
            built, funding = _with_more_shortage(built, clashes, portfolio, effort)
        if isinstance(funding, Ending):
            return staffed or funding
        if all(clash.proven for clash in clashes):
            bound = min(bound, funding.bound)
        effort.tell("finding names", None, bound)
        staffing = _names(portfolio, problem, funding, effort, near, rough=True)
        near = staffing.assignments
        if not staffing.unserved:
            staffed = _decision(built, funding, staffing, bound, number, effort.gap)
        late = number > PROVEN_ROUNDS or time.monotonic() > effort.deadline
        news = _clashes(problem, staffing, funding, built.programme.shortage, late=late)
        if staffed is not None and not news:
            if staffing.is_rough:
                staffing = _names(portfolio, problem, funding, effort, near, rough=False)
                staffed = _decision(built, funding, staffing, bound, number, effort.gap)
            return staffed
        clashes += news
        last = funding
    raise RuntimeError("money and names do not come to agree")


def _next(
    built: Built, clashes: list[Clash | Lack], last: Funding | None, search: Search
) -> Funding | Ending:
    """A repair of the last choice where that costs less than the asked gap; else a new one."""
    if last is not None and not all(clash.proven for clash in clashes):
        repaired = fund(built, clashes, search, near=last.choice)
        allowed = search.gap * max(abs(last.bound), 1.0)
        if isinstance(repaired, Funding) and last.objective - repaired.objective <= allowed:
            return repaired
    return fund(built, clashes, search)


def _with_more_shortage(
    built: Built, clashes: list[Clash | Lack], portfolio: Portfolio, effort: Effort
) -> tuple[Built, Funding | Ending]:
    """What must be done may leave committed stages with fewer people than they have alone."""
    least = least_shortage(built)
    if least is None or least <= built.programme.shortage:
        return built, Ending.INFEASIBLE
    built = built.lacking(least)
    return built, fund(built, clashes, _search(portfolio, effort, 1))


def _search(portfolio: Portfolio, effort: Effort, number: int) -> Search:
    phase = "choosing what to fund" if number == 1 else f"agreeing with names, round {number}"
    late = time.monotonic() > effort.deadline - 1.0 or effort.interrupted()
    return Search(
        gap=float(effort.gap) / 100,
        deadline=time.monotonic() + GRACE if late and number > 1 else effort.deadline,
        seed=portfolio.settings.seed,
        on_progress=lambda best, limit: effort.tell(phase, best, limit),
        interrupted=(lambda: False) if late and number > 1 else effort.interrupted,
    )


def _names(
    portfolio: Portfolio,
    problem: Problem,
    funding: Funding,
    effort: Effort,
    near: tuple[Assignment, ...],
    *,
    rough: bool,
) -> Staffing:
    return staff(
        portfolio,
        funding.choice.starts,
        funding.choice.hires,
        committed=problem.facts.committed,
        deadline=max(effort.deadline, time.monotonic() + GRACE),
        interrupted=effort.interrupted,
        near=near,
        rough=rough,
    )


def _clashes(
    problem: Problem, staffing: Staffing, funding: Funding, shortage: int, *, late: bool
) -> list[Clash | Lack]:
    """What the programme must not ask again. Late, the stages that lack names are given up."""
    lacking = sorted({StageKey(row.initiative, row.stage) for row in staffing.unserved})
    if not lacking and sum(row.slices for row in staffing.shortages) <= shortage:
        return []
    starts = funding.choice.starts
    if late:
        return [Clash((key,), None, starts, proven=False) for key in lacking]
    proven = [
        Clash(conflict.stages, conflict.period, starts)
        for conflict in staffing.conflicts
        if conflict.proven
    ]
    unproven = [
        Clash(conflict.stages, conflict.period, starts, proven=False)
        for conflict in staffing.conflicts
    ]
    return [*proven] or _lacks(problem, staffing, funding) or [*unproven]


def _lacks(problem: Problem, staffing: Staffing, funding: Funding) -> list[Clash | Lack]:
    """For each need that names could not serve: how much of it they could."""
    missing: defaultdict[tuple[TeamId, SkillId, int, PeriodIndex], int] = defaultdict(int)
    for row in staffing.unserved:
        team = problem.index.initiatives[row.initiative].team
        missing[team, row.skill, row.lowest_level, row.period] += row.slices
    lacks: list[Clash | Lack] = []
    for (team, skill, level, t), slices in sorted(missing.items()):
        asked = sum(
            row.slices
            for need, rows in problem.workforce.needs.items()
            if need[:3] == (team, skill, level)
            for row in rows
            if _runs(funding, row.stage, t)
        )
        lacks.append(Lack(team, skill, level, t, asked - slices))
    return lacks


def _runs(funding: Funding, stage: Stage, t: int) -> bool:
    start = funding.choice.starts.get(stage.key)
    return start is not None and start <= t < start + stage.periods


def _decision(
    built: Built,
    funding: Funding,
    staffing: Staffing,
    bound: float,
    rounds: int,
    gap: Decimal,
) -> Decision:
    problem = built.programme.problem
    worth = value(
        problem.worth,
        funding.choice.starts,
        funding.choice.settlement.accounts.values(),
        funding.choice.hires,
        staffing.moved,
    )
    proven = max(worth.total, whole_bound(built, bound))
    status = {
        Ending.TIME: SolveStatus.TIME_LIMIT,
        Ending.STOPPED: SolveStatus.STOPPED,
        Ending.OPTIMAL: SolveStatus.WITHIN_GAP,
    }[funding.ending]
    if proven == worth.total:
        status = SolveStatus.OPTIMAL
    elif status is SolveStatus.WITHIN_GAP and _too_far(worth.total, proven, gap):
        status = SolveStatus.BEST_FOUND
    return Decision(funding, staffing, worth, Money(proven), status, rounds, _notes(built, funding))


def _too_far(total: int, bound: int, gap: Decimal) -> bool:
    """Whether the bound is further away than the asked gap, one minor unit of rounding aside."""
    return (bound - total - 1) * 100 > gap * max(abs(bound), 1)


def whole_bound(built: Built, bound: float) -> int:
    """The largest whole value that the engine's bound leaves possible."""
    margin = float(rounding(built.programme)) + 1e-6 + abs(bound) * 1e-12
    return math.floor(bound + margin)


def _notes(built: Built, funding: Funding) -> tuple[tuple[str, str], ...]:
    columns, rows = len(built.model.columns.names), len(built.model.rows)
    return (
        (
            "Funding programme",
            f"{columns:,} columns, {rows:,} rows, {funding.nodes:,} nodes searched",
        ),
        *funding.steps,
    )
