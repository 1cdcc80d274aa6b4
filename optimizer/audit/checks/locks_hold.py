"""Time that is locked for a team goes to no other."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Check
from models.units import PersonId
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def locks_hold(audit: Context) -> Check:
    """Time used beyond the locks fits into the time that no lock holds."""
    return outcome("Locked time is for its team only", _people(audit))


def _people(audit: Context) -> Results:
    effort, words = audit.effort, audit.words
    for person, t, locked in _locked(audit):
        used = effort.teams_of.get((person, t), {})
        beyond = sum(max(0, slices - locked.get(team, 0)) for team, slices in used.items())
        beyond += effort.retrained.get((person, t), 0)
        left = effort.available(person, t) - sum(locked.values())
        if beyond <= max(0, left):
            yield None
            continue
        free, spent = words.time(max(0, left)), words.time(beyond)
        name, when = words.person(person), words.period(t)
        yield f"{name} has {free} beside locked time in {when}, and {spent} of it is used"


def _locked(audit: Context) -> Iterator[tuple[PersonId, int, dict[str, int]]]:
    """People with locks, per period: the locked slices per team."""
    found: dict[tuple[PersonId, int], dict[str, int]] = {}
    for at, periods in audit.effort.locks.items():
        for t, slices in periods.items():
            found.setdefault((at.person, t), {})[at.team] = slices
    for (person, t), teams in found.items():
        yield person, t, teams
