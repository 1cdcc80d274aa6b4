"""The people's time that a plan leaves free, summed (formulation, section 7).

Most teams per person and longest loan speak of single people, and are left to the staffing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.person import Person
from models.team import Team
from models.units import FunctionId, SkillId, TeamId
from optimizer.explain.usage import Usage
from optimizer.lending import pool_reaches, reaches

Skills = frozenset[tuple[SkillId, int]]
"""Skills with the lowest level that will do."""

Home = tuple[TeamId | None, FunctionId | None]


@dataclass
class Spare:
    """Free time; each figure is computed once, when first asked for."""

    usage: Usage
    _free: dict[tuple[TeamId, bool, Skills, int], int] = field(default_factory=dict)
    _reached: dict[TeamId, list[Person]] = field(default_factory=dict)

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
        groups: defaultdict[Home, int] = defaultdict(int)
        for person in self._within_reach(team):
            levels = self.usage.index.skills_of[person.id]
            if any(levels.get(skill, 0) >= lowest for skill, lowest in skills):
                groups[person.home_team, person.function] += self._of_person(person, team, t)
        return sum(
            min([slices, *self._caps(home, team, t, service=service)])
            for home, slices in groups.items()
            if slices
        )

    def _of_person(self, person: Person, team: TeamId, t: int) -> int:
        free = self.usage.free(person.id, team, t)
        if free and not reaches(self.usage.index, person, self.usage.index.teams[team]):
            locked = self.usage.locked(person.id, t).get(team, 0)
            used = self.usage.at(person.id, t).get(team, 0)
            return min(free, max(0, locked - used))
        return free

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

    def _within_reach(self, team: TeamId) -> list[Person]:
        if team not in self._reached:
            index, locks = self.usage.index, self.usage.locks
            self._reached[team] = [
                person
                for person in index.portfolio.people
                if reaches(index, person, index.teams[team])
                or any(other == team for other, _, _ in locks.get(person.id, ()))
            ]
        return self._reached[team]
