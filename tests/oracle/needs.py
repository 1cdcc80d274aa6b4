"""Who could do what in one period (formulation, section 7)."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from models.initiative import Theme
from models.person import Lendable, Person
from models.supply import HiringKind
from models.team import TeamKind
from models.units import OptionId, PeriodIndex, SkillId, TeamId
from tests.oracle.ground import Ground, Starts


class Need(NamedTuple):
    """Slices of a skill that a team needs in a period, or that an option retrains (no team)."""

    team: TeamId | None
    skill: SkillId
    level: int
    committed: bool
    as_a_service: bool
    option: OptionId | None = None


Needs = tuple[tuple[Need, int], ...]


def needs(ground: Ground, starts: Starts, t: int) -> Needs:
    """What the stages that run in a period need; rows that differ in nothing are added up."""
    total: dict[Need, int] = {}
    for key, start in starts.items():
        if not start <= t < start + ground.index.stage[key].periods:
            continue
        row = ground.initiative(key)
        service = row.theme is Theme.AS_A_SERVICE
        for demand in ground.index.demand_of.get(key, ()):
            committed = key in ground.committed
            need = Need(row.team, demand.skill, demand.lowest_level, committed, service)
            total[need] = total.get(need, 0) + demand.slices
    return tuple(sorted((item for item in total.items() if item[1] > 0), key=repr))


def retraining(ground: Ground, hired: Mapping[OptionId, int]) -> Needs:
    """Time that people give up for the reskill options in use."""
    return tuple(
        (Need(None, option.from_skill, 1, committed=False, as_a_service=False, option=option.id), n)
        for option in sorted(ground.portfolio.hiring, key=lambda option: option.id)
        if option.kind is HiringKind.RESKILL and option.from_skill is not None
        for n in [hired[option.id]]
        if n > 0
    )


class Reach:
    """Where people may work, and what is locked."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.teams = ground.index.teams
        self.people = sorted(ground.portfolio.people, key=lambda person: person.id)

    def locked(self, person: Person, team: TeamId, t: int) -> int:
        """Time locked to a team."""
        return sum(
            row.slices
            for row in self.ground.portfolio.assignments
            if row.person == person.id and row.team == team and row.locked
            if row.until is None or t <= self.ground.index.calendar.index(row.until)
        )

    def within(self, person: Person, team: TeamId) -> bool:
        """Whether a team is within reach without a lock."""
        there = self.teams[team]
        if person.home_team is None:
            return person.lendable is Lendable.ANYWHERE and there.kind is TeamKind.PRODUCT
        if team == person.home_team or person.lendable is Lendable.ANYWHERE:
            return True
        home = self.teams[person.home_team]
        shared = home.domain is not None and home.domain == there.domain
        return person.lendable is Lendable.DOMAIN and shared

    def shares(self, person: Person, t: int, work: Needs) -> Iterator[tuple[int, ...]]:
        """All ways in which a person may serve these needs alone: slices per need."""
        level = self.ground.index.skills_of[person.id]
        free = self.ground.index.available(person.id, PeriodIndex(t))
        ranges = []
        for need, wanted in work:
            able = level.get(need.skill, 0) >= need.level
            if able and need.team is not None and not self.within(person, need.team):
                able = self.locked(person, need.team, t) > 0
            ranges.append(range(min(free, wanted) + 1) if able else range(1))
        for share in product(*ranges):
            if sum(share) <= free and self._possible(person, t, work, share, free):
                yield share

    def _possible(
        self, person: Person, t: int, work: Needs, share: tuple[int, ...], free: int
    ) -> bool:
        at: dict[TeamId, int] = {}
        retrained = 0
        for (need, _), slices in zip(work, share, strict=True):
            if need.team is None:
                retrained += slices
            else:
                at[need.team] = at.get(need.team, 0) + slices
        locked = {team: self.locked(person, team, t) for team in self.teams}
        if any(x > locked[j] for j, x in at.items() if not self.within(person, j)):
            return False
        if sum(1 for x in at.values() if x > 0) > self.ground.portfolio.settings.most_teams:
            return False
        busy = sum(max(at.get(team, 0), locked[team]) for team in self.teams)
        return busy + retrained <= free
