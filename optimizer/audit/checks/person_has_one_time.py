"""A person's time is given once."""

from __future__ import annotations

from models.plan import Check
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def person_has_one_time(audit: Context) -> Check:
    """Time at all teams and retrained time is at most the time that the person has."""
    return outcome("Nobody works more time than they have", _people(audit))


def _people(audit: Context) -> Results:
    effort, words = audit.effort, audit.words
    for key in effort.teams_of.keys() | effort.retrained.keys():
        person, t = key
        used = sum(effort.teams_of.get(key, {}).values()) + effort.retrained.get(key, 0)
        has = effort.available(person, t)
        if used <= has:
            yield None
            continue
        name, when = words.person(person), words.period(t)
        yield f"{name} works {words.time(used)} in {when} and has {words.time(has)}"
