"""What a plan gives and takes against the best one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from models.alternative import Growth, Timing, Trades
from models.index import Index
from models.plan import Plan, TrancheState, Worker
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, Money, PeriodIndex, TeamId

PAID = (TrancheState.RELEASE_NOW, TrancheState.PLANNED, TrancheState.HELD)
"""States of tranches that start within the plan and are not released yet."""


def trades(portfolio: Portfolio, best: Plan, plan: Plan) -> Trades:
    """All that a committee would want to know of the difference."""
    index = Index(portfolio)
    size = _asked(plan)
    before, now = funded(index, best), funded(index, plan)
    had, has = begun(best), begun(plan)

    def largest(names: set[InitiativeId]) -> tuple[InitiativeId, ...]:
        return tuple(sorted(names, key=lambda name: (-size[name], name)))

    moved = [
        Timing(initiative=name, before=before[name], start=now[name])
        for name in largest(set(before) & set(now))
        if before[name] != now[name]
    ]
    return Trades(
        enters=largest({name for name in has if has[name] > had[name]}),
        leaves=largest({name for name in had if had[name] > has[name]}),
        partly=largest(set(has) - set(now)),
        sooner=tuple(row for row in moved if row.start < row.before),
        later=tuple(row for row in moved if row.start > row.before),
        teams=_teams(best, plan),
        value=Money(plan.value.total - best.value.total),
        money=Money(money(plan) - money(best)),
        release_now=Money(released_now(plan) - released_now(best)),
        moves=plan.moved - best.moved,
        people=movers(portfolio, plan) - movers(portfolio, best),
        at_once=at_once(index, plan) - at_once(index, best),
    )


def _asked(plan: Plan) -> Counter[InitiativeId]:
    size: Counter[InitiativeId] = Counter()
    for row in plan.stages:
        size[row.initiative] += row.amount
    return size


def funded(index: Index, plan: Plan) -> dict[InitiativeId, PeriodIndex]:
    """Start of the last stage of each initiative that is funded to the end within the plan."""
    starts = {row.key: row.start for row in plan.stages if row.state in PAID}
    found: dict[InitiativeId, PeriodIndex] = {}
    for initiative, stages in index.stages_of.items():
        start = starts.get(stages[-1].key)
        if start is not None:
            found[initiative] = start
    return found


def begun(plan: Plan) -> Counter[InitiativeId]:
    """How many stages of each initiative start within the plan and are not released yet."""
    return Counter(row.initiative for row in plan.stages if row.state in PAID)


def money(plan: Plan) -> int:
    """Minor units of all tranches that start within the plan and are not released yet."""
    return sum(row.amount for row in plan.stages if row.state in PAID)


def released_now(plan: Plan) -> int:
    """Minor units that are released now."""
    return sum(row.release_now for row in plan.stages)


def at_once(index: Index, plan: Plan) -> int:
    """Initiatives under way in the busiest period."""
    busy: defaultdict[int, set[InitiativeId]] = defaultdict(set)
    for row in plan.stages:
        if row.start is not None and row.state is not TrancheState.NOT_FUNDED:
            for t in range(max(0, row.start), row.start + index.stage[row.key].periods):
                busy[t].add(row.initiative)
    return max((len(busy[t]) for t in index.calendar.indices), default=0)


def movers(portfolio: Portfolio, plan: Plan) -> int:
    """People of whom a slice arrives at a team away from home at least once (section 7)."""
    home = {row.id: row.home_team for row in portfolio.people}
    time: Counter[tuple[str, TeamId, int]] = Counter()
    for row in portfolio.assignments:
        time[row.person, row.team, -1] += row.slices
    for work in plan.assignments:
        if work.worker is Worker.PERSON and work.team is not None:
            time[work.who, work.team, work.period] += work.slices
    return len(
        {
            who
            for (who, team, t), slices in time.items()
            if t >= 0 and team != home.get(who) and slices > time.get((who, team, t - 1), 0)  # type: ignore[call-overload]
        }
    )


def work_of_teams(plan: Plan) -> Counter[TeamId]:
    """Slices of work of each team, over all periods, whoever does it."""
    work: Counter[TeamId] = Counter()
    for row in plan.assignments:
        if row.team is not None and row.initiative is not None:
            work[row.team] += row.slices
    return work


def _teams(best: Plan, plan: Plan) -> tuple[Growth, ...]:
    before, now = work_of_teams(best), work_of_teams(plan)
    grown = {team: now[team] - before[team] for team in sorted({*before, *now})}
    return tuple(
        Growth(team=team, slices=slices)
        for team, slices in sorted(grown.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
        if slices
    )


def starts_of(plan: Plan) -> Mapping[StageKey, PeriodIndex]:
    """Starts of stages that are not released yet."""
    return {
        row.key: row.start for row in plan.stages if row.start is not None and row.state in PAID
    }
