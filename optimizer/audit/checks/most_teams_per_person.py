"""Nobody works for more teams at a time than is good."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def most_teams_per_person(audit: Context) -> Check:
    """At most so many teams per person and period as Settings say."""
    return outcome("Nobody works for too many teams at once", _people(audit))


def _people(audit: Context) -> Results:
    most = audit.portfolio.settings.most_teams
    for (person, t), teams in audit.effort.teams_of.items():
        count = sum(slices > 0 for slices in teams.values())
        if count <= most:
            yield None
            continue
        name, when = audit.words.person(person), audit.words.period(t)
        yield f"{name} works for {count} teams in {when}; the most is {most}"
