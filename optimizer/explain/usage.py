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
    by_team: dict[tuple[TeamId, int], defaultdict[InitiativeId, int]] = field(default_factory=dict)
    """Whose work a team does in a period."""
    by_worker: dict[tuple[Worker, str, int], defaultdict[InitiativeId, int]] = field(
        default_factory=dict
    )
    """Whose work a person, a pool or hires do in a period."""

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
            served = self.by_worker.setdefault((row.worker, row.who, t), defaultdict(int))
            served[row.initiative] += row.slices
            if row.team is not None:
                at_team = self.by_team.setdefault((row.team, t), defaultdict(int))
                at_team[row.initiative] += row.slices
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

    def is_locked(self, person: PersonId, team: TeamId) -> bool:
        """Whether some of the person's time is, or was, for this team only."""
        rows = self.locks.get(person)
        return rows is not None and any(other == team for other, _, _ in rows)

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

    def at_limit(self, person: PersonId, t: int) -> bool:
        """Whether the person works for as many teams as one may, and so for no other one."""
        return (person, t) in self.limited

    @cached_property
    def limited(self) -> frozenset[tuple[PersonId, int]]:
        """Who works for as many teams as one may, and when."""
        most = self.index.portfolio.settings.most_teams
        return frozenset(
            key
            for key, places in self.person_at.items()
            if sum(slices > 0 for slices in places.values()) >= most
        )

    def may_join(self, person: PersonId, team: TeamId, t: int) -> bool:
        """Whether the person works for the team, or may work for one more."""
        return not self.at_limit(person, t) or self.at(person, t).get(team, 0) > 0

    def free(self, person: PersonId, team: TeamId, t: int) -> int:
        """Slices that the person could still work for the team, one more or not; 0 if none."""
        at = self.at(person, t)
        locks = self.locked(person, t) if person in self.locks else {}
        taken = sum(max(at.get(j, 0), locks.get(j, 0)) for j in {*at, *locks} if j != team)
        taken += at.get(team, 0) + self.retrained.get((person, t), 0)
        return max(0, self.index.available(person, PeriodIndex(t)) - taken)

    @cached_property
    def _own(self) -> dict[TeamId, list[int]]:
        """Time that each team's own people have, by period."""
        periods = self.index.calendar.indices
        own = {team: [0] * len(periods) for team in self.index.teams}
        for person in self.index.portfolio.people:
            if person.home_team is not None:
                for t in periods:
                    own[person.home_team][t] += self.index.available(person.id, t)
        return own

    def reserve_left(self, team: TeamId, t: int) -> int:
        """Time of the team's own people that may still go to what is not as-a-service."""
        return self._reserve_left[team][t]

    @cached_property
    def _reserve_left(self) -> dict[TeamId, list[int]]:
        found = {}
        for name, team in self.index.teams.items():
            most = [int(own * (100 - team.reserve) / 100) for own in self._own[name]]
            found[name] = [
                max(0, limit - self.not_as_a_service.get((name, t), 0))
                for t, limit in enumerate(most)
            ]
        return found

    def lendable_left(self, team: TeamId, t: int) -> int | None:
        """Time of the team's own people that it may still lend; None = as much as they have."""
        left = self._lendable_left.get(team)
        return None if left is None else left[t]

    @cached_property
    def _lendable_left(self) -> dict[TeamId, list[int]]:
        found = {}
        for name, team in self.index.teams.items():
            if team.fewest is not None:
                locked = self._locked_away.get(name, {})
                most = [
                    max(0, own - team.fewest - locked.get(t, 0))
                    for t, own in enumerate(self._own[name])
                ]
                found[name] = [
                    max(0, limit - self.lent.get((name, t), 0)) for t, limit in enumerate(most)
                ]
        return found

    @cached_property
    def _locked_away(self) -> dict[TeamId, dict[int, int]]:
        """Time of each team's own people that is locked to other teams, by period."""
        found: defaultdict[TeamId, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        for person, rows in self.locks.items():
            home = self.index.people[person].home_team
            for team, slices, until in rows:
                if home is not None and team != home:
                    for t in range(until + 1):
                        found[home][t] += slices
        return {team: dict(times) for team, times in found.items()}

    def function_left(self, function: FunctionId, t: int) -> int | None:
        """Time that the function may still lend; None = as much as its people have."""
        for row in self.index.portfolio.functions:
            if row.id == function and row.most_lent is not None:
                return max(0, row.most_lent - self.function.get((function, t), 0))
        return None
