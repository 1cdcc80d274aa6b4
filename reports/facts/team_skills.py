"""Skills at teams: what is asked for, who does it, and who could do more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from models.plan import Worker
from models.units import PersonId, SkillId, TeamId
from reports.context import Context
from reports.facts.people import People

_SPARE = 10
"""Where less than one part in so many of what is asked for is free besides, it is tight."""


class At(NamedTuple):
    """One skill at one team."""

    team: TeamId
    skill: SkillId


@dataclass
class SkillLoad:
    """One skill at one team, in slices by period."""

    own: list[int]
    """Work done by the team's own people."""
    borrowed: list[int]
    """Work done by other teams' and functions' people."""
    hired: list[int]
    """Work done by pools and hires."""
    short: list[int]
    """Committed work that nobody does."""
    there: list[int]
    """Time of the team's own people who have the skill, whatever they do with it."""
    free: list[int]
    """Of that, what they have left."""

    @classmethod
    def of(cls, horizon: int) -> SkillLoad:
        """Nothing at all."""
        return cls(*([0] * horizon for _ in range(6)))

    @property
    def asked(self) -> list[int]:
        """What the plan's work asks for."""
        parts = zip(self.own, self.borrowed, self.hired, self.short, strict=True)
        return [sum(part) for part in parts]

    @property
    def state(self) -> str:
        """In a word: `short`, `tight` in some period, or `spare`."""
        if any(self.short):
            return "short"
        pairs = zip(self.asked, self.free, strict=True)
        return "tight" if any(free * _SPARE < asked for asked, free in pairs) else "spare"


@dataclass(frozen=True)
class TeamSkills:
    """All skills that are asked for or there, team by team."""

    context: Context
    people: People

    @cached_property
    def all(self) -> Mapping[At, SkillLoad]:
        """The load of each skill at each team where something is asked for or there."""
        found: defaultdict[At, SkillLoad] = defaultdict(lambda: SkillLoad.of(self.context.horizon))
        self._add_people(found)
        self._add_work(found)
        return dict(found)

    def _add_people(self, found: defaultdict[At, SkillLoad]) -> None:
        index = self.context.index
        for person in self.context.portfolio.people:
            if person.home_team is None:
                continue
            there = [index.available(person.id, t) for t in index.calendar.indices]
            used = [self.people.used(person.id, t) for t in index.calendar.indices]
            for skill in index.skills_of[person.id]:
                load = found[At(person.home_team, skill)]
                for t, time in enumerate(there):
                    load.there[t] += time
                    load.free[t] += max(0, time - used[t])

    def _add_work(self, found: defaultdict[At, SkillLoad]) -> None:
        index = self.context.index
        for row in self.context.plan.assignments:
            if row.team is None or row.initiative is None:
                continue
            load = found[At(row.team, row.skill)]
            if row.worker is not Worker.PERSON:
                load.hired[row.period] += row.slices
            elif index.people[PersonId(row.who)].home_team == row.team:
                load.own[row.period] += row.slices
            else:
                load.borrowed[row.period] += row.slices
        for lack in self.context.plan.shortages:
            team = index.initiatives[lack.initiative].team
            found[At(team, lack.skill)].short[lack.period] += lack.slices
