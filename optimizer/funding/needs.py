"""Who is needed and who is there: classes of alike needs, groups of interchangeable people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from models.initiative import Theme
from models.person import Person
from models.stage import Stage
from models.supply import Pool
from models.units import FunctionId, PeriodIndex, PersonId, PoolId, SkillId, TeamId
from optimizer.facts import Facts
from optimizer.funding.network import TOP, Need, Network, Node, Reach, in_order
from optimizer.lending import Circle, circle_of, pool_reaches


class NeedRow(NamedTuple):
    """Slices of a need that a stage asks for while it runs."""

    stage: Stage
    slices: int


class Kin(NamedTuple):
    """What interchangeable people share."""

    home: TeamId | None
    function: FunctionId | None
    skills: tuple[tuple[SkillId, int], ...]
    longest_loan: int | None
    """Most periods in a row at one team away from home."""


class Group(NamedTuple):
    """Time of interchangeable people; locked time forms groups of its own."""

    kin: Kin
    reach: Reach
    """Teams that this time may serve."""


MOST_DIRECT = 20_000
"""Meetings of people, needs and periods up to which everyone meets every need directly."""


@dataclass(frozen=True)
class Workforce:
    """Needs, groups and pools of a portfolio."""

    facts: Facts
    stages: tuple[Stage, ...]
    """Stages that run or may run."""
    _busy: dict[Node, tuple[PeriodIndex, ...]] = field(default_factory=dict)
    _reaches: dict[Circle, Reach] = field(default_factory=dict)

    @cached_property
    def needs(self) -> dict[Need, tuple[NeedRow, ...]]:
        """Need rows by class, in canonical order."""
        index = self.facts.index
        needs: defaultdict[Need, list[NeedRow]] = defaultdict(list)
        for stage in self.stages:
            initiative = index.initiatives[stage.initiative]
            service = initiative.theme is Theme.AS_A_SERVICE
            for row in index.demand_of.get(stage.key, ()):
                need = Need(initiative.team, row.skill, row.lowest_level, service)
                needs[need].append(NeedRow(stage, row.slices))
        return {need: tuple(needs[need]) for need in sorted(needs)}

    @cached_property
    def needs_of_team(self) -> dict[TeamId, tuple[Need, ...]]:
        """The classes of each team."""
        teams: defaultdict[TeamId, list[Need]] = defaultdict(list)
        for need in self.needs:
            teams[need.team].append(need)
        return {team: tuple(needs) for team, needs in teams.items()}

    @cached_property
    def groups(self) -> dict[Group, tuple[int, ...]]:
        """Slices that each group has in each period."""
        horizon = self.facts.index.calendar.horizon
        sums: defaultdict[Group, list[int]] = defaultdict(lambda: [0] * horizon)
        for person in self.facts.index.portfolio.people:
            for group, time in self._shares(person):
                for t, slices in enumerate(time):
                    sums[group][t] += slices
        ordered = sorted(sums, key=lambda group: (repr(group.kin), group.reach))
        return {group: tuple(sums[group]) for group in ordered if any(sums[group])}

    @cached_property
    def unlocked(self) -> dict[Group, tuple[int, ...]]:
        """Slices of each group that no lock keeps: only those can be retrained."""
        horizon = self.facts.index.calendar.horizon
        sums: defaultdict[Group, list[int]] = defaultdict(lambda: [0] * horizon)
        for person in self.facts.index.portfolio.people:
            for t, slices in enumerate(self._free(person)):
                sums[Group(self.kin(person), self.reach(person))][t] += slices
        return {group: tuple(slices) for group, slices in sums.items()}

    def _shares(self, person: Person) -> Iterator[tuple[Group, list[int]]]:
        kin = self.kin(person)
        for team, locked in self.locks.get(person.id, {}).items():
            yield Group(kin, Reach((team,))), locked
        yield Group(kin, self.reach(person)), self._free(person)

    def _free(self, person: Person) -> list[int]:
        locks = self.locks.get(person.id, {}).values()
        return [
            int(time) - sum(lock[t] for lock in locks)
            for t, time in enumerate(self.time(person.id))
        ]

    def time(self, person: PersonId) -> tuple[int, ...]:
        """Slices that a person has in each period."""
        index = self.facts.index
        return tuple(index.available(person, t) for t in index.calendar.indices)

    def kin(self, person: Person) -> Kin:
        """Whom a person can be exchanged with."""
        skills = tuple(sorted(self.facts.index.skills_of[person.id].items()))
        return Kin(person.home_team, person.function, skills, person.longest_loan)

    @cached_property
    def locks(self) -> dict[PersonId, dict[TeamId, list[int]]]:
        """Locked slices by person, team and period."""
        calendar = self.facts.index.calendar
        locks: dict[PersonId, dict[TeamId, list[int]]] = {}
        for row in self.facts.index.portfolio.assignments:
            if not row.locked:
                continue
            last = calendar.horizon - 1 if row.until is None else calendar.index(row.until)
            time = locks.setdefault(row.person, {}).setdefault(row.team, [0] * calendar.horizon)
            for t in range(last + 1):
                time[t] += row.slices
        return locks

    def reach(self, person: Person) -> Reach:
        """Teams that a person may work for, sorted."""
        circle = circle_of(self.facts.index, person)
        if circle not in self._reaches:
            teams = self.facts.index.teams
            self._reaches[circle] = Reach(t for t in sorted(teams) if circle.has(teams[t]))
        return self._reaches[circle]

    def serves(self, group: Group) -> Iterator[Node]:
        """Where a group's time goes: to each team, or to home and a hub for all within reach."""
        for reach in self._ways(group):
            for skill, level in group.kin.skills:
                yield from self.network.entries(reach, skill, level)

    @cached_property
    def _groups_at(self) -> dict[Node, list[int]]:
        found: defaultdict[Node, list[int]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for node in self.serves(group):
                found[node].append(number)
        return found

    def entering(self, nodes: Iterable[Node]) -> list[tuple[Group, list[Node]]]:
        """The groups whose time enters at any of these nodes, in canonical order, and where."""
        where: defaultdict[int, list[Node]] = defaultdict(list)
        for node in in_order(nodes):
            for number in self._groups_at.get(node, ()):
                where[number].append(node)
        groups = self._numbered
        return [(groups[number], where[number]) for number in sorted(where)]

    @cached_property
    def _numbered(self) -> tuple[Group, ...]:
        return tuple(self.groups)

    def _ways(self, group: Group) -> Iterator[Reach]:
        if not self.with_hubs:
            yield from (Reach((team,)) for team in group.reach)
            return
        home = group.kin.home
        if home is not None and home in group.reach and len(group.reach) > 1:
            yield Reach((home,))
        yield group.reach

    @cached_property
    def with_hubs(self) -> bool:
        """Whether lent people meet needs through hubs, for want of room.

        A hub does not see from which team to which someone moves, so moves are priced less exactly.
        """
        meetings = 0
        for group in self.groups:
            for team in group.reach:
                for skill, level in group.kin.skills:
                    for need in self.network.entries(Reach((team,)), skill, level):
                        meetings += len(self.busy_at(need))
            if meetings > MOST_DIRECT:
                return True
        return False

    @cached_property
    def network(self) -> Network:
        """How time flows from those who have it to those who need it."""
        reaches = set(self._pool_reaches.values())
        reaches.add(self.everywhere)
        reaches.update(group.reach for group in self.groups)
        return Network.of(self.needs, reaches)

    @cached_property
    def everywhere(self) -> Reach:
        """All teams."""
        return Reach(sorted(self.facts.index.teams))

    @cached_property
    def _pool_reaches(self) -> dict[PoolId, Reach]:
        """The teams that each pool may work for."""
        teams = self.facts.index.teams
        return {
            name: Reach(team for team in sorted(teams) if pool_reaches(pool, teams[team]))
            for name, (pool, _) in self.pools.items()
        }

    @cached_property
    def pools(self) -> dict[PoolId, tuple[Pool, tuple[int, ...]]]:
        """Pools with their slices in each period, by ID."""
        calendar = self.facts.index.calendar
        pools = {}
        for pool in sorted(self.facts.index.portfolio.pools, key=lambda pool: pool.id):
            first = 0 if pool.from_period is None else calendar.index(pool.from_period)
            last = calendar.horizon if pool.to_period is None else calendar.index(pool.to_period)
            time = tuple(int(pool.slices) if first <= t <= last else 0 for t in calendar.indices)
            pools[pool.id] = pool, time
        return pools

    def pool_serves(self, pool: Pool) -> Iterator[Node]:
        """Where a pool's time goes."""
        return self.network.entries(self._pool_reaches[pool.id], pool.skill, TOP)

    def hire_serves(self, skill: SkillId) -> Iterator[Node]:
        """Where the time of those hired for a skill goes."""
        return self.network.entries(self.everywhere, skill, TOP)

    def busy_at(self, node: Node) -> tuple[PeriodIndex, ...]:
        """Periods in which a need may be there, or one that a hub may serve."""
        if node not in self._busy:
            periods = set(self.busy[node]) if isinstance(node, Need) else set()
            for target in self.network.passes.get(node, ()):
                periods.update(self.busy_at(target))
            self._busy[node] = tuple(sorted(periods))
        return self._busy[node]

    @cached_property
    def busy(self) -> dict[Need, tuple[PeriodIndex, ...]]:
        """Periods in which a class may be needed."""
        return {need: self._periods(rows) for need, rows in self.needs.items()}

    def _periods(self, rows: tuple[NeedRow, ...]) -> tuple[PeriodIndex, ...]:
        horizon = self.facts.index.calendar.horizon
        periods: set[int] = set()
        for row in rows:
            start = self.facts.starts.get(row.stage.key)
            if start is None:
                periods.update(range(self.facts.earliest[row.stage.key], horizon))
            else:
                periods.update(range(max(0, start), min(horizon, start + row.stage.periods)))
        return tuple(PeriodIndex(t) for t in sorted(periods))

    def committed_demand(self, rows: Iterable[NeedRow], t: int) -> int:
        """Slices that committed stages among the rows need in a period."""
        return sum(
            row.slices
            for row in rows
            if row.stage.key in self.facts.starts
            and self.facts.starts[row.stage.key]
            <= t
            < self.facts.starts[row.stage.key] + row.stage.periods
        )
