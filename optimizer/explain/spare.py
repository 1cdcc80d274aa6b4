"""The people's time that a plan leaves free, summed (formulation, section 7).

Most teams per person and longest loan speak of single people, and are left to the staffing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from models.person import Person
from models.supply import Pool
from models.team import Team
from models.units import DomainId, PersonId, SkillId, TeamId
from optimizer.explain.able import Able, Home, Want, home_of
from optimizer.explain.usage import Usage
from optimizer.lending import Around, Circle, circles_with, pool_reaches


class Loans(NamedTuple):
    """What homes can lend of what is wanted, the rules on each whole home applied."""

    by_home: Mapping[Home, int]
    total: int


@dataclass
class Spare:
    """Free time; each sum is found once, when first asked for.

    Most of what a team can have comes from homes that treat it as they treat every other team:
    their sums are found for all of these teams together.
    """

    usage: Usage
    _free: dict[tuple[TeamId, Want], int] = field(default_factory=dict)
    _raw: dict[tuple[Circle, Want], dict[Home, int]] = field(default_factory=dict)
    _far: dict[tuple[Around, Want], Loans] = field(default_factory=dict)
    _near: dict[tuple[DomainId, Want], Loans] = field(default_factory=dict)

    @cached_property
    def _able(self) -> Able:
        return Able(self.usage)

    def free(self, team: TeamId, want: Want, enough: int) -> int:
        """Slices of what is wanted that are free for the team: all, or at least `enough` of them.

        Exact only below `enough`.
        """
        key = team, want
        if key not in self._free:
            row = self.usage.index.teams[team]
            there = self._others(row, want)
            there += sum(self._of_home(home, team, want) for home in self._special(team))
            if there >= enough or self._one_is_enough(team, want, enough):
                return max(there, enough)
            self._free[key] = there + self._lent(row, want)
        return self._free[key]

    def only(self, team: TeamId, want: Want) -> PersonId | None:
        """The one person who can do what is wanted for the team at all, busy or not.

        None where nobody or several can, or where a pool or a hire can too.
        """
        row = self.usage.index.teams[team]
        if self._anonymous(row, want):
            return None
        people = set().union(*(self._able.who(circle, want) for circle in circles_with(row)))
        for home in self._homes_locked.get(team, ()):
            people |= {
                person.id
                for _, person in self._able.at(home, want)
                if self.usage.is_locked(person.id, team)
            }
        return next(iter(people)) if len(people) == 1 else None

    def _anonymous(self, team: Team, want: Want) -> bool:
        """Whether a pool within reach, or a hire that is there, has one of the skills."""
        index = self.usage.index
        skills = {skill for skill, _ in want.skills}
        return any(
            pool.skill in skills and pool_reaches(pool, team) for pool in index.portfolio.pools
        ) or any(
            row.skill in skills and self.usage.hired.get((row.id, want.t), 0)
            for row in index.portfolio.hiring
        )

    def _one_is_enough(self, team: TeamId, want: Want, enough: int) -> bool:
        """Whether there is enough of one of several skills: its sums serve many a want."""
        singles = (want._replace(skills=frozenset((skill,))) for skill in want.skills)
        return len(want.skills) > 1 and any(
            self.free(team, single, enough) >= enough for single in singles
        )

    def _special(self, team: TeamId) -> set[Home]:
        """Homes that treat the team unlike others: its own, and those of people locked to it."""
        return {(team, None), *self._homes_locked.get(team, ())}

    @cached_property
    def _homes_locked(self) -> dict[TeamId, set[Home]]:
        """Homes of the people who are locked to each team."""
        found: defaultdict[TeamId, set[Home]] = defaultdict(set)
        for person, rows in self.usage.locks.items():
            for team, _, _ in rows:
                found[team].add(home_of(self.usage.index.people[person]))
        return found

    def _of_home(self, home: Home, team: TeamId, want: Want) -> int:
        """What people of one home have left for the team."""
        row = self.usage.index.teams[team]
        slices = sum(
            self._of_person(person, row, want.t, reaches=circle.has(row))
            for circle, person in self._able.at(home, want)
        )
        return min([slices, *self._caps(home, want, away=home[0] != team)])

    def _of_person(self, person: Person, team: Team, t: int, *, reaches: bool) -> int:
        if not self.usage.is_locked(person.id, team.id):
            return self._able.at_ease(person, t) if reaches else 0
        free = self.usage.free(person.id, team.id, t)
        if reaches:
            return free
        locked = self.usage.locked(person.id, t).get(team.id, 0)
        used = self.usage.at(person.id, t).get(team.id, 0)
        return min(free, max(0, locked - used))

    def _lent(self, team: Team, want: Want) -> int:
        """What all homes but the special ones can lend to the team."""
        special, domain = self._special(team.id), team.domain
        near = Loans({}, 0) if domain is None else self._lent_within(domain, want)
        total = near.total - sum(near.by_home.get(home, 0) for home in special)
        for around in (Around.EVERYONE, Around.PRODUCT_TEAMS):
            if Circle(around).has(team):
                far = self._lent_by(around, want)
                counted = {home for home in near.by_home if home in far.by_home} | special
                total += far.total - sum(far.by_home.get(home, 0) for home in counted)
        return total

    def _lent_by(self, around: Around, want: Want) -> Loans:
        """What homes can lend of the people who may work for all teams, or for all of a kind."""
        key = around, want
        if key not in self._far:
            self._far[key] = self._loans(self._raw_of(Circle(around), want), want)
        return self._far[key]

    def _lent_within(self, domain: DomainId, want: Want) -> Loans:
        """What the homes of a domain can lend within it, of those too who may work anywhere."""
        key = domain, want
        if key not in self._near:
            sums = dict(self._raw_of(Circle(Around.DOMAIN, domain), want))
            for home, slices in self._raw_of(Circle(Around.EVERYONE), want).items():
                if home in self._homes_of.get(domain, ()):
                    sums[home] = sums.get(home, 0) + slices
            self._near[key] = self._loans(sums, want)
        return self._near[key]

    @cached_property
    def _homes_of(self) -> dict[DomainId, set[Home]]:
        found: defaultdict[DomainId, set[Home]] = defaultdict(set)
        for team in self.usage.index.portfolio.teams:
            if team.domain is not None:
                found[team.domain].add((team.id, None))
        return found

    def _raw_of(self, circle: Circle, want: Want) -> dict[Home, int]:
        key = circle, want
        if key not in self._raw:
            self._raw[key] = self._able.free(circle, want)
        return self._raw[key]

    def _loans(self, sums: Mapping[Home, int], want: Want) -> Loans:
        found = {
            home: min([slices, *self._caps(home, want, away=True)]) for home, slices in sums.items()
        }
        return Loans(found, sum(found.values()))

    def _caps(self, home: Home, want: Want, *, away: bool) -> Iterable[int]:
        """What the rules on a whole group of people leave of its time."""
        own, function = home
        caps: list[int | None] = []
        if function is not None:
            caps.append(self.usage.function_left(function, want.t))
        if own is not None and not want.service:
            caps.append(self.usage.reserve_left(own, want.t))
        if own is not None and away:
            caps.append(self.usage.lendable_left(own, want.t))
        return [cap for cap in caps if cap is not None]

    def _others(self, team: Team, want: Want) -> int:
        """Free time of pools within reach and of hires that are there."""
        total = 0
        for skill in {skill for skill, _ in want.skills}:
            total += self._hires.get((skill, want.t), 0)
            for pool, left in self._pools.get((skill, want.t), ()):
                if pool_reaches(pool, team):
                    total += left
        return total

    @cached_property
    def _pools(self) -> dict[tuple[SkillId, int], list[tuple[Pool, int]]]:
        """Pools of a skill that have time left in a period."""
        calendar = self.usage.index.calendar
        found: defaultdict[tuple[SkillId, int], list[tuple[Pool, int]]] = defaultdict(list)
        for pool in self.usage.index.portfolio.pools:
            first = 0 if pool.from_period is None else calendar.index(pool.from_period)
            last = calendar.horizon - 1
            if pool.to_period is not None:
                last = calendar.index(pool.to_period)
            for t in range(first, last + 1):
                left = pool.slices - self.usage.by_name.get((pool.id, t), 0)
                if left > 0:
                    found[pool.skill, t].append((pool, left))
        return dict(found)

    @cached_property
    def _hires(self) -> dict[tuple[SkillId, int], int]:
        """Time that hires of a skill have left in a period."""
        found: defaultdict[tuple[SkillId, int], int] = defaultdict(int)
        for option in self.usage.index.portfolio.hiring:
            for t in self.usage.index.calendar.indices:
                there = self.usage.hired.get((option.id, t), 0)
                found[option.skill, t] += max(0, there - self.usage.by_name.get((option.id, t), 0))
        return dict(found)
