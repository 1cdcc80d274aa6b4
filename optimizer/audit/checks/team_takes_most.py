"""No team is given more people than it can absorb."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Check
from models.units import TeamId
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def team_takes_most(audit: Context) -> Check:
    """Time of all workers at a team is at most its most, or what committed work asks there."""
    return outcome("Teams get no more people than they can absorb", _teams(audit))


def _teams(audit: Context) -> Results:
    effort, words = audit.effort, audit.words
    time: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
    for row in effort.work:
        time[effort.team_of(row), row.period] += row.slices
    committed: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
    for need, slices in effort.needs.items():
        if need.stage in audit.timeline.fixed:
            team = audit.index.initiatives[need.stage.initiative].team
            committed[team, need.period] += slices
    for row_ in audit.portfolio.teams:
        if row_.most is None:
            continue
        for t in audit.index.calendar.indices:
            works, most = time[row_.id, t], max(row_.most, committed[row_.id, t])
            told = f"{words.team(row_.id)} has {words.time(works)} in {words.period(t)}"
            yield f"{told} and can absorb {words.time(most)}" if works > most else None
