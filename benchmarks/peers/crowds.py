"""People as textbooks see them: so much time of a skill in a domain or in the whole company.

A person counts in each of their skills and in each domain that they may work for; levels, reserves,
locks and most teams are ignored. So what a crowd cannot do, named people cannot do either.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from models.stage import Stage, StageKey
from models.units import DomainId, SkillId
from optimizer.facts import Facts
from optimizer.lending import circle_of, pool_reaches


class Crowd(NamedTuple):
    """Those who have a skill (None: any) and may work for a domain (None: the whole company)."""

    domain: DomainId | None
    skill: SkillId | None


class Crowds:
    """The time of all crowds of a portfolio, and what stages ask of them."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._index = facts.index

    def asked(self, stage: Stage) -> dict[Crowd, int]:
        """Slices that a stage needs of each crowd in each of its periods."""
        team = self._index.teams[self._index.initiatives[stage.initiative].team]
        slices: defaultdict[Crowd, int] = defaultdict(int)
        for row in self._index.demand_of.get(stage.key, ()):
            for crowd in _crowds({team.domain}, {row.skill}):
                slices[crowd] += row.slices
        return dict(slices)

    @cached_property
    def room(self) -> dict[tuple[Crowd, int], int]:
        """Slices of each crowd in each period that committed stages leave over."""
        room = self._there()
        for key, start in self._facts.starts.items():
            stage = self._index.stage[key]
            for crowd, slices in self.asked(stage).items():
                for t in self.running(stage, start):
                    room[crowd, t] = max(0, room[crowd, t] - slices)
        return dict(room)

    def running(self, stage: Stage, start: int) -> range:
        """Periods of the horizon in which a stage runs that starts then."""
        return range(max(0, start), min(self._index.calendar.horizon, start + stage.periods))

    def _there(self) -> defaultdict[tuple[Crowd, int], int]:
        there: defaultdict[tuple[Crowd, int], int] = defaultdict(int)
        index, locks = self._index, self._locked()
        for person in index.portfolio.people:
            domains = {
                team.domain for team in index.teams.values() if circle_of(index, person).has(team)
            } | locks[person.id]
            crowds = _crowds(domains, set(index.skills_of[person.id]))
            for t in index.calendar.indices:
                for crowd in crowds:
                    there[crowd, t] += index.available(person.id, t)
        for pool in index.portfolio.pools:
            calendar = index.calendar
            first = 0 if pool.from_period is None else calendar.index(pool.from_period)
            last = calendar.horizon if pool.to_period is None else calendar.index(pool.to_period)
            domains = {team.domain for team in index.teams.values() if pool_reaches(pool, team)}
            for u in range(first, min(calendar.horizon - 1, last) + 1):
                for crowd in _crowds(domains, {pool.skill}):
                    there[crowd, u] += pool.slices
        return there

    def _locked(self) -> defaultdict[str, set[DomainId | None]]:
        """Domains to whose teams people are locked, whatever their reach."""
        locked: defaultdict[str, set[DomainId | None]] = defaultdict(set)
        for row in self._index.portfolio.assignments:
            if row.locked:
                locked[row.person].add(self._index.teams[row.team].domain)
        return locked

    @cached_property
    def demands(self) -> dict[StageKey, dict[Crowd, int]]:
        """What each stage that is not committed asks for in each of its periods."""
        free = (row for row in self._index.portfolio.stages if row.key in self._facts.earliest)
        return {stage.key: self.asked(stage) for stage in free}


def _crowds(domains: set[DomainId | None], skills: set[SkillId]) -> list[Crowd]:
    """Each crowd once: every domain and the whole company, every skill and any."""
    return [Crowd(domain, skill) for domain in domains | {None} for skill in (*skills, None)]
