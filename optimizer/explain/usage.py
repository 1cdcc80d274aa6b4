"""Where people's time goes in a plan, in the sums that limits need (formulation, section 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from models.index import Index
from models.initiative import Theme
from models.plan import Assignment, Plan, Worker
from models.stage import StageKey
from models.units import FunctionId, InitiativeId, PeriodIndex, PersonId, SkillId, TeamId
from optimizer.facts import Facts

Sums = defaultdict[tuple[object, int], int]


def _sums() -> Sums:
    return defaultdict(int)


@dataclass
class Usage:
    """Slices in use, by period; people's own rows in full, pools and hires by name."""

    index: Index
    hired: dict[tuple[str, int], int] = field(default_factory=dict)
    """Slices of a hiring option that are there."""
    at_team: Sums = field(default_factory=_sums)
    """All workers' time at a team."""
    by_name: Sums = field(default_factory=_sums)
    """Time of a pool or of a hiring option."""
    function: Sums = field(default_factory=_sums)
    """Time of a function's people."""
    not_as_a_service: Sums = field(default_factory=_sums)
    """Time of a team's own people on what is not as-a-service, retraining included."""
    lent: Sums = field(default_factory=_sums)
    """Time of a team's own people at other teams."""
    person_at: dict[tuple[PersonId, int], defaultdict[TeamId, int]] = field(default_factory=dict)
    retrained: defaultdict[tuple[PersonId, int], int] = field(
        default_factory=lambda: defaultdict(int)
    )
    planned: defaultdict[tuple[InitiativeId, SkillId, int], int] = field(
        default_factory=lambda: defaultdict(int)
    )
    """Time of each initiative's stages that are not committed."""
    by_skill: dict[tuple[SkillId, int], defaultdict[InitiativeId, int]] = field(
        default_factory=dict
    )
    """Who uses a skill in a period."""

    @classmethod
    def of(cls, facts: Facts, plan: Plan) -> Usage:
        """The usage of a plan."""
        there = {(str(row.option), int(row.period)): int(row.slices) for row in plan.hires}
        usage = cls(facts.index, there)
        for row in plan.assignments:
            usage._add(row)
            if row.initiative is None or row.stage is None:
                continue
            if StageKey(row.initiative, row.stage) not in facts.committed:
                usage.planned[row.initiative, row.skill, int(row.period)] += row.slices
        return usage

    def _add(self, row: Assignment) -> None:
        t = int(row.period)
        if row.team is not None:
            self.at_team[row.team, t] += row.slices
        if row.initiative is not None:
            users = self.by_skill.setdefault((row.skill, t), defaultdict(int))
            users[row.initiative] += row.slices
        if row.worker is Worker.PERSON:
            self._add_person(row, t)
        else:
            self.by_name[row.who, t] += row.slices

    def _add_person(self, row: Assignment, t: int) -> None:
        person = self.index.people[PersonId(row.who)]
        if row.team is None:
            self.retrained[person.id, t] += row.slices
        else:
            places = self.person_at.setdefault((person.id, t), defaultdict(int))
            places[row.team] += row.slices
        if person.function is not None:
            self.function[person.function, t] += row.slices
        if person.home_team is None:
            return
        if row.team is not None and row.team != person.home_team:
            self.lent[person.home_team, t] += row.slices
        service = (
            row.initiative is not None
            and self.index.initiatives[row.initiative].theme is Theme.AS_A_SERVICE
        )
        if not service:
            self.not_as_a_service[person.home_team, t] += row.slices

    @cached_property
    def locks(self) -> dict[PersonId, list[tuple[TeamId, int, int]]]:
        """Each person's locked time: team, slices, last period."""
        found: dict[PersonId, list[tuple[TeamId, int, int]]] = {}
        for row in self.index.portfolio.assignments:
            if row.locked:
                last = self.index.calendar.horizon - 1
                until = last if row.until is None else self.index.calendar.index(row.until)
                found.setdefault(row.person, []).append((row.team, row.slices, until))
        return found

    def locked(self, person: PersonId, t: int) -> Mapping[TeamId, int]:
        """Slices locked to each team in a period."""
        found: defaultdict[TeamId, int] = defaultdict(int)
        for team, slices, until in self.locks.get(person, ()):
            if t <= until:
                found[team] += slices
        return found

    def at(self, person: PersonId, t: int) -> Mapping[TeamId, int]:
        """Slices at each team in a period."""
        return self.person_at.get((person, t), defaultdict(int))

    def free(self, person: PersonId, team: TeamId, t: int) -> int:
        """Slices that the person could still work for the team; 0 if none."""
        at = self.at(person, t)
        locks = self.locked(person, t) if person in self.locks else {}
        taken = sum(max(at.get(j, 0), locks.get(j, 0)) for j in {*at, *locks} if j != team)
        taken += at.get(team, 0) + self.retrained.get((person, t), 0)
        return max(0, self.index.available(person, PeriodIndex(t)) - taken)

    @cached_property
    def _own(self) -> dict[tuple[TeamId, int], int]:
        own: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
        for person in self.index.portfolio.people:
            if person.home_team is not None:
                for t in self.index.calendar.indices:
                    own[person.home_team, t] += self.index.available(person.id, t)
        return own

    def reserve_left(self, team: TeamId, t: int) -> int:
        """Time of the team's own people that may still go to what is not as-a-service."""
        share = 100 - self.index.teams[team].reserve
        most = int(self._own.get((team, t), 0) * share / 100)
        return max(0, most - self.not_as_a_service.get((team, t), 0))

    def lendable_left(self, team: TeamId, t: int) -> int | None:
        """Time of the team's own people that it may still lend; None = as much as they have."""
        fewest = self.index.teams[team].fewest
        if fewest is None:
            return None
        locked = sum(
            slices
            for person, rows in self.locks.items()
            for other, slices, until in rows
            if t <= until and other != team and self.index.people[person].home_team == team
        )
        most = max(0, self._own.get((team, t), 0) - fewest - locked)
        return max(0, most - self.lent.get((team, t), 0))

    def function_left(self, function: FunctionId, t: int) -> int | None:
        """Time that the function may still lend; None = as much as its people have."""
        for row in self.index.portfolio.functions:
            if row.id == function and row.most_lent is not None:
                return max(0, row.most_lent - self.function.get((function, t), 0))
        return None
