"""Who could serve what in a period: a flow network, and what its smallest cut says.

Gale's theorem (1957): people can serve all needs just if no set of needs asks for more than all who
may serve any of it have. Such a set is found as a smallest cut (Ford and Fulkerson, 1956); for
starts that are still to be decided it becomes a row of the programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from models.units import TeamId
from optimizer.funding.capacity import Capacities, Capacity
from optimizer.funding.expressions import Programme
from optimizer.funding.needs import Group
from optimizer.funding.network import Need, Network, Node, in_order
from optimizer.funding.variables import is_away

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

GRAIN = 1_000
"""Flows are found in thousandths of a slice: a relaxation's demand is no whole number."""

PLENTY = 2**40
"""No limit, in grains."""

SOURCE, SINK = 0, 1


class Lack(NamedTuple):
    """A set of needs in a period, and all that could serve any of it."""

    needs: tuple[Need, ...]
    capacity: Capacity


@dataclass
class Draft:
    """A network that is being drawn, for all periods at once."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[Capacities | None] = field(default_factory=list)
    """None = no limit."""
    names: dict[object, int] = field(default_factory=dict)

    def node(self, name: object) -> int:
        """Number of a node, a new one at its first mention."""
        return self.names.setdefault(name, len(self.names) + 2)

    def arc(self, tail: int, head: int, capacities: Capacities | None = None) -> None:
        """From one node to another."""
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacities)

    def drawn(self, needs: Sequence[Need], horizon: int) -> Supply:
        """The network, as arrays."""
        ends = [self.node(need) for need in needs]
        return Supply(
            tails=np.array([*self.tails, *ends], dtype=np.int64),
            heads=np.array([*self.heads, *[SINK] * len(ends)], dtype=np.int64),
            nodes=len(self.names) + 2,
            limits=tuple(
                Limits.of([None if each is None else each[t] for each in self.capacities])
                for t in range(horizon)
            ),
            needs=tuple(needs),
        )


@dataclass(frozen=True, eq=False)
class Limits:
    """What the arcs of a network take in a period."""

    room: Ints
    """Grains that each arc takes without what columns add."""
    extra: Ints
    """Arc, column and sign of what they add or take."""
    capacities: tuple[Capacity | None, ...]

    @classmethod
    def of(cls, capacities: list[Capacity | None]) -> Limits:
        """The same as arrays."""
        limits = [PLENTY if c is None else c.slices * GRAIN for c in capacities]
        extra = [
            (arc, column, sign)
            for arc, capacity in enumerate(capacities)
            if capacity is not None
            for column, sign in capacity.columns
        ]
        return cls(
            np.array(limits, dtype=np.int64),
            np.array(extra, dtype=np.int64).reshape(-1, 3),
            tuple(capacities),
        )


@dataclass(frozen=True, eq=False)
class Supply:
    """The network of some teams' needs; its last arcs go from the needs to the sink."""

    tails: Ints
    heads: Ints
    nodes: int
    limits: tuple[Limits, ...]
    """By period."""
    needs: tuple[Need, ...]

    def lacks(self, t: int, demand: Floats, values: Floats, tolerance: float) -> list[Lack]:
        """Sets of needs, apart from each other, that ask for more than there is.

        Args:
            t: the period.
            demand: slices by need, in the order of `needs`.
            values: of the columns of the programme.
            tolerance: slices that a set may ask for too much.
        """
        from ortools.graph.python import max_flow

        limits = self.limits[t]
        room = limits.room.copy()
        arcs, columns, signs = limits.extra.T
        np.add.at(room, arcs, np.rint(values[columns] * signs * GRAIN).astype(np.int64))
        np.maximum(room, 0, out=room)
        asked = np.rint(demand * GRAIN).astype(np.int64)
        flow = max_flow.SimpleMaxFlow()
        flow.add_arcs_with_capacity(self.tails, self.heads, np.concatenate([room, asked]))
        flow.solve(SOURCE, SINK)
        if flow.optimal_flow() >= asked.sum() - tolerance * GRAIN:
            return []
        inside = np.zeros(self.nodes, dtype=np.bool_)
        inside[flow.get_sink_side_min_cut()] = True
        inside[SINK] = False
        return list(self._parts(limits, inside, room, asked, tolerance * GRAIN))

    def _parts(
        self, limits: Limits, inside: Flags, room: Ints, asked: Ints, tolerance: float
    ) -> Iterator[Lack]:
        """The needs on the sink's side of the cut that hang together, and what comes to them."""
        tails, heads = self.tails[: len(room)], self.heads[: len(room)]
        within = inside[tails] & inside[heads]
        shape = (self.nodes, self.nodes)
        graph = coo_array((np.ones(within.sum()), (tails[within], heads[within])), shape)
        _, label = connected_components(graph, directed=False)
        ends = self.tails[len(room) :]
        wanted = np.flatnonzero(inside[ends] & (asked > 0))
        needs: defaultdict[int, list[int]] = defaultdict(list)
        for position, part in zip(wanted.tolist(), label[ends[wanted]].tolist(), strict=True):
            needs[part].append(position)
        cut = np.flatnonzero(~inside[tails] & inside[heads])
        into: defaultdict[int, list[int]] = defaultdict(list)
        for arc, part in zip(cut.tolist(), label[heads[cut]].tolist(), strict=True):
            into[part].append(arc)
        for part, positions in sorted(needs.items()):
            if asked[positions].sum() > room[into[part]].sum() + tolerance:
                yield Lack(
                    tuple(self.needs[position] for position in positions),
                    _sum(limits.capacities[arc] for arc in into[part]),
                )


def _sum(capacities: Iterable[Capacity | None]) -> Capacity:
    slices = 0
    columns: list[tuple[int, int]] = []
    for capacity in capacities:
        if capacity is not None:
            slices += capacity.slices
            columns += capacity.columns
    return Capacity(slices, tuple(columns))


def supply(p: Programme, teams: frozenset[TeamId], *, lent: bool) -> Supply:
    """The network of some teams' needs.

    With lent people, or else with time that comes to each team from others, whoever has it.
    """
    force = p.problem.workforce
    needs = [need for team in sorted(teams) for need in force.needs_of_team[team]]
    ways = _Ways(p, force.network.ancestors(needs))
    for group, nodes in force.entering(ways.nodes):
        near = nodes if lent else [node for node in nodes if not is_away(group, node)]
        if near:
            ways.people(group, near)
    for pool_id, (pool, time) in force.pools.items():
        capacities = tuple(Capacity(slices) for slices in time)
        ways.enter(SOURCE, ("pool", pool_id), capacities, force.pool_serves(pool))
    for option in p.problem.index.portfolio.hiring:
        hired = ways.columns(p.v.hired[option.id, t] for t in range(p.problem.horizon))
        ways.enter(SOURCE, ("hire", option.id), hired, force.hire_serves(option.skill))
    for team in () if lent else sorted(teams):
        here = [need for need in needs if need.team == team]
        imported = ways.columns(p.v.imported.get((team, t)) for t in range(p.problem.horizon))
        ways.enter(SOURCE, ("import", team), imported, here)
    ways.pass_on(force.network)
    return ways.net.drawn(needs, p.problem.horizon)


@dataclass
class _Ways:
    """A network that is being laid, over these nodes."""

    p: Programme
    nodes: set[Node]
    net: Draft = field(default_factory=Draft)

    def enter(self, tail: int, name: object, capacities: Capacities, nodes: Iterable[Node]) -> None:
        """Lets time in where it is wanted."""
        heads = [self.net.node(node) for node in nodes if node in self.nodes]
        if heads:
            own = self.net.node(name)
            self.net.arc(tail, own, capacities)
            for head in heads:
                self.net.arc(own, head)

    def root(self, name: object, tail: int, slices: Iterable[int]) -> int:
        """A node that limits those after it together."""
        if name not in self.net.names:
            self.net.arc(tail, self.net.node(name), tuple(Capacity(most) for most in slices))
        return self.net.names[name]

    def columns(self, columns: Iterable[int | None]) -> Capacities:
        """What a column gives in each period; nothing where there is none."""
        return tuple(Capacity(0, () if c is None else ((c, 1),)) for c in columns)

    def people(self, group: Group, nodes: list[Node]) -> None:
        """A group, under what its function lends or what its platform keeps."""
        p, home, function = self.p, group.kin.home, group.kin.function
        capacities = p.capacities[group]
        most = p.most_lent.get(function) if function is not None else None
        if most is not None:
            root = self.root(("function", function), SOURCE, [most] * p.problem.horizon)
            self.enter(root, group, capacities, nodes)
            return
        if home is None or not p.problem.index.teams[home].reserve:
            self.enter(SOURCE, group, capacities, nodes)
            return
        own, others = p.own_time[home], p.other_time[home]
        team = self.root(("team", home), SOURCE, own)
        other = self.root(("other work", home), team, others)
        service = [node for node in nodes if node.as_a_service]
        self.enter(team, (group, True), capacities, service)
        rest = [node for node in nodes if not node.as_a_service]
        self.enter(other, (group, False), capacities, rest)

    def pass_on(self, network: Network) -> None:
        """Arcs from each node to the next ones."""
        for node in in_order(self.nodes):
            for target in network.passes.get(node, ()):
                if target in self.nodes:
                    self.net.arc(self.net.node(node), self.net.node(target))
