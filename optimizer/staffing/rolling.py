"""Rolling: names for many people, one period after the other, each by a flow of least cost.

A flow is whole by itself and takes moments for thousands of people. It serves as much as can be,
then keeps people where they are. What a flow cannot say (teams at a time, loans, what a team lends)
closes ways until it holds.
"""

from __future__ import annotations

from collections import defaultdict

from models.units import PeriodIndex, TeamId
from optimizer.staffing.engine import Limits
from optimizer.staffing.needs import Cell, Need
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError
from optimizer.staffing.rolling_flow import Rolled
from optimizer.staffing.rolling_period import Days, Period

SWEEPS, LITTLE = 2, 0.02
"""Times at most that all periods are solved again; share of the moves that a sweep must save."""


def rolled(question: Question, limits: Limits) -> Rolled:
    """Names for all periods: forward once, then each period again between its neighbours.

    The latter only where all is served (else the work will be chosen anew) and while there is time.

    Raises:
        StaffingError: fewer people than asked for can be retrained.
    """
    able = _able(question)
    cells: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in question.asked:
        cells[cell[1]].append(cell)
    days = Days(question)
    for t in range(question.horizon):
        period = Period(question, t, cells[t], able, days)
        days.flows.append(period.solve())
        days.closed.append(period.closed)
    sweeps = 0 if any(flow.unserved for flow in days.flows) else SWEEPS
    for _ in range(sweeps):
        before = days.moved
        if limits.seconds <= 0:
            break
        for t in range(question.horizon):
            _again(Period(question, t, cells[t], able, days), days)
        if before - days.moved <= LITTLE * before:
            break
    found = Rolled()
    for flow in days.flows:
        flow.write(found)
    return found


def _again(period: Period, days: Days) -> None:
    """Solves a period between its neighbours; kept where it serves as much and moves less."""
    t, old, moved = period.t, days.flows[period.t], days.moved
    try:
        days.flows[t] = period.solve()
    except StaffingError:
        return
    if days.flows[t].lacking > old.lacking or days.moved >= moved:
        days.flows[t] = old
    else:
        days.closed[t] = period.closed


def choices(question: Question) -> int:
    """Pairs of a need in a period and a person who may serve it."""
    able = _able(question)
    return sum(len(able[need]) for need, _ in question.asked)


def _able(question: Question) -> dict[Need, list[int]]:
    """Who may serve each need, by position."""
    skilled: defaultdict[str, list[int]] = defaultdict(list)
    for p, person in enumerate(question.people):
        for skill in person.skills:
            skilled[skill].append(p)
    return {
        need: [
            p
            for p in skilled.get(need.skill, ())
            if question.people[p].can(need)
            and (need.team in question.people[p].reach or need.team in question.people[p].locked)
        ]
        for need in {need for need, _ in question.asked}
    }


def moved_at_least(question: Question) -> int:
    """Slices that move in any staffing that serves as much: what teams cannot do with their own.

    For each team, the most that it needs from others in a period, beyond what others do for it in
    force; all that pools and hires may give counts as theirs.
    """
    own: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
    force: defaultdict[TeamId, int] = defaultdict(int)
    for person in question.people:
        if person.home is not None:
            for t, slices in enumerate(person.available):
                own[person.home, t] += slices
        for team, slices in person.in_force.items():
            force[team] += slices if team != person.home else 0
    for supply in (*question.pools, *question.hires):
        for team in supply.teams:
            for t, slices in enumerate(supply.slices):
                own[team, t] += slices
    asked: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
    for (need, t), wanted in question.asked.items():
        asked[need.team, t] += wanted.free + wanted.committed
    most: defaultdict[TeamId, int] = defaultdict(int)
    for (team, t), slices in asked.items():
        most[team] = max(most[team], slices - own[team, PeriodIndex(t)])
    return sum(max(0, slices - force[team]) for team, slices in most.items())
