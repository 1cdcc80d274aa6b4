"""Nobody is lent for longer than agreed."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def longest_loan(audit: Context) -> Check:
    """At most so many periods in a row at one team away from home."""
    return outcome("Nobody is lent for longer than agreed", _loans(audit))


def _loans(audit: Context) -> Results:
    words, horizon = audit.words, audit.index.calendar.horizon
    for at, periods in audit.effort.at.items():
        person = audit.index.people[at.person]
        if person.longest_loan is None or person.home_team == at.team:
            continue
        longest = _longest_run([periods.get(t, 0) > 0 for t in range(horizon)])
        over = longest > person.longest_loan
        pair = f"{words.person(at.person)} works for {words.team(at.team)}"
        told = f"{longest} periods in a row; the longest loan is {person.longest_loan}"
        yield f"{pair} {told}" if over else None


def _longest_run(there: list[bool]) -> int:
    longest = run = 0
    for is_there in there:
        run = run + 1 if is_there else 0
        longest = max(longest, run)
    return longest
