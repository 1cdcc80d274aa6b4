"""Names for what is funded, and what they tell the programme where they cannot serve it."""

from __future__ import annotations

import time
from collections import defaultdict

from models.plan import Assignment
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import PeriodIndex, SkillId, TeamId
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, Funding, Lack
from optimizer.planning.effort import GRACE, Effort
from optimizer.staffing import Staffing, staff


def names(
    portfolio: Portfolio,
    problem: Problem,
    funding: Funding,
    effort: Effort,
    near: tuple[Assignment, ...] = (),
    *,
    rough: bool = False,
) -> Staffing:
    """Names for what is funded; once the time is up, only the necessary is done.

    `near` and `rough` are as in `optimizer.staffing.staff`.
    """
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


def clashes(
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
