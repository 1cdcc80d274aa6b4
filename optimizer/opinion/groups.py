"""Needs that the same workers can serve, and groups of interchangeable people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from models.index import Index
from models.initiative import Theme
from models.person import Lendable
from models.team import TeamKind
from models.units import FunctionId, PeriodIndex, PersonId, SkillId, TeamId
from optimizer.opinion.frame import Frame
from optimizer.opinion.linear import Linear


class Need(NamedTuple):
    """Work of one kind for one team in one period."""

    team: TeamId
    skill: SkillId
    level: int
    as_a_service: bool
    committed: bool
    period: int


class Group(NamedTuple):
    """People who differ in nothing that matters here; with a lock, someone is a group alone."""

    home: TeamId | None
    function: FunctionId | None
    lendable: Lendable
    skills: tuple[tuple[SkillId, int], ...]
    members: tuple[PersonId, ...]


def needs(frame: Frame) -> dict[Need, Linear]:
    """Slices asked for: of committed stages a constant, of others a sum over their starts."""
    asked: defaultdict[Need, Linear] = defaultdict(Linear)
    for key, rows in frame.index.demand_of.items():
        stage, initiative = frame.index.stage[key], frame.index.initiatives[key.initiative]
        service = initiative.theme is Theme.AS_A_SERVICE
        committed = key in frame.facts.committed
        for start, chosen in frame.options(stage):
            for t in range(max(0, start), min(frame.horizon, start + stage.periods)):
                for row in rows:
                    if row.slices > 0:
                        need = Need(
                            initiative.team, row.skill, row.lowest_level, service, committed, t
                        )
                        asked[need].increase(chosen, row.slices)
    return dict(sorted(asked.items()))


def groups(index: Index) -> tuple[Group, ...]:
    """All groups, each with at least one member."""
    alike: defaultdict[Group, list[PersonId]] = defaultdict(list)
    locked = {row.person for row in index.portfolio.assignments if row.locked}
    for person in sorted(index.portfolio.people, key=lambda row: row.id):
        skills = tuple(sorted(index.skills_of[person.id].items()))
        alone = (person.id,) if person.id in locked else ()
        key = Group(person.home_team, person.function, person.lendable, skills, alone)
        alike[key].append(person.id)
    return tuple(kind._replace(members=tuple(members)) for kind, members in alike.items())


@dataclass(frozen=True)
class Places:
    """Where groups may work and how much time they have."""

    index: Index

    def available(self, group: Group, t: int) -> int:
        """Time of a group in a period."""
        return sum(self.index.available(member, PeriodIndex(t)) for member in group.members)

    def locked(self, group: Group, team: TeamId, t: int) -> int:
        """Time of a group that is locked to a team in a period."""
        return sum(self._locks.get((member, team, t), 0) for member in group.members)

    @cached_property
    def _locks(self) -> dict[tuple[PersonId, TeamId, int], int]:
        locks: defaultdict[tuple[PersonId, TeamId, int], int] = defaultdict(int)
        calendar = self.index.calendar
        for row in self.index.portfolio.assignments:
            last = calendar.horizon - 1 if row.until is None else calendar.index(row.until)
            for t in range(last + 1 if row.locked else 0):
                locks[row.person, row.team, t] += row.slices
        return dict(locks)

    def locked_teams(self, group: Group) -> set[TeamId]:
        """Teams to which time of a group is locked in some period."""
        return {team for member, team, _ in self._locks if member in group.members}

    def in_force(self, group: Group, team: TeamId) -> int:
        """Time of a group at a team in the plan in force."""
        rows = self.index.portfolio.assignments
        return sum(row.slices for row in rows if row.team == team and row.person in group.members)

    def reachable(self, group: Group, team: TeamId, t: int) -> bool:
        """Whether a group may work for a team in a period."""
        return self.within(group, team) or self.locked(group, team, t) > 0

    def within(self, group: Group, team: TeamId) -> bool:
        """Whether a group may work for a team without a lock."""
        there = self.index.teams[team]
        if group.home is None:
            return group.lendable is Lendable.ANYWHERE and there.kind is TeamKind.PRODUCT
        if group.home == team or group.lendable is Lendable.ANYWHERE:
            return True
        domain = self.index.teams[group.home].domain
        return group.lendable is Lendable.DOMAIN and domain is not None and domain == there.domain
