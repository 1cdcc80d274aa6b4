"""The flow of a period: who serves what, at the least cost (Ahuja, Magnanti and Orlin, 1993)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from models.units import PeriodIndex, TeamId
from optimizer.staffing.blocks import Floats
from optimizer.staffing.needs import Cell, Need
from optimizer.staffing.question import Someone, Supply
from optimizer.staffing.result import StaffingError
from optimizer.staffing.variables import Variables

if TYPE_CHECKING:
    from optimizer.staffing.rolling_period import Period

UNTAUGHT, UNSERVED, SHORT = 1_000_000, 100_000, 10_000
"""Prices of a slice that is not given up for learning, not served, or short in committed work."""
NEW, POOL, AWAY, STAYS = 100, 20, 2, -96
"""Prices of a slice that arrives at a team, comes from a pool, or is away from home: as it was
before or will be after; both, so that not staying would be a move."""

PLENTY = 10**9
"""No limit, in slices."""

SOURCE, SINK = 0, 1

Way = tuple[int, TeamId]
"""A person (by position) to a team."""


@dataclass
class Rolled:
    """Values of the columns that are used, as the dealing reads them."""

    variables: Variables = field(default_factory=Variables)
    amounts: list[int] = field(default_factory=list)

    @property
    def values(self) -> Floats:
        """By column."""
        return np.array(self.amounts, dtype=np.float64)

    def column(self, amount: int) -> int:
        """A new column with its value."""
        self.amounts.append(amount)
        return len(self.amounts) - 1


class Flow:
    """The network of a period."""

    def __init__(self, period: Period) -> None:
        self.period, self.question, self.t = period, period.question, period.t
        self.tails: list[int] = []
        self.heads: list[int] = []
        self.rooms: list[int] = []
        self.costs: list[int] = []
        self.nodes = 2
        self.work: list[tuple[int, Need, int]] = []
        """Person, need and arc."""
        self.supplied: list[tuple[bool, int, Need, int]] = []
        """Whether a pool, its position, need and arc."""
        self.taught: list[tuple[int, int, int]] = []
        """Person, option and arc."""
        self.asked: list[tuple[Cell, bool, int, int]] = []
        """Need in this period, whether committed, slices, and arc."""
        self.halves: dict[int, tuple[int, int]] = {}
        """Arcs of other and of as-a-service work of those whose team keeps a reserve."""
        self.total = 0
        self._roots: dict[str, int] = {}
        self._lay()

    def run(self) -> None:
        """Finds who works where."""
        from ortools.graph.python import min_cost_flow

        engine = min_cost_flow.SimpleMinCostFlow()
        arcs = engine.add_arcs_with_capacity_and_unit_cost(
            np.array(self.tails), np.array(self.heads), np.array(self.rooms), np.array(self.costs)
        )
        engine.set_nodes_supplies(np.array([SOURCE, SINK]), np.array([self.total, -self.total]))
        if engine.solve() != engine.OPTIMAL:
            raise StaffingError(f"the flow of period {self.t} has no answer")
        self.amounts = engine.flows(arcs)
        done: defaultdict[Way, int] = defaultdict(int)
        for p, need, arc in self.work:
            if self.amounts[arc]:
                done[p, need.team] += int(self.amounts[arc])
        self.done = dict(done)
        """Slices by way."""
        self.lacking = sum(
            (1 if committed else UNSERVED // SHORT) * (slices - int(self.amounts[arc]))
            for _, committed, slices, arc in self.asked
        )
        """What is not served; free work weighs more."""

    @property
    def unserved(self) -> bool:
        """Whether work that is not committed lacks anybody."""
        return any(
            slices > self.amounts[arc] for _, committed, slices, arc in self.asked if not committed
        )

    def overworked(self) -> dict[int, int]:
        """Of those whose service and other work together take too long, the service work."""
        found = {}
        for p, arcs in self.halves.items():
            other, service = (int(self.amounts[arc]) for arc in arcs)
            if other + service > self._free(p):
                found[p] = min(service, self._free(p))
        return found

    def _free(self, p: int) -> int:
        person = self.question.people[p]
        return person.available[self.t] - person.locked_in_all[self.t]

    def write(self, found: Rolled) -> None:
        """Hands out what flows as columns."""
        variables, t = found.variables, self.t
        for p, need, arc in self.work:
            if self.amounts[arc]:
                key = p, need, t
                if key in variables.work:
                    found.amounts[variables.work[key]] += int(self.amounts[arc])
                else:
                    variables.work[key] = found.column(int(self.amounts[arc]))
        for is_pool, g, need, arc in self.supplied:
            if self.amounts[arc]:
                columns = variables.pool if is_pool else variables.hire
                columns[g, need, t] = found.column(int(self.amounts[arc]))
        for p, o, arc in self.taught:
            if self.amounts[arc]:
                variables.retrained[p, o, t] = found.column(int(self.amounts[arc]))
        for cell, committed, slices, arc in self.asked:
            columns_of = variables.short if committed else variables.unserved
            columns_of[cell] = found.column(slices - int(self.amounts[arc]))

    def _lay(self) -> None:
        ends = {}
        for cell in self.period.cells:
            need, asked = cell[0], self.question.asked[cell]
            ends[need] = self._node()
            team = self._absorbing(need.team)
            for slices, price, committed in (
                (asked.free, UNSERVED, False),
                (asked.committed, SHORT, True),
            ):
                arc = self._arc(ends[need], team, slices, -price)
                self.asked.append((cell, committed, slices, arc))
                self.total += slices
        self._arc(SOURCE, SINK, PLENTY, 0)  # what nobody serves or learns
        self._lay_people(ends)
        for is_pool, supplies in ((True, self.question.pools), (False, self.question.hires)):
            for g, supply in enumerate(supplies):
                self._lay_supply(is_pool, g, supply, ends)

    def _absorbing(self, team: TeamId) -> int:
        """Where all that is served at a team goes, as much as the team can absorb."""
        key = f"absorbs {team}"
        if key not in self._roots:
            self._roots[key] = self._node()
            most = self.question.absorb.get((team, PeriodIndex(self.t)), PLENTY)
            self._arc(self._roots[key], SINK, most, 0)
        return self._roots[key]

    def _lay_people(self, ends: dict[Need, int]) -> None:
        wanted: defaultdict[int, list[Need]] = defaultdict(list)
        for need in ends:
            for p in self.period.able[need]:
                wanted[p].append(need)
        learning: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for o, option in enumerate(self.question.hires):
            if option.from_skill is not None and option.slices[self.t]:
                end = self._node()
                self._arc(end, SINK, option.slices[self.t], -UNTAUGHT)
                self.total += option.slices[self.t]
                for p, person in enumerate(self.question.people):
                    if option.from_skill in person.skills:
                        learning[p].append((o, end))
        for p in sorted({*wanted, *learning}):
            self._lay_person(p, wanted.get(p, []), learning.get(p, []), ends)

    def _lay_person(
        self, p: int, needs: list[Need], learning: list[tuple[int, int]], ends: dict[Need, int]
    ) -> None:
        person, free = self.question.people[p], self._free(p)
        own = self._node()
        kept = self._kept(person)
        service = self.period.service.get(p)
        room = free if service is None else free - service
        arc = self._arc(self._root(person) if kept is None else kept, own, room, 0)
        served = own
        if kept is not None and any(need.service for need in needs):
            served = self._node()
            room = free if service is None else service
            self.halves[p] = (arc, self._arc(SOURCE, served, room, 0))
        learns = own
        if learning and person.function is not None:  # who learns is lent to nobody
            learns = self._node()
            self.halves[p] = (
                arc,
                self._arc(SOURCE, learns, free if service is None else service, 0),
            )
        for o, end in learning:
            self.taught.append((p, o, self._arc(learns, end, free, 0)))
        ways: defaultdict[tuple[TeamId, int], list[Need]] = defaultdict(list)
        for need in needs:
            if (p, need.team) not in self.period.closed:
                ways[need.team, served if need.service else own].append(need)
        bound: set[TeamId] = set()
        for (team, source), here in ways.items():
            locked = 0 if team in bound else person.lock(team, self.t)
            bound.add(team)
            at = self._node()
            if locked:
                from_root = self._root(person) if kept is None else kept
                self._arc(SOURCE if source != own else from_root, at, locked, 0)
            if team in person.reach:
                self._arrive(p, team, source, at, free, locked)
            for need in here:
                self.work.append((p, need, self._arc(at, ends[need], free + locked, 0)))

    def _kept(self, person: Someone) -> int | None:
        """Where the time comes from that a team's reserve leaves for other work."""
        home = person.home
        if home is None or (home, self.t) not in self.question.keep:
            return None
        key = f"keeps {home}"
        if key not in self._roots:
            self._roots[key] = self._node()
            self._arc(SOURCE, self._roots[key], self.question.keep[home, self.t], 0)
        return self._roots[key]

    def _arrive(self, p: int, team: TeamId, own: int, at: int, free: int, locked: int) -> None:
        if team == self.question.people[p].home:
            self._arc(own, at, free, 0)
            return
        days, t = self.period.days, self.t
        before = max(0, days.at(p, team, t - 1) - locked)
        after = max(0, days.at(p, team, t + 1) - locked)
        left = free
        for room, price in (
            (min(before, after), STAYS),
            (abs(before - after), AWAY),
            (free, NEW),
        ):
            if min(room, left):
                self._arc(own, at, min(room, left), price)
                left -= min(room, left)

    def _root(self, person: Someone) -> int:
        function = person.function
        if function is None or function not in self.question.borrow:
            return SOURCE
        key = f"lends {function}"
        if key not in self._roots:
            self._roots[key] = self._node()
            self._arc(SOURCE, self._roots[key], self.question.borrow[function], 0)
        return self._roots[key]

    def _lay_supply(self, is_pool: bool, g: int, supply: Supply, ends: dict[Need, int]) -> None:  # noqa: FBT001 - two kinds of supply
        most = supply.slices[self.t]
        needs = [n for n in ends if n.skill == supply.skill and n.team in supply.teams]
        if most and needs:
            own = self._node()
            self._arc(SOURCE, own, most, POOL if is_pool else 1)
            for need in needs:
                self.supplied.append((is_pool, g, need, self._arc(own, ends[need], most, 0)))

    def _node(self) -> int:
        self.nodes += 1
        return self.nodes - 1

    def _arc(self, tail: int, head: int, room: int, cost: int) -> int:
        self.tails.append(tail)
        self.heads.append(head)
        self.rooms.append(int(room))
        self.costs.append(cost)
        return len(self.tails) - 1
