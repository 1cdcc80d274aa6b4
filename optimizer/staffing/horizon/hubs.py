"""Who helps from far away: flows through hubs, a period after the other.

Districts guess on their own. What they lack is looked for here among all people at once: whoever
has a skill at a level and goes equally far is put together in a hub, so that the network stays
small. Work that was guessed stays where it is unless a chain of changes serves more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from models.units import SkillId, TeamId
from optimizer.staffing.horizon.guess import AWAY, NEW, UNSERVED
from optimizer.staffing.horizon.state import Job, Taken
from optimizer.staffing.needs import Need
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError

Hub = tuple[SkillId, frozenset[TeamId]]
"""Who has a skill and goes to these teams."""

Level = tuple[Hub, int]
"""Those of a hub with at least this level; who is not asked for at one level may serve the next."""


def helped(question: Question, work: dict[Job, int]) -> dict[Job, int]:
    """The same work, and as much more as people's time and skills allow.

    Who is locked to a team keeps the work that they have.
    """
    taken = Taken(question)
    jobs: defaultdict[int, dict[Job, int]] = defaultdict(dict)
    found: dict[Job, int] = {}
    for job, slices in work.items():
        if question.people[job[0]].locked:
            found[job] = slices
        else:
            jobs[job[2]][job] = slices
    free = [() if person.locked else taken.free(p) for p, person in enumerate(question.people)]
    fixed: defaultdict[tuple[Need, int], int] = defaultdict(int)
    for (_, need, t), slices in found.items():
        fixed[need, t] += slices
    before: set[tuple[int, TeamId]] = set()
    for t in range(question.horizon):
        asked = {
            need: wanted.free + wanted.committed - fixed[need, t]
            for (need, u), wanted in question.asked.items()
            if u == t
        }
        now = _Flow(question, t, asked, before).of(
            {p: times[t] for p, times in enumerate(free) if times and times[t]}, jobs[t]
        )
        found |= now
        before = {(p, need.team) for p, need, _ in now}
    return found


@dataclass
class _Arcs:
    """A network as it is written down."""

    tail: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    room: list[int] = field(default_factory=list)
    price: list[int] = field(default_factory=list)

    def add(self, tail: int, head: int, room: int, price: int) -> int:
        """The number of a new arc."""
        self.tail.append(tail)
        self.head.append(head)
        self.room.append(room)
        self.price.append(price)
        return len(self.tail) - 1

    def flows(self, source: int, sink: int, total: int) -> list[int]:
        """What each arc carries where `total` goes from source to sink at least cost."""
        from ortools.graph.python import min_cost_flow

        engine = min_cost_flow.SimpleMinCostFlow()
        columns = (np.array(each, dtype=np.int64) for each in (self.tail, self.head))
        amounts = (np.array(each, dtype=np.int64) for each in (self.room, self.price))
        numbers = engine.add_arcs_with_capacity_and_unit_cost(*columns, *amounts)
        engine.set_nodes_supplies(np.array([source, sink]), np.array([total, -total]))
        if engine.solve() != engine.OPTIMAL:
            raise StaffingError("the flow through hubs has no answer")
        return [int(flow) for flow in engine.flows(numbers)]


@dataclass
class _Flow:
    """The network of a period: source, people, hubs by level, needs, sink."""

    question: Question
    t: int
    asked: dict[Need, int]
    before: set[tuple[int, TeamId]]
    """Who was at which team the period before."""
    arcs: _Arcs = field(default_factory=_Arcs)
    nodes: dict[object, int] = field(default_factory=lambda: {"source": 0, "sink": 1})

    def of(self, free: dict[int, int], work: dict[Job, int]) -> dict[Job, int]:
        """Work of those who are free, where they begin with this work."""
        kept = {
            job: self.arcs.add(self._node(job[0]), self._node(job[1]), slices, 0)
            for job, slices in work.items()
        }
        entering = self._entering(free)
        leaving = self._leaving({level[0] for _, level in entering})
        total = sum(self.asked.values())
        for need, slices in self.asked.items():
            self.arcs.add(self._node(need), 1, slices, -UNSERVED)
        for p, slices in free.items():
            self.arcs.add(0, self._node(p), slices, 0)
        self.arcs.add(0, 1, total, 0)
        flows = self.arcs.flows(0, 1, total)
        found = {job: flows[arc] for job, arc in kept.items() if flows[arc]}
        for p, need, slices in self._paired(
            {key: flows[arc] for key, arc in entering.items() if flows[arc]},
            {key: flows[arc] for key, arc in leaving.items() if flows[arc]},
        ):
            job = p, need, self.t
            found[job] = found.get(job, 0) + slices
        return found

    def _node(self, of: object) -> int:
        return self.nodes.setdefault(of, len(self.nodes))

    def _entering(self, free: dict[int, int]) -> dict[tuple[int, Level], int]:
        """Arcs of people into the hubs of their skills: at home, and as far as they go."""
        arcs: dict[tuple[int, Level], int] = {}
        skills = {need.skill for need in self.asked}
        for p, slices in free.items():
            person = self.question.people[p]
            home = frozenset() if person.home is None else frozenset((person.home,))
            for reach, price in ((home & person.reach, AWAY), (person.reach, NEW)):
                for skill in sorted(person.skills.keys() & skills) if reach else ():
                    level: Level = (skill, reach), person.skills[skill]
                    if (p, level) not in arcs:
                        arcs[p, level] = self.arcs.add(
                            self._node(p), self._node(level), slices, price
                        )
        return arcs

    def _leaving(self, hubs: Iterable[Hub]) -> dict[tuple[Level, Need], int]:
        """Arcs of hubs to the needs that they may serve, and from level to level."""
        by_skill: defaultdict[SkillId, defaultdict[TeamId, list[Need]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for need in self.asked:
            by_skill[need.skill][need.team].append(need)
        arcs: dict[tuple[Level, Need], int] = {}
        for hub in sorted(hubs, key=lambda hub: (hub[0], sorted(hub[1]))):
            skill, reach = hub
            needs = [
                need
                for team in sorted(reach & by_skill[skill].keys())
                for need in by_skill[skill][team]
            ]
            for need in needs:
                level: Level = hub, need.level
                arcs[level, need] = self.arcs.add(
                    self._node(level), self._node(need), self.asked[need], 0
                )
            levels = sorted(n for n in range(1, 6) if (hub, n) in self.nodes)
            for low, high in pairwise(levels):
                self.arcs.add(self._node((hub, high)), self._node((hub, low)), _MANY, 0)
        return arcs

    def _paired(
        self, entered: dict[tuple[int, Level], int], left: dict[tuple[Level, Need], int]
    ) -> Iterator[tuple[int, Need, int]]:
        """Who of a hub serves what: from the highest level down, those who were there first."""
        people: defaultdict[Hub, dict[int, list[tuple[int, int]]]] = defaultdict(dict)
        needs: defaultdict[Level, list[tuple[Need, int]]] = defaultdict(list)
        for (p, (hub, number)), slices in entered.items():
            people[hub].setdefault(number, []).append((p, slices))
        for (level, need), slices in left.items():
            needs[level].append((need, slices))
        for hub, by_level in people.items():
            there: dict[int, int] = {}
            for number in range(max(by_level), 0, -1):
                for p, slices in by_level.get(number, ()):
                    there[p] = there.get(p, 0) + slices
                for need, slices in needs.get((hub, number), ()):
                    yield from self._served(need, slices, there)

    def _served(
        self, need: Need, slices: int, there: dict[int, int]
    ) -> Iterator[tuple[int, Need, int]]:
        for p in sorted(there, key=lambda p: (p, need.team) not in self.before):
            amount = min(slices, there[p])
            if amount:
                there[p] -= amount
                slices -= amount
                yield p, need, amount
            if not there[p]:
                del there[p]
            if not slices:
                return


_MANY = 10**9
"""Slices: more than there are."""
