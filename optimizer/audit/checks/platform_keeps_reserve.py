"""A team's reserve is kept for as-a-service work."""

from __future__ import annotations

from collections import defaultdict

from models.initiative import Theme
from models.plan import Check, Worker
from models.units import PersonId, TeamId
from optimizer.audit.arithmetic import share
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def platform_keeps_reserve(audit: Context) -> Check:
    """Own people's time on other themes is at most `floor(own time * (1 - reserve))`."""
    return outcome("Reserves are kept for as-a-service work", _teams(audit))


def _teams(audit: Context) -> Results:
    other, words = _other_work(audit), audit.words
    for team in audit.portfolio.teams:
        if not team.reserve:
            continue
        for t in audit.index.calendar.indices:
            most = int(audit.effort.own_time[team.id][t] * (1 - share(team.reserve)))
            used = other[team.id, t]
            told = f"{words.team(team.id)} gives {words.time(used)} in {words.period(t)}"
            over = f"{told} to other work than as-a-service; the most is {words.time(most)}"
            yield over if used > most else None


def _other_work(audit: Context) -> defaultdict[tuple[TeamId, int], int]:
    """Time of each team's own people that is not as-a-service work, retrained time included."""
    found: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
    for row in (*audit.effort.work, *audit.effort.retraining):
        if row.worker is not Worker.PERSON:
            continue
        home = audit.index.people[PersonId(row.who)].home_team
        initiative = None if row.initiative is None else audit.index.initiatives[row.initiative]
        service = initiative is not None and initiative.theme is Theme.AS_A_SERVICE
        if home is not None and not service:
            found[home, row.period] += row.slices
    return found
