"""Whoever learns a new skill gives up as much time of the old one."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Assignment, Check
from models.supply import HiringKind
from models.units import OptionId, PersonId
from optimizer.audit.context import Context
from optimizer.audit.outcome import Results, outcome


def retrained_time_is_given_up(audit: Context) -> Check:
    """People with the From skill give up exactly what a reskill option has in use."""
    return outcome("Who learns a new skill gives up time of the old one", _options(audit))


def _options(audit: Context) -> Results:
    given: defaultdict[tuple[OptionId, int], int] = defaultdict(int)
    for row in audit.effort.retraining:
        if row.retrained is not None:
            given[row.retrained, row.period] += row.slices
        yield _skill(audit, row)
    for option in audit.portfolio.hiring:
        if option.kind is not HiringKind.RESKILL:
            continue
        for t, there in enumerate(audit.effort.hired[option.id]):
            gives = given[option.id, t]
            told = f"{option.id} has {audit.words.time(there)} in {audit.words.period(t)}"
            yield f"{told}, and {audit.words.time(gives)} is given up" if gives != there else None


def _skill(audit: Context, row: Assignment) -> str | None:
    name = PersonId(row.who)
    if audit.effort.retrains(row) and row.skill in audit.index.skills_of[name]:
        return None
    return f"{audit.words.person(name)} cannot give up {row.skill} for {row.retrained}"
