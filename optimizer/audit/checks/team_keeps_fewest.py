"""No team lends so many of its people that it keeps too few."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Check
from models.units import TeamId
from optimizer.audit.context import Context
from optimizer.audit.effort import PersonAt
from optimizer.audit.outcome import Results, outcome

TimePerTeam = defaultdict[tuple[TeamId, int], int]


def team_keeps_fewest(audit: Context) -> Check:
    """Time of own people elsewhere is at most own time less the fewest, or what is locked there."""
    return outcome("Teams keep the people they need to keep", _teams(audit))


def _teams(audit: Context) -> Results:
    away, locked = _elsewhere(audit, audit.effort.at), _elsewhere(audit, audit.effort.locks)
    words = audit.words
    for team in audit.portfolio.teams:
        if team.fewest is None:
            continue
        for t in audit.index.calendar.indices:
            spare = audit.effort.own_time[team.id][t] - team.fewest
            most = max(0, spare, locked[team.id, t])
            lent = away[team.id, t]
            told = f"{words.team(team.id)} lends {words.time(lent)} in {words.period(t)}"
            yield f"{told} and can spare {words.time(most)}" if lent > most else None


def _elsewhere(audit: Context, time: dict[PersonAt, dict[int, int]]) -> TimePerTeam:
    """Time of each home team's own people at other teams, per period."""
    found: TimePerTeam = defaultdict(int)
    for at, periods in time.items():
        home = audit.index.people[at.person].home_team
        if home is not None and home != at.team:
            for t, slices in periods.items():
                found[home, t] += slices
    return found
