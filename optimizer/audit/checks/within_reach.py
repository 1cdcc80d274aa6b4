"""Nobody works for a team that is out of their reach."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def within_reach(audit: Context) -> Check:
    """People work at home, where they may be lent, or where they are locked for that time."""
    return outcome("People work only for teams within their reach", _people(audit))


def _people(audit: Context) -> Results:
    effort, words = audit.effort, audit.words
    for at, periods in effort.at.items():
        if effort.reaches(audit.index.people[at.person], at.team):
            yield None
            continue
        locked = effort.locks.get(at, {})
        over = [t for t, slices in sorted(periods.items()) if slices > locked.get(t, 0)]
        pair = f"{words.person(at.person)} may not work for {words.team(at.team)}"
        yield f"{pair}, and does in {words.period(over[0])}" if over else None
