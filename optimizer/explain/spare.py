"""The people's time that a plan leaves free, summed (formulation, section 7).

Most teams per person and longest loan speak of single people, and are left to the staffing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.person import Person
from models.team import Team
from models.units import FunctionId, PersonId, SkillId, TeamId
from optimizer.explain.usage import Usage
from optimizer.lending import pool_reaches, reaches

Skills = frozenset[tuple[SkillId, int]]
"""Skills with the lowest level that will do."""

Home = tuple[TeamId | None, FunctionId | None]

_NOWHERE = TeamId("")
"""No team: who has no home team is equally free for all."""


@dataclass
class Spare:
    """Free time; each figure is computed once, when first asked for."""

    usage: Usage
    _free: dict[tuple[TeamId, bool, Skills, int], int] = field(default_factory=dict)
    _skilled: dict[TeamId, dict[SkillId, list[tuple[int, Person]]]] = field(default_factory=dict)
    _person: dict[tuple[PersonId, int], int] = field(default_factory=dict)

    def free(self, team: TeamId, skills: Skills, t: int, *, service: bool) -> int:
        """Slices of any of the skills that are free for the team in period t.

        `service` says whether they would work as-a-service, for which a platform's reserve is kept.
        """
        key = team, service, skills, t
        if key not in self._free:
            rest = self._others(self.usage.index.teams[team], {skill for skill, _ in skills}, t)
            self._free[key] = rest + self._people(team, skills, t, service=service)
        return self._free[key]

    def _people(self, team: TeamId, skills: Skills, t: int, *, service: bool) -> int:
        able = {
            person.id: person
            for skill, lowest in skills
            for level, person in self._skilled_for(team).get(skill, ())
            if level >= lowest
        }
        groups: defaultdict[Home, int] = defaultdict(int)
        for person in able.values():
            slices = self._of_person(person, team, t)
            if slices:
                groups[person.home_team, person.function] += slices
        return sum(
            min([slices, *self._caps(home, team, t, service=service)])
            for home, slices in groups.items()
        )

    def _of_person(self, person: Person, team: TeamId, t: int) -> int:
        if person.id not in self.usage.locks:
            return self._at_ease(person, t)
        free = self.usage.free(person.id, team, t)
        if free and not reaches(self.usage.index, person, self.usage.index.teams[team]):
            locked = self.usage.locked(person.id, t).get(team, 0)
            used = self.usage.at(person.id, t).get(team, 0)
            return min(free, max(0, locked - used))
        return free

    def _at_ease(self, person: Person, t: int) -> int:
        """Free time of someone without locks: the same for every team within reach."""
        key = person.id, t
        if key not in self._person:
            self._person[key] = self.usage.free(person.id, person.home_team or _NOWHERE, t)
        return self._person[key]

    def _caps(self, home: Home, team: TeamId, t: int, *, service: bool) -> Iterable[int]:
        """What the rules on a whole group of people leave of its time."""
        own, function = home
        caps: list[int | None] = []
        if function is not None:
            caps.append(self.usage.function_left(function, t))
        if own is not None and not service:
            caps.append(self.usage.reserve_left(own, t))
        if own is not None and own != team:
            caps.append(self.usage.lendable_left(own, t))
        return [cap for cap in caps if cap is not None]

    def _others(self, team: Team, skills: set[SkillId], t: int) -> int:
        """Free time of pools within reach and of hires that are there."""
        index, used = self.usage.index, self.usage.by_name
        total = 0
        for pool in index.portfolio.pools:
            first = 0 if pool.from_period is None else index.calendar.index(pool.from_period)
            last = t if pool.to_period is None else index.calendar.index(pool.to_period)
            if pool.skill in skills and first <= t <= last and pool_reaches(pool, team):
                total += max(0, pool.slices - used.get((pool.id, t), 0))
        for option in index.portfolio.hiring:
            if option.skill in skills:
                there = self.usage.hired.get((option.id, t), 0)
                total += max(0, there - used.get((option.id, t), 0))
        return total

    def _skilled_for(self, team: TeamId) -> dict[SkillId, list[tuple[int, Person]]]:
        """Who may work for the team, by skill, with levels."""
        if team not in self._skilled:
            index, locks = self.usage.index, self.usage.locks
            found: defaultdict[SkillId, list[tuple[int, Person]]] = defaultdict(list)
            for person in index.portfolio.people:
                locked = any(other == team for other, _, _ in locks.get(person.id, ()))
                if locked or reaches(index, person, index.teams[team]):
                    for skill, level in index.skills_of[person.id].items():
                        found[skill].append((level, person))
            self._skilled[team] = dict(found)
        return self._skilled[team]
