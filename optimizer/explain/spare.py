"""The people's time that a plan leaves free, summed (formulation, section 7).

Who works for as many teams as one may has no time for another one. Longest loan speaks of several
periods, and is left to the staffing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from models.person import Person
from models.plan import Worker
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
    _near_by: dict[tuple[TeamId, Want], int] = field(default_factory=dict)
    _raw: dict[tuple[Circle, Want], dict[Home, int]] = field(default_factory=dict)
    _far: dict[tuple[Around, Want], Loans] = field(default_factory=dict)
    _near: dict[tuple[DomainId, Want], Loans] = field(default_factory=dict)

    @cached_property
    def able(self) -> Able:
        """Who can do what."""
        return Able(self.usage)

    def free(self, team: TeamId, want: Want, enough: int) -> int:
        """Slices of what is wanted that are free for the team: all, or at least `enough` of them.

        Exact only below `enough`.
        """
        key = team, want
        if key not in self._free:
            row = self.usage.index.teams[team]
            there = self._nearest(row, want)
            if there >= enough or self._one_is_enough(team, want, enough):
                return max(there, enough)
            self._free[key] = there + self._lent(row, want)
        return self._free[key]

    def _nearest(self, team: Team, want: Want) -> int:
        """What pools, hires and the special homes have left for the team."""
        key = team.id, want
        if key not in self._near_by:
            homes = self._special(team.id, want.t)
            own = sum(self._of_home(home, team.id, want) for home in homes)
            self._near_by[key] = self._others(team, want) + own
        return self._near_by[key]

    def who(self, team: TeamId, want: Want) -> list[Person]:
        """Who can do what is wanted for the team at all, busy or not, by ID."""
        row = self.usage.index.teams[team]
        people: dict[PersonId, Person] = {}
        for circle in circles_with(row):
            people |= self.able.who(circle, want)
        for home in self._homes_locked.get(team, ()):
            for _, person in self.able.at(home, want):
                if self.usage.is_locked(person.id, team):
                    people[person.id] = person
        return [people[name] for name in sorted(people)]

    def anonymous(self, team: TeamId, want: Want) -> list[tuple[Worker, str]]:
        """Pools within reach and hires with one of the skills that are there, busy or not."""
        index = self.usage.index
        row, skills = index.teams[team], {skill for skill, _ in want.skills}
        pools = [
            (Worker.POOL, str(pool.id))
            for pool in index.portfolio.pools
            if pool.skill in skills
            and pool.slices
            and pool_reaches(pool, row)
            and want.t in self._there(pool)
        ]
        hires = [
            (Worker.HIRE, str(option.id))
            for option in index.portfolio.hiring
            if option.skill in skills and self.usage.hired.get((option.id, want.t), 0)
        ]
        return [*pools, *hires]

    def _there(self, pool: Pool) -> range:
        """The periods in which a pool is there."""
        calendar = self.usage.index.calendar
        first = 0 if pool.from_period is None else calendar.index(pool.from_period)
        last = calendar.horizon - 1 if pool.to_period is None else calendar.index(pool.to_period)
        return range(first, last + 1)

    def kept(self, home: Home, want: Want, team: TeamId) -> int:
        """Free time of a home's people that rules on the whole home keep from the team."""
        slices = self._slices_of_home(home, team, want)
        return slices - min([slices, *self._caps(home, want, away=home[0] != team)])

    def _one_is_enough(self, team: TeamId, want: Want, enough: int) -> bool:
        """Whether there is enough of one of several skills: its sums serve many a want."""
        singles = (want._replace(skills=frozenset((skill,))) for skill in want.skills)
        return len(want.skills) > 1 and any(
            self.free(team, single, enough) >= enough for single in singles
        )

    def _special(self, team: TeamId, t: int) -> set[Home]:
        """Homes that treat the team unlike others.

        Its own, those of people locked to it, and those of people who work for it and for as many
        others as one may, and have time left.
        """
        locked = self._homes_locked.get(team, ())
        return {(team, None), *locked, *self._homes_at_limit.get((team, t), ())}

    @cached_property
    def _homes_at_limit(self) -> dict[tuple[TeamId, int], set[Home]]:
        """Homes of the people at each team in a period who may not work for one more."""
        found: defaultdict[tuple[TeamId, int], set[Home]] = defaultdict(set)
        for person, t in self.usage.limited:
            for team in self.usage.at(person, t):
                if self.usage.free(person, team, t):
                    found[team, t].add(home_of(self.usage.index.people[person]))
        return found

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
        slices = self._slices_of_home(home, team, want)
        return min([slices, *self._caps(home, want, away=home[0] != team)])

    def _slices_of_home(self, home: Home, team: TeamId, want: Want) -> int:
        row = self.usage.index.teams[team]
        return sum(
            self._of_person(person, row, want.t, reaches=circle.has(row))
            for circle, person in self.able.at(home, want)
        )

    def _of_person(self, person: Person, team: Team, t: int, *, reaches: bool) -> int:
        limited = self.usage.at_limit(person.id, t)
        if limited and not self.usage.may_join(person.id, team.id, t):
            return 0
        if not self.usage.is_locked(person.id, team.id) and not limited:
            return self.able.at_ease(person, t) if reaches else 0
        free = self.usage.free(person.id, team.id, t)
        if reaches:
            return free
        locked = self.usage.locked(person.id, t).get(team.id, 0)
        used = self.usage.at(person.id, t).get(team.id, 0)
        return min(free, max(0, locked - used))

    def _lent(self, team: Team, want: Want) -> int:
        """What all homes but the special ones can lend to the team."""
        special, domain = self._special(team.id, want.t), team.domain
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
            self._raw[key] = self.able.free(circle, want)
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
        found: defaultdict[tuple[SkillId, int], list[tuple[Pool, int]]] = defaultdict(list)
        for pool in self.usage.index.portfolio.pools:
            for t in self._there(pool):
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
