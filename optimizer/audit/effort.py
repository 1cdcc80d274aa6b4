"""Who works where: demand, and the time that the plan gives it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from models.index import Index
from models.person import Lendable, Person
from models.plan import Assignment, Shortage, Worker
from models.stage import StageKey
from models.supply import HiringKind, HiringOption, Pool
from models.team import TeamKind
from models.units import OptionId, PeriodIndex, PersonId, PoolId, SkillId, TeamId
from optimizer.audit.timeline import Timeline


class Need(NamedTuple):
    """One demand of one stage in one period."""

    stage: StageKey
    skill: SkillId
    lowest_level: int
    period: int


class PersonAt(NamedTuple):
    """A person and a team."""

    person: PersonId
    team: TeamId


@dataclass(frozen=True)
class Effort:
    """People's time in slices, summed once for all checks."""

    timeline: Timeline

    @property
    def index(self) -> Index:
        """Look-ups over the portfolio."""
        return self.timeline.index

    @cached_property
    def pools(self) -> dict[PoolId, Pool]:
        """Pools by ID."""
        return {row.id: row for row in self.index.portfolio.pools}

    @cached_property
    def options(self) -> dict[OptionId, HiringOption]:
        """Hiring options by ID."""
        return {row.id: row for row in self.index.portfolio.hiring}

    def is_known(self, row: Assignment) -> bool:
        """Whether the worker of an assignment exists."""
        if row.worker is Worker.PERSON:
            return row.who in self.index.people
        return row.who in (self.pools if row.worker is Worker.POOL else self.options)

    @cached_property
    def work(self) -> tuple[Assignment, ...]:
        """Assignments to stages, of the rows that refer to something real."""
        horizon, stages = self.index.calendar.horizon, self.index.stage
        return tuple(
            row
            for row in self.timeline.plan.assignments
            if row.initiative is not None and row.stage is not None and row.retrained is None
            if StageKey(row.initiative, row.stage) in stages
            if 0 <= row.period < horizon and self.is_known(row)
        )

    @cached_property
    def retraining(self) -> tuple[Assignment, ...]:
        """Time given up for another skill, of the rows that refer to something real."""
        horizon = self.index.calendar.horizon
        return tuple(
            row
            for row in self.timeline.plan.assignments
            if row.retrained is not None and row.initiative is None
            if row.worker is Worker.PERSON and row.who in self.index.people
            if 0 <= row.period < horizon
        )

    def team_of(self, row: Assignment | Shortage) -> TeamId:
        """The team of the stage that is worked on."""
        if row.initiative is None:
            raise ValueError("retrained time has no team")
        return self.index.initiatives[row.initiative].team

    @cached_property
    def needs(self) -> dict[Need, int]:
        """What every stage that runs demands, in slices."""
        found: defaultdict[Need, int] = defaultdict(int)
        for stage, begin, end in self.timeline.running():
            for row in self.index.demand_of.get(stage.key, ()):
                for t in range(begin, end):
                    found[Need(stage.key, row.skill, row.lowest_level, t)] += row.slices
        return found

    @cached_property
    def served(self) -> dict[Need, int]:
        """What the assignments give to each demand."""
        found: defaultdict[Need, int] = defaultdict(int)
        for row in self.work:
            found[need(row)] += row.slices
        return found

    @cached_property
    def at(self) -> dict[PersonAt, dict[int, int]]:
        """Slices of each person at each team, per period."""
        found: dict[PersonAt, dict[int, int]] = {}
        for row in self.work:
            if row.worker is Worker.PERSON:
                periods = found.setdefault(PersonAt(PersonId(row.who), self.team_of(row)), {})
                periods[row.period] = periods.get(row.period, 0) + row.slices
        return found

    @cached_property
    def teams_of(self) -> dict[tuple[PersonId, int], dict[TeamId, int]]:
        """Slices of each person in each period, per team."""
        found: defaultdict[tuple[PersonId, int], dict[TeamId, int]] = defaultdict(dict)
        for (person, team), periods in self.at.items():
            for t, slices in periods.items():
                found[person, t][team] = slices
        return found

    @cached_property
    def retrained(self) -> dict[tuple[PersonId, int], int]:
        """Slices that each person gives up for another skill, per period."""
        found: defaultdict[tuple[PersonId, int], int] = defaultdict(int)
        for row in self.retraining:
            found[PersonId(row.who), row.period] += row.slices
        return found

    @cached_property
    def locks(self) -> dict[PersonAt, dict[int, int]]:
        """Slices of each person that are locked at each team, per period."""
        found: dict[PersonAt, dict[int, int]] = {}
        horizon = self.index.calendar.horizon
        for row in self.index.portfolio.assignments:
            if row.locked:
                last = horizon - 1 if row.until is None else self.index.calendar.index(row.until)
                periods = found.setdefault(PersonAt(row.person, row.team), {})
                for t in range(last + 1):
                    periods[t] = periods.get(t, 0) + row.slices
        return found

    @cached_property
    def in_force(self) -> dict[PersonAt, int]:
        """Slices of each person at each team before period 0."""
        found: defaultdict[PersonAt, int] = defaultdict(int)
        for row in self.index.portfolio.assignments:
            found[PersonAt(row.person, row.team)] += row.slices
        return found

    def available(self, person: PersonId, t: int) -> int:
        """Time that a person has in a period of the horizon."""
        return self.index.available(person, PeriodIndex(t))

    @cached_property
    def own_time(self) -> dict[TeamId, tuple[int, ...]]:
        """Time that each team's own people have, per period."""
        periods = self.index.calendar.indices
        found = {team.id: [0] * len(periods) for team in self.index.portfolio.teams}
        for person in self.index.portfolio.people:
            if person.home_team is not None:
                for t in periods:
                    found[person.home_team][t] += self.available(person.id, t)
        return {team: tuple(time) for team, time in found.items()}

    @cached_property
    def hired(self) -> dict[OptionId, list[int]]:
        """Slices of each hiring option that are there, per period."""
        horizon = self.index.calendar.horizon
        found = {name: [0] * horizon for name in self.options}
        for row in self.timeline.plan.hires:
            if row.option in found and 0 <= row.period < horizon:
                found[row.option][row.period] += row.slices
        return found

    def arrivals(self, option: OptionId) -> list[int]:
        """Slices of the option that come in each period."""
        there = self.hired[option]
        return [max(0, now - before) for before, now in zip([0, *there], there, strict=False)]

    @cached_property
    def moved(self) -> dict[PersonAt, int]:
        """Slices of each person that arrive at each team away from home."""
        found, people, in_force = {}, self.index.people, self.in_force
        for key, periods in self.at.items():
            if people[key.person].home_team == key.team:
                continue
            moved = 0
            for t, now in periods.items():
                before = periods.get(t - 1, 0) if t > 0 else in_force.get(key, 0)
                moved += max(0, now - before)
            found[key] = moved
        return found

    def reaches(self, person: Person, team: TeamId) -> bool:
        """Whether the person may work for the team without a lock."""
        there = self.index.teams[team]
        if person.home_team is None:
            return person.lendable is Lendable.ANYWHERE and there.kind is TeamKind.PRODUCT
        if team == person.home_team or person.lendable is Lendable.ANYWHERE:
            return True
        domain = self.index.teams[person.home_team].domain
        return person.lendable is Lendable.DOMAIN and domain is not None and domain == there.domain

    def retrains(self, row: Assignment) -> bool:
        """Whether the row gives up the skill that its option asks for."""
        option = self.options.get(row.retrained) if row.retrained is not None else None
        return (
            option is not None
            and option.kind is HiringKind.RESKILL
            and option.from_skill == row.skill
        )


def need(row: Assignment | Shortage) -> Need:
    """The demand that a row is about."""
    if row.initiative is None or row.stage is None:
        raise ValueError("retrained time serves no demand")
    return Need(StageKey(row.initiative, row.stage), row.skill, row.lowest_level, row.period)
