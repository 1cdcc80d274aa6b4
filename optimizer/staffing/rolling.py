"""Rolling: names for many people, one period after the other, each by a flow of least cost.

A period's flow (Ahuja, Magnanti and Orlin, 1993) is whole by itself and takes moments for thousands
of people. It serves as much as can be, then keeps people where they are. What a flow cannot say
(teams at a time, loans, what a team lends) closes ways until it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from models.units import PeriodIndex, TeamId
from optimizer.staffing.blocks import Floats
from optimizer.staffing.needs import Cell, Need
from optimizer.staffing.question import Question, Someone, Supply
from optimizer.staffing.result import StaffingError
from optimizer.staffing.variables import Variables

UNTAUGHT, UNSERVED, SHORT = 1_000_000, 100_000, 10_000
"""Prices of a slice that is not given up for learning, not served, or short in committed work."""
NEW, POOL, AWAY, STAYS = 100, 20, 2, -96
"""Prices of a slice that arrives at a team, comes from a pool, or is away from home: as it was
before or will be after; both, so that not staying would be a move."""

SWEEPS, LITTLE = 2, 0.02
"""Times at most that all periods are solved again; share of the moves that a sweep must save."""

ROUNDS = 200
"""Times that ways are closed in a period: more than there are rules to break for long."""

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


def rolled(question: Question) -> Rolled:
    """Names for all periods: forward once, then each period again between its neighbours.

    Raises:
        StaffingError: fewer people than asked for can be retrained.
    """
    able = _able(question)
    cells: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in question.asked:
        cells[cell[1]].append(cell)
    days = Days(question)
    for t in range(question.horizon):
        period = Period(question, t, cells[t], able, days)
        days.flows.append(period.solve())
        days.closed.append(period.closed)
    for _ in range(SWEEPS):
        before = days.moved
        for t in range(question.horizon):
            _again(Period(question, t, cells[t], able, days), days)
        if before - days.moved <= LITTLE * before:
            break
    found = Rolled()
    for flow in days.flows:
        flow.write(found)
    return found


def _again(period: Period, days: Days) -> None:
    """Solves a period between its neighbours; kept where it serves as much and moves less."""
    t, old, moved = period.t, days.flows[period.t], days.moved
    try:
        days.flows[t] = period.solve()
    except StaffingError:
        return
    if days.flows[t].lacking > old.lacking or days.moved >= moved:
        days.flows[t] = old
    else:
        days.closed[t] = period.closed


@dataclass
class Days:
    """The periods that have been solved."""

    question: Question
    flows: list[Flow] = field(default_factory=list)
    closed: list[set[Way]] = field(default_factory=list)

    def at(self, p: int, team: TeamId, t: int) -> int:
        """Slices of a person at a team: in force before the first period, 0 where unknown."""
        if t < 0:
            return self.question.people[p].in_force.get(team, 0)
        return self.flows[t].done.get((p, team), 0) if t < len(self.flows) else 0

    @property
    def moved(self) -> int:
        """Slices that arrive at a team away from home."""
        return sum(
            max(0, slices - self.at(p, team, t - 1))
            for t, flow in enumerate(self.flows)
            for (p, team), slices in flow.done.items()
            if team != self.question.people[p].home
        )


def choices(question: Question) -> int:
    """Pairs of a need in a period and a person who may serve it."""
    able = _able(question)
    return sum(len(able[need]) for need, _ in question.asked)


def _able(question: Question) -> dict[Need, list[int]]:
    """Who may serve each need, by position."""
    skilled: defaultdict[str, list[int]] = defaultdict(list)
    for p, person in enumerate(question.people):
        for skill in person.skills:
            skilled[skill].append(p)
    return {
        need: [
            p
            for p in skilled.get(need.skill, ())
            if question.people[p].can(need)
            and (need.team in question.people[p].reach or need.team in question.people[p].locked)
        ]
        for need in {need for need, _ in question.asked}
    }


class Period:
    """One period: the ways that are open, and what flows."""

    def __init__(
        self,
        question: Question,
        t: int,
        cells: list[Cell],
        able: dict[Need, list[int]],
        days: Days,
    ) -> None:
        self.question, self.t, self.cells, self.able, self.days = question, t, cells, able, days
        self.closed: set[Way] = set(days.closed[t] if t < len(days.closed) else ())
        self._wanted: defaultdict[int, set[TeamId]] = defaultdict(set)
        self.service: dict[int, int] = {}
        """As-a-service slices of those who would otherwise do more than they have time for."""

    def solve(self) -> Flow:
        """Flows until no rule is broken."""
        self.closed |= set(self._on_loan_too_long())
        for _ in range(ROUNDS):
            flow = Flow(self)
            flow.run()
            if not self._mended(flow):
                return flow
        raise StaffingError(f"no staffing was found that keeps all rules in period {self.t}")

    def _on_loan_too_long(self) -> Iterator[Way]:
        """Ways whose loan would be longer than agreed, with the periods before and after."""
        near = [self.days.flows[t].done for t in (self.t - 1, self.t + 1) if self._known(t)]
        for p, team in {way for done in near for way in done}:
            person = self.question.people[p]
            if person.longest is None or team == person.home:
                continue
            length = 1
            for step in (-1, 1):
                t = self.t + step
                while self._known(t) and (p, team) in self.days.flows[t].done:
                    length, t = length + 1, t + step
            if length > person.longest:
                yield p, team

    def _known(self, t: int) -> bool:
        return 0 <= t < len(self.days.flows)

    def _mended(self, flow: Flow) -> bool:
        """Whether ways had to be closed."""
        done = flow.done
        before = len(self.closed) + len(self.service)
        self._few_teams(done)
        self._lent_within_limits(done)
        self.service |= flow.overworked()
        return len(self.closed) + len(self.service) > before

    def _few_teams(self, done: dict[Way, int]) -> None:
        """Who is on too many teams keeps to home and those with the most work, and to no other."""
        teams: defaultdict[int, list[TeamId]] = defaultdict(list)
        for p, team in done:
            teams[p].append(team)
        for p, many in teams.items():
            if len(many) > self.question.most_teams:
                home = self.question.people[p].home
                order = {team: (team != home, -done[p, team], team) for team in many}
                kept = sorted(many, key=order.__getitem__)[: self.question.most_teams]
                self.closed |= {(p, team) for team in self.wanted(p) if team not in kept}

    def wanted(self, p: int) -> set[TeamId]:
        """Teams that need a person's skills in this period."""
        if not self._wanted:
            for need, _ in self.cells:
                for other in self.able[need]:
                    self._wanted[other].add(need.team)
        return self._wanted[p]

    def _lent_within_limits(self, done: dict[Way, int]) -> None:
        lent: defaultdict[TeamId, list[Way]] = defaultdict(list)
        for p, team in done:
            home = self.question.people[p].home
            if home is not None and team != home and (home, self.t) in self.question.lend:
                lent[home].append((p, team))
        for home, ways in lent.items():
            excess = sum(done[way] for way in ways) - self.question.lend[home, self.t]
            order = {way: (self.days.at(*way, self.t - 1) > 0, done[way], way) for way in ways}
            for way in sorted(ways, key=order.__getitem__):
                if excess <= 0:
                    break
                self.closed.add(way)
                excess -= done[way]


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
        self.missing: list[tuple[Cell, bool, int]] = []
        """Need in this period, whether committed, and arc."""
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
            (UNSERVED // SHORT if not committed else 1) * int(self.amounts[arc])
            for _, committed, arc in self.missing
        )
        """What is not served; free work weighs more."""

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
        for cell, committed, arc in self.missing:
            columns_of = variables.short if committed else variables.unserved
            columns_of[cell] = found.column(int(self.amounts[arc]))

    def _lay(self) -> None:
        ends = {}
        for cell in self.period.cells:
            need, asked = cell[0], self.question.asked[cell]
            ends[need] = self._node()
            for slices, price, committed in (
                (asked.free, UNSERVED, False),
                (asked.committed, SHORT, True),
            ):
                self.missing.append((cell, committed, self._arc(SOURCE, ends[need], slices, price)))
            self._arc(ends[need], SINK, asked.free + asked.committed, 0)
            self.total += asked.free + asked.committed
        self._lay_people(ends)
        for is_pool, supplies in ((True, self.question.pools), (False, self.question.hires)):
            for g, supply in enumerate(supplies):
                self._lay_supply(is_pool, g, supply, ends)

    def _lay_people(self, ends: dict[Need, int]) -> None:
        wanted: defaultdict[int, list[Need]] = defaultdict(list)
        for need in ends:
            for p in self.period.able[need]:
                wanted[p].append(need)
        learning: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for o, option in enumerate(self.question.hires):
            if option.from_skill is not None and option.slices[self.t]:
                end = self._node()
                self._arc(SOURCE, end, option.slices[self.t], UNTAUGHT)
                self._arc(end, SINK, option.slices[self.t], 0)
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
        for o, end in learning:
            self.taught.append((p, o, self._arc(own, end, free, 0)))
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
                self._arc(SOURCE if kept is None or source != own else kept, at, locked, 0)
            if team in person.reach:
                self._arrive(p, team, source, at, free, locked)
            for need in here:
                self.work.append((p, need, self._arc(at, ends[need], free + locked, 0)))

    def _kept(self, person: Someone) -> int | None:
        """Where the time comes from that a team's reserve leaves for other work."""
        home = person.home
        if home is None or (home, self.t) not in self.question.keep:
            return None
        if home not in self._roots:
            self._roots[home] = self._node()
            self._arc(SOURCE, self._roots[home], self.question.keep[home, self.t], 0)
        return self._roots[home]

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
        if function not in self._roots:
            self._roots[function] = self._node()
            self._arc(SOURCE, self._roots[function], self.question.borrow[function], 0)
        return self._roots[function]

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


def moved_at_least(question: Question) -> int:
    """Slices that move in any staffing that serves as much: what teams cannot do with their own.

    For each team, the most that it needs from others in a period, beyond what others do for it in
    force; all that pools and hires may give counts as theirs.
    """
    own: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
    force: defaultdict[TeamId, int] = defaultdict(int)
    for person in question.people:
        if person.home is not None:
            for t, slices in enumerate(person.available):
                own[person.home, t] += slices
        for team, slices in person.in_force.items():
            force[team] += slices if team != person.home else 0
    for supply in (*question.pools, *question.hires):
        for team in supply.teams:
            for t, slices in enumerate(supply.slices):
                own[team, t] += slices
    asked: defaultdict[tuple[TeamId, int], int] = defaultdict(int)
    for (need, t), wanted in question.asked.items():
        asked[need.team, t] += wanted.free + wanted.committed
    most: defaultdict[TeamId, int] = defaultdict(int)
    for (team, t), slices in asked.items():
        most[team] = max(most[team], slices - own[team, PeriodIndex(t)])
    return sum(max(0, slices - force[team]) for team, slices in most.items())
